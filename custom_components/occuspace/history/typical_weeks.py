"""Keeps the typical week of each location up to date."""

from collections.abc import Iterable
from datetime import date, timedelta

from homeassistant.core import HomeAssistant

from ..analysis.typical_week import WEEKS, TypicalWeek
from .ledger import Ledger
from .series import TYPICAL_WEEK_SERIES
from .statistics import LocationStatistics


class TypicalWeeks:
    """The typical weeks, and which of them the recorder's hours have outdated."""

    def __init__(self, hass: HomeAssistant, statistics: LocationStatistics) -> None:
        """Start with nothing known."""
        self.weeks: dict[int, TypicalWeek] = {}
        self._hass = hass
        self._statistics = statistics
        self._outdated: set[int] = set()

    def mark_stale(self, location_ids: Iterable[int]) -> None:
        """Take note that hours of some locations have changed."""
        self._outdated.update(location_ids)

    async def async_update(self, ledger: Ledger, today: date) -> tuple[int, ...]:
        """Work out the outdated weeks; return whose they are."""
        renewed = tuple(self._outdated)
        for location_id in renewed:
            # It may be outdated again before its hours have been read.
            self._outdated.discard(location_id)
            hours = await self._statistics.async_hourly_occupancy(
                location_id,
                today - timedelta(weeks=WEEKS),
                ledger.record(location_id, today)[TYPICAL_WEEK_SERIES].fetched,
            )
            self.weeks[location_id] = await self._hass.async_add_executor_job(
                TypicalWeek.from_hours, hours
            )
        return renewed
