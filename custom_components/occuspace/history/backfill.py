"""Works a plan off: fetches, stores, and takes down what is settled."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from .fetcher import Fetcher, FetchResult
from .ledger import Ledger
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
        statistics: LocationStatistics,
        ledger: Ledger,
        on_settled: Callable[[Sequence[FetchTask]], None],
        zone: tzinfo,
    ) -> None:
        """Start; `on_settled` is told which tasks are settled."""
        self._fetcher = fetcher
        self._statistics = statistics
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
                await self._statistics.async_store(answer)
            await self._statistics.async_commit()
            for answer in answers:
                task = answer.task
                self._ledger.record_result(
                    task.location_id,
                    task.series,
                    task.days,
                    task.series.days_with_data(
                        task.days, answer.rows or (), self._zone, answer.unreadable
                    ),
                    today,
                )
            self._on_done([answer.task for answer in answers])
