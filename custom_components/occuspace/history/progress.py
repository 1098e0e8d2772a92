"""The progress of the history import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from .clock import monotonic
from .plan import FetchTask


class HistoryState(StrEnum):
    """State of the history import."""

    UP_TO_DATE = "up_to_date"
    CATCHING_UP = "catching_up"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Progress of the history import, with the number of remaining requests.

    `typical_week_in` and `up_to_date_in` are the estimated minutes until the typical
    weeks of all locations, and everything, are there. None if nothing is being imported
    or the pace is not known yet, and for typical weeks that are there.
    """

    state: HistoryState = HistoryState.CATCHING_UP
    percent: int = 0
    requests_left: int = 0
    typical_week_in: int | None = None
    up_to_date_in: int | None = None

    def waiting(self) -> Progress:
        """Return the progress of an import that waits."""
        return replace(
            self, state=HistoryState.WAITING, typical_week_in=None, up_to_date_in=None
        )


class ProgressMeter:
    """Counts the requests of a run; `on_change` is called at each per cent."""

    def __init__(
        self, on_change: Callable[[], None], clock: Callable[[], float] = monotonic
    ) -> None:
        """Initialise before the first run."""
        self._on_change = on_change
        self._clock = clock
        self._running = True
        self._done = 0
        self._left = 0
        self._until_typical = 0
        self._started_at = 0.0
        self._done_before = 0
        self._seconds_per_request: float | None = None

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
        return Progress(
            state=state,
            percent=percent,
            requests_left=self._left,
            typical_week_in=self._minutes(self._until_typical),
            up_to_date_in=self._minutes(self._left),
        )

    def start(
        self, *, done: int, left: int, running: bool, until_typical: int = 0
    ) -> None:
        """Begin a run; `done` requests were sent before it.

        `until_typical` of those that are left come before all typical weeks are there.
        """
        self._running = running
        self._done, self._left = done, left
        self._until_typical = until_typical
        self._started_at, self._done_before = self._clock(), done
        self._seconds_per_request = None

    def notify(self) -> None:
        """Report the current progress."""
        self._on_change()

    def record(self, tasks: Sequence[FetchTask]) -> None:
        """Count some requests as done."""
        before = self.progress.percent
        self._done += len(tasks)
        self._left = max(0, self._left - len(tasks))
        self._until_typical = max(0, self._until_typical - len(tasks))
        if done := self._done - self._done_before:
            self._seconds_per_request = (self._clock() - self._started_at) / done
        if self.progress.percent != before:
            self._on_change()

    def finish(self, *, left: int) -> None:
        """End a run; the requests that are left wait for the next one."""
        self._running = False
        self._left = left
        self._on_change()

    def _minutes(self, requests: int) -> int | None:
        """Return the minutes that requests take at the pace of the run, at least one.

        None without any, and if the pace is not known.
        """
        if not self._running or not requests or self._seconds_per_request is None:
            return None
        return max(1, ceil(requests * self._seconds_per_request / 60))
