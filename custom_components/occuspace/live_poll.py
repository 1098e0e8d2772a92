"""One round of live requests: bounded, and over as soon as it is hopeless."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .api import (
    ChildNow,
    ConnectionFailedError,
    LocationNow,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    ServerError,
    UnauthorizedError,
)
from .location_tree import LocationTree
from .snapshot import Reading

MAX_CONCURRENT_REQUESTS: Final = 4

# An API that fails this often in a row is down, and the rest need not be tried.
GIVE_UP_AFTER: Final = 8

# Nor one that refuses this many in a row, whatever its reasons.
GIVE_UP_AFTER_ANY: Final = 16

type Disagreement = tuple[int, str] | tuple[int, frozenset[int]]


class LivePoll:
    """Collects the live replies, and the errors in their place, of one refresh."""

    def __init__(self, client: OccuspaceClient) -> None:
        """Start with nothing asked."""
        self._client = client
        self._outages_in_a_row = 0
        self._failures_in_a_row = 0
        self.requests = 0
        self.replies: dict[int, LocationNow] = {}
        self.failures: dict[int, OccuspaceError] = {}
        self.rate_limited: RateLimitedError | None = None
        self._readings: Mapping[int, Reading] = {}
        self._replies_read = 0

    @property
    def given_up(self) -> bool:
        """Return whether asking on would be impolite or pointless."""
        return (
            self.rate_limited is not None
            or self._outages_in_a_row >= GIVE_UP_AFTER
            or self._failures_in_a_row >= GIVE_UP_AFTER_ANY
        )

    @property
    def refused(self) -> frozenset[int]:
        """Return the locations that were answered with 401."""
        return frozenset(
            id_
            for id_, err in self.failures.items()
            if isinstance(err, UnauthorizedError)
        )

    async def ask(self, location_ids: Iterable[int]) -> None:
        """Ask for locations, at most MAX_CONCURRENT_REQUESTS at a time."""
        pending = iter(tuple(location_ids))
        async with asyncio.TaskGroup() as workers:
            for _ in range(MAX_CONCURRENT_REQUESTS):
                workers.create_task(self._work_off(pending))

    async def _work_off(self, pending: Iterator[int]) -> None:
        """Ask for one location after the other, sharing the iterator."""
        while not self.given_up and (location_id := next(pending, None)) is not None:
            self.requests += 1
            try:
                reply = await self._client.get_now(location_id)
            except OccuspaceError as err:
                self.failures[location_id] = err
                self._failures_in_a_row += 1
                if isinstance(err, RateLimitedError):
                    self.rate_limited = err
                if isinstance(err, ConnectionFailedError | ServerError):
                    self._outages_in_a_row += 1
            else:
                self.replies[location_id] = reply.data
                self._outages_in_a_row = self._failures_in_a_row = 0

    def readings(self) -> Mapping[int, Reading]:
        """Return what the replies say of every location in them.

        A child's moment is its parent's; a location's own reply comes before its
        parent's word on it.
        """
        if len(self.replies) != self._replies_read:
            self._readings = self._read()
            self._replies_read = len(self.replies)
        return self._readings

    def _read(self) -> dict[int, Reading]:
        """Work out what the replies say."""
        readings = {
            child.id: Reading.from_reply(child, reply.timestamp)
            for reply in self.replies.values()
            for child in reply.children
        }
        for id_, reply in self.replies.items():
            readings[id_] = Reading.from_reply(reply, reply.timestamp)
        return readings

    def says_the_same(self, before: Mapping[int, LocationNow]) -> bool:
        """Return whether nobody failed, and every reply is the very one of before."""
        return (
            not self.failures
            and self.replies.keys() == before.keys()
            and all(before[id_] is reply for id_, reply in self.replies.items())
        )

    def disagreements(self, tree: LocationTree) -> frozenset[Disagreement]:
        """Return where the replies have names or children that the tree has not."""
        found: set[Disagreement] = set()
        for reply in self.replies.values():
            wires: tuple[LocationNow | ChildNow, ...] = (reply, *reply.children)
            for wire in wires:
                location = tree.locations.get(wire.id)
                if location is None or location.name != wire.name:
                    found.add((wire.id, wire.name))
            children = frozenset(child.id for child in reply.children)
            if children != frozenset(tree.children.get(reply.id, ())):
                found.add((reply.id, children))
        return frozenset(found)
