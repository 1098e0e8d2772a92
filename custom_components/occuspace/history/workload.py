"""The number of requests of a plan. No I/O."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from .days import ONE_DAY, DayRange
from .plan import TYPICAL_DAYS, FetchTask, PendingLocation, Target
from .series import TYPICAL_WEEK_SERIES


@dataclass(frozen=True, slots=True)
class Workload:
    """The number of requests, in all and by target, and of those already sent.

    `until_typical` are the requests up to the last one that a typical week needs, 0 if
    the typical weeks of all locations are there.
    """

    requests: int
    until_typical: int
    targets: Mapping[Target, int]
    upkeep: Mapping[Target, int]
    done: int

    @classmethod
    def of(cls, pending: Sequence[PendingLocation], tasks: Iterable[FetchTask]) -> Self:
        """Count tasks in the order of their plan."""
        requests = until_typical = 0
        targets: Counter[Target] = Counter()
        upkeep: Counter[Target] = Counter()
        # Without yesterday: on all but the first days its weekday is typical already.
        typical = {
            each.location.id: DayRange(
                each.today - TYPICAL_DAYS, each.today - 2 * ONE_DAY
            )
            for each in pending
        }
        for task in tasks:
            requests += 1
            targets[task.target] += 1
            if task.is_upkeep:
                upkeep[task.target] += 1
            elif task.series is TYPICAL_WEEK_SERIES:
                days = typical[task.location_id]
                if days.first <= task.days.first <= days.last:
                    until_typical = requests
        done = sum(
            -(-len(days) // series.max_days)
            for pending_location in pending
            for series, record in pending_location.record.series.items()
            for days in record.requested.ranges
        )
        return cls(requests, until_typical, targets, upkeep, done)
