"""What is missing of the past, in which order, by which request. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import batched
from typing import Final, Self

from ..api import Location
from .days import ONE_DAY, DayRange, DaySet
from .ledger import LocationRecord, Series

# The vendor corrects the last days.
CORRECTED_DAYS: Final = 3

# One request each. Years of hours in one would burden the event loop and the collector.
LONGEST_REQUEST: Final = {
    Series.DAILY: 3660,
    Series.DWELL_TIME: 3660,
    Series.VISITORS: 31,
    Series.DETAIL: 1,
}


# A location's days that are fetched one after the other. The recorder takes their hours
# five times as fast together.
DAYS_IN_TURN: Final = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One request: a series of a location over some days."""

    location_id: int
    series: Series
    days: DayRange


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of one location, and what is settled of it already."""

    location: Location
    record: LocationRecord

    def open_days(self, series: Series, first: date | None, today: date) -> DaySet:
        """Return the days of a series that are still to be asked for."""
        earliest = self.location.earliest_count
        wanted = DaySet()
        if earliest is not None and first is not None:
            range_ = DayRange(max(earliest, first), today - ONE_DAY)
            wanted = DaySet.from_ranges([range_])
        return self.record[series].open_days(wanted, today)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to ask for: requests, the days of all of them, and of whom."""

    requests: int
    days: int
    location_ids: frozenset[int]

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> Self:
        """Count tasks without keeping them."""
        requests = days = 0
        location_ids: set[int] = set()
        for task in tasks:
            requests += 1
            days += len(task.days)
            location_ids.add(task.location_id)
        return cls(requests, days, frozenset(location_ids))


def plan(wishes: Sequence[Wish], today: date, detail_days: int) -> Iterator[Task]:
    """Yield everything there is to ask for, in order: upkeep, then what is missing.

    One by one: the tasks of a large account would weigh on every garbage collection.
    """
    for wish in wishes:
        yield from plan_upkeep(wish, today, detail_days)
    yield from plan_backfill(wishes, today, detail_days)


def plan_upkeep(wish: Wish, today: date, detail_days: int) -> list[Task]:
    """Return what is asked for once a day: the last days, which may be corrected.

    Only days that have been fetched; the others are the backfill's.
    """
    if wish.record.checked_on >= today:
        return []
    recent = DayRange(today - timedelta(days=CORRECTED_DAYS), today - ONE_DAY)
    occupancy = Series.DETAIL if detail_days else Series.DAILY
    tasks: list[Task] = []
    for series in (Series.VISITORS, Series.DWELL_TIME, occupancy):
        record = wish.record[series]
        fetched = (record.fetched & DaySet((recent,))) - record.again
        tasks += _tasks(wish.location.id, series, fetched)
    return tasks


def plan_backfill(
    wishes: Sequence[Wish], today: date, detail_days: int
) -> Iterator[Task]:
    """Yield everything that is missing, what shows most for a request first.

    The long view of all locations, then their visitors, then hourly detail, the newest
    days first.
    """

    def long_view(wish: Wish) -> Iterator[Task]:
        days = _long_view_days(wish, today, detail_days)
        yield from _tasks(wish.location.id, Series.DAILY, days)

    def everything(series: Series, wish: Wish) -> Iterator[Task]:
        days = wish.open_days(series, date.min, today)
        yield from _tasks(wish.location.id, series, days)

    yield from _in_turn(map(long_view, wishes))
    for series in (Series.DWELL_TIME, Series.VISITORS):
        yield from _in_turn(map(partial(everything, series), wishes))
    if not detail_days:
        return
    first_day = today - timedelta(days=detail_days)
    open_days = {
        wish.location.id: wish.open_days(Series.DETAIL, first_day, today)
        for wish in wishes
    }
    ranges = [each for days in open_days.values() for each in days.ranges]
    newest_first = reversed(DaySet.from_ranges(ranges))
    for some in batched(newest_first, DAYS_IN_TURN, strict=False):
        for location_id, days in open_days.items():
            for day in some:
                if day in days:
                    yield Task(location_id, Series.DETAIL, DayRange(day, day))


def _long_view_days(wish: Wish, today: date, detail_days: int) -> DaySet:
    """Return the days that one row each is wanted of.

    Not those with hourly detail, nor the newest if their detail comes anyway.
    """
    days = wish.open_days(Series.DAILY, date.min, today)
    detail = wish.record[Series.DETAIL]
    days -= detail.fetched | detail.again
    newest = today - timedelta(days=CORRECTED_DAYS)
    if detail_days >= CORRECTED_DAYS and all(
        each.first >= newest for each in days.ranges
    ):
        return DaySet()
    return days


def _tasks(location_id: int, series: Series, days: DaySet) -> Iterator[Task]:
    """Yield the requests for some days, oldest first."""
    return (
        Task(location_id, series, chunk)
        for each in days.ranges
        for chunk in each.chunks(LONGEST_REQUEST[series])
    )


def _in_turn(by_location: Iterable[Iterator[Task]]) -> Iterator[Task]:
    """Yield every location's first task, then every second one, and so on."""
    waiting = list(by_location)
    while waiting:
        later: list[Iterator[Task]] = []
        for tasks in waiting:
            if (task := next(tasks, None)) is not None:
                yield task
                later.append(tasks)
        waiting = later
