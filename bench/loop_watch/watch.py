"""A task that sleeps, what it finds on waking too late, and who was at work then."""

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass, field
import gc
import sys
from threading import Thread, current_thread, enumerate as all_threads
from time import perf_counter, sleep, thread_time
from traceback import StackSummary, walk_stack
from types import FrameType
from typing import Any

SLEEP = 0.005
BLOCK = 0.05
# So late the loop is looked at, before it is known whether it is a block.
SUSPICION = 0.03
LOOK_EVERY = 0.01
BUCKETS_PER_SECOND = 10_000
MAX_BLOCKS = 200
MAX_ATTEMPTS = 5
FRAMES_SHOWN = 14


@dataclass(slots=True)
class Block:
    """Once that the loop came too late; everything in milliseconds.

    `busy` is what its thread computed meanwhile, `collecting` the garbage collector.
    """

    late: float
    busy: float
    collecting: float
    collector: str
    """In which thread, and which generation, the last collection was."""
    callback: str
    callback_took: float
    looks: list[list[str]] = field(default_factory=list)
    """The stack of the loop's thread, innermost frame last, as seen meanwhile."""
    others: list[str] = field(default_factory=list)
    """Where the other threads were at the last look."""


class LoopWatch:
    """Watches one event loop for as long as the process lives."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Prepare to watch; nothing is measured before `start`."""
        self._loop = loop
        self._thread = current_thread()
        self._beat = perf_counter()
        self._looks: list[list[str]] = []
        self._others: list[str] = []
        self._longest: tuple[float, Any] = (0, None)
        self._collecting_since: float | None = None
        self._collected = 0.0
        self._collector = ""
        self._task: asyncio.Task[None] | None = None
        self._reset()

    def start(self) -> None:
        """Begin; to be called in the loop's thread."""
        self._thread = current_thread()
        self._time_callbacks()
        gc.callbacks.append(self._on_collection)
        self._task = self._loop.create_task(self._sleep())
        Thread(target=self._look, name="loop_watch", daemon=True).start()

    def lap(self) -> dict[str, Any]:
        """Return the figures since the last lap."""
        figures = {
            "seconds": perf_counter() - self._since,
            "busy_seconds": thread_time() - self._busy_since,
            "late": {str(bucket): n for bucket, n in sorted(self._late.items())},
            "buckets_per_second": BUCKETS_PER_SECOND,
            "callbacks": self._callbacks,
            "collections": self._collections,
            "blocks": [asdict(block) for block in self._blocks],
        }
        self._reset()
        return figures

    def _reset(self) -> None:
        """Begin a new lap."""
        self._since = perf_counter()
        self._busy_since = thread_time()
        self._late: Counter[int] = Counter()
        self._blocks: list[Block] = []
        self._callbacks = 0
        self._collections: dict[str, list[float]] = {}

    async def _sleep(self) -> None:
        """Sleep, and see how late it is, over and over."""
        while True:
            self._beat = before = perf_counter()
            busy, collected = thread_time(), self._collecting()
            self._longest = (0, None)
            await asyncio.sleep(SLEEP)
            late = perf_counter() - before - SLEEP
            self._late[int(late * BUCKETS_PER_SECOND)] += 1
            if late >= BLOCK and len(self._blocks) < MAX_BLOCKS:
                took, callback = self._longest
                collecting = self._collecting() - collected
                self._blocks.append(
                    Block(
                        late=late * 1000,
                        busy=(thread_time() - busy) * 1000,
                        collecting=collecting * 1000,
                        collector=self._collector if collecting else "",
                        callback=_name(callback),
                        callback_took=took * 1000,
                        looks=self._looks,
                        others=self._others,
                    )
                )
            if self._looks:
                self._looks, self._others = [], []

    def _time_callbacks(self) -> None:
        """Have every callback of the loop timed."""
        run = asyncio.Handle._run  # noqa: SLF001  no public place sees every callback

        def timed(handle: asyncio.Handle) -> None:
            before = perf_counter()
            callback = getattr(handle, "_callback", None)
            run(handle)
            took = perf_counter() - before
            self._callbacks += 1
            if took > self._longest[0]:
                self._longest = took, callback

        setattr(asyncio.Handle, run.__name__, timed)

    def _on_collection(self, phase: str, info: dict[str, int]) -> None:
        """Add up the time that the garbage collector takes, in any thread."""
        if phase == "start":
            self._collector = f"{current_thread().name}, {info['generation']}"
            self._collecting_since = perf_counter()
        else:
            before, self._collected = self._collected, self._collecting()
            self._collecting_since = None
            took = (self._collected - before) * 1000
            known = self._collections.setdefault(str(info["generation"]), [0, 0, 0])
            known[:] = known[0] + 1, known[1] + took, max(known[2], took)

    def _collecting(self) -> float:
        """Return for how long garbage has been collected so far."""
        # Other threads may go on between a collection's end and our hearing of it.
        since = self._collecting_since
        return self._collected + (0 if since is None else perf_counter() - since)

    def _look(self) -> None:
        """Look at what runs whenever the loop is late; a thread of its own."""
        while True:
            sleep(LOOK_EVERY)
            if (
                perf_counter() - self._beat - SLEEP < SUSPICION
                or len(self._looks) >= MAX_ATTEMPTS
            ):
                continue
            frames = sys._current_frames()  # noqa: SLF001  the documented way
            names = {each.ident: each.name for each in all_threads()}
            for ident, frame in frames.items():
                if ident == self._thread.ident:
                    self._looks.append(_stack(frame))
            self._others = [
                f"{_stack(frame)[-1]} (thread {names.get(ident, ident)})"
                for ident, frame in frames.items()
                if ident not in {self._thread.ident, current_thread().ident}
            ]


def _stack(frame: FrameType) -> list[str]:
    """Return where a thread is, innermost frame last."""
    # Without the lines of source, which would have to be read from disk.
    summary = StackSummary.extract(walk_stack(frame), lookup_lines=False)
    places = [f"{each.filename}:{each.lineno} {each.name}" for each in summary]
    return places[:FRAMES_SHOWN][::-1]


def _name(callback: Any) -> str:
    """Return what a callback of the loop is called."""
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return f"{owner.get_name()}: {getattr(owner.get_coro(), '__qualname__', '')}"
    return str(getattr(callback, "__qualname__", callback))[:200]
