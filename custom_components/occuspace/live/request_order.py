"""Which locations are requested first. No I/O."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

# A failing location is requested first again after this many rounds without its turn.
# Only one at a time, so that a round with few requests reaches the others.
OVERDUE_ROUNDS: Final = 5
MAX_OVERDUE: Final = 1
# Rounds in a row that a location is refused in because there were too many requests.
MAX_RATE_LIMITED: Final = 4


class RequestOrder:
    """The order of live requests, by what happened in earlier rounds.

    A round may end early, by a rate limit or an outage. So locations that have waited
    longest come first, and those that failed last come last. It outlives a refresh,
    and a set-up that failed.
    """

    def __init__(self) -> None:
        """Start without any earlier round."""
        self._round = 0
        self._requested: dict[int, float] = {}
        self._failing: set[int] = set()
        self._rate_limited = Counter[int]()

    @property
    def failing(self) -> frozenset[int]:
        """Return the locations whose last request failed."""
        return frozenset(self._failing)

    def begin_round(self, location_ids: Collection[int]) -> None:
        """Begin a round; forget locations that are no longer listed."""
        self._round += 1
        self._failing &= set(location_ids)
        for location_id in self._requested.keys() - location_ids:
            del self._requested[location_id]
            del self._rate_limited[location_id]

    def record(self, location_id: int, *, failed: bool) -> None:
        """Record what became of a request."""
        self._requested[location_id] = self._round
        del self._rate_limited[location_id]
        if failed:
            self._failing.add(location_id)
        else:
            self._failing.discard(location_id)

    def record_rate_limit(self, location_id: int) -> None:
        """Record a request that was refused because there were too many.

        The location comes before those that were answered in this round, and after
        those that were not requested. If that happens again and again, it counts as a
        failure: it may be the only one that is refused.
        """
        self._rate_limited[location_id] += 1
        if self._rate_limited[location_id] >= MAX_RATE_LIMITED:
            self.record(location_id, failed=True)
            return
        self._requested[location_id] = self._round - 0.5

    def overdue(self, location_ids: Iterable[int]) -> list[int]:
        """Return the few of some failing locations that have waited too long."""
        waiting = [
            location_id
            for location_id in location_ids
            if self._round - self._requested[location_id] >= OVERDUE_ROUNDS
        ]
        return self.sorted(waiting)[:MAX_OVERDUE]

    def sorted(self, location_ids: Iterable[int]) -> list[int]:
        """Return locations in the order of their requests, otherwise as given."""
        return sorted(
            location_ids,
            key=lambda location_id: (
                location_id in self._failing,
                self._requested.get(location_id, 0),
            ),
        )
