"""Works a plan off: fetches, stores, and takes down what is settled."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from .archive import Archive
from .fetcher import Answer, Fetcher
from .ledger import Ledger, Series
from .plan import Task

# So many rows or answers are committed together. Few enough to be gone again before the
# garbage collector looks: what it meets twice, it later stops everything else for.
ROWS_PER_BATCH: Final = 750
ANSWERS_PER_BATCH: Final = 16


class Backfill:
    """One run through a plan."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: Archive,
        ledger: Ledger,
        on_settled: Callable[[Sequence[Task]], None],
    ) -> None:
        """Start; `on_settled` is told which tasks are settled."""
        self._fetcher = fetcher
        self._archive = archive
        self._ledger = ledger
        self._on_settled = on_settled
        self._answers: list[Answer] = []
        self._batches = asyncio.Queue[list[Answer]](maxsize=1)
        self.failing: set[int] = set()

    async def async_run(self, tasks: Iterable[Task], today: date, workers: int) -> None:
        """Work every task off; those of a location that fails are left for later."""
        pending = iter(tasks)
        async with asyncio.TaskGroup() as group:
            # What has been fetched is stored while more is fetched.
            group.create_task(self._store(today))
            async with asyncio.TaskGroup() as fetching:
                for _ in range(workers):
                    fetching.create_task(self._work(pending))
            await self._hand_over()
            self._batches.shutdown()

    async def _work(self, pending: Iterator[Task]) -> None:
        """Fetch one task after the other, sharing the iterator."""
        for task in pending:
            if task.location_id in self.failing:
                continue
            answer = await self._fetcher.async_fetch(task)
            if answer.rows is None:
                self.failing.add(task.location_id)
                continue
            self._answers.append(answer)
            rows = sum(len(each.rows or ()) for each in self._answers)
            if rows >= ROWS_PER_BATCH or len(self._answers) >= ANSWERS_PER_BATCH:
                await self._hand_over()

    async def _hand_over(self) -> None:
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
                self._ledger.settle(
                    task.location_id,
                    task.series,
                    task.days,
                    days_found(task, answer.rows or ()),
                    today,
                )
            self._on_settled([answer.task for answer in answers])


def days_found(task: Task, rows: Sequence[Any]) -> set[date]:
    """Return the days of which the API had something."""
    match task.series:
        case Series.VISITORS:
            return {row.day for row in rows if row.visitors is not None}
        case Series.DWELL_TIME:
            return {row.day for row in rows if row.average_dwell_time is not None}
        case Series.DAILY:
            return {row.day for row in rows if row.average_occupancy is not None}
        case Series.DETAIL:
            return (
                {task.days.first}
                if any(row.average_occupancy is not None for row in rows)
                else set()
            )
