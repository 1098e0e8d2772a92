"""The visitors of a month, compared with those of last year. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

# 52 weeks: every day is compared with one of the same weekday.
ONE_YEAR: Final = timedelta(days=364)
# After fewer days of a month, the one before says more.
MIN_DAYS: Final = 7

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date
    is_whole_month: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day, oldest first."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=i) for i in range(count))

    @property
    def last_year(self) -> Period:
        """Return as many days of last year, beginning on the same weekday."""
        return Period(self.first - ONE_YEAR, self.last - ONE_YEAR)


@dataclass(frozen=True, slots=True)
class YearComparison:
    """The figures of a period; None unless every day that counts is known.

    `change` is in per cent, and None if there were no visitors last year.
    `dwell_time` is in minutes, the mean of the days on which there were visitors.
    """

    visitors: int | None
    visitors_last_year: int | None
    change: int | None
    dwell_time: int | None


def period_of_month(today: date) -> Period:
    """Return this month up to yesterday or, on its first days, the whole last month."""
    first = today.replace(day=1)
    yesterday = today - _ONE_DAY
    if (today - first).days >= MIN_DAYS:
        return Period(first, yesterday)
    last = first - _ONE_DAY
    return Period(last.replace(day=1), last, is_whole_month=True)


def compare_years(
    period: Period, visitors: Mapping[date, float], dwell_times: Mapping[date, float]
) -> YearComparison:
    """Return the figures of a period from the days that are known."""
    now = _total(period, visitors)
    then = _total(period.last_year, visitors)
    change = None if now is None or not then else round(100 * (now - then) / then)
    return YearComparison(now, then, change, _dwell_time(period, visitors, dwell_times))


def _total(period: Period, visitors: Mapping[date, float]) -> int | None:
    """Return the visitors of a period, None if those of a day are not known."""
    if any(day not in visitors for day in period.days):
        return None
    return round(sum(visitors[day] for day in period.days))


def _dwell_time(
    period: Period, visitors: Mapping[date, float], dwell_times: Mapping[date, float]
) -> int | None:
    """Return the mean of the daily dwell times.

    Not weighted, as Occuspace does not say how many stays a day's mean is of. A day
    without visitors has no dwell time.
    """
    days = [day for day in period.days if visitors.get(day) != 0]
    if not days or any(day not in dwell_times for day in days):
        return None
    return round(fmean(dwell_times[day] for day in days))
