"""Reads the figures of the current day, location by location."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date
from typing import Final

from homeassistant.util import dt as dt_util

from ..api import HourlyVisitors
from .archive import Archive
from .days import ONE_DAY, DayRange
from .fetcher import MAX_CONCURRENT_REQUESTS, Fetcher
from .figures import DayFigures, highest_peak, total_visitors
from .ledger import Series
from .plan import Task, Wish

# An API that fails this often in a row is down, and the rest need not be tried.
GIVE_UP_AFTER: Final = 4


class DayReader:
    """One reading of today's figures; the hours that are over are kept."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: Archive,
        today: date,
        on_read: Callable[[int, DayFigures | None], None],
        *,
        hourly: bool,
        check_time_zone: Callable[[Sequence[HourlyVisitors]], Awaitable[None]]
        | None = None,
    ) -> None:
        """Start; `on_read` is told each location's figures, None without any.

        Without `hourly`, detail is neither asked for nor kept.
        """
        self._fetcher = fetcher
        self._archive = archive
        self._today = today
        self._occupancy = Series.DETAIL if hourly else Series.DAILY
        self._on_read = on_read
        self._check_time_zone = check_time_zone
        self._failures_in_a_row = 0

    @property
    def given_up(self) -> bool:
        """Return whether the API did not answer, and the rest was not tried."""
        return self._failures_in_a_row >= GIVE_UP_AFTER

    async def async_read(self, wishes: Sequence[Wish]) -> None:
        """Read the figures of every location that has ever counted."""
        pending = iter([wish for wish in wishes if wish.location.earliest_count])
        async with asyncio.TaskGroup() as group:
            for _ in range(MAX_CONCURRENT_REQUESTS):
                group.create_task(self._work(pending))

    async def _work(self, pending: Iterator[Wish]) -> None:
        """Read one location after the other, sharing the iterator."""
        for wish in pending:
            figures = None if self.given_up else await self._async_figures(wish)
            if figures is not None:
                self._failures_in_a_row = 0
            elif not self.given_up:
                self._failures_in_a_row += 1
            self._on_read(wish.location.id, figures)

    async def _async_figures(self, wish: Wish) -> DayFigures | None:
        """Return a location's figures, None if they could not be had."""
        location_id, now = wish.location.id, dt_util.utcnow()
        days = DayRange(self._today, self._today)
        visitors = await self._fetcher.async_try(
            Task(location_id, Series.VISITORS, days)
        )
        if self._check_time_zone is not None:
            await self._check_time_zone(visitors.rows or ())
        people = await self._fetcher.async_try(Task(location_id, self._occupancy, days))
        if visitors.rows is None or people.rows is None:
            return None
        # Before the days in front of it are there, today would have to be added up
        # anew with each of them.
        if not wish.open_days(Series.VISITORS, date.min, self._today):
            await self._archive.async_store(visitors, until=now)
        if self._occupancy is Series.DETAIL:
            await self._archive.async_store(people, until=now)
        yesterday = self._today - ONE_DAY
        return DayFigures(
            day=self._today,
            visitors_today=total_visitors(visitors.rows),
            peak_occupancy_today=highest_peak(people.rows),
            visitors_yesterday=await self._archive.async_visitors(
                location_id, yesterday
            ),
            dwell_time_yesterday=await self._archive.async_dwell_time(
                location_id, yesterday
            ),
        )
