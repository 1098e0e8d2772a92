"""An event loop whose time passes at once, whenever nothing else is to be done."""

import asyncio
from collections.abc import Coroutine
from selectors import DefaultSelector, SelectorKey
from typing import Any, override


class _Skipping(DefaultSelector):
    """A selector that does not wait, but notes how long it should have."""

    skipped = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Return what is ready now."""
        if timeout is None:
            # Only another thread can go on.
            return super().select(None)
        if not (ready := super().select(0)):
            self.skipped += max(0, timeout)
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop whose clock starts at 0 and shows only the time that was waited for."""

    def __init__(self) -> None:
        """Initialise at 0."""
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    @override
    def time(self) -> float:
        """Return the seconds that would have passed."""
        return self._skipping.skipped


def run_in_virtual_time[T](coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on such a loop."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(coroutine)
