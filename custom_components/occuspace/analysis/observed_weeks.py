"""What was seen in the last weeks, and the typical hours that follow. No I/O.

The numbers below were chosen with the years 2022 and 2023 of `script/backtest`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from math import sqrt
from statistics import fmean, median
from typing import Final

from .hours_of_week import HOURS_PER_DAY, HOURS_PER_WEEK, TypicalHour

DAYS_PER_WEEK: Final = 7

# A week counts half as much as one this many weeks later. From 2 to 4 the error differs
# by less than 0.002; equal weights add 0.008, measured without the level below.
HALF_LIFE_WEEKS: Final = 3.0

# How far the week follows the level of the last seven days: terms, holidays and weather
# change every hour alike. The error is 0.011 lower than without; 0.7 is as good.
LEVEL_GAIN: Final = 0.6

# Beyond these, a level says that a place was closed or a device failed.
MIN_LEVEL: Final = 0.5
MAX_LEVEL: Final = 2.0

# Fewer days have no level: one odd day would decide.
MIN_LEVEL_DAYS: Final = 4

# People in a day's sum that make the ratios of almost empty days close to one.
LEVEL_PRIOR: Final = 10.0

# The band in mean absolute deviations. Nine of ten hours lie within. Counts stray
# further up than down.
UPPER_DEVIATIONS: Final = 2.75
LOWER_DEVIATIONS: Final = 2.25

# How much of an hour's deviation is that of the whole location: eight observations say
# little about their spread. From a quarter to three quarters hardly anything changes.
POOLED_SHARE: Final = 0.5

# The least half width, plus the root of the typical number, which is how far a count of
# independent visitors strays.
MIN_HALF_WIDTH: Final = 2.0


class ObservedWeeks:
    """Hourly means in people, by hour of the week and age."""

    def __init__(self, means: Iterable[tuple[datetime, float]], today: date) -> None:
        """Sort the means, by start in venue time; `today` is the day of age zero."""
        seen: defaultdict[tuple[date, int], list[float]] = defaultdict(list)
        for start, mean in means:
            seen[start.date(), start.hour].append(mean)
        # By hour of the week: age in days and people.
        self._observed: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for (day, hour), values in seen.items():
            slot = day.weekday() * HOURS_PER_DAY + hour
            self._observed[slot].append(((today - day).days, fmean(values)))
        self._means = {slot: _mean(values) for slot, values in self._observed.items()}

    def typical_hours(self) -> dict[tuple[int, int], TypicalHour]:
        """Return the typical hours by weekday and hour."""
        factor = 1 + LEVEL_GAIN * (self._level() - 1)
        deviations = self._deviations()
        hours: dict[tuple[int, int], TypicalHour] = {}
        for slot, mean in self._means.items():
            typical = factor * mean
            least = MIN_HALF_WIDTH + sqrt(typical)
            lower = max(LOWER_DEVIATIONS * deviations[slot], least)
            upper = max(UPPER_DEVIATIONS * deviations[slot], least)
            hours[divmod(slot, HOURS_PER_DAY)] = TypicalHour(
                typical,
                max(typical - lower, 0.0),
                typical + upper,
                len(self._observed[slot]),
            )
        return hours

    def _level(self) -> float:
        """Return how busy the last seven days were, as a share of the weeks before.

        The median of the days, which a holiday does not change.
        """
        newest: defaultdict[int, float] = defaultdict(float)
        expected: defaultdict[int, float] = defaultdict(float)
        for observed in self._observed.values():
            last = [each for each in observed if 0 < each[0] <= DAYS_PER_WEEK]
            older = [each for each in observed if each[0] > DAYS_PER_WEEK]
            if last and older:
                ((age, people),) = last
                newest[age] += people
                expected[age] += _mean(older)
        ratios = [
            (newest[age] + LEVEL_PRIOR) / (people + LEVEL_PRIOR)
            for age, people in expected.items()
            if people > 0
        ]
        if len(ratios) < MIN_LEVEL_DAYS:
            return 1.0
        return min(max(median(ratios), MIN_LEVEL), MAX_LEVEL)

    def _deviations(self) -> dict[int, float]:
        """Return the expected absolute deviation of every hour of the week.

        That of the hour and its two neighbours, mixed with that of the location.
        """
        sums: dict[int, float] = {}
        weights: dict[int, float] = {}
        for slot, observed in self._observed.items():
            mean = self._means[slot]
            sums[slot] = sum(
                _weight(age) * abs(people - mean) for age, people in observed
            )
            weights[slot] = sum(_weight(age) for age, _ in observed)
        people = sum(self._means.values())
        total = sum(sums[slot] / weights[slot] for slot in sums)
        pooled = total / people if people else 0.0
        deviations: dict[int, float] = {}
        for slot, mean in self._means.items():
            around = [(slot + i) % HOURS_PER_WEEK for i in (-1, 0, 1)]
            own = sum(sums.get(each, 0.0) for each in around) / sum(
                weights.get(each, 0.0) for each in around
            )
            deviations[slot] = (1 - POOLED_SHARE) * own + POOLED_SHARE * pooled * mean
        return deviations


def _weight(age: int) -> float:
    """Return the weight of a day by its age in days."""
    return float(0.5 ** (age / (DAYS_PER_WEEK * HALF_LIFE_WEEKS)))


def _mean(observed: list[tuple[int, float]]) -> float:
    """Return the weighted mean of ages and people."""
    weights = [_weight(age) for age, _ in observed]
    return fmean((people for _, people in observed), weights)
