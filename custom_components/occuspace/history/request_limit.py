"""How many history requests may be under way at a time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from ..api import (
    ConnectionFailedError,
    OccuspaceError,
    RateLimitedError,
    ServerError,
)
from .clock import monotonic

MAX_CONCURRENT_REQUESTS: Final = 4
# After a complaint.
MAX_CAUTIOUS_REQUESTS: Final = 2

# In seconds, without another complaint.
CAUTIOUS_FOR: Final = timedelta(hours=1).total_seconds()


class RequestLimit:
    """Lets four requests be under way at a time, two after the API has complained.

    Complaints are rate limits, time-outs, connection errors and server errors. The
    limit is two until an hour has passed without another one. Requests are sent in
    turn.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Initialise without a complaint."""
        self._clock = clock
        self._slots = asyncio.Semaphore(MAX_CONCURRENT_REQUESTS)
        self._withheld = 0
        self._cautious_until = float("-inf")

    async def __aenter__(self) -> None:
        """Wait until a request may be sent."""
        if not self._is_cautious:
            for _ in range(self._withheld):
                self._slots.release()
            self._withheld = 0
        await self._slots.acquire()

    async def __aexit__(self, *_: object) -> None:
        """Let the next request be sent, unless there are too many."""
        if self._must_withhold:
            self._withheld += 1
        else:
            self._slots.release()

    async def async_record(self, err: OccuspaceError) -> None:
        """Record a failure, which may be a complaint."""
        if not isinstance(err, RateLimitedError | ConnectionFailedError | ServerError):
            return
        self._cautious_until = self._clock() + CAUTIOUS_FOR
        # The slots in use are withheld when their requests end.
        while self._must_withhold and not self._slots.locked():
            await self._slots.acquire()
            self._withheld += 1

    @property
    def _is_cautious(self) -> bool:
        """Return whether the last complaint is recent."""
        return self._clock() < self._cautious_until

    @property
    def _must_withhold(self) -> bool:
        """Return whether there are too many slots, in use or free."""
        available = MAX_CONCURRENT_REQUESTS - self._withheld
        return self._is_cautious and available > MAX_CAUTIOUS_REQUESTS
