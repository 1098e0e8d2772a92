"""Tests of counts that are most likely wrong."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.occuspace.analysis.doubtful import is_doubtful
from custom_components.occuspace.analysis.hours_of_week import HoursOfWeek, TypicalHour
from custom_components.occuspace.analysis.typical_week import MIN_WEEKS, TypicalWeek

ZONE = ZoneInfo("America/Los_Angeles")
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 17, 12, 20, tzinfo=ZONE)


def week(low: float, first: int = 8, last: int = 20) -> TypicalWeek:
    """Return a week with at least `low` people from the first to the last hour."""
    return TypicalWeek(
        HoursOfWeek(
            {
                (day, hour): TypicalHour(lowest + 40, lowest, lowest + 90, MIN_WEEKS)
                for day in range(7)
                for hour in range(24)
                for lowest in [low if first <= hour <= last else 0]
            }
        )
    )


def zeros(now: datetime, *people: float) -> list[tuple[datetime, float]]:
    """Return the people of the past hours, the newest first."""
    start = now.replace(minute=0)
    return [(start - (i + 1) * HOUR, count) for i, count in enumerate(people)]


@pytest.mark.parametrize(
    ("low", "hours", "count", "expected"),
    [
        (30, (0, 0), 0, True),
        (30, (0, 0, 0, 0), 0, True),
        (30, (0, 0), 1, False),
        (30, (0, 0), None, None),
        # People in one of the hours.
        (30, (0.1, 0), 0, False),
        (30, (0, 12), 0, False),
        # Too few people as a rule to say so.
        (4.9, (0, 0), 0, False),
        (0, (0, 0), 0, False),
        # An hour is not known.
        (30, (0,), 0, None),
        (30, (), 0, None),
        (30, (5,), 0, False),
    ],
)
def test_nobody_in_hours_that_always_have_people(
    low: float, hours: tuple[float, ...], count: float | None, *, expected: bool | None
) -> None:
    """Only if all of it is known."""
    found = is_doubtful(week(low), now=NOON, hours=zeros(NOON, *hours), count=count)
    assert found is expected


@pytest.mark.parametrize("hour", [0, 1, 2, 5, 8, 22])
def test_an_empty_night_is_not_doubtful(hour: int) -> None:
    """Nor are its first hours, of which none is over."""
    now = NOON.replace(hour=hour)
    for hours in ([], zeros(now, 0, 0)):
        assert is_doubtful(week(30), now=now, hours=hours, count=0) is False


def test_it_begins_after_two_whole_hours() -> None:
    """After the first hour with people as a rule."""
    found = [
        is_doubtful(
            week(30),
            now=(now := NOON.replace(hour=hour)),
            hours=zeros(now, 0, 0),
            count=0,
        )
        for hour in range(8, 13)
    ]
    assert found == [False, False, True, True, True]


def test_nothing_is_said_without_a_typical_week() -> None:
    """It is unknown."""
    week = TypicalWeek()
    assert is_doubtful(week, now=NOON, hours=zeros(NOON, 0, 0), count=0) is None


def test_elapsed_hours_count_when_the_clock_is_set_back() -> None:
    """The hour from 1:00 occurs twice on 1 November."""
    always = week(30, 0, 23)
    now = datetime(2026, 11, 1, 2, 10, tzinfo=ZONE)
    first = datetime(2026, 11, 1, 1, tzinfo=ZONE)
    second = first.replace(fold=1)
    for start in (first, second):
        assert is_doubtful(always, now=now, hours=[(start, 0.0)], count=0) is None
    hours = [(first, 0.0), (second, 0.0)]
    assert is_doubtful(always, now=now, hours=hours, count=0) is True
