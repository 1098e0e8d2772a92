"""A round of live requests, and its snapshots before and at its end."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..api import LocationNow
from .location_list import LocationList
from .location_tree import LocationTree
from .poll import CAPACITY, Disagreement, LivePoll
from .request_order import RequestOrder
from .snapshot import NoValueReason, Reading, Snapshot, build_snapshot

# In seconds. A round that ends sooner is published once, at its end.
PUBLISH_DELAY: Final = 1.0


@dataclass(slots=True)
class LastRound:
    """What is kept of the rounds for the next one."""

    replies: Mapping[int, LocationNow] = field(default_factory=dict)
    readings: Mapping[int, Reading] = field(default_factory=dict)
    refused: frozenset[int] = frozenset()
    tolerated: frozenset[Disagreement] = frozenset()
    outdated_capacities: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The location list, what is chosen of it, and for how long values are known."""

    locations: LocationList
    chosen_of: Callable[[LocationTree], AbstractSet[int]]
    maximum_age: timedelta | None

    @property
    def tree(self) -> LocationTree:
        """Return the tree of the list."""
        return self.locations.tree

    @property
    def chosen(self) -> AbstractSet[int]:
        """Return the chosen locations."""
        return self.chosen_of(self.tree)


class LiveRound:
    """Requests the fewest locations that cover the chosen ones.

    `before` is the snapshot that is shown while the round begins.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        followed: Followed,
        poll: LivePoll,
        order: RequestOrder,
        *,
        last: LastRound,
        before: Snapshot | None,
    ) -> None:
        """Begin a round."""
        self.poll = poll
        self.before = before
        self._hass = hass
        self._followed = followed
        self._order = order
        self._last = last
        self._refused_before = last.refused
        if poll.is_token_verified:
            last.refused = frozenset()
        self._timer: asyncio.TimerHandle | None = None
        order.begin_round(followed.tree.locations)

    async def async_request(self) -> None:
        """Request each location once."""
        overdue = self._order.overdue(self._failing())
        await self.poll.request((*overdue, *self._remaining()))

    @property
    def is_unchanged(self) -> bool:
        """Return whether everything was as in the last round."""
        return (
            self.before is not None
            and self._is_list_unchanged(self.before)
            and not self._failing()
            and self.poll.is_unchanged(self._last.replies)
        )

    def _is_list_unchanged(self, before: Snapshot) -> bool:
        """Return whether no list arrived, or one that changes nothing.

        A list is also requested when the clock has been changed, and then a value that
        looked outdated may be valid again.
        """
        return not self.poll.is_token_verified or (
            self._followed.locations.revision == before.tree_revision
            and not self._last.outdated_capacities
            and not any(
                status.no_value is NoValueReason.STALE
                for status in before.statuses.values()
            )
        )

    async def async_complete(
        self, refresh_list: Callable[[LivePoll], Awaitable[bool]]
    ) -> None:
        """Request what failed locations would have covered; settle contradictions."""
        poll = self.poll
        if poll.is_token_doubtful:
            poll.is_token_verified = await refresh_list(poll)
        await poll.request(self._remaining())
        await poll.request(self._failing())
        if not poll.is_token_verified and self._is_list_doubtful():
            poll.is_token_verified = await refresh_list(poll)
            await poll.request(self._remaining())
        if poll.is_token_verified:
            self._last.tolerated = poll.disagreements(self._followed.tree)
            self._last.refused |= poll.refused

    def _remaining(self) -> list[int]:
        """Return the fewest locations that cover the rest; failing ones cover none."""
        wanted = self._followed.chosen - self.poll.answered
        unavailable = self._last.refused | self.poll.tried | self._order.failing
        return self._order.sorted(self._followed.tree.cover(wanted, unavailable))

    def _failing(self) -> list[int]:
        """Return the failing locations to request again, in request order."""
        if not self._order.failing:
            return []
        tree, wanted = self._followed.tree, self._followed.chosen
        useful = wanted | set(tree.cover(wanted, self._last.refused))
        failing = useful & self._order.failing - self._last.refused - self.poll.tried
        return self._order.sorted(id_ for id_ in tree.locations if id_ in failing)

    def _is_list_doubtful(self) -> bool:
        """Return whether a reply contradicts the list, or the token is in doubt."""
        if self.poll.rate_limited is not None:
            return False
        disagreements = self.poll.disagreements(self._followed.tree)
        return bool(self.poll.refused or disagreements - self._last.tolerated)

    def end(self) -> Callable[[], Snapshot]:
        """Keep what the next round needs; return what builds the snapshot."""
        last = self._last
        last.replies, last.readings = self.poll.replies, self.poll.readings()
        last.outdated_capacities = self._outdated()
        return self._builder(last.readings, last.refused, last.outdated_capacities)

    def so_far(self) -> Callable[[], Snapshot]:
        """Return what builds a snapshot of the replies over those of the last round.

        A child whose count is unreadable in its parent's reply is still to answer, and
        a location that was refused is requested again.
        """
        received, answered = self.poll.readings(), self.poll.answered
        new = {id_: received[id_] for id_ in received.keys() & answered}
        chosen = self._followed.chosen
        return self._builder(
            {**self._last.readings, **new},
            self._last.refused | self._refused_before,
            self._outdated() | self._last.outdated_capacities - answered,
            chosen - self.before.statuses.keys() if self.before else chosen,
        )

    def _outdated(self) -> frozenset[int]:
        """Return the locations whose listed capacity contradicts a reply."""
        found = self.poll.disagreements(self._followed.tree)
        if self.poll.is_token_verified:
            # The list is newer than the contradiction, which is therefore tolerated.
            return frozenset()
        return frozenset(
            id_ for id_, what in found - self._last.tolerated if what == CAPACITY
        )

    def _builder(
        self,
        readings: Mapping[int, Reading],
        refused: AbstractSet[int],
        outdated: AbstractSet[int],
        awaited: AbstractSet[int] = frozenset(),
    ) -> Callable[[], Snapshot]:
        """Return a function that builds a snapshot as of the time of its call."""
        followed = self._followed

        def build() -> Snapshot:
            return build_snapshot(
                followed.locations,
                followed.chosen,
                readings,
                refused=refused,
                outdated_capacities=outdated,
                awaited=awaited,
                maximum_age=followed.maximum_age,
            )

        return build

    @callback
    def async_publish_as_replies_arrive(self, publish: CALLBACK_TYPE) -> None:
        """Call back a moment after a new reply, and no more often than that."""
        self.poll.on_reply = partial(self._on_reply, publish)

    @callback
    def async_stop_publishing(self) -> None:
        """Call back no more."""
        self.poll.on_reply = None
        if self._timer:
            self._timer.cancel()

    @callback
    def _on_reply(self, publish: CALLBACK_TYPE, reply: LocationNow) -> None:
        """Publish a new reply soon, with what else arrives until then."""
        if self._timer or self._last.replies.get(reply.id) is reply:
            return

        def on_time() -> None:
            self._timer = None
            publish()

        self._timer = self._hass.loop.call_later(PUBLISH_DELAY, on_time)
