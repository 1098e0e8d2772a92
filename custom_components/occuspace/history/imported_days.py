"""Reads days that have been imported as a whole from the recorder."""

from datetime import date, datetime

from sqlalchemy.exc import SQLAlchemyError

from ..const import LOGGER
from .days import DayRange, DaySet
from .ledger_store import LedgerStore
from .metadata import Statistic
from .series import Series
from .statistics import LocationStatistics


class ImportedDays:
    """Reads hours or whole days of a location."""

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

    async def async_hours(
        self,
        location_id: int,
        statistic: Statistic,
        series: Series,
        period: DayRange,
    ) -> list[tuple[datetime, float]]:
        """Return venue hours and their means, or their totals, in a period."""
        days, _ = self.days(location_id, series, period.last)
        return await self._statistics.async_hours(location_id, statistic, period, days)

    async def async_values(
        self, location_id: int, series: Series, period: DayRange, today: date
    ) -> dict[date, float]:
        """Return the values of the days that are known.

        None are known if the database cannot be read.
        """
        if self._store.has_misplaced(location_id):
            return {}
        try:
            values = await self._statistics.async_values_of_days(
                location_id, series.statistics[0], period
            )
        except SQLAlchemyError, RuntimeError:
            # The latter after the recorder has ended.
            LOGGER.debug("Cannot read days of %s", location_id, exc_info=True)
            return {}
        days, _ = self.days(location_id, series, today)
        return {day: value for day, value in values.items() if day in days}
