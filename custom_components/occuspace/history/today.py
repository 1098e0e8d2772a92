"""Reads the figures of the current day."""

from collections.abc import (
    Awaitable,
    Callable,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from typing import Any

from homeassistant.util import dt as dt_util

from ..api import HourlyVisitors
from ..api.concurrency import for_each, in_slices
from ..venue_time import ZoneOf, today_at
from .daily_figures import DailyFigures, Figure
from .days import ONE_DAY, DayRange
from .fetcher import Fetcher, FetchResult
from .plan import FetchTask, PendingLocation, Target
from .request_limit import MAX_CONCURRENT_REQUESTS
from .series import SERIES, RowKind, TodayFigure
from .settled_days import SettledDays
from .statistics import LocationStatistics


class TodayReader:
    """Reads the figures of today, and stores its past hours.

    A figure that could not be read stays due for the next attempt.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        statistics: LocationStatistics,
        zone_of: ZoneOf,
        on_change: Callable[[int], None],
        *,
        detail_days: int,
        check_time_zone: Callable[[int, Sequence[HourlyVisitors]], Awaitable[None]]
        | None = None,
    ) -> None:
        """Initialise; `on_change` is called with the locations whose figures changed.

        Without `detail_days`, no hours of occupancy are requested.
        """
        self._fetcher = fetcher
        self._statistics = statistics
        self._zone_of = zone_of
        self._on_change = on_change
        self._figures: dict[int, DailyFigures] = {}
        self._check_time_zone = check_time_zone
        self._series = [
            series
            for series in SERIES.values()
            if series.today and series.is_wanted(detail_days)
        ]
        self._due: set[Target] = set()
        self._kept: dict[Target, tuple[FetchResult, datetime]] = {}
        self._settled = SettledDays(statistics)

    def figures(self, location_id: int) -> DailyFigures | None:
        """Return the figures of a location, None if there are none of today."""
        figures = self._figures.get(location_id)
        if figures is None or not self._is_today(location_id, figures.day):
            return None
        return figures.as_of(dt_util.utcnow())

    def expired(self) -> list[int]:
        """Return the locations with figures of a past day."""
        return [
            id_
            for id_, each in self._figures.items()
            if not self._is_today(id_, each.day)
        ]

    def begin_new_days(self, location_ids: Iterable[int]) -> list[int]:
        """Clear the figures of past days; return their locations.

        New ones are due for all locations of their time zones.
        """
        expired = self.expired()
        ended = {self._zone_of(id_) for id_ in expired}
        self.set_due(id_ for id_ in location_ids if self._zone_of(id_) in ended)
        self.clear(expired)
        return expired

    def clear(self, location_ids: Iterable[int]) -> None:
        """Clear the figures of some locations."""
        for location_id in location_ids:
            self._figures.pop(location_id, None)

    def keep(self, location_ids: Container[int]) -> None:
        """Clear the figures of all other locations."""
        self.clear([id_ for id_ in self._figures if id_ not in location_ids])
        self._settled.keep(location_ids)

    def forget(self, tasks: Iterable[FetchTask]) -> None:
        """Have yesterday's figures read again where yesterday was imported again."""
        self._settled.forget(tasks)

    def set_due(self, location_ids: Iterable[int]) -> None:
        """Mark the figures of some locations as due."""
        self._due |= {
            (location_id, series)
            for location_id in location_ids
            for series in self._series
        }

    def tasks(self, pending: Sequence[PendingLocation]) -> Iterator[FetchTask]:
        """Yield the due requests; the latest failures come last."""
        failed: list[FetchTask] = []
        for pending_location in pending:
            if not pending_location.location.earliest_count:
                continue
            for series in self._series:
                days = DayRange(pending_location.today, pending_location.today)
                task = FetchTask(pending_location.location.id, series, days)
                if task.target not in self._due:
                    continue
                if self._fetcher.retries.rank(task):
                    failed.append(task)
                else:
                    yield task
        yield from sorted(failed, key=self._fetcher.retries.rank)

    async def async_read(self, pending: Sequence[PendingLocation]) -> None:
        """Read the due figures of every location that has ever counted."""
        by_id = {
            pending_location.location.id: pending_location
            for pending_location in pending
        }
        tasks = takewhile(lambda _: not self._fetcher.is_stopped, self.tasks(pending))
        await for_each(
            (
                task
                for task in tasks
                if self._is_today(task.location_id, task.days.first)
            ),
            partial(self._read, by_id),
            limit=MAX_CONCURRENT_REQUESTS,
        )
        await self._statistics.async_commit()

    async def async_read_yesterday(self, pending: Sequence[PendingLocation]) -> None:
        """Read yesterday's figures from the statistics, without requests.

        The kept hours of today are stored first.
        """
        await self.async_store_kept(pending)
        async for pending_location in in_slices(pending):
            id_ = pending_location.location.id
            if not pending_location.location.earliest_count:
                continue
            yesterday = pending_location.today - ONE_DAY
            figures: dict[str, Figure[Any] | None] = {}
            for series in SERIES.values():
                if (name := series.yesterday) is None:
                    continue
                if yesterday in pending_location.record[series].fetched:
                    value = await self._settled.async_value(id_, series, yesterday)
                    figures[name] = Figure(value, dt_util.utcnow())
                elif self._fetcher.retries.is_failing((id_, series)):
                    figures[name] = None
                else:
                    figures[name] = Figure(None, dt_util.utcnow())
            self._update(id_, pending_location.today, figures)

    async def _read(
        self, pending: Mapping[int, PendingLocation], task: FetchTask
    ) -> None:
        """Run one task, and read the figure from its reply."""
        asked_at = dt_util.utcnow()
        result = await self._fetcher.async_fetch(task)
        if result.rows is None and not result.has_failed:
            return
        if result.rows is not None:
            self._due.discard(task.target)
            if self._check_time_zone and task.series.has_utc_times:
                await self._check_time_zone(task.location_id, result.rows)
            await self._async_keep(result, pending[task.location_id], asked_at)
        figures = {
            figure.name: self._value(result, figure, asked_at)
            for figure in task.series.today
        }
        self._update(task.location_id, task.days.first, figures)

    async def _async_keep(
        self, result: FetchResult, pending_location: PendingLocation, now: datetime
    ) -> None:
        """Store the past hours, or keep them."""
        task = result.task
        if task.series.row_kind is RowKind.HOURLY_MEANS:
            await self._statistics.async_store(result, until=now)
        elif task.series.row_kind is RowKind.HOURLY_COUNTS:
            self._kept[task.target] = (result, now)
            await self._async_store_kept({task.location_id: pending_location})

    async def async_store_kept(self, pending: Sequence[PendingLocation]) -> None:
        """Store the kept hours of today where the days before are complete."""
        await self._async_store_kept(
            {
                pending_location.location.id: pending_location
                for pending_location in pending
            }
        )
        await self._statistics.async_commit()

    async def _async_store_kept(self, pending: Mapping[int, PendingLocation]) -> None:
        """Store today's counts once every day before is there.

        Otherwise every imported day would change their sums.
        """
        kept = [
            target
            for id_ in pending
            for series in self._series
            if (target := (id_, series)) in self._kept
        ]
        async for target in in_slices(kept):
            if target not in self._kept:
                continue
            location_id, series = target
            result, read_at = self._kept[target]
            is_of_today = result.task.days.first == pending[location_id].today
            if is_of_today and pending[location_id].days_to_fetch(series, date.min):
                continue
            del self._kept[target]
            if is_of_today:
                await self._statistics.async_store(result, until=read_at)

    def _value(
        self, result: FetchResult, figure: TodayFigure, now: datetime
    ) -> Figure[Any] | None:
        """Return the figure of a reply, None without a reply."""
        if result.rows is None:
            return None
        if result.unreadable:
            return Figure(None, now)
        zone = self._zone_of(result.task.location_id)
        return Figure(figure.compute(result.rows, now.astimezone(zone)), now)

    def _is_today(self, location_id: int, day: date) -> bool:
        """Return whether a day is today at a location."""
        return today_at(self._zone_of(location_id)) == day

    def _update(
        self, location_id: int, today: date, figures: Mapping[str, Figure[Any] | None]
    ) -> None:
        """Replace some figures of a location."""
        before = self._figures.get(location_id)
        if before is None or before.day != today:
            before = DailyFigures(day=today)
        self._figures[location_id] = before.with_figures(figures)
        self._on_change(location_id)
