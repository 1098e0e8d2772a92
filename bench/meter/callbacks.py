"""The longest callback of the event loop."""

import asyncio
from time import thread_time

from homeassistant.util.json import JsonObjectType

MS = 1000
_run = asyncio.Handle._run  # noqa: SLF001  asyncio has no public hook for callbacks


class CallbackWatch:
    """Measures callbacks in CPU time, so that other processes do not count."""

    def __init__(self) -> None:
        """Initialise; nothing is measured before `start`."""
        self._longest = 0.0

    @property
    def longest_ms(self) -> float:
        """Return the CPU time of the longest callback so far, in ms."""
        return self._longest * MS

    def start(self) -> None:
        """Measure every callback of every loop."""

        def timed(handle: asyncio.Handle) -> None:
            before = thread_time()
            _run(handle)
            self._longest = max(self._longest, thread_time() - before)

        setattr(asyncio.Handle, _run.__name__, timed)

    def stop(self) -> None:
        """Stop measuring."""
        setattr(asyncio.Handle, _run.__name__, _run)

    async def async_measure(self, data: JsonObjectType) -> JsonObjectType:
        """Return the longest callback since the last call; go on or stop."""
        longest, self._longest = self.longest_ms, 0.0
        if data["watch"]:
            self.start()
        else:
            self.stop()
        return {"ms": longest}
