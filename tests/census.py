"""What there is in the process: objects, tasks, timers, listeners."""

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

CLASSES_OF_EACH_OTHER: Final = frozenset(
    ("ReferenceType", "builtin_function_or_method")
)
"""What abstract classes remember others by; some comes with a type's first error."""
# Connections come and go as they like.
OF_CONNECTIONS: Final = frozenset(
    ("RequestHandler.start", "RequestHandler._process_keepalive", "_weakref_handle")
)


@dataclass(frozen=True, slots=True)
class Census:
    """What there is at the end of an hour."""

    kinds: Counter[str]
    tasks: Counter[str]
    timers: Counter[str]
    listeners: int

    @classmethod
    def of(cls, hass: HomeAssistant) -> Census:
        """Count what there is now."""
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


def forget_what_tests_note() -> None:
    """Let go what the test stack keeps: records of the log, and calls of doubles."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogCaptureHandler):
            handler.reset()
    for each in gc.get_objects():
        if isinstance(each, NonCallableMock):
            each.reset_mock()


def count_objects() -> int:
    """Return how many objects there are, also of kinds that a census does not know."""
    gc.collect()
    references = sum(
        type(each).__qualname__ in CLASSES_OF_EACH_OTHER for each in gc.get_objects()
    )
    return sys.getallocatedblocks() - references


def growth(hours: Sequence[int]) -> float:
    """Return how many objects an hour leaves behind: the median over all hours.

    What comes once, such as with a new day, counts less than what always comes.
    """
    pairs = combinations(enumerate(hours), 2)
    return median((last - first) / (j - i) for (i, first), (j, last) in pairs)
