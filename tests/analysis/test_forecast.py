"""Tests of the forecast of the next hours."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.forecast import Forecast, ForecastHour
from custom_components.occuspace.analysis.hours_of_week import HoursOfWeek, TypicalHour
from custom_components.occuspace.analysis.typical_week import MIN_WEEKS, TypicalWeek

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 1, 5, tzinfo=LOS_ANGELES)
HOUR = timedelta(hours=1)
NOON = MONDAY.replace(hour=12)

counts = st.floats(0, 10_000)


def always(typical: float, width: float) -> TypicalWeek:
    """Return a week whose hours are all alike."""
    hour = TypicalHour(typical, max(typical - width, 0), typical + width, MIN_WEEKS)
    return TypicalWeek(HoursOfWeek({divmod(slot, 24): hour for slot in range(168)}))


def forecast(
    week: TypicalWeek,
    *,
    now: datetime,
    recent: list[tuple[datetime, float]],
    hours: list[datetime],
) -> list[ForecastHour]:
    """Return the forecast of some hours."""
    return Forecast(week, now=now, recent=recent).hours(hours)


def after(start: datetime, hours: int) -> datetime:
    """Return the moment some elapsed hours later."""
    return (start.astimezone(UTC) + hours * HOUR).astimezone(start.tzinfo)


def test_without_recent_hours_it_is_the_typical_week() -> None:
    """With its band."""
    assert forecast(always(100, 30), now=NOON, recent=[], hours=[NOON]) == [
        ForecastHour(NOON, 100, 70, 130)
    ]


def test_values_match_a_manual_calculation() -> None:
    """One and two hours after an hour with twice the people."""
    recent = [(NOON - HOUR, 200.0)]
    hours = [NOON, NOON + HOUR]
    one, two = forecast(always(100, 30), now=NOON, recent=recent, hours=hours)
    # Ten people are added to both: 210 to 110. 0.9 of it, faded by the hour, holds.
    assert one.expected == pytest.approx(100 * (1 + 0.9 * 0.85 * 100 / 110))
    assert two.expected == pytest.approx(100 * (1 + 0.9 * 0.85**2 * 100 / 110))
    # The band grows towards 30 on both sides.
    assert one.high - one.expected == pytest.approx(30 * (1 - 0.43 * 0.9))
    assert one.expected - one.low == pytest.approx(30 * (1 - 0.43 * 0.9))
    assert two.high - two.expected == pytest.approx(30 * (1 - 0.43 * 0.9**2))


def test_newer_hours_count_more() -> None:
    """An hour counts 0.6 of the one after it."""
    recent = [(NOON - HOUR, 200.0), (NOON - 2 * HOUR, 0.0)]
    (one,) = forecast(always(100, 30), now=NOON, recent=recent, hours=[NOON])
    ratio = (10 + 200) / (10 + 160)
    assert one.expected == pytest.approx(100 * (1 + 0.9 * 0.85 * (ratio - 1)))


@pytest.mark.parametrize("hours", [-7, 1])
def test_hours_long_ago_or_yet_to_come_are_not_recent(hours: int) -> None:
    """More than six hours ago, or after now."""
    recent = [(NOON + hours * HOUR, 500.0)]
    week = always(100, 30)
    assert forecast(week, now=NOON, recent=recent, hours=[NOON]) == forecast(
        week, now=NOON, recent=[], hours=[NOON]
    )


def test_hours_that_are_not_known_are_left_out() -> None:
    """Also of the recent ones."""
    week = TypicalWeek(HoursOfWeek({(0, 12): TypicalHour(100, 70, 130, MIN_WEEKS)}))
    hours = [NOON - HOUR, NOON, NOON + HOUR]
    assert forecast(week, now=NOON, recent=[(NOON - HOUR, 500.0)], hours=hours) == [
        ForecastHour(NOON, 100, 70, 130)
    ]
    assert not forecast(TypicalWeek(), now=NOON, recent=[], hours=hours)


def test_empty_place_stays_empty() -> None:
    """Nothing is divided by zero."""
    (hour,) = forecast(
        always(0, 2), now=NOON, recent=[(NOON - HOUR, 0.0)], hours=[NOON]
    )
    assert hour == ForecastHour(NOON, 0, 0, 2)


@pytest.mark.parametrize(
    ("first", "hours_of_day"),
    [
        (datetime(2026, 3, 8, 1, tzinfo=LOS_ANGELES), [1, 3, 4]),
        (datetime(2026, 11, 1, 1, tzinfo=LOS_ANGELES), [1, 1, 2]),
    ],
)
def test_distance_is_in_elapsed_hours(first: datetime, hours_of_day: list[int]) -> None:
    """On days of 23 and 25 hours."""
    hours = [after(first, i) for i in range(3)]
    assert [each.hour for each in hours] == hours_of_day
    week = always(100, 30)
    recent = [(after(first, -1), 200.0)]
    expected = [
        each.expected for each in forecast(week, now=first, recent=recent, hours=hours)
    ]
    on_monday = forecast(
        week,
        now=NOON,
        recent=[(NOON - HOUR, 200.0)],
        hours=[NOON + i * HOUR for i in range(3)],
    )
    assert expected == pytest.approx([each.expected for each in on_monday])


@settings(derandomize=True, deadline=None)
@given(
    typical=counts,
    width=st.floats(2, 1000),
    people=st.lists(counts, max_size=6),
)
def test_expected_lies_within_a_band_that_grows(
    typical: float, width: float, people: list[float]
) -> None:
    """It is never negative, and lies between the typical number and what was seen."""
    recent = [(NOON - (i + 1) * HOUR, seen) for i, seen in enumerate(people)]
    hours = [NOON + i * HOUR for i in range(24)]
    expected = forecast(always(typical, width), now=NOON, recent=recent, hours=hours)
    assert [each.start for each in expected] == hours
    around = [typical, *people]
    slack = 1e-9 * (1 + max(around))
    for each in expected:
        assert 0 <= each.low <= each.expected <= each.high
        assert min(around) - slack <= each.expected <= max(around) + slack
        assert each.high - each.expected >= 2 - slack
    widths = [each.high - each.expected for each in expected]
    assert all(a <= b + slack for a, b in pairwise(widths))
    # What was seen matters less and less.
    changes = [abs(each.expected - typical) for each in expected]
    assert all(a >= b - slack for a, b in pairwise(changes))


@settings(derandomize=True, deadline=None)
@given(typical=counts, fewer=counts, more=counts)
def test_more_people_now_never_mean_fewer_later(
    typical: float, fewer: float, more: float
) -> None:
    """At every hour."""
    low, high = sorted((fewer, more))
    hours = [NOON + i * HOUR for i in range(6)]
    less, greater = (
        forecast(
            always(typical, 5), now=NOON, recent=[(NOON - HOUR, people)], hours=hours
        )
        for people in (low, high)
    )
    for a, b in zip(less, greater, strict=True):
        assert a.expected <= b.expected


def test_the_count_of_now_is_the_newest_hour() -> None:
    """An hour from now is one hour ahead of it."""
    week, later = always(100, 30), NOON + HOUR
    now = Forecast(week, now=NOON, recent=[], count=200).at(later)
    assert now
    assert now.expected == pytest.approx(100 * (1 + 0.9 * 0.85 * 100 / 110))
    recent = [(NOON - HOUR, 100.0)]
    less = Forecast(week, now=NOON, recent=recent, count=200).at(later)
    assert less
    assert 100 < less.expected < now.expected


def test_a_moment_lies_between_the_middles_of_two_hours() -> None:
    """As in the typical week."""
    week = TypicalWeek(
        HoursOfWeek(
            {
                (0, 12): TypicalHour(100, 70, 130, MIN_WEEKS),
                (0, 13): TypicalHour(200, 170, 230, MIN_WEEKS),
            }
        )
    )
    at_one = Forecast(week, now=NOON, recent=[]).at(NOON + HOUR)
    assert at_one == ForecastHour(NOON + HOUR, 150, 120, 180)
