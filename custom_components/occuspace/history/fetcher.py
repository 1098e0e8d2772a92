"""Asks the API for the past: two at a time, and with patience after an error."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ..api import (
    ConnectionFailedError,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    Reply,
    ServerError,
)
from .ledger import Series
from .plan import Task

MAX_CONCURRENT_REQUESTS: Final = 2
FIRST_PAUSE: Final = timedelta(seconds=15)
LONGEST_PAUSE: Final = timedelta(minutes=30)

# A task that fails this often is left to the next hour's plan.
MAX_ATTEMPTS: Final = 4

type Ask = Callable[[OccuspaceClient, int, date, date], Awaitable[Reply[Sequence[Any]]]]

_ENDPOINTS: Final[dict[Series, Ask]] = {
    Series.DAILY: OccuspaceClient.get_daily_occupancy,
    Series.DWELL_TIME: OccuspaceClient.get_daily_dwell_time,
    Series.VISITORS: OccuspaceClient.get_hourly_visitors,
    Series.DETAIL: OccuspaceClient.get_hourly_occupancy,
}


_OUTAGES: Final = (ConnectionFailedError, ServerError, RateLimitedError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API answered to a task; `rows` is None if it could not be had."""

    task: Task
    rows: Sequence[Any] | None


class Fetcher:
    """Fetches tasks; one that fails tells all others to wait."""

    def __init__(
        self,
        client: OccuspaceClient,
        on_pause: Callable[[OccuspaceError | None], None],
    ) -> None:
        """Start without a pause; `on_pause` is told the reason, and None at the end."""
        self._client = client
        self._on_pause = on_pause
        self._limit = asyncio.Semaphore(MAX_CONCURRENT_REQUESTS)
        self._open = asyncio.Event()
        self._open.set()
        self._pause = FIRST_PAUSE
        self.requests = 0

    async def async_fetch(self, task: Task) -> Answer:
        """Return the answer, after as many attempts and pauses as it deserves."""
        for _ in range(MAX_ATTEMPTS):
            async with self._limit:
                await self._open.wait()
                try:
                    rows = await self._ask(task)
                except _OUTAGES as err:
                    await self._async_pause(err)
                except OccuspaceError:
                    # It is this location's trouble, and would be the same again.
                    break
                else:
                    self._pause = FIRST_PAUSE
                    return Answer(task, rows)
        return Answer(task, None)

    async def async_try(self, task: Task) -> Answer:
        """Return the answer of one attempt, of none during a pause."""
        # Whoever pauses keeps its turn: there would be none before the pause is over.
        if not self._open.is_set():
            return Answer(task, None)
        async with self._limit:
            try:
                return Answer(task, await self._ask(task))
            except OccuspaceError:
                return Answer(task, None)

    async def _ask(self, task: Task) -> Sequence[Any]:
        """Return the rows of one request."""
        self.requests += 1
        ask = _ENDPOINTS[task.series]
        reply = await ask(
            self._client, task.location_id, task.days.first, task.days.last
        )
        return reply.data

    async def _async_pause(self, err: OccuspaceError) -> None:
        """Let nobody ask for a while: longer each time, or as long as the API says."""
        if not self._open.is_set():
            # Another request failed first, and its pause is under way.
            await self._open.wait()
            return
        asked = getattr(err, "retry_after", None)
        # The API may name any number; only so much of it is waited for.
        longest = LONGEST_PAUSE.total_seconds()
        pause = min(asked, longest) if asked else self._pause.total_seconds()
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._open.clear()
        self._on_pause(err)
        try:
            await asyncio.sleep(pause)
        finally:
            self._open.set()
            self._on_pause(None)
