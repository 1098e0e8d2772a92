"""Writes statistics rows into the recorder, and reads what it holds."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from itertools import batched
from typing import Final

from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_last_statistics,
    statistics_during_period,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from .days import ONE_DAY
from .rows import CountRow, MeanRow, midnight, venue_day

# What the recorder takes at once. It is five times as fast as a day's hours alone. More
# is hardly faster, and has so many objects alive that the garbage collector stops
# everything for hundreds of milliseconds.
BATCH: Final = 100


type RowsByStart = dict[datetime, StatisticData]


class StatisticsWriter:
    """Brings rows into the recorder; writing the same again changes nothing."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Use the recorder of this Home Assistant."""
        self._hass = hass
        self._recorder = get_instance(hass)
        self._counting = asyncio.Lock()
        self._pending: dict[str, tuple[StatisticMetaData, RowsByStart]] = {}

    async def async_last_start(self, statistic_id: str) -> datetime | None:
        """Return the start of the newest row, None if there is no row."""
        last = await self._recorder.async_add_executor_job(
            partial(
                get_last_statistics,
                self._hass,
                number_of_stats=1,
                statistic_id=statistic_id,
                convert_units=False,
                types={"state", "mean"},
            )
        )
        rows = last.get(statistic_id)
        return dt_util.utc_from_timestamp(rows[0]["start"]) if rows else None

    async def async_read(
        self, statistic_id: str, start: datetime, end: datetime | None = None
    ) -> list[StatisticData]:
        """Return the rows from one moment to another, oldest first."""
        return await self._recorder.async_add_executor_job(
            self._read, statistic_id, start, end
        )

    @callback
    def async_write_means(
        self, metadata: StatisticMetaData, rows: Sequence[MeanRow]
    ) -> None:
        """Put rows of means and maxima in place of what is there."""
        self._async_write(
            metadata,
            [StatisticData(start=r.start, mean=r.mean, max=r.max) for r in rows],  # type: ignore[typeddict-item]
        )

    async def async_write_days(
        self, metadata: StatisticMetaData, rows: Sequence[MeanRow], zone: tzinfo
    ) -> None:
        """Put one row per day at midnight, unless the day has hours already."""
        if not rows:
            return
        await self.async_commit()
        end = midnight(venue_day(rows[-1].start, zone) + ONE_DAY, zone)
        there = await self.async_read(metadata["statistic_id"], rows[0].start, end)
        midnights = {row.start for row in rows}
        detailed = {
            venue_day(row["start"], zone)
            for row in there
            if row["start"] not in midnights
        }
        self.async_write_means(
            metadata,
            [r for r in rows if venue_day(r.start, zone) not in detailed],
        )

    async def async_write_counts(
        self, metadata: StatisticMetaData, rows: Sequence[CountRow]
    ) -> None:
        """Put rows of visitors in place, and bring every later sum up to date.

        What changes within what is there is one commit: at no moment does a sum step
        back.
        """
        if not rows:
            return
        # Nobody else may write between the reading and the writing.
        async with self._counting:
            await self.async_commit()
            changed, appended = await self._recorder.async_add_executor_job(
                self._merge, metadata["statistic_id"], rows
            )
            if changed:
                async_add_external_statistics(self._hass, metadata, changed)
            self._async_write(metadata, appended)

    async def async_commit(self) -> None:
        """Wait until everything that was written is in the database."""
        pending, self._pending = self._pending, {}
        for metadata, rows in pending.values():
            for batch in batched(rows.values(), BATCH, strict=False):
                async_add_external_statistics(self._hass, metadata, batch)
        await self._recorder.async_block_till_done()

    @callback
    def _async_write(
        self, metadata: StatisticMetaData, rows: Sequence[StatisticData]
    ) -> None:
        """Keep rows for the next commit; the later of two for an hour counts."""
        _, kept = self._pending.setdefault(metadata["statistic_id"], (metadata, {}))
        kept.update((row["start"], row) for row in rows)

    def _read(
        self, statistic_id: str, start: datetime, end: datetime | None
    ) -> list[StatisticData]:
        """Return rows; runs in the recorder's executor."""
        found = statistics_during_period(
            self._hass,
            start,
            end,
            {statistic_id},
            "hour",
            None,
            {"state", "sum", "mean", "max"},
        )
        return [
            StatisticData(
                **{
                    **row,  # type: ignore[typeddict-item]
                    "start": dt_util.utc_from_timestamp(row["start"]),
                }
            )
            for row in found.get(statistic_id, ())
        ]

    def _merge(
        self, statistic_id: str, rows: Sequence[CountRow]
    ) -> tuple[list[StatisticData], list[StatisticData]]:
        """Return the rows to be changed among those there are, and those that follow.

        Runs in the recorder's executor.
        """
        there = {
            row["start"]: row for row in self._read(statistic_id, rows[0].start, None)
        }
        visitors = {start: row.get("state") or 0.0 for start, row in there.items()}
        visitors |= {row.start: float(row.visitors) for row in rows}
        total = self._sum_before(statistic_id, there)
        newest = max(there, default=None)
        changed: list[StatisticData] = []
        appended: list[StatisticData] = []
        for start in sorted(visitors):
            total += visitors[start]
            row = StatisticData(start=start, state=visitors[start], sum=total)
            if newest is None or start > newest:
                appended.append(row)
            elif not _is_same(there.get(start), row):
                changed.append(row)
        return changed, appended

    def _sum_before(
        self, statistic_id: str, there: Mapping[datetime, StatisticData]
    ) -> float:
        """Return the sum of everything before the rows that are there."""
        if there:
            first = there[min(there)]
            return (first.get("sum") or 0.0) - (first.get("state") or 0.0)
        last = get_last_statistics(
            self._hass,
            number_of_stats=1,
            statistic_id=statistic_id,
            convert_units=False,
            types={"sum"},
        )
        rows = last.get(statistic_id)
        return (rows[0].get("sum") or 0.0) if rows else 0.0


def _is_same(there: StatisticData | None, row: StatisticData) -> bool:
    """Return whether the recorder has this row already."""
    return (
        there is not None
        and there.get("state") == row["state"]
        and there.get("sum") == row["sum"]
    )
