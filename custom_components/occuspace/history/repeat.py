"""Runs a function whenever it is due, and again after a failure."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from ..const import LOGGER

RETRY_AFTER: Final = 300
"""Seconds until the next attempt after a failure."""


async def async_repeat(
    work: Callable[[], Awaitable[float | None]],
    due: asyncio.Event,
    name: str,
    is_hopeless: Callable[[], bool],
) -> None:
    """Run `work` now, whenever `due` is set, and after the seconds that it returns.

    Ends after a failure if `is_hopeless` returns True.
    """
    while True:
        due.clear()
        seconds: float | None = RETRY_AFTER
        try:
            seconds = await work()
        except Exception:  # noqa: BLE001  the loop has to survive any error
            if is_hopeless():
                return
            LOGGER.exception("History import of %s failed", name)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await due.wait()
