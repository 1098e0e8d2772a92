"""Statistics rows on the days when clocks change, computed by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from custom_components.occuspace.api import (
    DailyDwellTime,
    DailyOccupancy,
    HourlyOccupancy,
    HourlyVisitors,
)
from custom_components.occuspace.history.rows import (
    CountRow,
    MeanRow,
    daily_rows,
    detail_rows,
    dwell_rows,
    hours_of,
    midnight,
    venue_day,
    visitor_rows,
)

LOS_ANGELES: Final = "America/Los_Angeles"
BERLIN: Final = "Europe/Berlin"
LORD_HOWE: Final = "Australia/Lord_Howe"
KOLKATA: Final = "Asia/Kolkata"

PLAIN: Final = tuple(range(24))
WITHOUT_2: Final = tuple(hour for hour in PLAIN if hour != 2)
TWO_1: Final = (0, 1, *PLAIN[1:])
TWO_2: Final = (0, 1, 2, *PLAIN[2:])

# The first and the last row of a day, by hand, and how many there are between them.
# zone, day, hours on the clock, hours that the API names, first row, last row
DAYS: Final = [
    # UTC-8: midnight is 08:00, and 23:00 is 07:00 of the next day.
    (LOS_ANGELES, "2026-02-10", PLAIN, "2026-02-10T08", "2026-02-11T07"),
    # From UTC-8 to UTC-7 at 02:00: 23:00 is 06:00 of the next day.
    (LOS_ANGELES, "2026-03-08", WITHOUT_2, "2026-03-08T08", "2026-03-09T06"),
    # From UTC-7 to UTC-8 at 02:00: midnight is 07:00, 23:00 is 07:00.
    (LOS_ANGELES, "2026-11-01", TWO_1, "2026-11-01T07", "2026-11-02T07"),
    # UTC+1: midnight is 23:00 of the day before.
    (BERLIN, "2026-02-10", PLAIN, "2026-02-09T23", "2026-02-10T22"),
    # From UTC+1 to UTC+2 at 02:00: 23:00 is 21:00.
    (BERLIN, "2026-03-29", WITHOUT_2, "2026-03-28T23", "2026-03-29T21"),
    # From UTC+2 to UTC+1 at 03:00: midnight is 22:00, 23:00 is 22:00.
    (BERLIN, "2026-10-25", TWO_2, "2026-10-24T22", "2026-10-25T22"),
    # UTC+5:30: midnight is 18:30, which is within the hour of 18:00.
    (KOLKATA, "2026-03-08", PLAIN, "2026-03-07T18", "2026-03-08T17"),
    # UTC+11 in summer: midnight is 13:00.
    (LORD_HOWE, "2026-02-10", PLAIN, "2026-02-09T13", "2026-02-10T12"),
    # UTC+10:30 in winter: midnight is 13:30, within the hour of 13:00.
    (LORD_HOWE, "2026-06-10", PLAIN, "2026-06-09T13", "2026-06-10T12"),
    # From UTC+11 to UTC+10:30 at 02:00: 24.5 hours, in 24 rows.
    (LORD_HOWE, "2026-04-05", PLAIN, "2026-04-04T13", "2026-04-05T12"),
    # From UTC+10:30 to UTC+11 at 02:00: 23.5 hours, in 24 rows.
    (LORD_HOWE, "2026-10-04", PLAIN, "2026-10-03T13", "2026-10-04T12"),
]
each_day: Final = pytest.mark.parametrize(
    ("zone", "day", "clock", "first", "last"), DAYS
)


def utc(text: str) -> datetime:
    """Return a full hour of UTC."""
    return datetime.fromisoformat(f"{text}:00:00").replace(tzinfo=UTC)


def occupancy(hour: int, people: int | None) -> HourlyOccupancy:
    """Return a row of the API."""
    return HourlyOccupancy(
        hour=time(hour),
        average_occupancy=people,
        average_utilization=people,
        peak_occupancy=people,
        peak_utilization=people,
    )


@each_day
def test_a_day_has_its_rows_and_no_other(
    zone: str, day: str, clock: Sequence[int], first: str, last: str
) -> None:
    """The days before and after begin and end where it does."""
    hours = hours_of(date.fromisoformat(day), ZoneInfo(zone))
    assert (hours[0], hours[-1]) == (utc(first), utc(last))
    assert len(hours) == len(clock)
    assert {venue_day(hour, ZoneInfo(zone)).isoformat() for hour in hours} == {day}
    assert midnight(date.fromisoformat(day), ZoneInfo(zone)) == utc(first)


@each_day
def test_every_visitor_is_counted_once(
    zone: str, day: str, clock: Sequence[int], first: str, last: str
) -> None:
    """An hour that the API names twice is two, in this order."""
    rows = [
        HourlyVisitors(day=date.fromisoformat(day), hour=time(hour), visitors=i)
        for i, hour in enumerate(clock)
    ]
    counted = visitor_rows(rows, ZoneInfo(zone))
    assert [row.visitors for row in counted] == list(range(len(clock)))
    assert [row.start for row in counted] == hours_of(
        date.fromisoformat(day), ZoneInfo(zone)
    )


@each_day
def test_every_hour_has_its_people(
    zone: str, day: str, clock: Sequence[int], first: str, last: str
) -> None:
    """The API's one row for an hour that exists twice holds for both."""
    rows = [occupancy(hour, hour) for hour in dict.fromkeys(clock)]
    people, percent = detail_rows(date.fromisoformat(day), rows, ZoneInfo(zone))
    assert [row.mean for row in people] == list(clock)
    assert people == percent
    assert (people[0].start, people[-1].start) == (utc(first), utc(last))


def test_half_an_hour_that_comes_again_adds_to_the_hour_it_is_named_after() -> None:
    """Lord Howe Island, where 01:30 to 02:00 comes twice: nobody is lost."""
    day = date(2026, 4, 5)
    clock = (0, 1, 1, *range(2, 24))
    rows = [HourlyVisitors(day=day, hour=time(hour), visitors=10) for hour in clock]
    counted = visitor_rows(rows, ZoneInfo(LORD_HOWE))
    assert counted[:3] == [
        CountRow(utc("2026-04-04T13"), 10),
        CountRow(utc("2026-04-04T14"), 20),
        CountRow(utc("2026-04-04T15"), 10),
    ]
    assert sum(row.visitors for row in counted) == 250


def test_two_rows_for_an_hour_that_exists_twice_are_one_each() -> None:
    """Where the API tells them apart."""
    rows = [occupancy(hour, i) for i, hour in enumerate(TWO_1)]
    people, _ = detail_rows(date(2026, 11, 1), rows, ZoneInfo(LOS_ANGELES))
    assert [row.mean for row in people] == list(range(25))


def test_the_row_of_midnight_is_always_there() -> None:
    """It takes the place of the one that stood for the whole day."""
    zone = ZoneInfo(LOS_ANGELES)
    people, percent = detail_rows(date(2026, 2, 10), [occupancy(9, 5)], zone)
    assert people == [
        MeanRow(utc("2026-02-10T08"), None, None),
        MeanRow(utc("2026-02-10T17"), 5, 5),
    ]
    assert people == percent
    assert detail_rows(date(2026, 2, 10), [], zone) == ([], [])


def test_hours_without_a_known_number_have_no_visitors_row() -> None:
    """Not known is no zero."""
    day = date(2026, 2, 10)
    rows = [
        HourlyVisitors(day=day, hour=time(0), visitors=None),
        HourlyVisitors(day=day, hour=time(1), visitors=0),
    ]
    assert visitor_rows(rows, ZoneInfo("UTC")) == [CountRow(utc("2026-02-10T01"), 0)]


def test_days_stand_at_the_venues_midnight() -> None:
    """People, percent and minutes, also on both sides of a change of the clocks."""
    zone = ZoneInfo(BERLIN)
    days = [date(2026, 3, 29), date(2026, 3, 30)]
    starts = [utc("2026-03-28T23"), utc("2026-03-29T22")]
    people, percent = daily_rows(
        [
            DailyOccupancy(
                day=day,
                average_occupancy=19,
                average_utilization=7,
                peak_occupancy=52,
                peak_utilization=18,
            )
            for day in days
        ],
        zone,
    )
    assert people == [MeanRow(start, 19, 52) for start in starts]
    assert percent == [MeanRow(start, 7, 18) for start in starts]
    minutes = dwell_rows(
        [
            DailyDwellTime(day=day, average_dwell_time=241, peak_dwell_time=None)
            for day in days
        ],
        zone,
    )
    assert minutes == [MeanRow(start, 241, None) for start in starts]


def test_where_the_clocks_skip_midnight_the_day_begins_after_it() -> None:
    """In Beirut at 00:00, which is 22:00 of the day before, it is 01:00."""
    day = date(2026, 3, 29)
    hours = hours_of(day, ZoneInfo("Asia/Beirut"))
    assert (hours[0], len(hours)) == (utc("2026-03-28T22"), 23)
