"""Tests of bounded concurrency."""

import asyncio
from itertools import takewhile
import time

from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.api.concurrency import (
    MAX_SLICE,
    for_each,
    in_slices,
)


@given(
    delays=st.lists(st.integers(0, 3), max_size=12),
    limit=st.integers(1, 5),
)
async def test_each_item_is_handled_once_in_order_within_the_limit(
    delays: list[int], limit: int
) -> None:
    """For any duration of the work."""
    started: list[int] = []
    running = 0
    most = 0

    async def work(index: int) -> None:
        nonlocal running, most
        started.append(index)
        running += 1
        most = max(most, running)
        for _ in range(delays[index]):
            await asyncio.sleep(0)
        running -= 1

    await for_each(range(len(delays)), work, limit=limit)
    assert started == list(range(len(delays)))
    assert running == 0
    assert most <= min(limit, len(delays))


async def test_an_iterator_that_ends_early_ends_the_series() -> None:
    """Work that has started is completed."""
    done: list[int] = []

    async def work(item: int) -> None:
        await asyncio.sleep(0)
        done.append(item)

    await for_each(takewhile(lambda _: len(done) < 2, range(10)), work, limit=2)
    assert done == [0, 1, 2]


async def test_an_error_ends_the_series() -> None:
    """And is raised."""
    started: list[int] = []

    async def work(item: int) -> None:
        started.append(item)
        raise ValueError(item)

    with pytest.raises(ExceptionGroup):
        await for_each(range(10), work, limit=1)
    assert started == [0]


async def test_other_tasks_run_while_many_items_are_handled() -> None:
    """Not after each item, but every few milliseconds."""
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count_turns())
    end = time.perf_counter() + 10 * MAX_SLICE
    handled = [
        item
        async for item in in_slices(
            iter(lambda: time.perf_counter() < end, False)  # noqa: FBT003  the sentinel
        )
    ]
    counting.cancel()
    assert 3 <= turns <= 20
    assert len(handled) > turns
