"""Long work without a storm of requests, and without blocking the event loop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Final

# In seconds.
MAX_SLICE: Final = 0.005


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


async def in_slices[ItemT](items: Iterable[ItemT]) -> AsyncIterator[ItemT]:
    """Yield items; other tasks run between slices of a few milliseconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + MAX_SLICE
    for item in items:
        yield item
        if loop.time() >= end:
            await asyncio.sleep(0)
            end = loop.time() + MAX_SLICE
