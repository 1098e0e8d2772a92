"""One bounded round of live requests."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Final

from ..api import (
    ChildNow,
    ConnectionFailedError,
    LocationNow,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    ServerError,
    UnauthorizedError,
)
from ..api.concurrency import for_each
from ..api.percent_scale import is_share
from .location_tree import LocationTree
from .measurements import Measurements
from .request_order import RequestOrder
from .snapshot import Reading

MAX_CONCURRENT_REQUESTS: Final = 4

# The server is considered down; the rest is requested in the next round.
MAX_OUTAGES_IN_A_ROW: Final = 8

# Failures of single locations; bounds the length of a round.
MAX_FAILURES_IN_A_ROW: Final = 32

# After this many 401 replies and no success, the token itself is checked.
MAX_REFUSALS: Final = MAX_CONCURRENT_REQUESTS

CAPACITY: Final = "capacity"
COUNT: Final = "count"
# The fields that the parent's reply contains as well, and their attributes.
VALUES: Final = {
    COUNT: "count",
    "percentage": "percentage",
    "isActive": "is_active",
}

type Disagreement = tuple[int, str] | tuple[int, frozenset[int]]


class LivePoll:
    """The live replies and errors of one refresh.

    A patient poll continues after server errors: a set-up succeeds if any location can
    be fetched.
    """

    def __init__(
        self,
        client: OccuspaceClient,
        order: RequestOrder,
        measurements: Measurements,
        *,
        is_token_verified: bool,
        is_patient: bool,
    ) -> None:
        """Initialise without replies."""
        self._client = client
        self._order = order
        self._measurements = measurements
        self._is_patient = is_patient
        self.on_reply: Callable[[LocationNow], None] | None = None
        self._outages_in_a_row = 0
        self._failures_in_a_row = 0
        self.is_token_verified = is_token_verified
        self.requests = 0
        self.replies: dict[int, LocationNow] = {}
        self.failures: dict[int, OccuspaceError] = {}
        self.rate_limited: RateLimitedError | None = None
        self.answered: set[int] = set()
        """The locations that are covered by a reply.

        A child with an unreadable count is not.
        """
        self._readings: Mapping[int, Reading] = {}
        self._compared_with: LocationTree | None = None
        self._disagreements: dict[int, frozenset[Disagreement]] = {}
        self._replies_read = 0

    @property
    def is_over(self) -> bool:
        """Return whether to stop this round."""
        return (
            self.rate_limited is not None
            or self.is_token_doubtful
            or self._outages_in_a_row >= MAX_OUTAGES_IN_A_ROW
            or self._failures_in_a_row >= MAX_FAILURES_IN_A_ROW
        )

    @property
    def is_token_doubtful(self) -> bool:
        """Return whether all requests were refused, so the token must be checked."""
        return (
            not self.is_token_verified
            and not self.replies
            and len(self.refused) >= MAX_REFUSALS
        )

    @property
    def refused(self) -> frozenset[int]:
        """Return the locations that were answered with 401."""
        return frozenset(
            id_
            for id_, err in self.failures.items()
            if isinstance(err, UnauthorizedError)
        )

    @property
    def tried(self) -> frozenset[int]:
        """Return the requested locations, successful or not."""
        return frozenset(self.replies.keys() | self.failures.keys())

    async def request(self, location_ids: Iterable[int]) -> None:
        """Request locations in order, at most MAX_CONCURRENT_REQUESTS at a time."""
        await for_each(
            takewhile(lambda _: not self.is_over, tuple(location_ids)),
            self._request,
            limit=MAX_CONCURRENT_REQUESTS,
        )

    async def _request(self, location_id: int) -> None:
        """Request one location."""
        self.requests += 1
        try:
            reply = await self._client.get_now(location_id)
        except OccuspaceError as err:
            self._record_failure(location_id, err)
            return
        self.replies[location_id] = reply.data
        self.answered.add(location_id)
        self.answered.update(
            child.id for child in reply.data.children if COUNT not in child.unreadable
        )
        self._order.record(location_id, failed=False)
        self._outages_in_a_row = self._failures_in_a_row = 0
        if self.on_reply:
            self.on_reply(reply.data)

    def _record_failure(self, location_id: int, err: OccuspaceError) -> None:
        """Record the error of a request."""
        self.failures[location_id] = err
        if isinstance(err, RateLimitedError):
            self.rate_limited = err
            self._order.record_rate_limit(location_id)
            return
        self._order.record(location_id, failed=True)
        self._failures_in_a_row += 1
        outages = (
            ConnectionFailedError
            if self._is_patient
            else ConnectionFailedError | ServerError
        )
        self._outages_in_a_row += isinstance(err, outages)

    def readings(self) -> Mapping[int, Reading]:
        """Return the reading of every location in the replies.

        A child has its parent's timestamp; a location's own reply takes precedence.
        """
        if len(self.replies) != self._replies_read:
            self._readings = self._read()
            self._replies_read = len(self.replies)
        return self._readings

    def _read(self) -> dict[int, Reading]:
        """Return the readings in the replies."""
        moments = {
            id_: self._measurements.of(reply) for id_, reply in self.replies.items()
        }
        as_children = {
            child.id: child
            for reply in self.replies.values()
            for child in reply.children
        }
        readings = {
            child.id: Reading.from_reply(child, moments[id_])
            for id_, reply in self.replies.items()
            for child in reply.children
        }
        for id_, reply in self.replies.items():
            readings[id_] = Reading.from_reply(
                _completed(reply, as_children.get(id_)), moments[id_]
            )
        return readings

    def is_unchanged(self, before: Mapping[int, LocationNow]) -> bool:
        """Return whether no request failed and no reply changed."""
        return (
            not self.failures
            and self.replies.keys() == before.keys()
            and all(before[id_] is reply for id_, reply in self.replies.items())
        )

    def disagreements(self, tree: LocationTree) -> frozenset[Disagreement]:
        """Return where names, children or capacities differ from the tree.

        Unreadable names and percentages are ignored.
        """
        if self._compared_with is not tree:
            self._compared_with = tree
            self._disagreements.clear()
        for id_ in self.replies.keys() - self._disagreements.keys():
            self._disagreements[id_] = _disagreements(self.replies[id_], tree)
        return frozenset().union(*self._disagreements.values())


def _disagreements(reply: LocationNow, tree: LocationTree) -> frozenset[Disagreement]:
    """Return where one reply differs from the tree."""
    found: set[Disagreement] = set()
    parts: tuple[LocationNow | ChildNow, ...] = (reply, *reply.children)
    for part in parts:
        location = tree.locations.get(part.id)
        if location is None or (part.name and location.name != part.name):
            found.add((part.id, part.name))
        elif _has_other_capacity(part, location.capacity):
            found.add((part.id, CAPACITY))
    children = frozenset(child.id for child in reply.children)
    if children != frozenset(tree.children.get(reply.id, ())):
        found.add((reply.id, children))
    return frozenset(found)


def _completed(own: LocationNow, as_child: ChildNow | None) -> LocationNow:
    """Return a reply with its unreadable fields filled from the parent's reply."""
    if not own.unreadable or as_child is None:
        return own
    return replace(
        own,
        **{
            name: getattr(as_child, name)
            for key, name in VALUES.items()
            if key in own.unreadable
        },
    )


def _has_other_capacity(part: LocationNow | ChildNow, capacity: int | None) -> bool:
    """Return whether a percentage contradicts the listed capacity."""
    if part.count is None or part.percentage is None:
        return False
    if not capacity:
        return bool(part.count and part.percentage)
    return not is_share(part.percentage, part.count, capacity)
