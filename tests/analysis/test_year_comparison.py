"""Tests of the comparison of a month with last year."""

from datetime import date, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.analysis.year_comparison import (
    MIN_DAYS,
    Period,
    YearComparison,
    compare_years,
    period_of_month,
)

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 26))


def same(period: Period, value: float) -> dict[date, float]:
    """Return the same value on every day."""
    return dict.fromkeys(period.days, value)


@pytest.mark.parametrize(
    ("today", "first", "last", "is_whole_month"),
    [
        (date(2026, 11, 27), date(2026, 11, 1), date(2026, 11, 26), False),
        (date(2026, 11, 8), date(2026, 11, 1), date(2026, 11, 7), False),
        (date(2026, 11, 7), date(2026, 10, 1), date(2026, 10, 31), True),
        (date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31), True),
        (date(2028, 3, 2), date(2028, 2, 1), date(2028, 2, 29), True),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 28), False),
    ],
)
def test_the_days_are_over(
    today: date, first: date, last: date, *, is_whole_month: bool
) -> None:
    """On the first days of a month, they are those of the last one."""
    assert period_of_month(today) == Period(first, last, is_whole_month)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_equal_days_are_compared(today: date) -> None:
    """As many, on the same weekdays, of one month, and none of today."""
    period = period_of_month(today)
    then = period.last_year
    assert MIN_DAYS <= len(period.days) == len(then.days)
    assert period.last < today
    assert period.first.month == period.last.month
    for one, other in zip(period.days, then.days, strict=True):
        assert one.weekday() == other.weekday()
        assert one - other == timedelta(weeks=52)


def test_the_figures_of_known_days() -> None:
    """The change is in per cent, the dwell time is the mean of the days."""
    visitors = same(PERIOD, 104) | same(PERIOD.last_year, 100)
    dwell_times = same(PERIOD, 80) | {PERIOD.first: 106}
    assert compare_years(PERIOD, visitors, dwell_times) == YearComparison(
        2704, 2600, 4, 81
    )


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (PERIOD.first, YearComparison(None, 2600, None, 80)),
        (PERIOD.last, YearComparison(None, 2600, None, 80)),
        (PERIOD.last_year.first, YearComparison(2704, None, None, 80)),
        (PERIOD.last_year.last, YearComparison(2704, None, None, 80)),
    ],
)
def test_no_figure_is_of_a_part_of_the_days(
    missing: date, expected: YearComparison
) -> None:
    """The others remain."""
    visitors = same(PERIOD, 104) | same(PERIOD.last_year, 100)
    del visitors[missing]
    assert compare_years(PERIOD, visitors, same(PERIOD, 80)) == expected


def test_a_missing_dwell_time_is_no_mean_of_the_others() -> None:
    """Unless there were no visitors that day."""
    visitors = same(PERIOD, 104)
    dwell_times = same(PERIOD, 80)
    del dwell_times[PERIOD.last]
    assert compare_years(PERIOD, visitors, dwell_times).dwell_time is None
    visitors[PERIOD.last] = 0
    assert compare_years(PERIOD, visitors, dwell_times).dwell_time == 80
    # Occuspace may send zero minutes for such a day.
    dwell_times[PERIOD.last] = 0
    assert compare_years(PERIOD, visitors, dwell_times).dwell_time == 80


def test_there_were_never_any_visitors() -> None:
    """There is no change from zero, and no dwell time."""
    zeros = same(PERIOD, 0) | same(PERIOD.last_year, 0)
    assert compare_years(PERIOD, zeros, same(PERIOD, 0)) == YearComparison(
        0, 0, None, None
    )
    assert compare_years(PERIOD, {}, {}) == YearComparison(None, None, None, None)
