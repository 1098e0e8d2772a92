"""The order of live requests."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

# A failing location is requested first after this many rounds without a request. Only
# one at a time, so that a short round still reaches other locations.
OVERDUE_ROUNDS: Final = 5
MAX_OVERDUE: Final = 1
# Consecutive rounds in which a location was answered with 429.
MAX_RATE_LIMITED: Final = 4


class RequestOrder:
    """The order of live requests, based on earlier rounds.

    A rate limit or an outage may end a round early. Locations that have waited longest
    come first, failing ones last. Kept across refreshes and failed set-ups.
    """

    def __init__(self) -> None:
        """Initialise without earlier rounds."""
        self._round = 0
        self._requested: dict[int, float] = {}
        self._failing: set[int] = set()
        self._rate_limited = Counter[int]()

    @property
    def failing(self) -> frozenset[int]:
        """Return the locations whose last request failed."""
        return frozenset(self._failing)

    def begin_round(self, location_ids: Collection[int]) -> None:
        """Start a round; remove locations that are no longer listed."""
        self._round += 1
        self._failing &= set(location_ids)
        for location_id in self._requested.keys() - location_ids:
            del self._requested[location_id]
            del self._rate_limited[location_id]

    def record(self, location_id: int, *, failed: bool) -> None:
        """Record the outcome of a request."""
        self._requested[location_id] = self._round
        del self._rate_limited[location_id]
        if failed:
            self._failing.add(location_id)
        else:
            self._failing.discard(location_id)

    def record_rate_limit(self, location_id: int) -> None:
        """Record a request that was answered with 429.

        The location comes before those answered in this round, and after those not
        requested. After MAX_RATE_LIMITED times it counts as failed: it may be the only
        location that is refused.
        """
        self._rate_limited[location_id] += 1
        if self._rate_limited[location_id] >= MAX_RATE_LIMITED:
            self.record(location_id, failed=True)
            return
        self._requested[location_id] = self._round - 0.5

    def overdue(self, location_ids: Iterable[int]) -> list[int]:
        """Return at most MAX_OVERDUE failing locations that have waited too long."""
        waiting = [
            location_id
            for location_id in location_ids
            if self._round - self._requested[location_id] >= OVERDUE_ROUNDS
        ]
        return self.sorted(waiting)[:MAX_OVERDUE]

    def sorted(self, location_ids: Iterable[int]) -> list[int]:
        """Return locations in request order; ties keep their order."""
        return sorted(
            location_ids,
            key=lambda location_id: (
                location_id in self._failing,
                self._requested.get(location_id, 0),
            ),
        )
