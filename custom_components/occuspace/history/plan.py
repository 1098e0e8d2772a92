"""Plans the requests for missing days, the most useful ones first. No I/O."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import batched
from typing import Final, Self

from ..api import Location
from .days import ONE_DAY, DayRange, DaySet
from .ledger import LocationRecord
from .series import SERIES, Series

# Occuspace may correct the newest days.
CORRECTED_DAYS: Final = 3

# Consecutive days of one location. The recorder imports their hours together, which is
# five times as fast.
DAYS_IN_TURN: Final = 4


# One series of one location; each fails or succeeds alone.
type Target = tuple[int, Series]


@dataclass(frozen=True, slots=True)
class FetchTask:
    """One request: a series of a location over some days.

    `is_upkeep` requests fetched days again, which may have been corrected.
    """

    location_id: int
    series: Series
    days: DayRange
    is_upkeep: bool = False

    @property
    def target(self) -> Target:
        """Return the location and the series."""
        return self.location_id, self.series


@dataclass(frozen=True, slots=True)
class PendingLocation:
    """A location, with its record of imported days, and today at its venue."""

    location: Location
    record: LocationRecord
    today: date

    def days_to_fetch(self, series: Series, first: date | None) -> DaySet:
        """Return the days of a series to fetch."""
        earliest = self.location.earliest_count
        wanted = DaySet()
        if earliest is not None and first is not None:
            range_ = DayRange(max(earliest, first), self.today - ONE_DAY)
            wanted = DaySet.from_ranges([range_])
        return self.record[series].days_to_fetch(wanted, self.today)


@dataclass(frozen=True, slots=True)
class Workload:
    """The number of requests, in all and by target, and of those already sent."""

    requests: int
    targets: Mapping[Target, int]
    upkeep: Mapping[Target, int]
    done: int

    @classmethod
    def of(cls, pending: Sequence[PendingLocation], tasks: Iterable[FetchTask]) -> Self:
        """Count tasks."""
        requests = 0
        targets: Counter[Target] = Counter()
        upkeep: Counter[Target] = Counter()
        for task in tasks:
            requests += 1
            targets[task.target] += 1
            if task.is_upkeep:
                upkeep[task.target] += 1
        done = sum(
            -(-len(days) // series.max_days)
            for pending_location in pending
            for series, record in pending_location.record.series.items()
            for days in record.requested.ranges
        )
        return cls(requests, targets, upkeep, done)


def plan(
    pending: Sequence[PendingLocation],
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> Iterator[FetchTask]:
    """Yield all requests in order: upkeep, then missing days.

    Lazily, since the tasks of a large account would slow down garbage collection.
    """
    for pending_location in pending:
        yield from plan_upkeep(pending_location, detail_days, skip)
    yield from plan_backfill(pending, detail_days, skip)


def upkeep_series(detail_days: int) -> tuple[Series, ...]:
    """Return the series whose newest days are requested again."""
    return tuple(each for each in SERIES.values() if each.is_wanted(detail_days))


def plan_upkeep(
    pending_location: PendingLocation,
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> list[FetchTask]:
    """Return the daily requests for the newest days, which may be corrected.

    Counted back from the last check, since Home Assistant may have been off. Only for
    fetched days; the others belong to the backfill.
    """
    tasks: list[FetchTask] = []
    today = pending_location.today
    for series in upkeep_series(detail_days):
        if (pending_location.location.id, series) in skip:
            continue
        checked_on = pending_location.record.checked_on_of(series)
        if checked_on == today:
            continue
        # A check in the future was recorded while the clock was wrong.
        since = today if checked_on >= today - ONE_DAY else checked_on
        recent = DayRange(since - timedelta(days=CORRECTED_DAYS), today - ONE_DAY)
        record = pending_location.record[series]
        fetched = (record.fetched & DaySet((recent,))) - record.again
        tasks += _tasks(pending_location.location.id, series, fetched, is_upkeep=True)
    return tasks


def plan_backfill(
    pending: Sequence[PendingLocation],
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> Iterator[FetchTask]:
    """Yield the requests for missing days, in the order of the series table.

    A series is fetched for all locations in turn; hourly detail with the newest days
    first.
    """

    def wanted(series: Series) -> list[PendingLocation]:
        return [
            pending_location
            for pending_location in pending
            if (pending_location.location.id, series) not in skip
        ]

    def all_days(
        series: Series, pending_location: PendingLocation
    ) -> Iterator[FetchTask]:
        if series.detail:
            days = _days_without_detail(
                pending_location, series, series.detail, detail_days
            )
        else:
            days = pending_location.days_to_fetch(series, date.min)
        yield from _tasks(pending_location.location.id, series, days)

    for series in SERIES.values():
        if not series.is_detail:
            yield from _round_robin(map(partial(all_days, series), wanted(series)))
        elif detail_days:
            yield from _newest_first(wanted(series), series, detail_days)


def _newest_first(
    pending: Iterable[PendingLocation], series: Series, detail_days: int
) -> Iterator[FetchTask]:
    """Yield the newest days of all locations before the older ones."""
    detail = timedelta(days=detail_days)
    days_to_fetch = {
        pending_location.location.id: pending_location.days_to_fetch(
            series, pending_location.today - detail
        )
        for pending_location in pending
    }
    ranges = [each for days in days_to_fetch.values() for each in days.ranges]
    newest_first = reversed(DaySet.from_ranges(ranges))
    for some in batched(newest_first, DAYS_IN_TURN, strict=False):
        for location_id, days in days_to_fetch.items():
            for day in some:
                if day in days:
                    yield FetchTask(location_id, series, DayRange(day, day))


def _days_without_detail(
    pending_location: PendingLocation,
    series: Series,
    detail: Series,
    detail_days: int,
) -> DaySet:
    """Return the days that get one row each.

    Not those with hourly detail, nor the newest if their detail is fetched anyway.
    """
    days = pending_location.days_to_fetch(series, date.min)
    record = pending_location.record[detail]
    days -= record.fetched | record.again
    newest = pending_location.today - timedelta(days=CORRECTED_DAYS)
    if detail_days >= CORRECTED_DAYS and all(
        each.first >= newest for each in days.ranges
    ):
        return DaySet()
    return days


def _tasks(
    location_id: int, series: Series, days: DaySet, *, is_upkeep: bool = False
) -> Iterator[FetchTask]:
    """Yield the requests for some days, oldest first.

    Separate ranges share a request if it is not too long.
    """
    longest = timedelta(days=series.max_days - 1)
    first: date | None = None
    last = date.min
    for each in days.ranges:
        for chunk in each.chunks(series.max_days):
            if first is not None and chunk.last - first > longest:
                yield FetchTask(location_id, series, DayRange(first, last), is_upkeep)
                first = None
            first, last = first or chunk.first, chunk.last
    if first is not None:
        yield FetchTask(location_id, series, DayRange(first, last), is_upkeep)


def _round_robin(by_location: Iterable[Iterator[FetchTask]]) -> Iterator[FetchTask]:
    """Yield every location's first task, then every second one, and so on."""
    waiting = list(by_location)
    while waiting:
        later: list[Iterator[FetchTask]] = []
        for tasks in waiting:
            if (task := next(tasks, None)) is not None:
                yield task
                later.append(tasks)
        waiting = later
