"""Plans the requests for missing days, the most useful ones first. No I/O."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import batched
from typing import Final

from ..analysis.typical_week import MIN_WEEKS
from ..api import Location
from .days import ONE_DAY, DayRange, DaySet
from .ledger import LocationRecord
from .series import SERIES, Series

# Occuspace may correct the newest days.
CORRECTED_DAYS: Final = 3

# Consecutive days of one location. The recorder imports their hours together, which is
# five times as fast.
DAYS_IN_TURN: Final = 4

DAYS_PER_WEEK: Final = 7
# With these, every weekday is typical.
TYPICAL_DAYS: Final = timedelta(weeks=MIN_WEEKS)

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
    """Yield the requests for missing days, the most useful ones first.

    Each location in turn gets the series that take one request, and the days that make
    today's weekday typical: many rows to store beside many requests, so that neither
    waits for the other. Then come the other weekdays of all locations, the other series
    in the order of the table, and the older hourly detail.
    """
    long_views = [each for each in SERIES.values() if each.is_one_request]
    others = [
        each
        for each in SERIES.values()
        if not each.is_one_request and not each.is_detail
    ]
    all_days = partial(_all_days, detail_days=detail_days, skip=skip)
    detail = [
        (each, _days_of_detail(pending, each, detail_days, skip))
        for each in SERIES.values()
        if each.is_detail and detail_days
    ]
    for pending_location in pending:
        for series in long_views:
            yield from all_days(series, pending_location)
        for series, days in detail:
            if own := days.get(pending_location.location.id):
                yield from _typical_days((own,), series, 0)
    for series, days in detail:
        for days_ahead in range(1, DAYS_PER_WEEK):
            yield from _typical_days(days.values(), series, days_ahead)
    for series in others:
        yield from _round_robin(map(partial(all_days, series), pending))
    for series, days in detail:
        yield from _older_days(days.values(), series)


def _all_days(
    series: Series,
    pending_location: PendingLocation,
    *,
    detail_days: int,
    skip: Collection[Target],
) -> Iterator[FetchTask]:
    """Yield the requests for all missing days of a series."""
    if (pending_location.location.id, series) in skip:
        return
    if series.detail:
        days = _days_without_detail(
            pending_location, series, series.detail, detail_days
        )
    else:
        days = pending_location.days_to_fetch(series, date.min)
    yield from _tasks(pending_location.location.id, series, days)


@dataclass(frozen=True, slots=True)
class _DetailDays:
    """The days of hourly detail to fetch for a location."""

    location_id: int
    today: date
    days: DaySet


def _days_of_detail(
    pending: Iterable[PendingLocation],
    series: Series,
    detail_days: int,
    skip: Collection[Target],
) -> dict[int, _DetailDays]:
    """Return the days of hourly detail to fetch, by location."""
    detail = timedelta(days=detail_days)
    return {
        id_: _DetailDays(
            id_, each.today, each.days_to_fetch(series, each.today - detail)
        )
        for each in pending
        if ((id_ := each.location.id), series) not in skip
    }


def _typical_days(
    pending: Iterable[_DetailDays], series: Series, days_ahead: int
) -> Iterator[FetchTask]:
    """Yield the newest days of one weekday that make it typical."""
    for each in pending:
        weekday = each.today + timedelta(days=days_ahead)
        for weeks in range(MIN_WEEKS, 0, -1):
            day = weekday - timedelta(weeks=weeks)
            if day in each.days:
                yield FetchTask(each.location_id, series, DayRange(day, day))


def _older_days(
    pending: Collection[_DetailDays], series: Series
) -> Iterator[FetchTask]:
    """Yield the other days, the newest days of all locations before the older ones."""
    older = {
        each.location_id: each.days
        - DaySet((DayRange(each.today - TYPICAL_DAYS, each.today),))
        for each in pending
    }
    ranges = [each for days in older.values() for each in days.ranges]
    newest_first = reversed(DaySet.from_ranges(ranges))
    for some in batched(newest_first, DAYS_IN_TURN, strict=False):
        for location_id, days in older.items():
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
