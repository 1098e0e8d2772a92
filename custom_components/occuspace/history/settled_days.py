"""Values of days that are over, read from the statistics once."""

from collections.abc import Container, Iterable
from datetime import date

from .plan import FetchTask, Target
from .series import Series
from .statistics import LocationStatistics


class SettledDays:
    """Keeps the last day of each series until it is imported again."""

    def __init__(self, statistics: LocationStatistics) -> None:
        """Initialise; nothing is read yet."""
        self._statistics = statistics
        self._values: dict[Target, tuple[date, int | None]] = {}

    async def async_value(
        self, location_id: int, series: Series, day: date
    ) -> int | None:
        """Return the value of an imported day, None if it is not known."""
        target = location_id, series
        kept_day, value = self._values.get(target, (None, None))
        if kept_day == day and value is not None:
            return value
        # The day may be imported again while it is being read.
        reading = self._values[target] = (day, None)
        value = await self._statistics.async_value_of_day(
            location_id, series.statistics[0], day
        )
        if self._values.get(target) is reading:
            self._values[target] = (day, value)
        return value

    def forget(self, tasks: Iterable[FetchTask]) -> None:
        """Forget the days of some requests, whose rows have been stored."""
        for task in tasks:
            day, _ = self._values.get(task.target, (None, None))
            if day and task.days.first <= day <= task.days.last:
                del self._values[task.target]

    def keep(self, location_ids: Container[int]) -> None:
        """Forget all other locations."""
        for target in [each for each in self._values if each[0] not in location_ids]:
            del self._values[target]
