"""One account's statistics: which rows an answer makes, and what is there of a day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_metadata,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance

from ..const import DOMAIN, LOGGER
from ..identifiers import statistic_id
from .days import DaySet
from .fetcher import FetchResult
from .importer import StatisticsImporter
from .ledger import Ledger, Series
from .lost_rows import days_around, lost_days, stretches
from .metadata import Statistic, metadata
from .rows import (
    HOUR,
    daily_rows,
    detail_rows,
    dwell_rows,
    hours_of,
    midnight,
    venue_hour,
    visitor_rows,
)
from .seams import Seam, find_seams

# Where the rows of a series are, in the recorder's own words.
KEPT_IN: Final = {
    Series.DAILY_OCCUPANCY: (Statistic.OCCUPANCY, Statistic.UTILIZATION),
    Series.HOURLY_OCCUPANCY: (Statistic.OCCUPANCY, Statistic.UTILIZATION),
    Series.DWELL_TIME: (Statistic.DWELL_TIME,),
    Series.VISITORS: (Statistic.VISITORS,),
}


class LocationStatistics:
    """The statistics of one account's locations."""

    def __init__(
        self,
        hass: HomeAssistant,
        account_id: str,
        zone: ZoneInfo,
        name_of: Callable[[int], str | None],
    ) -> None:
        """Name statistics by what `name_of` says when they are written."""
        self._hass = hass
        self._account_id = account_id
        self._zone = zone
        self._name_of = name_of
        self._names: dict[int, str] = {}
        self._recorder = get_instance(hass)
        self._writer = StatisticsImporter(hass)

    async def async_store(
        self, answer: FetchResult, until: datetime | None = None
    ) -> None:
        """Hand the rows of an answer over; only hours that are over by `until`."""
        task, rows = answer.task, answer.rows or ()
        describe = self._describe(task.location_id)
        match task.series:
            case Series.VISITORS:
                counts = await self._hass.async_add_executor_job(
                    visitor_rows, rows, self._zone
                )
                await self._writer.async_write_counts(
                    describe(Statistic.VISITORS), _completed_rows(counts, until)
                )
            case Series.HOURLY_OCCUPANCY:
                people, percent = detail_rows(task.days.first, rows, self._zone)
                self._writer.async_write_means(
                    describe(Statistic.OCCUPANCY), _completed_rows(people, until)
                )
                self._writer.async_write_means(
                    describe(Statistic.UTILIZATION), _completed_rows(percent, until)
                )
            case Series.DAILY_OCCUPANCY:
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
        """Let the ledger forget what the recorder does not hold, and correct sums."""
        record = ledger.record(location_id, today)
        seams: dict[Statistic, list[Seam]] = {}
        for series, statistics in KEPT_IN.items():
            fetched, lost = record[series].fetched, DaySet()
            for statistic in statistics if fetched.ranges else ():
                if statistic not in seams:
                    seams[statistic] = await self._recorder.async_add_executor_job(
                        find_seams, self._hass, self._id(location_id, statistic)
                    )
                lost |= await self._hass.async_add_executor_job(
                    lost_days, series, fetched, seams[statistic], self._zone
                )
            if lost.ranges:
                LOGGER.info(
                    "The recorder has lost rows of %s (%s): %d days are fetched again",
                    self._name(location_id),
                    series,
                    len(lost),
                )
                ledger.reopen(location_id, [series], lost, today)
        visitors = record[Series.VISITORS]
        settled = visitors.fetched | visitors.again
        fetched_again = visitors.days_to_fetch(DaySet(), today)
        # Where rows come again, the sums are brought up to date with them.
        false = [
            seam
            for seam in seams.get(Statistic.VISITORS, ())
            if not seam.adds_up
            and not (
                seam.is_hole
                and DaySet((days_around(seam, settled, self._zone),)) & fetched_again
            )
        ]
        describe = self._describe(location_id)
        for stretch in stretches(false):
            await self._writer.async_add_up(
                describe(Statistic.VISITORS), stretch.first, stretch.last
            )

    async def async_clear(self, location_id: int) -> None:
        """Remove a location's statistics."""
        await self._writer.async_clear([self._id(location_id, s) for s in Statistic])

    async def async_update_names(self, names: Mapping[int, str]) -> None:
        """Name the statistics of locations as the locations are named now."""
        renamed = {
            id_: name for id_, name in names.items() if self._names.get(id_) != name
        }
        self._names |= names
        if not renamed:
            return
        known = await self._recorder.async_add_executor_job(
            partial(get_metadata, self._hass, statistic_source=DOMAIN)
        )
        for location_id, name in renamed.items():
            for statistic in Statistic:
                new = metadata(self._account_id, location_id, name, statistic)
                old = known.get(new["statistic_id"])
                if old and old[1]["name"] != new["name"]:
                    async_add_external_statistics(self._hass, new, [])

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

    def _name(self, location_id: int) -> str:
        """Return a location's name, or its last one if it is not listed any more."""
        last = self._names.get(location_id, str(location_id))
        return self._name_of(location_id) or last

    def _describe(self, location_id: int) -> Callable[[Statistic], StatisticMetaData]:
        """Return what tells Home Assistant about a location's statistics."""
        name = self._name(location_id)

        def describe(statistic: Statistic) -> StatisticMetaData:
            return metadata(self._account_id, location_id, name, statistic)

        return describe


def _completed_rows[RowT: Any](
    rows: Sequence[RowT], until: datetime | None
) -> Sequence[RowT]:
    """Return the rows of hours that have ended."""
    if until is None:
        return rows
    return [row for row in rows if row.start + HOUR <= until]
