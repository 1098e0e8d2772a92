"""How long an account may not be requested from, whichever caller was told so."""

import time
from typing import Final

# Seconds. A server may name any number; no longer pause is kept.
MAX_PAUSE: Final = 3600.0
# Where it names none. Shorter than the shortest update interval.
DEFAULT_PAUSE: Final = 20.0


class RateLimit:
    """The pause after a 429; live values, history and actions of an account share it.

    The clock is monotonic: setting the wall clock neither ends nor extends a pause.
    """

    def __init__(self) -> None:
        """Start without a pause."""
        self._ends_at: float | None = None

    @property
    def remaining(self) -> float:
        """Return the seconds until the next request is allowed."""
        if self._ends_at is None:
            return 0.0
        return min(MAX_PAUSE, max(0.0, self._ends_at - time.monotonic()))

    def pause(self, retry_after: float | None) -> None:
        """Begin a pause of the given seconds; a longer one that runs already stays."""
        seconds = DEFAULT_PAUSE if retry_after is None else min(retry_after, MAX_PAUSE)
        self._ends_at = time.monotonic() + max(seconds, self.remaining)
