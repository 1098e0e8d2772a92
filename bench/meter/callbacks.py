"""The longest callback of the event loop, and the garbage collections."""

import asyncio
import gc
import threading
from time import thread_time
from typing import Any

from homeassistant.util.json import JsonObjectType

MS = 1000
FULL = 2
_run = asyncio.Handle._run  # noqa: SLF001  asyncio has no public hook for callbacks


def _name(handle: asyncio.Handle) -> str:
    """Return what ran: a task's coroutine, or a function."""
    task = getattr(handle._callback, "__self__", None)  # type: ignore[attr-defined]  # noqa: SLF001  as above
    if isinstance(task, asyncio.Task):
        return str(getattr(task.get_coro(), "__qualname__", task))
    return repr(handle)


class CallbackWatch:
    """Measures callbacks in CPU time, so that other processes do not count."""

    def __init__(self) -> None:
        """Initialise; nothing is measured before `start`."""
        self._is_started = False
        self._reset()

    def _reset(self) -> None:
        """Forget what was measured."""
        self._longest = self._longest_without_gc = 0.0
        self._longest_name = ""
        self._in_gc = self._gc_started = 0.0
        self._full, self._max_full = 0, 0.0

    def start(self) -> None:
        """Measure every callback of every loop."""
        self._reset()
        self._resume()

    def _resume(self) -> None:
        """Go on measuring."""
        if self._is_started:
            return
        self._is_started = True

        def timed(handle: asyncio.Handle) -> None:
            self._in_gc, before = 0.0, thread_time()
            _run(handle)
            spent = thread_time() - before
            if spent > self._longest:
                self._longest, self._longest_name = spent, _name(handle)
            self._longest_without_gc = max(
                self._longest_without_gc, spent - self._in_gc
            )

        self._loop_thread = threading.get_ident()
        gc.callbacks.append(self._on_collection)
        setattr(asyncio.Handle, _run.__name__, timed)

    def stop(self) -> None:
        """Stop measuring."""
        if self._is_started:
            self._is_started = False
            gc.callbacks.remove(self._on_collection)
            setattr(asyncio.Handle, _run.__name__, _run)

    def _on_collection(self, phase: str, info: dict[str, Any]) -> None:
        """Measure a collection; those of other threads stop the loop as well."""
        if phase == "start":
            self._gc_started = thread_time()
            return
        spent = thread_time() - self._gc_started
        if threading.get_ident() == self._loop_thread:
            self._in_gc += spent
        if info["generation"] == FULL:
            self._full += 1
            self._max_full = max(self._max_full, spent)

    def figures(self) -> dict[str, float]:
        """Return the longest callback and the full collections so far, in ms."""
        return {
            "stall": self._longest * MS,
            "stall_without_gc": self._longest_without_gc * MS,
            "full_collections": self._full,
            "max_collection": self._max_full * MS,
        }

    async def async_measure(self, data: JsonObjectType) -> JsonObjectType:
        """Return the figures since the last call; go on or stop."""
        figures: JsonObjectType = {**self.figures(), "callback": self._longest_name}
        self._reset()
        if data["watch"]:
            self._resume()
        else:
            self.stop()
        return figures
