"""How far the fetching of the past is."""

from collections.abc import Callable, Sequence

from .figures import HistoryState, Progress
from .plan import Extent, Task, Wish


class ProgressMeter:
    """Counts the days of a run, and tells whenever a per cent more is done."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        """Start before the first run."""
        self._on_change = on_change
        self._running = True
        self._waiting = False
        self._done = 0
        self._left = 0

    @property
    def progress(self) -> Progress:
        """Return how it stands."""
        if self._running and not self._waiting:
            state = HistoryState.CATCHING_UP
        elif self._waiting or self._left:
            state = HistoryState.WAITING
        else:
            state = HistoryState.UP_TO_DATE
        total = self._done + self._left
        percent = 100 * self._done // total if total else 100
        return Progress(state=state, percent=percent, days_left=self._left)

    def start(self, extent: Extent, wishes: Sequence[Wish]) -> None:
        """Begin a run, with what has been done before it; tells nobody."""
        self._running = bool(extent.requests)
        self._left = extent.days
        self._done = sum(
            len(record.fetched)
            for wish in wishes
            for record in wish.record.series.values()
        )

    def settle(self, tasks: Sequence[Task]) -> None:
        """Count some tasks as done with."""
        before = self.progress.percent
        days = sum(len(task.days) for task in tasks)
        self._done += days
        self._left -= days
        if self.progress.percent != before:
            self._on_change()

    def pause(self, *, waiting: bool) -> None:
        """Take note that the API is left alone for a while, or no longer."""
        self._waiting = waiting
        self._on_change()

    def finish(self) -> None:
        """End a run; what is left could not be had, and waits for the next."""
        self._running = False
        self._on_change()
