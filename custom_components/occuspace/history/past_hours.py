"""The past hours of a location, read from the recorder."""

from datetime import date, datetime

from .days import DayRange, DaySet
from .ledger_store import LedgerStore
from .metadata import Statistic
from .series import Series
from .statistics import LocationStatistics


class PastHours:
    """Reads hours of days that have been imported as a whole."""

    def __init__(self, statistics: LocationStatistics, store: LedgerStore) -> None:
        """Initialise; nothing is read yet."""
        self._statistics = statistics
        self._store = store

    def days(
        self, location_id: int, series: Series, today: date
    ) -> tuple[DaySet, DaySet]:
        """Return the imported days, and those of them to import again.

        The hours may have changed if these have.
        """
        record = self._store.ledger.record(location_id, today)[series]
        return record.fetched, record.again

    async def async_read(
        self,
        location_id: int,
        statistic: Statistic,
        series: Series,
        period: DayRange,
    ) -> list[tuple[datetime, float]]:
        """Return venue hours and their means, or their totals, in a period."""
        days, _ = self.days(location_id, series, period.last)
        return await self._statistics.async_hours(location_id, statistic, period, days)
