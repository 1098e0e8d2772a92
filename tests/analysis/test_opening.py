"""Tests of opening hours and exceptional days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.analysis.opening import (
    END_OF_DAY,
    OpeningHours,
    VenueCalendar,
)

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = 6
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""Sundays of 23 and of 25 hours."""

OFFICE = OpeningHours({day: ((time(8), time(18)),) for day in range(5)})
NIGHTS = OpeningHours(
    {
        day: ((time(), time(2)), (time(22), END_OF_DAY)) if day != SUNDAY else ()
        for day in range(7)
    }
)
ALWAYS = OpeningHours({day: ((time(), END_OF_DAY),) for day in range(7)})
NEVER = OpeningHours({})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of June 2026, of which the 1st is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(1, 7, 59), False),
        (at(1, 8), True),
        (at(1, 17, 59), True),
        (at(1, 18), False),
        (at(6, 12), False),
    ],
)
def test_the_opening_time_is_open_and_the_closing_time_is_not(
    moment: datetime,
    is_open: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """Weekdays differ."""
    assert OFFICE.is_open(moment) is is_open


@pytest.mark.parametrize(
    ("hours", "moment", "opens", "closes"),
    [
        (OFFICE, at(1, 7), at(1, 8), at(1, 18)),
        (OFFICE, at(1, 8), at(2, 8), at(1, 18)),
        (OFFICE, at(5, 18), at(8, 8), at(8, 18)),
        (NIGHTS, at(1, 23), at(2, 22), at(2, 2)),
        (NIGHTS, at(6, 23), at(8, 0), at(7, 0)),
        (ALWAYS, at(1, 12), None, None),
        (NEVER, at(1, 12), None, None),
    ],
)
def test_the_next_opening_and_closing(
    hours: OpeningHours,
    moment: datetime,
    opens: datetime | None,
    closes: datetime | None,
) -> None:
    """Midnight neither opens nor closes what is open before and after it."""
    assert hours.next_opening(moment) == opens
    assert hours.next_closing(moment) == closes
    changes = [each for each in (opens, closes) if each]
    assert hours.next_change(moment) == min(changes, default=None)


@pytest.mark.parametrize(
    ("day", "elapsed"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24)]
)
def test_a_day_has_as_many_hours_as_it_has(day: date, elapsed: int) -> None:
    """When the clocks change, too."""
    ((opens, closes),) = ALWAYS.on(day, BERLIN)
    assert closes.astimezone(UTC) - opens.astimezone(UTC) == timedelta(hours=elapsed)


@pytest.mark.parametrize(
    ("day", "start", "end", "expected"),
    [
        # The clock goes from 02:00 to 03:00, at 01:00 UTC.
        (SPRING, time(1), time(4), [(0, 120)]),
        (SPRING, time(2, 30), time(4), [(60, 120)]),
        (SPRING, time(1), time(2, 30), [(0, 60)]),
        (SPRING, time(2, 10), time(2, 50), []),
        # The clock goes from 03:00 to 02:00, at 01:00 UTC.
        (AUTUMN, time(1), time(4), [(-60, 180)]),
        (AUTUMN, time(2, 30), time(4), [(30, 180)]),
        (AUTUMN, time(1), time(2, 30), [(-60, 30)]),
        (AUTUMN, time(3), time(4), [(120, 180)]),
    ],
)
def test_times_that_the_clock_skips_or_repeats(
    day: date, start: time, end: time, expected: list[tuple[int, int]]
) -> None:
    """In minutes since midnight in UTC."""
    hours = OpeningHours({SUNDAY: ((start, end),)})
    midnight = datetime.combine(day, time(), UTC)
    found = [
        tuple((each - midnight) // timedelta(minutes=1) for each in stretch)
        for stretch in hours.on(day, BERLIN)
    ]
    assert found == expected


# Naive, because the strategy adds the time zone.
SPRING_START = datetime(2026, 3, 20)  # noqa: DTZ001
AUTUMN_END = datetime(2026, 11, 5)  # noqa: DTZ001

WEEKS = st.dictionaries(
    st.integers(0, 6),
    st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(sorted),
)


@given(
    WEEKS,
    st.datetimes(SPRING_START, AUTUMN_END, timezones=st.just(UTC)),
)
def test_a_venue_opens_and_closes_when_it_says(
    quarters: dict[int, list[int]], moment: datetime
) -> None:
    """Between the next opening and the next closing it does not change."""

    def wall(quarter: int) -> time:
        if quarter == 96:
            return END_OF_DAY
        return time(quarter // 4, quarter % 4 * 15)

    hours = OpeningHours(
        {
            day: tuple(
                (wall(start), wall(end))
                for start, end in zip(each[::2], each[1::2], strict=False)
            )
            for day, each in quarters.items()
        }
    )
    now = moment.astimezone(BERLIN)
    is_open = hours.is_open(now)
    change = hours.next_change(now)
    if change is not None:
        assert hours.is_open(change) is not is_open
    end = change.astimezone(UTC) if change else moment + timedelta(days=7)
    while (moment := moment + timedelta(minutes=15)) < end:
        assert hours.is_open(moment.astimezone(BERLIN)) is is_open


def test_what_is_usual() -> None:
    """Open, on a day that is not exceptional; an exceptional day is not closed."""
    holiday = frozenset({date(2026, 6, 2)})
    calendar = VenueCalendar(OFFICE, holiday)
    assert calendar.is_usual(at(1, 9))
    assert not calendar.is_usual(at(1, 7))
    assert not calendar.is_usual(at(2, 9))
    assert calendar.is_open(at(2, 9))
    assert VenueCalendar().is_open(at(1, 9)) is None
    assert VenueCalendar().is_usual(at(1, 9))
    assert not VenueCalendar(None, holiday).is_usual(at(2, 9))


def test_an_hour_that_is_partly_open_can_be_typical() -> None:
    """One that is closed cannot."""
    hours = OpeningHours({0: ((time(8, 30), time(10)),)})
    usual = [
        hour for hour in range(24) if VenueCalendar(hours).is_usual_hour(at(1, hour))
    ]
    assert usual == [8, 9]
