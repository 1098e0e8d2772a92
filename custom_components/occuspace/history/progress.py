"""How far the fetching of the past is."""

from collections.abc import Callable, Sequence

from .daily_figures import HistoryState, Progress
from .plan import FetchTask


class ProgressMeter:
    """Counts the requests of a run, and tells whenever a per cent more is done."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        """Start before the first run."""
        self._on_change = on_change
        self._running = True
        self._done = 0
        self._left = 0

    @property
    def progress(self) -> Progress:
        """Return how it stands."""
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
        """Begin a run, with what has been done before it; tells nobody."""
        self._running = running
        self._done, self._left = done, left

    def settle(self, tasks: Sequence[FetchTask]) -> None:
        """Count some requests as done."""
        before = self.progress.percent
        self._done += len(tasks)
        self._left = max(0, self._left - len(tasks))
        if self.progress.percent != before:
            self._on_change()

    def finish(self, *, left: int) -> None:
        """End a run; what is left waits for the next."""
        self._running = False
        self._left = left
        self._on_change()
