"""Typical weeks by location."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from homeassistant.core import HomeAssistant

from ..analysis.opening import VenueCalendar
from ..analysis.typical_week import WEEKS, TypicalWeek
from .days import DayRange
from .ledger import Ledger
from .metadata import OCCUPANCY
from .series import TYPICAL_WEEK_SERIES
from .statistics import LocationStatistics


class TypicalWeeks:
    """Computes typical weeks, again after their hours have changed.

    Hours that are not usual by the calendar of a location are left out.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        statistics: LocationStatistics,
        calendar_of: Callable[[int], VenueCalendar],
    ) -> None:
        """Initialise without any."""
        self.weeks: dict[int, TypicalWeek] = {}
        self._hass = hass
        self._statistics = statistics
        self._stale: set[int] = set()
        self._calendar_of = calendar_of
        self._started: set[int] = set()
        self._lock = asyncio.Lock()

    def mark_stale(self, location_ids: Iterable[int]) -> None:
        """Mark the weeks of some locations as stale."""
        self._stale.update(location_ids)

    def mark_calendars_stale(self, location_ids: Iterable[int]) -> None:
        """Mark the weeks computed so far as stale, because calendars have changed."""
        self._stale.update(self._started.intersection(location_ids))

    async def async_update(
        self, ledger: Ledger, today_of: Callable[[int], date]
    ) -> tuple[int, ...]:
        """Recompute stale weeks; return their locations."""
        async with self._lock:
            return await self._async_update(ledger, today_of)

    async def _async_update(
        self, ledger: Ledger, today_of: Callable[[int], date]
    ) -> tuple[int, ...]:
        """Recompute stale weeks, one at a time."""
        updated = tuple(self._stale)
        for location_id in updated:
            # It may become stale again while its hours are read.
            self._stale.discard(location_id)
            self._started.add(location_id)
            today = today_of(location_id)
            hours = await self._statistics.async_hours(
                location_id,
                OCCUPANCY,
                DayRange(today - timedelta(weeks=WEEKS), today),
                ledger.record(location_id, today)[TYPICAL_WEEK_SERIES].fetched,
            )
            self.weeks[location_id] = await self._hass.async_add_executor_job(
                partial(_typical_week, hours, self._calendar_of(location_id), today)
            )
        return updated


def _typical_week(
    hours: Iterable[tuple[datetime, float]], calendar: VenueCalendar, today: date
) -> TypicalWeek:
    """Return the typical week of the usual hours."""
    if calendar != VenueCalendar():
        hours = [each for each in hours if calendar.is_usual_hour(each[0])]
    return TypicalWeek.from_hours(hours, today=today)
