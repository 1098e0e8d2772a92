"""Typical weeks by location."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from homeassistant.core import HomeAssistant

from ..analysis.opening import VenueCalendar
from ..analysis.typical_week import MIN_WEEKS, WEEKS, TypicalWeek
from .days import DayRange, DaySet
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
        *,
        get_ledger: Callable[[], Ledger],
        today_of: Callable[[int], date],
        calendar_of: Callable[[int], VenueCalendar],
        on_update: Callable[[Collection[int]], None],
    ) -> None:
        """Initialise without any; `on_update` is called with updated locations."""
        self.weeks: dict[int, TypicalWeek] = {}
        self._hass = hass
        self._statistics = statistics
        self._stale: set[int] = set()
        self._get_ledger = get_ledger
        self._today_of = today_of
        self._calendar_of = calendar_of
        self._on_update = on_update
        self._started: set[int] = set()
        self._lock = asyncio.Lock()

    def mark_stale(self, location_ids: Iterable[int]) -> None:
        """Mark the weeks of some locations as stale."""
        self._stale.update(location_ids)

    def mark_calendars_stale(self, location_ids: Iterable[int]) -> None:
        """Mark the weeks computed so far as stale, because calendars have changed."""
        self._stale.update(self._started.intersection(location_ids))

    def keep(self, location_ids: Container[int]) -> None:
        """Forget all other locations."""
        for location_id in [id_ for id_ in self.weeks if id_ not in location_ids]:
            del self.weeks[location_id]

    async def async_update(
        self, location_ids: Collection[int] | None = None
    ) -> tuple[int, ...]:
        """Recompute the stale weeks, of all or some locations; return their ids."""
        async with self._lock:
            stale = self._stale
            updated = tuple(
                stale if location_ids is None else stale.intersection(location_ids)
            )
            for location_id in updated:
                await self._async_compute(location_id)
        self._on_update(updated)
        return updated

    async def _async_compute(self, location_id: int) -> None:
        """Compute the week of a location."""
        # It may become stale again while its hours are read.
        self._stale.discard(location_id)
        self._started.add(location_id)
        today = self._today_of(location_id)
        hours = await self._statistics.async_hours(
            location_id,
            OCCUPANCY,
            DayRange(today - timedelta(weeks=WEEKS), today),
            self._get_ledger().record(location_id, today)[TYPICAL_WEEK_SERIES].fetched,
        )
        self.weeks[location_id] = await self._hass.async_add_executor_job(
            partial(_typical_week, hours, self._calendar_of(location_id), today)
        )


def is_newly_typical(fetched: DaySet, added: Iterable[date], today: date) -> bool:
    """Return whether a weekday has enough days since some were added."""
    counts = Counter(day.weekday() for day in added)
    known = Counter(
        day.weekday()
        for day in DayRange(today - timedelta(weeks=WEEKS), today)
        if day in fetched
    )
    return any(
        known[weekday] - count < MIN_WEEKS <= known[weekday]
        for weekday, count in counts.items()
    )


def _typical_week(
    hours: Iterable[tuple[datetime, float]], calendar: VenueCalendar, today: date
) -> TypicalWeek:
    """Return the typical week of the usual hours."""
    if calendar != VenueCalendar():
        hours = [each for each in hours if calendar.is_usual_hour(each[0])]
    return TypicalWeek.from_hours(hours, today=today)
