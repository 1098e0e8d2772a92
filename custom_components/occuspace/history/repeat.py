"""Work that is done whenever it is due, for as long as nobody cancels it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from ..const import LOGGER

RETRY_AFTER: Final = 300
"""Seconds after which work that failed is due again."""


async def async_repeat(
    work: Callable[[], Awaitable[float | None]],
    due: asyncio.Event,
    name: str,
    is_hopeless: Callable[[], bool],
) -> None:
    """Work now, whenever it is due, and after the seconds that the work returns.

    After a failure it may be hopeless to go on at all.
    """
    while True:
        due.clear()
        seconds: float | None = RETRY_AFTER
        try:
            seconds = await work()
        except Exception:  # noqa: BLE001  nobody would miss a loop that has ended
            if is_hopeless():
                return
            LOGGER.exception("The past of %s could not be kept", name)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await due.wait()
