"""Runs the analysis over the counters, day by day, with only what came before."""

from collections import Counter as Tally, defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from statistics import median
from typing import Final

from custom_components.occuspace.analysis.doubtful import HOURS, is_doubtful
from custom_components.occuspace.analysis.forecast import Forecast
from custom_components.occuspace.analysis.hours_of_week import UsualLevel
from custom_components.occuspace.analysis.typical_week import WEEKS, TypicalWeek

from .backtest_data import DAY, ZONE, Counter, Hours, days

AHEAD: Final = (1, 2, 3, 6, 12, 24)
FIRST_HOUR: Final = 7
LAST_HOUR: Final = 22
BUSIER: Final = (UsualLevel.BUSIER, UsualLevel.MUCH_BUSIER)
QUIETER: Final = (UsualLevel.QUIETER, UsualLevel.MUCH_QUIETER)
HALF: Final = timedelta(minutes=30)


@dataclass(slots=True)
class Error:
    """The differences from the people who came, and their sum."""

    missed: float = 0.0
    people: float = 0.0

    def add(self, expected: float, actual: float) -> None:
        """Add an hour."""
        self.missed += abs(expected - actual)
        self.people += actual

    @property
    def share(self) -> float:
        """Return the error as a share of the people."""
        return self.missed / self.people if self.people else 0.0


@dataclass(slots=True)
class Coverage:
    """How many hours lie within a band."""

    within: int = 0
    hours: int = 0

    def add(self, low: float, actual: float, high: float) -> None:
        """Add an hour."""
        self.within += low <= actual <= high
        self.hours += 1

    @property
    def share(self) -> float:
        """Return the share within the band."""
        return self.within / self.hours if self.hours else 0.0


@dataclass(slots=True)
class Ahead:
    """The forecast a number of hours ahead, and the baselines for the same hours."""

    forecast: Error = field(default_factory=Error)
    typical: Error = field(default_factory=Error)
    last_week: Error = field(default_factory=Error)
    yesterday: Error = field(default_factory=Error)
    band: Coverage = field(default_factory=Coverage)


@dataclass(slots=True)
class Figures:
    """The figures of a year."""

    year: int
    counters: int = 0
    weeks: float = 0.0
    typical: Error = field(default_factory=Error)
    by_counter: list[float] = field(default_factory=list)
    band: Coverage = field(default_factory=Coverage)
    levels: Tally[UsualLevel] = field(default_factory=Tally)
    busier: int = 0
    quieter: int = 0
    busier_at_any_hour: int = 0
    zeros: int = 0
    """Runs of hours without people."""
    doubtful: list[int] = field(default_factory=list)
    """Hours of those that *Doubtful* finds."""
    ahead: defaultdict[int, Ahead] = field(default_factory=lambda: defaultdict(Ahead))

    @property
    def median_error(self) -> float:
        """Return the median of the counters' errors of the typical hour."""
        return median(self.by_counter) if self.by_counter else 0.0

    def share(self, *levels: UsualLevel) -> float:
        """Return the share of hours with one of the levels."""
        return sum(self.levels[level] for level in levels) / max(self.levels.total(), 1)

    def per_week(self, fired: int) -> float:
        """Return how often a trigger fired per counter and week."""
        return fired / self.weeks if self.weeks else 0.0


def measure(counters: list[Counter], year: int) -> Figures:
    """Return the figures of February to November."""
    figures = Figures(year)
    for counter in counters:
        if counter.has_year(year):
            _Run(counter, figures).run()
            _count_zeros(counter, figures)
    return figures


class _Run:
    """One counter's year."""

    def __init__(self, counter: Counter, figures: Figures) -> None:
        self._starts = counter.starts()
        self._hours = counter.hours
        self._figures = figures
        self._own = Error()
        self._level: UsualLevel | None = None

    def run(self) -> None:
        """Add the counter to the figures."""
        year = self._figures.year
        first, end = date(year, 2, 1), date(year, 12, 1)
        history: deque[Hours] = deque(maxlen=7 * WEEKS)
        for day in days(first - timedelta(weeks=WEEKS), first):
            history.append(self._starts.get(day, []))
        for day in days(first, end):
            week = TypicalWeek.from_hours(chain.from_iterable(history), today=day)
            today = self._starts.get(day, [])
            for start, people in today:
                self._compare(week, start, people)
                if _counts(start):
                    self._forecast(week, start, today)
            history.append(today)
        self._figures.counters += 1
        self._figures.weeks += (end - first).days / 7
        self._figures.by_counter.append(self._own.share)

    def _compare(self, week: TypicalWeek, start: datetime, people: float) -> None:
        """Compare an hour to the typical one."""
        usual = week.usual(start + HALF)
        if usual is None:
            return
        before, self._level = (
            self._level,
            usual.compare(people, self._level).level,
        )
        became_busier = self._level in BUSIER and before not in BUSIER
        self._figures.busier_at_any_hour += became_busier
        if not _counts(start):
            return
        self._figures.busier += became_busier
        self._figures.quieter += self._level in QUIETER and before not in QUIETER
        self._figures.levels[self._level] += 1
        self._figures.typical.add(usual.typical, people)
        self._own.add(usual.typical, people)
        self._figures.band.add(usual.low, people, usual.high)

    def _forecast(self, week: TypicalWeek, newest: datetime, today: Hours) -> None:
        """Compare the forecast after an hour to the people who came."""
        after = {
            (newest.astimezone(UTC) + timedelta(hours=ahead)).astimezone(ZONE): ahead
            for ahead in AHEAD
        }
        forecast = Forecast(
            week,
            now=(newest.astimezone(UTC) + timedelta(hours=1)).astimezone(ZONE),
            recent=[each for each in today if each[0] <= newest],
        )
        for each in forecast.hours(start for start in after if _counts(start)):
            actual = self._people(each.start)
            usual = week.usual(each.start + HALF)
            if actual is None or usual is None:
                continue
            ahead = self._figures.ahead[after[each.start]]
            ahead.forecast.add(each.expected, actual)
            ahead.band.add(each.low, actual, each.high)
            ahead.typical.add(usual.typical, actual)
            for error, earlier in ((ahead.last_week, 7), (ahead.yesterday, 1)):
                people = self._people(each.start - earlier * DAY)
                if people is not None:
                    error.add(people, actual)

    def _people(self, start: datetime) -> float | None:
        """Return the people of an hour."""
        return self._hours.get(start.date(), {}).get(start.hour)


def _count_zeros(counter: Counter, figures: Figures) -> None:
    """Count the runs of hours without people, and those that are doubtful."""
    starts, history = counter.starts(), deque[Hours](maxlen=7 * WEEKS)
    first, end = date(figures.year, 2, 1), date(figures.year, 12, 1)
    for day in days(first - timedelta(weeks=WEEKS), first):
        history.append(starts.get(day, []))
    length, is_found = 0, False
    recent = deque[tuple[datetime, float]](maxlen=HOURS)
    week = TypicalWeek()
    for day in days(first, end):
        if any(not people for _, people in starts.get(day, ())):
            week = TypicalWeek.from_hours(chain.from_iterable(history), today=day)
        for start, people in starts.get(day, ()):
            recent.append((start, people))
            if not people:
                length += 1
                now = (start.astimezone(UTC) + timedelta(hours=1)).astimezone(ZONE)
                is_found = is_found or bool(
                    is_doubtful(week, now=now, hours=recent, count=0)
                )
                continue
            figures.zeros += length > 0
            if is_found:
                figures.doubtful.append(length)
            length, is_found = 0, False
        history.append(starts.get(day, []))


def _counts(start: datetime) -> bool:
    """Return whether an hour is one of those measured."""
    return FIRST_HOUR <= start.hour <= LAST_HOUR
