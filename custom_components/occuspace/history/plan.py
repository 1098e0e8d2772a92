"""What is missing of the past, in which order, by which request. Pure."""

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

# The vendor corrects the last days.
CORRECTED_DAYS: Final = 3

# A location's days that are fetched one after the other. The recorder takes their hours
# five times as fast together.
DAYS_IN_TURN: Final = 4


# What fails or succeeds alone: one series of one location.
type Target = tuple[int, Series]


@dataclass(frozen=True, slots=True)
class FetchTask:
    """One request: a series of a location over some days.

    Upkeep asks again for days that have been fetched, and may have been corrected.
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
    """What is wanted of one location, and what is settled of it already."""

    location: Location
    record: LocationRecord

    def days_to_fetch(self, series: Series, first: date | None, today: date) -> DaySet:
        """Return the days of a series that are still to be asked for."""
        earliest = self.location.earliest_count
        wanted = DaySet()
        if earliest is not None and first is not None:
            range_ = DayRange(max(earliest, first), today - ONE_DAY)
            wanted = DaySet.from_ranges([range_])
        return self.record[series].days_to_fetch(wanted, today)


@dataclass(frozen=True, slots=True)
class Workload:
    """How much there is to request, of what, and how much was requested before."""

    requests: int
    targets: Mapping[Target, int]
    upkeep: Mapping[Target, int]
    done: int

    @classmethod
    def of(cls, pending: Sequence[PendingLocation], tasks: Iterable[FetchTask]) -> Self:
        """Count tasks without keeping them."""
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
            for wish in pending
            for series, record in wish.record.series.items()
            for days in record.answered.ranges
        )
        return cls(requests, targets, upkeep, done)


def plan(
    pending: Sequence[PendingLocation],
    today: date,
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> Iterator[FetchTask]:
    """Yield everything there is to ask for, in order: upkeep, then what is missing.

    One by one: the tasks of a large account would weigh on every garbage collection.
    """
    for wish in pending:
        yield from plan_upkeep(wish, today, detail_days, skip)
    yield from plan_backfill(pending, today, detail_days, skip)


def upkeep_series(detail_days: int) -> tuple[Series, ...]:
    """Return the series whose last days are asked for again."""
    return tuple(each for each in SERIES.values() if each.is_wanted(detail_days))


def plan_upkeep(
    wish: PendingLocation,
    today: date,
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> list[FetchTask]:
    """Return what is asked for once a day: the last days, which may be corrected.

    Counted back from the day of the last check, since Home Assistant may have been
    off. Only days that have been fetched; the others are the backfill's.
    """
    tasks: list[FetchTask] = []
    for series in upkeep_series(detail_days):
        if (wish.location.id, series) in skip:
            continue
        checked_on = wish.record.checked_on_of(series)
        if checked_on == today:
            continue
        # In the future it was written under a clock that was wrong.
        since = today if checked_on >= today - ONE_DAY else checked_on
        recent = DayRange(since - timedelta(days=CORRECTED_DAYS), today - ONE_DAY)
        record = wish.record[series]
        fetched = (record.fetched & DaySet((recent,))) - record.again
        tasks += _tasks(wish.location.id, series, fetched, is_upkeep=True)
    return tasks


def plan_backfill(
    pending: Sequence[PendingLocation],
    today: date,
    detail_days: int,
    skip: Collection[Target] = frozenset(),
) -> Iterator[FetchTask]:
    """Yield everything that is missing, what shows most for a request first.

    The long view of all locations, then their visitors, then hourly detail, the newest
    days first.
    """

    def wanted(series: Series) -> list[PendingLocation]:
        return [wish for wish in pending if (wish.location.id, series) not in skip]

    def all_days(series: Series, wish: PendingLocation) -> Iterator[FetchTask]:
        if series.detail:
            days = _days_without_detail(wish, series, today, detail_days)
        else:
            days = wish.days_to_fetch(series, date.min, today)
        yield from _tasks(wish.location.id, series, days)

    for series in SERIES.values():
        if not series.is_detail:
            yield from _round_robin(map(partial(all_days, series), wanted(series)))
        elif detail_days:
            yield from _newest_first(wanted(series), series, today, detail_days)


def _newest_first(
    pending: Iterable[PendingLocation], series: Series, today: date, detail_days: int
) -> Iterator[FetchTask]:
    """Yield the newest days of all locations before the older ones."""
    first_day = today - timedelta(days=detail_days)
    days_to_fetch = {
        wish.location.id: wish.days_to_fetch(series, first_day, today)
        for wish in pending
    }
    ranges = [each for days in days_to_fetch.values() for each in days.ranges]
    newest_first = reversed(DaySet.from_ranges(ranges))
    for some in batched(newest_first, DAYS_IN_TURN, strict=False):
        for location_id, days in days_to_fetch.items():
            for day in some:
                if day in days:
                    yield FetchTask(location_id, series, DayRange(day, day))


def _days_without_detail(
    wish: PendingLocation, series: Series, today: date, detail_days: int
) -> DaySet:
    """Return the days that get one row each.

    Not those with hourly detail, nor the newest if their detail is fetched anyway.
    """
    days = wish.days_to_fetch(series, date.min, today)
    if series.detail:
        detail = wish.record[series.detail]
        days -= detail.fetched | detail.again
    newest = today - timedelta(days=CORRECTED_DAYS)
    if detail_days >= CORRECTED_DAYS and all(
        each.first >= newest for each in days.ranges
    ):
        return DaySet()
    return days


def _tasks(
    location_id: int, series: Series, days: DaySet, *, is_upkeep: bool = False
) -> Iterator[FetchTask]:
    """Yield the requests for some days, oldest first.

    Days that are apart share a request if it is not too long.
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
