"""The rate limit of an account."""

import time
from typing import Final

# In seconds; caps what a server may demand.
MAX_PAUSE: Final = 3600.0
# Without a Retry-After; shorter than the minimum update interval.
DEFAULT_PAUSE: Final = 20.0


class RateLimit:
    """The pause after a 429, shared by live values, history and actions.

    Uses the monotonic clock, so changing the wall clock does not affect a pause.
    """

    def __init__(self) -> None:
        """Initialise without a pause."""
        self._ends_at: float | None = None

    @property
    def remaining(self) -> float:
        """Return the seconds until requests are allowed again."""
        if self._ends_at is None:
            return 0.0
        return min(MAX_PAUSE, max(0.0, self._ends_at - time.monotonic()))

    def pause(self, retry_after: float | None) -> None:
        """Start a pause in seconds; never shorten a running one."""
        seconds = DEFAULT_PAUSE if retry_after is None else min(retry_after, MAX_PAUSE)
        self._ends_at = time.monotonic() + max(seconds, self.remaining)
