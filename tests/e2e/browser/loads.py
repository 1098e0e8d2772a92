"""Many loads of the cards, each in a browser that has never seen them."""

import asyncio

from .stage import Stage

# While one waits for Home Assistant, the other uses the processor.
AT_A_TIME = 2


async def load(stage: Stage) -> list[str]:
    """Return what went wrong in a fresh profile until every card had its values."""
    async with stage.show_cards() as shown:
        return await shown.problems()


async def load_often(stage: Stage, loads: int) -> list[list[str]]:
    """Return what went wrong in each of so many loads."""
    remaining = iter(range(loads))
    results: list[list[str]] = [[]] * loads

    async def load_the_next() -> None:
        for number in remaining:
            results[number] = await load(stage)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_A_TIME):
            group.create_task(load_the_next())
    return results
