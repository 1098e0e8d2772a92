"""Where the daily figures of a location are going, and which days stand out. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import StatisticsError, correlation, fmean, linear_regression, stdev
from typing import Final

# The vendor's rules.
MIN_DAYS: Final = 90
MIN_R_SQUARED: Final = 0.2
UNUSUAL: Final = 2.0

# Fewer days with data, or days of the same weekday, say nothing.
MIN_KNOWN_DAYS: Final = 60
MIN_SAME_WEEKDAY: Final = 4
DAYS_PER_WEEK: Final = 7


class TooFewDaysError(ValueError):
    """The figures span too short a time, or too few days of it are known."""


class Direction(StrEnum):
    """Where the figures are going."""

    NO_CLEAR_TREND = "no_clear_trend"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class UnusualDay:
    """A day far from the others of its weekday: z is in standard deviations."""

    day: date
    expected: float
    observed: float
    z: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through daily figures.

    `slope` is in the figures' unit per week, `change_percent` from the line's first to
    its last day, None if it does not start above zero.
    """

    slope: float
    change_percent: float | None
    r_squared: float
    direction: Direction
    days: int
    unusual_days: tuple[UnusualDay, ...]


def analyze_trend(values: Mapping[date, float]) -> Trend:
    """Return the trend of daily figures.

    Raises:
        TooFewDaysError: if they span under 90 days, or too few of them are known.

    """
    days = sorted(values)
    if len(days) < MIN_KNOWN_DAYS or (days[-1] - days[0]).days + 1 < MIN_DAYS:
        raise TooFewDaysError
    x = [float((day - days[0]).days) for day in days]
    y = [float(values[day]) for day in days]
    slope, intercept = linear_regression(x, y)
    try:
        # A perfect line comes out a rounding error above.
        r_squared = min(1.0, correlation(x, y) ** 2)
    except StatisticsError:
        # All the same: a line that explains everything, and says nothing.
        r_squared = 0.0
    direction = Direction.NO_CLEAR_TREND
    if r_squared >= MIN_R_SQUARED:
        direction = Direction.RISING if slope > 0 else Direction.FALLING
    return Trend(
        slope=slope * DAYS_PER_WEEK,
        change_percent=100 * slope * x[-1] / intercept if intercept > 0 else None,
        r_squared=r_squared,
        direction=direction,
        days=len(days),
        unusual_days=_unusual_days(values),
    )


def _unusual_days(values: Mapping[date, float]) -> tuple[UnusualDay, ...]:
    """Return the days far from the others of their weekday, oldest first."""
    by_weekday: defaultdict[int, list[date]] = defaultdict(list)
    for day in sorted(values):
        by_weekday[day.weekday()].append(day)
    unusual: list[UnusualDay] = []
    for days in by_weekday.values():
        if len(days) < MIN_SAME_WEEKDAY:
            continue
        expected = fmean(values[day] for day in days)
        deviation = stdev(values[day] for day in days)
        for day in days if deviation else ():
            z = (values[day] - expected) / deviation
            if abs(z) >= UNUSUAL:
                unusual.append(UnusualDay(day, expected, values[day], z))
    return tuple(sorted(unusual, key=lambda each: each.day))
