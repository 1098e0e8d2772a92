"""Tests of the trend of daily values, and of unusual days."""

from datetime import date, timedelta
from math import sqrt

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.trend import (
    MIN_DAYS,
    Direction,
    TooFewDaysError,
    analyze_trend,
)

MONDAY = date(2026, 1, 5)
WEEKS = 13

figures = st.floats(-1_000_000, 1_000_000)


def days(*figures: float) -> dict[date, float]:
    """Return figures day by day, from a Monday on."""
    return {MONDAY + timedelta(days=i): figure for i, figure in enumerate(figures)}


def weeks(*mondays: float | None) -> dict[date, float]:
    """Return 13 weeks of zeros but for the Mondays; None is a day without data."""
    values = days(*[0.0] * 7 * WEEKS)
    for i in range(WEEKS):
        monday = mondays[i] if i < len(mondays) else None
        if monday is None:
            del values[MONDAY + timedelta(weeks=i)]
        else:
            values[MONDAY + timedelta(weeks=i)] = monday
    return values


@pytest.mark.parametrize(
    ("slope", "spread", "r_squared", "direction"),
    [
        # A line around 1000 over 91 days, x from -45 to 45, so that the squares of x
        # add up to 91 * (91 ** 2 - 1) / 12 = 62790. The spread is added where x is at
        # most 22 away from the middle, and taken off up to 44, except in the middle:
        # 88 days, as many up as down on either side, so that the line stays as it is.
        (1, 0, 1, Direction.RISING),
        (1, 10, 62_790 / (62_790 + 88 * 10**2), Direction.RISING),  # 0.877
        (1, 53, 62_790 / (62_790 + 88 * 53**2), Direction.RISING),  # 0.203
        (1, 54, 62_790 / (62_790 + 88 * 54**2), Direction.NO_CLEAR_TREND),  # 0.197
        (-1, 0, 1, Direction.FALLING),
        (-1, 53, 62_790 / (62_790 + 88 * 53**2), Direction.FALLING),
        (-1, 54, 62_790 / (62_790 + 88 * 54**2), Direction.NO_CLEAR_TREND),
        (0, 10, 0, Direction.NO_CLEAR_TREND),
    ],
)
def test_line_matches_a_manual_calculation(
    slope: int, spread: int, r_squared: float, direction: Direction
) -> None:
    """Slope by the week, change from end to end, and how much the line explains."""

    def figure(x: int) -> int:
        """Return the value at a distance in days from the middle."""
        sign = 0 if abs(x) in {0, 45} else 1 if abs(x) <= 22 else -1
        return 1000 + slope * x + sign * spread

    trend = analyze_trend(days(*map(figure, range(-45, 46))))
    assert trend.slope == pytest.approx(7 * slope)
    # From 1000 - 45 to 1000 + 45, or the other way.
    assert trend.change_percent == pytest.approx(100 * 90 * slope / (1000 - 45 * slope))
    assert trend.r_squared == pytest.approx(r_squared)
    assert trend.direction is direction
    assert trend.days == 91


def test_days_without_data_stand_where_they_are() -> None:
    """A gap does not make a trend any steeper, nor does the order of the days."""
    values = {
        day: figure
        for day, figure in reversed(days(*range(100, 200)).items())
        if not 20 <= figure - 100 < 50
    }
    trend = analyze_trend(values)
    assert trend.slope == pytest.approx(7)
    assert trend.change_percent == pytest.approx(99)  # from 100 to 199
    assert trend.days == 70


@pytest.mark.parametrize(
    ("first", "change"),
    [
        (1, 8900),  # from 1 to 90
        (0, None),
        (-1, None),
    ],
)
def test_change_needs_a_start_above_zero(first: int, change: float | None) -> None:
    """A line that does not start above zero has no change in per cent."""
    trend = analyze_trend(days(*range(first, first + MIN_DAYS)))
    assert trend.direction is Direction.RISING
    assert trend.change_percent == (change and pytest.approx(change))


@pytest.mark.parametrize(
    "values",
    [
        {},
        days(*range(MIN_DAYS - 1)),
        # 59 days with data, over a year.
        {MONDAY + timedelta(days=6 * i): float(i) for i in range(59)},
    ],
    ids=["none", "too short", "too few"],
)
def test_too_few_days_are_no_trend(values: dict[date, float]) -> None:
    """An error is raised."""
    with pytest.raises(TooFewDaysError):
        analyze_trend(values)


@pytest.mark.parametrize(
    "values",
    [
        days(*range(MIN_DAYS)),
        # 60 days with data, over 90: the last 59 and the first.
        {MONDAY + timedelta(days=i): float(i) for i in (0, *range(31, MIN_DAYS))},
    ],
    ids=["just long enough", "just enough"],
)
def test_just_enough_days_are_a_trend(values: dict[date, float]) -> None:
    """90 days, the first and the last included, 60 of them with data."""
    trend = analyze_trend(values)
    assert trend.days == len(values)
    assert trend.slope == pytest.approx(7)


@pytest.mark.parametrize("figure", [0, 5, 0.1, 123.456])
def test_constant_figures_have_no_trend(figure: float) -> None:
    """And no unusual days."""
    trend = analyze_trend(days(*[figure] * 120))
    assert trend.direction is Direction.NO_CLEAR_TREND
    assert trend.slope == 0
    assert trend.r_squared == 0
    assert trend.change_percent == (0 if figure else None)
    assert trend.unusual_days == ()


@pytest.mark.parametrize("peak", [130, -130])
def test_day_far_from_others_of_its_weekday_is_unusual(peak: int) -> None:
    """Only the same weekday counts: Sundays are as busy as ever."""
    values = weeks(0, 0, peak, *[0] * 10)
    values |= {day: 500 for day in values if day.weekday() == 6}
    # 12 Mondays of 0 and one of 130: mean 10, squares 12 * 10 ** 2 + 120 ** 2 = 15600,
    # standard deviation sqrt(15600 / 12) = sqrt(1300), z = 120 / sqrt(1300) = 3.33.
    sign = peak // 130
    (unusual,) = analyze_trend(values).unusual_days
    assert unusual.day == MONDAY + timedelta(weeks=2)
    assert unusual.expected == pytest.approx(10 * sign)
    assert unusual.observed == peak
    assert unusual.z == pytest.approx(sign * 120 / sqrt(1300))


@pytest.mark.parametrize(
    ("mondays", "unusual"),
    [
        # Of 9 Mondays one is 30 above and one 30 below the others: mean 100, standard
        # deviation sqrt(2 * 30 ** 2 / 8) = 15, z = 2: just unusual.
        ([130, 70, *[100] * 7], {0: 2.0, 1: -2.0}),
        # Of 8, it is sqrt(2 * 30 ** 2 / 7) = 16.04, z = 1.87.
        ([130, 70, *[100] * 6], {}),
        # One of 6 that differs is (6 - 1) / sqrt(6) = 2.04 away, one of 5 is 1.79.
        ([100, 130, *[100] * 4], {1: 5 / sqrt(6)}),
        ([100, 130, *[100] * 3], {}),
        # Too few of a weekday to compare: 3, one or none.
        ([100, 130, 160], {}),
        ([130], {}),
        ([], {}),
    ],
)
def test_day_is_unusual_from_two_standard_deviations_on(
    mondays: list[float], unusual: dict[int, float]
) -> None:
    """Either way, with enough days of its weekday."""
    found = analyze_trend(weeks(*mondays)).unusual_days
    assert {(each.day - MONDAY).days // 7: each.z for each in found} == {
        week: pytest.approx(z) for week, z in unusual.items()
    }


def test_unusual_days_are_in_order() -> None:
    """Oldest first, whatever their weekday."""
    values = days(*[10.0] * 7 * WEEKS)
    expected = [MONDAY + timedelta(days=i) for i in (13, 22, 28, 88)]
    values |= dict.fromkeys(expected, 90.0)
    assert [each.day for each in analyze_trend(values).unusual_days] == expected


def test_rounding_does_not_make_a_line_better_than_perfect() -> None:
    """Tenths are not exact: squared, the correlation of these is above 1."""
    trend = analyze_trend(days(*(0.1 + 0.2 * i for i in range(MIN_DAYS))))
    assert trend.r_squared == 1


@settings(derandomize=True, deadline=None)
@given(
    start=st.integers(-100_000, 100_000),
    slope=st.integers(-1_000, 1_000).filter(bool),
    length=st.integers(MIN_DAYS, 400),
)
def test_exact_line_is_explained_entirely(start: int, slope: int, length: int) -> None:
    """R² is 1, and never more."""
    trend = analyze_trend(days(*(start + slope * i for i in range(length))))
    assert trend.r_squared == pytest.approx(1)
    assert trend.r_squared <= 1
    assert trend.slope == pytest.approx(7 * slope)
    assert trend.direction is (Direction.RISING if slope > 0 else Direction.FALLING)


@settings(derandomize=True, deadline=None)
@given(figure=figures, length=st.integers(MIN_DAYS, 400))
def test_any_constant_has_no_trend(figure: float, length: int) -> None:
    """Regardless of rounding."""
    trend = analyze_trend(days(*[figure] * length))
    assert trend.direction is Direction.NO_CLEAR_TREND
    assert trend.unusual_days == ()


@settings(derandomize=True, deadline=None)
@given(values=st.lists(figures, min_size=MIN_DAYS, max_size=120))
def test_trend_is_consistent_in_itself(values: list[float]) -> None:
    """R² is a share, and an unusual day is as far off as its z says."""
    trend = analyze_trend(days(*values))
    assert 0 <= trend.r_squared <= 1
    if trend.direction is Direction.NO_CLEAR_TREND:
        assert trend.r_squared < 0.2
    else:
        assert trend.r_squared >= 0.2
        assert (trend.slope > 0) is (trend.direction is Direction.RISING)
    for each in trend.unusual_days:
        assert abs(each.z) >= 2
        assert (each.z > 0) is (each.observed > each.expected)
