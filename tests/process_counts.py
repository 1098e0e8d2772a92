"""Counts of objects, tasks, timers and listeners in the process."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
import gc
from itertools import combinations
import logging
from statistics import median
import sys
from typing import Final
from unittest.mock import NonCallableMock

from _pytest.logging import LogCaptureHandler
from homeassistant.core import HomeAssistant
from homeassistant.util.async_ import get_scheduled_timer_handles

ABC_CACHE_TYPES: Final = frozenset(("ReferenceType", "builtin_function_or_method"))
"""Types in the caches of abstract classes, which grow with a type's first error."""
# The number of connections varies.
OF_CONNECTIONS: Final = frozenset(
    ("RequestHandler.start", "RequestHandler._process_keepalive", "_weakref_handle")
)


@dataclass(frozen=True, slots=True)
class ProcessCounts:
    """The counts at the end of an hour."""

    kinds: Counter[str]
    tasks: Counter[str]
    timers: Counter[str]
    listeners: int

    @classmethod
    def of(cls, hass: HomeAssistant) -> ProcessCounts:
        """Count now."""
        return cls(
            kinds=Counter(type(each).__qualname__ for each in gc.get_objects()),
            tasks=Counter(
                name
                for task in asyncio.all_tasks()
                if (name := str(task.get_coro()).split()[2]) not in OF_CONNECTIONS
            ),
            timers=Counter(
                name
                for handle in get_scheduled_timer_handles(hass.loop)
                if not handle.cancelled()
                and (name := _callback(handle)) not in OF_CONNECTIONS
            ),
            listeners=sum(hass.bus.async_listeners().values()),
        )


def _callback(handle: asyncio.Handle) -> str:
    """Return the name of what a timer calls: TimerHandle when=1.5 name(…)."""
    return repr(handle).split("(", 1)[0].split()[-1]


def clear_test_records() -> None:
    """Clear captured log records and the calls of mocks."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogCaptureHandler):
            handler.reset()
    for each in gc.get_objects():
        if isinstance(each, NonCallableMock):
            each.reset_mock()


def count_objects() -> int:
    """Return the number of objects, including those without garbage collection."""
    gc.collect()
    references = sum(
        type(each).__qualname__ in ABC_CACHE_TYPES for each in gc.get_objects()
    )
    return sys.getallocatedblocks() - references


def growth(hours: Sequence[int]) -> float:
    """Return the median growth per hour, which ignores single increases."""
    pairs = combinations(enumerate(hours), 2)
    return median((last - first) / (j - i) for (i, first), (j, last) in pairs)
