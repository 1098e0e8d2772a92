"""One account's statistics: which rows an answer makes, and what is there of a day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
from homeassistant.core import HomeAssistant

from .catalogue import Statistic, metadata, statistic_id
from .days import ONE_DAY, DayRange, DaySet
from .fetcher import Answer
from .ledger import Ledger, Series
from .rows import (
    HOUR,
    daily_rows,
    detail_rows,
    dwell_rows,
    hours_of,
    midnight,
    venue_day,
    venue_hour,
    visitor_rows,
)
from .writer import StatisticsWriter

# Where the rows of a series are, in the recorder's own words.
KEPT_IN: Final = {
    Series.DAILY: Statistic.OCCUPANCY,
    Series.DETAIL: Statistic.OCCUPANCY,
    Series.DWELL_TIME: Statistic.DWELL_TIME,
    Series.VISITORS: Statistic.VISITORS,
}

# Of these one row is a whole day.
DAY_BY_DAY: Final = frozenset({Series.DAILY, Series.DWELL_TIME})


class Archive:
    """The statistics of one account's locations."""

    def __init__(
        self,
        hass: HomeAssistant,
        account_id: str,
        zone: ZoneInfo,
        name_of: Callable[[int], str],
    ) -> None:
        """Name statistics by what `name_of` says when they are written."""
        self._hass = hass
        self._account_id = account_id
        self._zone = zone
        self._name_of = name_of
        self._writer = StatisticsWriter(hass)

    async def async_store(self, answer: Answer, until: datetime | None = None) -> None:
        """Hand the rows of an answer over; only hours that are over by `until`."""
        task, rows = answer.task, answer.rows or ()
        describe = self._describe(task.location_id)
        match task.series:
            case Series.VISITORS:
                counts = await self._hass.async_add_executor_job(
                    visitor_rows, rows, self._zone
                )
                await self._writer.async_write_counts(
                    describe(Statistic.VISITORS), _over(counts, until)
                )
            case Series.DETAIL:
                people, percent = detail_rows(task.days.first, rows, self._zone)
                self._writer.async_write_means(
                    describe(Statistic.OCCUPANCY), _over(people, until)
                )
                self._writer.async_write_means(
                    describe(Statistic.UTILIZATION), _over(percent, until)
                )
            case Series.DAILY:
                people, percent = await self._hass.async_add_executor_job(
                    daily_rows, rows, self._zone
                )
                for statistic, means in (
                    (Statistic.OCCUPANCY, people),
                    (Statistic.UTILIZATION, percent),
                ):
                    await self._writer.async_write_days(
                        describe(statistic), means, self._zone
                    )
            case Series.DWELL_TIME:
                minutes = await self._hass.async_add_executor_job(
                    dwell_rows, rows, self._zone
                )
                self._writer.async_write_means(describe(Statistic.DWELL_TIME), minutes)

    async def async_commit(self) -> None:
        """Wait until everything that was stored is in the database."""
        await self._writer.async_commit()

    async def async_reconcile(
        self, ledger: Ledger, location_id: int, today: date
    ) -> None:
        """Let the ledger forget what the recorder does not hold (any more)."""
        last: dict[Statistic, datetime | None] = {}
        record = ledger.record(location_id, today)
        for series, statistic in KEPT_IN.items():
            newest = record[series].fetched.last
            if newest is None:
                continue
            if statistic not in last:
                last[statistic] = await self._writer.async_last_start(
                    self._id(location_id, statistic)
                )
            start = last[statistic]
            oldest = record[series].fetched.ranges[0].first
            first_lost = oldest
            # Rows may have been cleared, and newer ones written since.
            if start and await self._read(location_id, statistic, oldest):
                first_lost = venue_day(start, self._zone)
                # The database may be from the middle of that day.
                end = midnight(first_lost + ONE_DAY, self._zone)
                if series in DAY_BY_DAY or start + HOUR >= end:
                    first_lost += ONE_DAY
            if first_lost <= newest:
                lost = DaySet((DayRange(first_lost, newest),))
                ledger.forget(location_id, [series], lost, today)

    async def async_visitors(self, location_id: int, day: date) -> int | None:
        """Return the visitors of a day of the venue, None if there are no rows."""
        rows = await self._read(location_id, Statistic.VISITORS, day)
        return round(sum(row.get("state") or 0 for row in rows)) if rows else None

    async def async_dwell_time(self, location_id: int, day: date) -> int | None:
        """Return the average minutes of a day of the venue, None if not known."""
        for row in await self._read(location_id, Statistic.DWELL_TIME, day):
            if (mean := row.get("mean")) is not None:
                return round(mean)
        return None

    async def async_hourly_occupancy(
        self, location_id: int, first: date, days: DaySet
    ) -> list[tuple[datetime, float]]:
        """Return venue hour and mean people since a day, of days with hourly rows."""
        rows = await self._writer.async_read(
            self._id(location_id, Statistic.OCCUPANCY), midnight(first, self._zone)
        )
        hours = (
            (venue_hour(row["start"], self._zone), row.get("mean")) for row in rows
        )
        return [
            (hour, mean)
            for hour, mean in hours
            if mean is not None and hour.date() in days
        ]

    async def _read(
        self, location_id: int, statistic: Statistic, day: date
    ) -> list[StatisticData]:
        """Return a day's rows."""
        hours = hours_of(day, self._zone)
        return await self._writer.async_read(
            self._id(location_id, statistic), hours[0], hours[-1] + HOUR
        )

    def _id(self, location_id: int, statistic: Statistic) -> str:
        """Return a statistic id of this account."""
        return statistic_id(self._account_id, location_id, statistic)

    def _describe(self, location_id: int) -> Callable[[Statistic], StatisticMetaData]:
        """Return what tells Home Assistant about a location's statistics."""
        name = self._name_of(location_id)

        def describe(statistic: Statistic) -> StatisticMetaData:
            return metadata(self._account_id, location_id, name, statistic)

        return describe


def _over[RowT: Any](rows: Sequence[RowT], until: datetime | None) -> Sequence[RowT]:
    """Return the rows of hours that have ended."""
    if until is None:
        return rows
    return [row for row in rows if row.start + HOUR <= until]
