"""Typical weeks by location."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from homeassistant.core import HomeAssistant

from ..analysis.typical_week import WEEKS, TypicalWeek
from .ledger import Ledger
from .series import TYPICAL_WEEK_SERIES
from .statistics import LocationStatistics


class TypicalWeeks:
    """Computes typical weeks, again after their hours have changed."""

    def __init__(self, hass: HomeAssistant, statistics: LocationStatistics) -> None:
        """Initialise without any."""
        self.weeks: dict[int, TypicalWeek] = {}
        self._hass = hass
        self._statistics = statistics
        self._stale: set[int] = set()

    def mark_stale(self, location_ids: Iterable[int]) -> None:
        """Mark the weeks of some locations as stale."""
        self._stale.update(location_ids)

    async def async_update(
        self, ledger: Ledger, today_of: Callable[[int], date]
    ) -> tuple[int, ...]:
        """Recompute stale weeks; return their locations."""
        updated = tuple(self._stale)
        for location_id in updated:
            # It may become stale again while its hours are read.
            self._stale.discard(location_id)
            today = today_of(location_id)
            hours = await self._statistics.async_hourly_occupancy(
                location_id,
                today - timedelta(weeks=WEEKS),
                ledger.record(location_id, today)[TYPICAL_WEEK_SERIES].fetched,
            )
            self.weeks[location_id] = await self._hass.async_add_executor_job(
                partial(TypicalWeek.from_hours, hours, today=today)
            )
        return updated
