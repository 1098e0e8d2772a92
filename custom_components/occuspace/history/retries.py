"""When each history request may be sent again after a failure. No I/O.

A failure belongs to one request, or to one series of one location. Only a rate limit,
or an outage that several locations confirm in a row, pauses the account.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from .clock import monotonic
from .plan import FetchTask, Target
from .series import Series

# For one request, and for one series of one location; doubled each time.
FIRST_DELAY: Final = timedelta(minutes=1).total_seconds()
MAX_DELAY: Final = timedelta(hours=1).total_seconds()

# Refusals rarely end by themselves.
FIRST_REFUSED_DELAY: Final = timedelta(hours=1).total_seconds()
REFUSED_DELAY: Final = timedelta(days=1).total_seconds()

# For the account, and for one endpoint; doubled each time.
FIRST_PAUSE: Final = timedelta(seconds=15).total_seconds()
MAX_PAUSE: Final = timedelta(minutes=5).total_seconds()
MAX_RETRY_AFTER: Final = timedelta(hours=1).total_seconds()

# An endpoint is paused after it fails for this many locations in a row.
MAX_OUTAGES_IN_A_ROW: Final = 4
# The account is paused if this many locations confirm it at several endpoints.
LOCATIONS_THAT_CONFIRM: Final = 3
ENDPOINTS_THAT_CONFIRM: Final = 2
# After this many refusals in a row an endpoint is skipped until the next round.
MAX_REFUSALS_IN_A_ROW: Final = 32
# Requests that check whether an endpoint is still refused for the whole account.
PROBES: Final = 3


@dataclass(slots=True)
class _Trouble:
    """Failures in a row, and when the next attempt is due."""

    failures: int = 0
    due: float = 0
    is_refused: bool = False
    rank: int = 0

    def fail(self, now: float, rank: int, *, is_refused: bool) -> None:
        """Count a failure, and postpone the next attempt."""
        self.rank = rank
        if is_refused and self.is_refused and now < self.due:
            # The request was sent together with the one whose refusal is counted.
            return
        first, longest = (
            (FIRST_REFUSED_DELAY, REFUSED_DELAY)
            if is_refused
            else (FIRST_DELAY, MAX_DELAY)
        )
        if is_refused is not self.is_refused:
            self.failures = 0
        factor = 24 if is_refused else 2
        self.failures += 1
        self.due = now + min(first * factor ** min(self.failures - 1, 16), longest)
        self.is_refused = is_refused


class RetrySchedule:
    """Failures, and when their requests are due again; kept across rounds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Initialise without failures."""
        self._clock = clock
        self._rank = 0
        self._targets: dict[Target, _Trouble] = {}
        self._tasks: dict[FetchTask, _Trouble] = {}
        self._streaks: defaultdict[Target, int] = defaultdict(int)
        self._answered: set[Target] = set()
        self._account = _Trouble()
        self._endpoints: dict[Series, _Trouble] = {}
        self._outages: list[FetchTask] = []
        self._endpoint_outages: defaultdict[Series, set[int]] = defaultdict(set)
        self._refusals: defaultdict[Series, int] = defaultdict(int)
        self._probes: defaultdict[Series, int] = defaultdict(int)
        self.refused_endpoints: frozenset[Series] = frozenset()

    @property
    def is_paused(self) -> bool:
        """Return whether no request may be sent at all."""
        return self._account.due > self._clock()

    @property
    def refused(self) -> frozenset[Target]:
        """Return the refused targets that are not due again."""
        now = self._clock()
        return frozenset(
            target
            for target, trouble in self._targets.items()
            if trouble.is_refused and trouble.due > now
        )

    def is_failing(self, target: Target) -> bool:
        """Return whether the last request for a target failed."""
        return target in self._targets

    def may_request(self, task: FetchTask) -> bool:
        """Return whether a request may be sent now."""
        return (
            self._refusals[task.series] < MAX_REFUSALS_IN_A_ROW
            and self._due(task) <= self._clock()
        )

    def delay(self, left: Mapping[Target, int]) -> float | None:
        """Return the seconds until some requests may be sent, None without any."""
        failed = defaultdict[Target, list[float]](list)
        for task, trouble in self._tasks.items():
            failed[task.target].append(trouble.due)
        dues = [
            max(
                self._due_target(target),
                min(failed[target]) if len(failed.get(target, ())) >= count else 0,
            )
            for target, count in left.items()
        ]
        return max(FIRST_PAUSE, min(dues) - self._clock()) if dues else None

    def rank(self, task: FetchTask) -> int:
        """Return the position of a request: the latest failures come last."""
        troubles = (self._tasks.get(task), self._targets.get(task.target))
        return max((trouble.rank for trouble in troubles if trouble), default=0)

    def in_order(self, tasks: Iterable[FetchTask]) -> Iterator[FetchTask]:
        """Yield requests in order, those that have failed last."""
        failed: list[FetchTask] = []
        for task in tasks:
            if task in self._tasks:
                failed.append(task)
            else:
                yield task
        yield from sorted(failed, key=self.rank)

    def start_round(self) -> None:
        """Request skipped endpoints again."""
        self._refusals.clear()

    def keep(self, location_ids: Collection[int]) -> None:
        """Keep only these locations."""
        for id_, series in tuple(self._targets):
            if id_ not in location_ids:
                del self._targets[id_, series]
        for task in tuple(self._tasks):
            if task.location_id not in location_ids:
                del self._tasks[task]
        self._answered = {each for each in self._answered if each[0] in location_ids}

    def succeed(self, task: FetchTask) -> None:
        """Record a success."""
        self._record_reply(task.series)
        self._account = _Trouble()
        self._endpoints.pop(task.series, None)
        self._refusals[task.series] = 0
        self._answered.add(task.target)
        self._streaks.pop(task.target, None)
        self._tasks.pop(task, None)
        trouble = self._targets.pop(task.target, None)
        if trouble and trouble.is_refused:
            self._permit(task)

    def refuse(self, task: FetchTask, *, whole_target: bool) -> None:
        """Record a refusal of one request or, `whole_target`, of the whole series."""
        self._record_reply(task.series)
        self._refusals[task.series] += 1
        self._fail(task, is_refused=True, whole_target=whole_target)
        if task.series in self.refused_endpoints:
            self._probes[task.series] += 1
            if self._probes[task.series] >= PROBES:
                self._probes[task.series] = 0
                self._postpone(task.series)

    def fail(self, task: FetchTask) -> None:
        """Record an unusable reply."""
        self._record_reply(task.series)
        self._fail(task, is_refused=False)

    def fail_by_outage(self, task: FetchTask) -> bool:
        """Record a server failure; return whether it pauses the account."""
        self._fail(task, is_refused=False)
        self._outages.append(task)
        failed = self._endpoint_outages[task.series]
        failed.add(task.location_id)
        if len(failed) >= MAX_OUTAGES_IN_A_ROW:
            failed.clear()
            endpoint = self._endpoints.setdefault(task.series, _Trouble())
            self._pause(endpoint, FIRST_DELAY)
        locations = {each.location_id for each in self._outages}
        endpoints = {each.series for each in self._outages}
        if (
            len(locations) < LOCATIONS_THAT_CONFIRM
            or len(endpoints) < ENDPOINTS_THAT_CONFIRM
        ):
            return False
        self._pause(self._account, FIRST_PAUSE)
        # The failures were the server's, so these are due with all others, but last.
        for each in self._outages:
            for trouble in (self._targets.get(each.target), self._tasks.get(each)):
                if trouble:
                    trouble.failures, trouble.due = 0, self._account.due
        self._outages.clear()
        self._endpoint_outages.clear()
        self._endpoints.clear()
        return True

    def limit_rate(self, retry_after: float | None) -> None:
        """Pause the account after a rate limit."""
        if retry_after:
            self._account.due = self._clock() + min(retry_after, MAX_RETRY_AFTER)
        elif not self.is_paused:
            self._pause(self._account, FIRST_PAUSE)

    def find_refused_endpoints(self, left: Collection[Target]) -> frozenset[Series]:
        """Return the series that are refused for every location."""
        open_series = {series for _, series in left}
        answered = {series for _, series in self._answered}
        self.refused_endpoints = frozenset(
            series
            for (_, series), trouble in self._targets.items()
            if trouble.is_refused and series not in open_series | answered
        )
        return self.refused_endpoints

    def _due(self, task: FetchTask) -> float:
        """Return when a request may be sent."""
        trouble = self._tasks.get(task)
        due = self._due_target(task.target)
        return max(due, trouble.due) if trouble else due

    def _due_target(self, target: Target) -> float:
        """Return when anything of a target may be requested."""
        troubles = (
            self._account,
            self._endpoints.get(target[1]),
            self._targets.get(target),
        )
        return max(trouble.due for trouble in troubles if trouble)

    def _fail(
        self, task: FetchTask, *, is_refused: bool, whole_target: bool = False
    ) -> None:
        """Record a failure; the second one in a row applies to the whole target."""
        now = self._clock()
        self._rank += 1
        self._streaks[task.target] += 1
        self._tasks.setdefault(task, _Trouble()).fail(
            now, self._rank, is_refused=is_refused
        )
        if whole_target or self._streaks[task.target] > 1 or task.series.is_one_request:
            self._answered.discard(task.target)
            self._targets.setdefault(task.target, _Trouble()).fail(
                now, self._rank, is_refused=is_refused
            )

    def _pause(self, trouble: _Trouble, first: float) -> None:
        """Pause the account or an endpoint, longer each time."""
        pause = min(first * 2 ** min(trouble.failures, 16), MAX_PAUSE)
        trouble.failures += 1
        trouble.due = self._clock() + pause

    def _record_reply(self, series: Series) -> None:
        """Record that the server replied."""
        self._outages.clear()
        self._endpoint_outages[series].clear()

    def _permit(self, task: FetchTask) -> None:
        """Make everything due that was refused for the same reason."""
        whole_endpoint = task.series in self.refused_endpoints
        self.refused_endpoints -= {task.series}
        for (id_, series), trouble in self._targets.items():
            same_endpoint = whole_endpoint and series is task.series
            if trouble.is_refused and (same_endpoint or id_ == task.location_id):
                trouble.due = 0
        for other, trouble in self._tasks.items():
            same_endpoint = whole_endpoint and other.series is task.series
            if trouble.is_refused and (
                same_endpoint or other.location_id == task.location_id
            ):
                trouble.due = 0

    def _postpone(self, series: Series) -> None:
        """Postpone an endpoint that is still refused by a day."""
        tomorrow = self._clock() + REFUSED_DELAY
        for (_, other), trouble in self._targets.items():
            if other is series and trouble.is_refused:
                trouble.due = max(trouble.due, tomorrow)
