"""Runs a fetch plan: requests, stores and records days in batches."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from ..api.concurrency import for_each
from ..venue_time import ZoneOf
from .fetcher import Fetcher, FetchResult
from .ledger import Ledger
from .plan import FetchTask
from .request_limit import MAX_CONCURRENT_REQUESTS
from .statistics import LocationStatistics

# Rows and replies per batch. Small batches are freed before they reach the oldest
# generation of the garbage collector, whose collections stop everything.
ROWS_PER_BATCH: Final = 750
REPLIES_PER_BATCH: Final = 16
# Skipped requests are quick, but the event loop must not wait for thousands of them.
SKIPPED_AT_ONCE: Final = 50


class Backfill:
    """One run of a fetch plan."""

    def __init__(
        self,
        fetcher: Fetcher,
        statistics: LocationStatistics,
        ledger: Ledger,
        on_done: Callable[[Sequence[FetchTask]], None],
        zone_of: ZoneOf,
    ) -> None:
        """Initialise; `on_done` is called with the tasks whose rows are stored."""
        self._fetcher = fetcher
        self._statistics = statistics
        self._ledger = ledger
        self._on_done = on_done
        self._zone_of = zone_of
        self._results: list[FetchResult] = []
        self._skipped = 0
        self._batches = asyncio.Queue[list[FetchResult]](maxsize=1)

    async def async_run(
        self, tasks: Iterable[FetchTask], today: Mapping[int, date]
    ) -> None:
        """Run all tasks that may be sent; those that failed before come last.

        `today` has the day on which each location's requests are sent.
        """
        pending = self._fetcher.retries.in_order(tasks)
        async with asyncio.TaskGroup() as group:
            # One batch is stored while the next one is fetched.
            group.create_task(self._store(today))
            await for_each(
                takewhile(lambda _: not self._fetcher.is_stopped, pending),
                self._fetch,
                limit=MAX_CONCURRENT_REQUESTS,
            )
            await self._queue_batch()
            self._batches.shutdown()

    async def _fetch(self, task: FetchTask) -> None:
        """Run one task, if it may be sent."""
        if not self._fetcher.retries.may_request(task):
            self._skipped += 1
            if self._skipped % SKIPPED_AT_ONCE == 0:
                await asyncio.sleep(0)
            return
        result = await self._fetcher.async_fetch(task)
        if result.rows is None:
            return
        self._results.append(result)
        rows = sum(len(each.rows or ()) for each in self._results)
        if rows >= ROWS_PER_BATCH or len(self._results) >= REPLIES_PER_BATCH:
            await self._queue_batch()

    async def _queue_batch(self) -> None:
        """Queue the batch; waits while another one is queued."""
        results, self._results = self._results, []
        await self._batches.put(results)

    async def _store(self, today: Mapping[int, date]) -> None:
        """Store each batch, and record its days once the recorder has committed it."""
        while True:
            try:
                results = await self._batches.get()
            except asyncio.QueueShutDown:
                return
            for result in results:
                await self._statistics.async_store(result)
            await self._statistics.async_commit()
            for result in results:
                task = result.task
                self._ledger.record_result(
                    task.location_id,
                    task.series,
                    task.days,
                    task.series.days_with_data(
                        task.days,
                        result.rows or (),
                        self._zone_of(task.location_id),
                        result.unreadable,
                    ),
                    today[task.location_id],
                )
            self._on_done([result.task for result in results])
