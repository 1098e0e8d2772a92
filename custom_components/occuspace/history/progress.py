"""The progress of the history import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .plan import FetchTask


class HistoryState(StrEnum):
    """State of the history import."""

    UP_TO_DATE = "up_to_date"
    CATCHING_UP = "catching_up"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Progress of the history import, with the number of remaining requests."""

    state: HistoryState = HistoryState.CATCHING_UP
    percent: int = 0
    requests_left: int = 0


class ProgressMeter:
    """Counts the requests of a run; `on_change` is called at each per cent."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        """Initialise before the first run."""
        self._on_change = on_change
        self._running = True
        self._done = 0
        self._left = 0

    @property
    def progress(self) -> Progress:
        """Return the current progress."""
        if self._running:
            state = HistoryState.CATCHING_UP
        elif self._left:
            state = HistoryState.WAITING
        else:
            state = HistoryState.UP_TO_DATE
        total = self._done + self._left
        percent = 100 * self._done // total if total else 100
        return Progress(state=state, percent=percent, requests_left=self._left)

    def start(self, *, done: int, left: int, running: bool) -> None:
        """Begin a run; `done` requests were sent before it."""
        self._running = running
        self._done, self._left = done, left

    def notify(self) -> None:
        """Report the current progress."""
        self._on_change()

    def record(self, tasks: Sequence[FetchTask]) -> None:
        """Count some requests as done."""
        before = self.progress.percent
        self._done += len(tasks)
        self._left = max(0, self._left - len(tasks))
        if self.progress.percent != before:
            self._on_change()

    def finish(self, *, left: int) -> None:
        """End a run; the requests that are left wait for the next one."""
        self._running = False
        self._left = left
        self._on_change()
