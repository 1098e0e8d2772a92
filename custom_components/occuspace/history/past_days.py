"""The past days of a location, read from the recorder."""

from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from ..const import LOGGER
from .days import DayRange
from .ledger_store import LedgerStore
from .series import Series
from .statistics import LocationStatistics


class PastDays:
    """Reads days that have been imported as a whole."""

    def __init__(self, statistics: LocationStatistics, store: LedgerStore) -> None:
        """Initialise; nothing is read yet."""
        self._statistics = statistics
        self._store = store

    async def async_read(
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
        days = self._store.ledger.record(location_id, today)[series].fetched
        return {day: value for day, value in values.items() if day in days}
