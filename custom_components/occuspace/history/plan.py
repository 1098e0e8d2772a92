"""What is missing of the past, in which order, by which request. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..api import Location
from .days import ONE_DAY, DayRange, DaySet
from .ledger import LocationRecord, Series

# The vendor corrects the last days.
CORRECTED_DAYS: Final = 3

# One request each. Years of hours in one would burden the event loop and the collector.
LONGEST_REQUEST: Final = {
    Series.DAILY: 3660,
    Series.DWELL_TIME: 3660,
    Series.VISITORS: 92,
    Series.DETAIL: 1,
}


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


def plan(wishes: Sequence[Wish], today: date, detail_days: int) -> list[Task]:
    """Return everything there is to ask for, in order: upkeep, then what is missing."""
    upkeep = [task for wish in wishes for task in plan_upkeep(wish, today, detail_days)]
    return [*upkeep, *plan_backfill(wishes, today, detail_days)]


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
        known = DaySet((recent,)) - wish.record[series].open_days(
            DaySet((recent,)), today
        )
        tasks += _tasks(wish.location.id, series, known)
    return tasks


def plan_backfill(
    wishes: Sequence[Wish], today: date, detail_days: int
) -> Iterator[Task]:
    """Return everything that is missing, what shows most for a request first.

    The long view of all locations, then their visitors, then hourly detail, newest day
    first.
    """
    long_view = [
        _tasks(
            wish.location.id, Series.DAILY, _long_view_days(wish, today, detail_days)
        )
        for wish in wishes
    ]
    yield from _in_turn(long_view)
    for series in (Series.DWELL_TIME, Series.VISITORS):
        yield from _in_turn(
            _tasks(wish.location.id, series, wish.open_days(series, date.min, today))
            for wish in wishes
        )
    first_day = today - timedelta(days=detail_days) if detail_days else None
    by_location = [
        _tasks(
            wish.location.id,
            Series.DETAIL,
            wish.open_days(Series.DETAIL, first_day, today),
        )
        for wish in wishes
    ]
    yield from sorted(
        (task for tasks in by_location for task in tasks),
        key=lambda task: task.days.first,
        reverse=True,
    )


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


def _tasks(location_id: int, series: Series, days: DaySet) -> list[Task]:
    """Return the requests for some days, oldest first."""
    return [
        Task(location_id, series, chunk)
        for each in days.ranges
        for chunk in each.chunks(LONGEST_REQUEST[series])
    ]


def _in_turn(by_location: Iterable[Sequence[Task]]) -> Iterator[Task]:
    """Yield every location's first task, then every second one, and so on."""
    waiting = [iter(tasks) for tasks in by_location]
    while waiting:
        turn = [(tasks, next(tasks, None)) for tasks in waiting]
        yield from (task for _, task in turn if task is not None)
        waiting = [tasks for tasks, task in turn if task is not None]
