"""Works a plan off: fetches, stores, and takes down what is settled."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from ..api import HourlyVisitors
from .daily_figures import HOURS_PER_DAY, are_hours_known
from .fetcher import Fetcher, FetchResult
from .ledger import Ledger, Series
from .plan import FetchTask
from .statistics import LocationStatistics

# So many rows or answers are committed together. Few enough to be gone again before the
# garbage collector looks: what it meets twice, it later stops everything else for.
ROWS_PER_BATCH: Final = 750
ANSWERS_PER_BATCH: Final = 16
# Requests that are left out cost little, but the event loop has other things to do.
SKIPPED_AT_ONCE: Final = 50


class Backfill:
    """One run through a plan."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: LocationStatistics,
        ledger: Ledger,
        on_settled: Callable[[Sequence[FetchTask]], None],
        zone: tzinfo,
    ) -> None:
        """Start; `on_settled` is told which tasks are settled."""
        self._fetcher = fetcher
        self._archive = archive
        self._ledger = ledger
        self._on_done = on_settled
        self._zone = zone
        self._answers: list[FetchResult] = []
        self._batches = asyncio.Queue[list[FetchResult]](maxsize=1)

    async def async_run(
        self, tasks: Iterable[FetchTask], today: date, workers: int
    ) -> None:
        """Fetch every task that may be sent; those that failed before come last."""
        pending = self._fetcher.retries.in_order(tasks)
        async with asyncio.TaskGroup() as group:
            # What has been fetched is stored while more is fetched.
            group.create_task(self._store(today))
            async with asyncio.TaskGroup() as fetching:
                for _ in range(workers):
                    fetching.create_task(self._worker(pending))
            await self._queue_batch()
            self._batches.shutdown()

    async def _worker(self, pending: Iterator[FetchTask]) -> None:
        """Fetch one task after the other, sharing the iterator."""
        for count, task in enumerate(pending):
            if self._fetcher.is_stopped:
                return
            if not self._fetcher.retries.may_request(task):
                if count % SKIPPED_AT_ONCE == 0:
                    await asyncio.sleep(0)
                continue
            answer = await self._fetcher.async_fetch(task)
            if answer.rows is None:
                continue
            self._answers.append(answer)
            rows = sum(len(each.rows or ()) for each in self._answers)
            if rows >= ROWS_PER_BATCH or len(self._answers) >= ANSWERS_PER_BATCH:
                await self._queue_batch()

    async def _queue_batch(self) -> None:
        """Let what has been answered be stored, once the last batch is being stored."""
        answers, self._answers = self._answers, []
        await self._batches.put(answers)

    async def _store(self, today: date) -> None:
        """Store batch by batch; one is settled once the recorder has it."""
        while True:
            try:
                answers = await self._batches.get()
            except asyncio.QueueShutDown:
                return
            for answer in answers:
                await self._archive.async_store(answer)
            await self._archive.async_commit()
            for answer in answers:
                task = answer.task
                self._ledger.record_result(
                    task.location_id,
                    task.series,
                    task.days,
                    days_with_data(answer, self._zone),
                    today,
                )
            self._on_done([answer.task for answer in answers])


def days_with_data(answer: FetchResult, zone: tzinfo) -> set[date]:
    """Return the days of which the API had everything that there is to be had."""
    task, rows = answer.task, answer.rows or ()
    match task.series:
        case Series.VISITORS:
            return whole_days(rows, zone, answer.unreadable)
        case Series.DWELL_TIME:
            return {row.day for row in rows if row.average_dwell_time is not None}
        case Series.DAILY_OCCUPANCY:
            return {row.day for row in rows if row.average_occupancy is not None}
        case Series.HOURLY_OCCUPANCY:
            return (
                {task.days.first}
                if any(row.average_occupancy is not None for row in rows)
                else set()
            )


def whole_days(
    rows: Sequence[HourlyVisitors], zone: tzinfo, unreadable: int
) -> set[date]:
    """Return the days without an hour that is not known, or could not be read."""
    by_day = defaultdict[date, list[HourlyVisitors]](list)
    for row in rows:
        by_day[row.day].append(row)
    return {
        day
        for day, hours in by_day.items()
        if are_hours_known([(day, row.hour, row.visitors) for row in hours], zone)
        and (not unreadable or len(hours) >= HOURS_PER_DAY)
    }
