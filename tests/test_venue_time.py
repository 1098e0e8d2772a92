"""The venue's wall clock, also where it is set forth or back."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from custom_components.occuspace.venue_time import place_hours

PLAIN = [(hour, 0) for hour in range(24)]
IN_SPRING = [each for each in PLAIN if each[0] != 2]
IN_AUTUMN = [*PLAIN[:2], (1, 0), *PLAIN[2:]]
BERLIN_AUTUMN = [*PLAIN[:3], (2, 0), *PLAIN[3:]]


def placed(zone: str, day: date, hours: list[tuple[int, int]]) -> list[datetime]:
    """Return where a day's hours are placed."""
    wall_clock = [(day, time(hour, minute)) for hour, minute in hours]
    return place_hours(wall_clock, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "day", "hours", "first"),
    [
        ("UTC", date(2026, 3, 8), PLAIN, "2026-03-08T00:00:00+00:00"),
        ("America/Los_Angeles", date(2026, 6, 1), PLAIN, "2026-06-01T00:00:00-07:00"),
        (
            "America/Los_Angeles",
            date(2026, 3, 8),
            IN_SPRING,
            "2026-03-08T00:00:00-08:00",
        ),
        (
            "America/Los_Angeles",
            date(2026, 11, 1),
            IN_AUTUMN,
            "2026-11-01T00:00:00-07:00",
        ),
        ("Europe/Berlin", date(2026, 3, 29), IN_SPRING, "2026-03-29T00:00:00+01:00"),
        (
            "Europe/Berlin",
            date(2026, 10, 25),
            BERLIN_AUTUMN,
            "2026-10-25T00:00:00+02:00",
        ),
        ("Asia/Kolkata", date(2026, 10, 25), PLAIN, "2026-10-25T00:00:00+05:30"),
        ("Asia/Kathmandu", date(2026, 10, 25), PLAIN, "2026-10-25T00:00:00+05:45"),
    ],
)
def test_the_hours_of_a_day_follow_each_other_without_a_gap(
    zone: str, day: date, hours: list[tuple[int, int]], first: str
) -> None:
    """A hour that comes twice is two, and one that is left out is none."""
    moments = placed(zone, day, hours)
    assert moments[0].isoformat() == first
    utc = [moment.astimezone(UTC) for moment in moments]
    assert {later - earlier for earlier, later in pairwise(utc)} == {timedelta(hours=1)}
    assert [(each.hour, each.minute) for each in moments] == hours


def test_an_hour_that_the_clock_leaves_out_is_placed_after_the_gap() -> None:
    """Whatever the API means by it, no two moments run backwards."""
    moments = placed("Europe/Berlin", date(2026, 3, 29), PLAIN[:5])
    assert [moment.isoformat() for moment in moments[1:4]] == [
        "2026-03-29T01:00:00+01:00",
        "2026-03-29T03:00:00+02:00",
        "2026-03-29T03:00:00+02:00",
    ]


def test_a_clock_that_is_set_by_half_an_hour() -> None:
    """Lord Howe Island goes back from 02:00 to 01:30."""
    moments = placed(
        "Australia/Lord_Howe", date(2026, 4, 5), [(1, 0), (1, 30), (1, 30), (2, 0)]
    )
    assert [moment.isoformat() for moment in moments] == [
        "2026-04-05T01:00:00+11:00",
        "2026-04-05T01:30:00+11:00",
        "2026-04-05T01:30:00+10:30",
        "2026-04-05T02:00:00+10:30",
    ]


def test_the_same_hour_on_two_days_is_not_a_repetition() -> None:
    """Only an hour named twice on one day is the later of two."""
    hours = [(date(2026, 10, 24), time(2)), (date(2026, 10, 25), time(2))]
    moments = place_hours(hours, ZoneInfo("Europe/Berlin"))
    assert [moment.isoformat() for moment in moments] == [
        "2026-10-24T02:00:00+02:00",
        "2026-10-25T02:00:00+02:00",
    ]
