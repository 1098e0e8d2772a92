"""Trend of a location's daily values, and unusual days. No I/O."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import StatisticsError, correlation, fmean, linear_regression, stdev
from typing import Final

# Limits of the vendor's own trend.
MIN_DAYS: Final = 90
MIN_R_SQUARED: Final = 0.2
UNUSUAL: Final = 2.0

# Fewer days with data, or days of the same weekday, are not conclusive.
MIN_KNOWN_DAYS: Final = 60
MIN_SAME_WEEKDAY: Final = 4
DAYS_PER_WEEK: Final = 7


class TooFewDaysError(ValueError):
    """The values span too few days, or too few days have a value."""


class Direction(StrEnum):
    """Direction of a trend."""

    NO_CLEAR_TREND = "no_clear_trend"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class UnusualDay:
    """A day far from the mean of its weekday; `z` is in standard deviations."""

    day: date
    expected: float
    observed: float
    z: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through daily values.

    `slope` is in the unit of the values per week. `change_percent` is from the first
    to the last day of the line; None if the line does not start above zero.
    """

    slope: float
    change_percent: float | None
    r_squared: float
    direction: Direction
    days: int
    unusual_days: tuple[UnusualDay, ...]


def analyze_trend(values: Mapping[date, float]) -> Trend:
    """Return the trend of daily values.

    Raises:
        TooFewDaysError: if they span fewer than MIN_DAYS days, or fewer than
            MIN_KNOWN_DAYS days have a value.

    """
    days = sorted(values)
    if len(days) < MIN_KNOWN_DAYS or (days[-1] - days[0]).days + 1 < MIN_DAYS:
        raise TooFewDaysError
    x = [float((day - days[0]).days) for day in days]
    y = [float(values[day]) for day in days]
    slope, intercept = linear_regression(x, y)
    try:
        # Rounding may yield slightly more than 1 for a perfect line.
        r_squared = min(1.0, correlation(x, y) ** 2)
    except StatisticsError:
        # The correlation of constant values is undefined.
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
    """Return the days far from the mean of their weekday, oldest first."""
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
    return tuple(sorted(unusual, key=lambda day: day.day))
