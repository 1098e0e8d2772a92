"""Imports statistics rows into the recorder, and reads them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import batched
from typing import Final

from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    statistics_during_period,
)
from homeassistant.components.recorder.tasks import SynchronizeTask
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from .days import ONE_DAY
from .rows import HOUR, CountRow, MeanRow, midnight, venue_day

# Rows per import: five times as fast as one day of hours. Larger imports are hardly
# faster, and their objects make the garbage collector stop everything for longer.
BATCH: Final = 100


# Attempts before a change counts as refused by the recorder.
MAX_WRITES: Final = 4

# In seconds, between checks that the recorder still runs.
CHECK_INTERVAL: Final = 5

# Periods searched for the neighbour of a row before all rows are read.
WIDTHS: Final = (timedelta(days=1), timedelta(days=40))


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a statistic: rows, and an adjustment of the later sums."""

    rows: Sequence[StatisticData]
    appended: Sequence[StatisticData]
    behind: datetime | None = None
    raised_by: float = 0.0

    @property
    def is_none(self) -> bool:
        """Return whether there is nothing to do."""
        return not (self.rows or self.appended or self.raised_by)


class RecorderStoppedError(HomeAssistantError):
    """The recorder has stopped, until Home Assistant is restarted."""


type RowsByStart = dict[datetime, StatisticData]


class StatisticsImporter:
    """Imports rows; importing the same rows again changes nothing."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Use the recorder of this Home Assistant."""
        self._hass = hass
        self._recorder = get_instance(hass)
        self._counting = asyncio.Lock()
        self._pending: dict[str, tuple[StatisticMetaData, RowsByStart]] = {}

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
        """Upsert rows of means and maxima."""
        self._async_write(
            metadata,
            [StatisticData(start=r.start, mean=r.mean, max=r.max) for r in rows],  # type: ignore[typeddict-item]
        )

    async def async_write_days(
        self, metadata: StatisticMetaData, rows: Sequence[MeanRow], zone: tzinfo
    ) -> None:
        """Upsert one row per day at midnight, unless the day has hourly rows."""
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
        """Upsert rows of visitors, and recompute later sums.

        Sums never decrease, not even between two commits.
        """
        if rows:
            await self._async_count(metadata, rows[0].start, rows[-1].start, rows)

    async def async_add_up(
        self, metadata: StatisticMetaData, first: datetime, last: datetime
    ) -> None:
        """Correct the sums from one row to another, and every later one."""
        await self._async_count(metadata, first, last, ())

    async def async_clear(self, statistic_ids: list[str]) -> None:
        """Remove statistics, and wait until they are removed."""
        for statistic_id in statistic_ids:
            self._pending.pop(statistic_id, None)
        self._recorder.async_clear_statistics(statistic_ids)
        await self._async_wait()

    async def _async_count(
        self,
        metadata: StatisticMetaData,
        first: datetime,
        last: datetime,
        rows: Sequence[CountRow],
    ) -> None:
        """Write rows and recompute the sums."""
        # No other write may happen between reading and writing.
        async with self._counting:
            await self.async_commit()
            for _ in range(MAX_WRITES):
                change = await self._recorder.async_add_executor_job(
                    self._merge, metadata["statistic_id"], first, last + HOUR, rows
                )
                if change.is_none:
                    return
                self._async_make(metadata, change)
                await self._async_wait()
        raise HomeAssistantError(
            f"The recorder does not keep rows of {metadata['statistic_id']}"
        )

    async def async_commit(self) -> None:
        """Wait until all rows are in the database."""
        pending, self._pending = self._pending, {}
        for metadata, rows in pending.values():
            for batch in batched(rows.values(), BATCH, strict=False):
                async_add_external_statistics(self._hass, metadata, batch)
        await self._async_wait()

    async def _async_wait(self) -> None:
        """Wait until the recorder has processed its queue.

        Its `async_block_till_done` does not wait for the task in progress.
        """
        done: asyncio.Future[None] = self._hass.loop.create_future()
        self._recorder.queue_task(SynchronizeTask(done))
        while not done.done():
            # A slow recorder is waited for, a stopped one is not.
            await asyncio.wait({done}, timeout=CHECK_INTERVAL)
            if not done.done() and not self._recorder.is_running:
                raise RecorderStoppedError("The recorder has stopped")

    @callback
    def _async_make(self, metadata: StatisticMetaData, change: Change) -> None:
        """Queue a change in the order that never lets a sum decrease."""
        if change.raised_by > 0:
            self._async_raise(metadata, change)
        if change.rows:
            async_add_external_statistics(self._hass, metadata, change.rows)
        for batch in batched(change.appended, BATCH, strict=False):
            async_add_external_statistics(self._hass, metadata, batch)
        if change.raised_by < 0:
            self._async_raise(metadata, change)

    @callback
    def _async_raise(self, metadata: StatisticMetaData, change: Change) -> None:
        """Adjust all later sums with one statement."""
        if change.behind is not None:
            self._recorder.async_adjust_statistics(
                metadata["statistic_id"],
                change.behind,
                change.raised_by,
                str(metadata["unit_of_measurement"]),
            )

    @callback
    def _async_write(
        self, metadata: StatisticMetaData, rows: Sequence[StatisticData]
    ) -> None:
        """Collect rows for the next commit; the last one of an hour counts."""
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
        self,
        statistic_id: str,
        first: datetime,
        end: datetime,
        rows: Sequence[CountRow],
    ) -> Change:
        """Return the change that adds the rows and corrects the sums.

        Runs in the recorder's executor.
        """
        there = {row["start"]: row for row in self._read(statistic_id, first, end)}
        visitors = {start: row.get("state") or 0.0 for start, row in there.items()}
        visitors |= {row.start: float(row.visitors) for row in rows}
        before = self._row_before(statistic_id, first)
        behind = self._row_behind(statistic_id, end)
        newest = behind["start"] if behind else max(there, default=None)
        total = (before.get("sum") or 0.0) if before else 0.0
        changed: list[StatisticData] = []
        appended: list[StatisticData] = []
        for start in sorted(visitors):
            total += visitors[start]
            row = StatisticData(start=start, state=visitors[start], sum=total)
            if newest is None or start > newest:
                appended.append(row)
            elif not _is_same(there.get(start), row):
                changed.append(row)
        if behind is None:
            return Change(changed, appended)
        # Not the difference of the rows: an interrupted earlier change may have left
        # the later sums as they were.
        stands_on = (behind.get("sum") or 0.0) - (behind.get("state") or 0.0)
        return Change(changed, appended, behind["start"], total - stands_on)

    def _row_before(self, statistic_id: str, end: datetime) -> StatisticData | None:
        """Return the last row before a moment."""
        for width in WIDTHS:
            if rows := self._read(statistic_id, end - width, end):
                return rows[-1]
        rows = self._read(statistic_id, dt_util.utc_from_timestamp(0), end)
        return rows[-1] if rows else None

    def _row_behind(self, statistic_id: str, start: datetime) -> StatisticData | None:
        """Return the first row from a moment on."""
        for width in WIDTHS:
            if rows := self._read(statistic_id, start, start + width):
                return rows[0]
        rows = self._read(statistic_id, start, None)
        return rows[0] if rows else None


def _is_same(there: StatisticData | None, row: StatisticData) -> bool:
    """Return whether the recorder has this row already."""
    return (
        there is not None
        and there.get("state") == row["state"]
        and there.get("sum") == row["sum"]
    )
