"""Bounded concurrency for series of requests."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


async def for_each[ItemT](
    items: Iterable[ItemT],
    work: Callable[[ItemT], Awaitable[None]],
    *,
    limit: int,
) -> None:
    """Await `work` for each item in order, at most `limit` at a time.

    Items are taken one by one, so an iterator that stops early ends the series.
    """
    pending = iter(items)

    async def worker() -> None:
        for item in pending:
            await work(item)

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(worker())
