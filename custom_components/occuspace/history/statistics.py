"""The statistics of an account's locations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_metadata,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance

from ..api.concurrency import in_slices
from ..const import DOMAIN, LOGGER
from ..identifiers import statistic_id
from ..venue_time import ZoneOf
from .days import ONE_DAY, DayRange, DaySet
from .fetcher import FetchResult
from .importer import StatisticsImporter
from .ledger import Ledger, SeriesRecord
from .lost_rows import days_around, lost_days, stretches
from .metadata import Statistic, metadata
from .rows import HOUR, hours_of, midnight, venue_day, venue_hour
from .seams import Seam, find_seams
from .series import SERIES, RowKind, Series, statistics

# Rows that take less time than another thread: the hours of a few days.
MAX_ROWS_IN_LOOP: Final = 100


class LocationStatistics:
    """The statistics of one account's locations."""

    def __init__(
        self,
        hass: HomeAssistant,
        account_id: str,
        zone_of: ZoneOf,
        name_of: Callable[[int], str | None],
    ) -> None:
        """Initialise; `name_of` returns the current name of a location."""
        self._hass = hass
        self._account_id = account_id
        self._zone_of = zone_of
        self._name_of = name_of
        self._names: dict[int, str] = {}
        self._recorder = get_instance(hass)
        self._importer = StatisticsImporter(hass)

    async def async_store(
        self, result: FetchResult, until: datetime | None = None
    ) -> None:
        """Queue the rows of a reply, without hours that end after `until`."""
        task, replied = result.task, result.rows or ()
        series, zone = task.series, self._zone_of(task.location_id)
        if len(replied) <= MAX_ROWS_IN_LOOP:
            made = series.make_rows(task.days, replied, zone)
        else:
            made = await self._hass.async_add_executor_job(
                series.make_rows, task.days, replied, zone
            )
        describe = self._describe(task.location_id)
        for statistic, rows in zip(series.statistics, made, strict=True):
            completed = _completed_rows(rows, until)
            if series.row_kind is RowKind.HOURLY_COUNTS:
                await self._importer.async_write_counts(describe(statistic), completed)
            elif series.detail:
                await self._importer.async_write_days(
                    describe(statistic), completed, zone
                )
            else:
                self._importer.async_write_means(describe(statistic), completed)

    async def async_commit(self) -> None:
        """Wait until all rows are in the database."""
        await self._importer.async_commit()

    async def async_reconcile(
        self, ledger: Ledger, location_id: int, today: date
    ) -> None:
        """Reopen ledger days with missing rows, and correct wrong sums."""
        record, zone = ledger.record(location_id, today), self._zone_of(location_id)
        seams: dict[Statistic, list[Seam]] = {}
        for series in SERIES.values():
            fetched, lost = record[series].fetched, DaySet()
            for statistic in series.statistics if fetched.ranges else ():
                if statistic not in seams:
                    seams[statistic] = await self._recorder.async_add_executor_job(
                        find_seams, self._hass, self._id(location_id, statistic)
                    )
                lost |= await self._hass.async_add_executor_job(
                    lost_days, series, fetched, seams[statistic], zone
                )
            if lost.ranges:
                LOGGER.info(
                    "Rows of %s (%s) are missing from the recorder; "
                    "fetching %d days again",
                    self._name(location_id),
                    series.key,
                    len(lost),
                )
                ledger.reopen(location_id, [series], lost, today)
        for series in SERIES.values():
            if series.row_kind is RowKind.HOURLY_COUNTS:
                await self._async_correct_sums(
                    location_id, series, record[series], seams, today
                )

    async def _async_correct_sums(
        self,
        location_id: int,
        series: Series,
        record: SeriesRecord,
        seams: Mapping[Statistic, Sequence[Seam]],
        today: date,
    ) -> None:
        """Correct sums that do not add up.

        Rows that are fetched again correct the later sums themselves.
        """
        known, zone = record.fetched | record.again, self._zone_of(location_id)
        to_fetch = record.days_to_fetch(DaySet(), today)
        for statistic in series.statistics:
            false = [
                seam
                for seam in seams.get(statistic, ())
                if not seam.adds_up
                and not (
                    seam.is_hole
                    and DaySet((days_around(seam, known, zone),)) & to_fetch
                )
            ]
            metadata_ = self._describe(location_id)(statistic)
            for stretch in stretches(false):
                await self._importer.async_add_up(
                    metadata_, stretch.first, stretch.last
                )

    async def async_clear(self, location_id: int) -> None:
        """Remove a location's statistics."""
        await self._importer.async_clear(
            [self._id(location_id, each) for each in statistics()]
        )

    async def async_update_names(self, names: Mapping[int, str]) -> None:
        """Rename the statistics of renamed locations."""
        renamed = {
            id_: name for id_, name in names.items() if self._names.get(id_) != name
        }
        self._names |= names
        if not renamed:
            return
        known = await self._recorder.async_add_executor_job(
            partial(get_metadata, self._hass, statistic_source=DOMAIN)
        )
        async for location_id, name in in_slices(renamed.items()):
            for statistic in statistics():
                new = metadata(self._account_id, location_id, name, statistic)
                old = known.get(new["statistic_id"])
                if old and old[1]["name"] != new["name"]:
                    async_add_external_statistics(self._hass, new, [])

    async def async_value_of_day(
        self, location_id: int, statistic: Statistic, day: date
    ) -> int | None:
        """Return the total or, without sums, the mean of a day of the venue.

        None if it is not known.
        """
        rows = await self._read(location_id, statistic, day)
        if statistic.has_sum:
            return round(sum(row.get("state") or 0 for row in rows)) if rows else None
        for row in rows:
            if (mean := row.get("mean")) is not None:
                return round(mean)
        return None

    async def async_values_of_days(
        self, location_id: int, statistic: Statistic, period: DayRange
    ) -> dict[date, float]:
        """Return the totals or, without sums, the means of the venue's days.

        Days without rows are left out.
        """
        zone = self._zone_of(location_id)
        rows = await self._importer.async_read(
            self._id(location_id, statistic),
            midnight(period.first, zone),
            midnight(period.last + ONE_DAY, zone),
        )
        values: dict[date, float] = {}
        for row in rows:
            day = venue_day(row["start"], zone)
            if statistic.has_sum:
                values[day] = values.get(day, 0.0) + (row.get("state") or 0.0)
            elif (mean := row.get("mean")) is not None:
                values.setdefault(day, mean)
        return values

    async def async_hours(
        self, location_id: int, statistic: Statistic, period: DayRange, days: DaySet
    ) -> list[tuple[datetime, float]]:
        """Return venue hours and their means in a period, of days with hourly rows.

        The totals of statistics with sums.
        """
        zone = self._zone_of(location_id)
        rows = await self._importer.async_read(
            self._id(location_id, statistic),
            midnight(period.first, zone),
            midnight(period.last + ONE_DAY, zone),
        )
        hours = (
            (
                venue_hour(row["start"], zone),
                row.get("state") if statistic.has_sum else row.get("mean"),
            )
            for row in rows
        )
        return [
            (hour, value)
            for hour, value in hours
            if value is not None and hour.date() in days
        ]

    async def _read(
        self, location_id: int, statistic: Statistic, day: date
    ) -> list[StatisticData]:
        """Return a day's rows."""
        hours = hours_of(day, self._zone_of(location_id))
        return await self._importer.async_read(
            self._id(location_id, statistic), hours[0], hours[-1] + HOUR
        )

    def _id(self, location_id: int, statistic: Statistic) -> str:
        """Return a statistic id of this account."""
        return statistic_id(self._account_id, location_id, statistic.key)

    def _name(self, location_id: int) -> str:
        """Return a location's name, or its last one if it is no longer listed."""
        last = self._names.get(location_id, str(location_id))
        return self._name_of(location_id) or last

    def _describe(self, location_id: int) -> Callable[[Statistic], StatisticMetaData]:
        """Return a function that returns the metadata of a location's statistics."""
        name = self._name(location_id)

        def describe(statistic: Statistic) -> StatisticMetaData:
            return metadata(self._account_id, location_id, name, statistic)

        return describe


def _completed_rows[RowT: Any](
    rows: Sequence[RowT], until: datetime | None
) -> Sequence[RowT]:
    """Return the rows of hours that end by then."""
    if until is None:
        return rows
    return [row for row in rows if row.start + HOUR <= until]
