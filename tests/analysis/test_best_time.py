"""Tests of the quietest upcoming windows."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import combinations
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis import best_time
from custom_components.occuspace.analysis.best_time import (
    BestTime,
    WindowTooShortError,
)
from custom_components.occuspace.analysis.forecast import Forecast
from custom_components.occuspace.analysis.hours_of_week import HoursOfWeek, TypicalHour
from custom_components.occuspace.analysis.opening import OpeningHours, VenueCalendar
from custom_components.occuspace.analysis.typical_week import MIN_WEEKS, TypicalWeek

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 1, 5, tzinfo=LOS_ANGELES)
HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


def week_of(people: Callable[[int, int], float | None]) -> TypicalWeek:
    """Return a week with people by weekday and hour, None where it is unknown."""
    return TypicalWeek(
        HoursOfWeek(
            {
                (weekday, hour): TypicalHour(median, median, median, MIN_WEEKS)
                for weekday in range(7)
                for hour in range(24)
                if (median := people(weekday, hour)) is not None
            }
        )
    )


FLAT = week_of(lambda _weekday, _hour: 5)
# Known from 9 to 12 only: 10, 20, 40.
MORNING = week_of(lambda _weekday, hour: {9: 10, 10: 20, 11: 40}.get(hour))


def at(hour: int, minute: int = 0, *, day: int = 5) -> datetime:
    """Return a moment of January 2026, of which the 5th is a Monday."""
    return datetime(2026, 1, day, hour, minute, tzinfo=LOS_ANGELES)


def find_best_times(week: TypicalWeek, **search: Any) -> list[BestTime]:
    """Return the best times of a day that begins like any other."""
    forecast = Forecast(week, now=at(0), recent=[])
    return best_time.find_best_times(forecast, **search)


def starts(found: list[BestTime]) -> list[datetime]:
    """Return the starts in UTC, in the order found."""
    return [each.start.astimezone(UTC) for each in found]


def utc(*moments: datetime) -> list[datetime]:
    """Return moments in UTC."""
    return [moment.astimezone(UTC) for moment in moments]


def test_windows_match_a_manual_calculation() -> None:
    """The quietest first, then the quietest of those that do not overlap it."""
    found = find_best_times(
        MORNING, earliest=at(0), latest=at(23), duration=HOUR, count=4
    )
    # Samples are at 7.5, 22.5, 37.5 and 52.5 minutes past: 22.5, 7.5, 7.5 and 22.5
    # from the middle. At 9 nothing is known before, so 10 until the middle, then
    # 10 + 10 * 0.125 and 10 + 10 * 0.375: 10, 10, 11.25, 13.75.
    # At 10: 20 - 10 * 0.375, 20 - 10 * 0.125, 20 + 20 * 0.125, 20 + 20 * 0.375.
    # At 11: 40 - 20 * 0.375, 40 - 20 * 0.125, and 40 as nothing is known after.
    assert found == [
        BestTime(at(9), at(10), fmean([10, 10, 11.25, 13.75])),
        BestTime(at(10), at(11), fmean([16.25, 18.75, 22.5, 27.5])),
        BestTime(at(11), at(12), fmean([32.5, 37.5, 40, 40])),
    ]


def test_expected_people_are_averaged_over_time() -> None:
    """A last quarter that is cut short counts by its length."""
    (found,) = find_best_times(
        MORNING,
        earliest=at(9, 45),
        latest=at(10, 10),
        duration=timedelta(minutes=25),
    )
    # From 9:45 15 minutes in whose middle 9:52:30 there are 13.75, and 10 minutes in
    # whose middle 10:05 there are 20 - 10 * 25 / 60.
    expected = (15 * 13.75 + 10 * (20 - 250 / 60)) / 25
    assert (found.start, found.end) == (at(9, 45), at(10, 10))
    assert found.expected_occupancy == pytest.approx(expected)


@pytest.mark.parametrize("minutes", [1, 5, 7, 8, 14])
def test_window_shorter_than_a_quarter_hour_is_found(minutes: int) -> None:
    """What is expected is that of its own middle."""
    duration = timedelta(minutes=minutes)
    (found,) = find_best_times(
        MORNING, earliest=at(10, 30), latest=at(10, 44), duration=duration
    )
    expected = 20 + 20 * minutes / 2 / 60
    assert (found.start, found.end) == (at(10, 30), at(10, 30) + duration)
    assert found.expected_occupancy == pytest.approx(expected)


@pytest.mark.parametrize(
    ("earliest", "first"),
    [
        (at(9), at(9)),
        (at(9) + timedelta(microseconds=1), at(9, 15)),
        (at(9) + timedelta(seconds=1), at(9, 15)),
        (at(9, 14), at(9, 15)),
        (at(9, 15), at(9, 15)),
        (at(9, 46), at(10)),
        (datetime(2026, 1, 5, 9, 1, tzinfo=ZoneInfo("Asia/Kolkata")), None),
        (datetime(2026, 1, 5, 9, 1, tzinfo=ZoneInfo("Asia/Kathmandu")), None),
    ],
)
def test_windows_start_at_quarter_hours_of_the_clock(
    earliest: datetime, first: datetime | None
) -> None:
    """The first is the one not before the earliest start."""
    first = first or earliest.replace(minute=15)
    found = find_best_times(
        FLAT, earliest=earliest, latest=earliest + 3 * HOUR, duration=HOUR
    )
    assert found[0] == BestTime(first, first + HOUR, 5)
    assert found[0].start.tzinfo is earliest.tzinfo


def test_equal_windows_are_in_order_of_time() -> None:
    """The sooner, the better."""
    found = find_best_times(FLAT, earliest=at(8), latest=at(20), duration=2 * HOUR)
    assert starts(found) == utc(at(8), at(10), at(12), at(14))


@pytest.mark.parametrize("count", [1, 2, 6])
def test_at_most_the_requested_number_is_found(count: int) -> None:
    """Or fewer, if there are no more."""
    found = find_best_times(
        FLAT, earliest=at(8), latest=at(12), duration=HOUR, count=count
    )
    assert len(found) == min(count, 4)


def test_window_may_end_at_the_latest_end_and_not_after() -> None:
    """An end on the limit is within."""
    busy_first = week_of(lambda _weekday, hour: 100 - hour)
    best = find_best_times(
        busy_first, earliest=at(8), latest=at(12), duration=HOUR, count=1
    )
    assert starts(best) == utc(at(11))
    best = find_best_times(
        busy_first, earliest=at(8), latest=at(11, 59), duration=HOUR, count=1
    )
    assert starts(best) == utc(at(10, 45))


@pytest.mark.parametrize(
    ("duration", "known"),
    [
        (timedelta(minutes=60), at(11)),
        # Five minutes of an unknown hour are enough not to know.
        (timedelta(minutes=65), at(10, 45)),
    ],
)
def test_window_with_an_unknown_hour_is_left_out(
    duration: timedelta, known: datetime
) -> None:
    """From 12 on nothing is known: the last window ends before."""
    search = partial(find_best_times, MORNING, latest=at(16), duration=duration)
    assert starts(search(earliest=known)) == utc(known)
    assert search(earliest=known + QUARTER) == []


def test_an_unknown_week_has_no_windows() -> None:
    """Windows would fit, but none has typical values."""
    for week in (MORNING, TypicalWeek()):
        found = find_best_times(week, earliest=at(13), latest=at(18), duration=HOUR)
        assert found == []


@pytest.mark.parametrize(
    ("earliest", "latest", "duration", "opening"),
    [
        (at(9), at(9, 59), HOUR, None),
        (at(9, 1), at(10, 1), HOUR, None),  # the next quarter hour is too late
        (at(10), at(9), HOUR, None),
        (at(0), at(0, day=7), 2 * HOUR, (time(9), time(10, 59))),
        (at(18), at(22), HOUR, (time(9), time(17))),
        (at(6), at(20), HOUR, (time(22), time(4))),
        (at(9), at(12), timedelta(), None),
        (at(9), at(12), -HOUR, None),
        (at(9), at(12), timedelta.max, None),
    ],
)
def test_no_fitting_window_is_an_error(
    earliest: datetime,
    latest: datetime,
    duration: timedelta,
    opening: tuple[time, time] | None,
) -> None:
    """Regardless of the typical week."""
    for week in (FLAT, TypicalWeek()):
        with pytest.raises(WindowTooShortError):
            find_best_times(
                week,
                earliest=earliest,
                latest=latest,
                duration=duration,
                opening=opening,
            )


@pytest.mark.parametrize(
    ("opening", "first", "last"),
    [
        # From Monday 6:00 to Tuesday 12:00, in windows of two hours.
        ((time(9), time(17)), at(9), at(10, day=6)),
        ((time(9, 10), time(11, 20)), at(9, 15), at(9, 15, day=6)),
        # Past midnight; the evening of Monday and the night of Tuesday are one.
        ((time(22), time(4)), at(22), at(2, day=6)),
        ((time(18), time(0)), at(18), at(22)),
        # The period of Sunday is still on at 6 on Monday.
        ((time(20), time(8)), at(6), at(6, day=6)),
        # Closing when it opens: around the clock.
        ((time(0), time(0)), at(6), at(10, day=6)),
    ],
)
def test_window_lies_within_one_opening_period(
    opening: tuple[time, time], first: datetime, last: datetime
) -> None:
    """Also where that ends on the next day."""

    def outermost(people: Callable[[int, int], float]) -> datetime:
        """Return the start of the best window."""
        (best,) = find_best_times(
            week_of(people),
            earliest=at(6),
            latest=at(12, day=6),
            duration=2 * HOUR,
            opening=opening,
            count=1,
        )
        assert best.end - best.start == 2 * HOUR
        return best.start

    # The sooner the quieter, and the other way round.
    assert outermost(lambda weekday, hour: 100 + 24 * weekday + hour) == first
    assert outermost(lambda weekday, hour: 300 - 24 * weekday - hour) == last


def test_window_does_not_go_on_from_one_period_into_the_next() -> None:
    """Between two days, a place without hours of opening at night is closed."""
    found = find_best_times(
        FLAT,
        earliest=at(15),
        latest=at(12, day=6),
        duration=2 * HOUR,
        opening=(time(9), time(17)),
        count=9,
    )
    assert starts(found) == utc(at(15), at(9, day=6))


def test_window_in_spring_keeps_its_length() -> None:
    """From 1:30 two hours later it is 4:30, as the clocks go from 2 to 3."""
    earliest = datetime(2026, 3, 8, 1, 30, tzinfo=LOS_ANGELES)
    # 2 o'clock does not exist on that day.
    week = week_of(lambda _weekday, hour: None if hour == 2 else 10 * hour)
    (found,) = find_best_times(
        week,
        earliest=earliest,
        latest=datetime(2026, 3, 8, 4, 30, tzinfo=LOS_ANGELES),
        duration=2 * HOUR,
    )
    assert found.start == earliest
    assert found.end == datetime(2026, 3, 8, 4, 30, tzinfo=LOS_ANGELES)
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == 2 * HOUR
    # 1:37 and 1:52 have 10, as 2 is unknown; 3:07 and 3:22 have 30 for the same
    # reason; 3:37 and 3:52 have 30 + 10 * 0.125 and * 0.375; 4:07 and 4:22 have
    # 40 - 10 * 0.375 and * 0.125.
    assert found.expected_occupancy == fmean(
        [10, 10, 30, 30, 31.25, 33.75, 36.25, 38.75]
    )


def test_both_times_of_the_repeated_hour_can_be_best() -> None:
    """In autumn, the quiet hour from 1 comes twice: first in summer time."""
    week = week_of(lambda _weekday, hour: 5 if hour in {0, 1, 2} else 50)
    midnight = datetime(2026, 11, 1, tzinfo=LOS_ANGELES)
    found = find_best_times(
        week,
        earliest=midnight + HOUR,
        latest=midnight + 4 * HOUR,
        duration=HOUR,
        count=3,
    )
    # 1:00 in summer time is 8:00 in UTC.
    assert starts(found) == [
        datetime(2026, 11, 1, hour, tzinfo=UTC) for hour in (8, 9, 10)
    ]
    assert [(each.start.hour, each.start.fold) for each in found] == [
        (1, 0),
        (1, 1),
        (2, 0),
    ]


def test_ties_in_the_repeated_hour_are_in_order_of_time() -> None:
    """1:30 in summer time is before 1:00 in standard time."""
    earliest = datetime(2026, 11, 1, 1, 30, tzinfo=LOS_ANGELES)
    found = find_best_times(
        FLAT,
        earliest=earliest,
        latest=datetime(2026, 11, 1, 2, tzinfo=LOS_ANGELES),
        duration=2 * QUARTER,
    )
    first = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert starts(found) == [first, first + 2 * QUARTER, first + 4 * QUARTER]


def test_opening_hours_on_the_day_of_a_change_are_those_of_the_clock() -> None:
    """From 0:00 to 4:00 there are three hours in spring and five in autumn."""
    for month, day, hours in ((3, 8, 3), (11, 1, 5)):
        midnight = datetime(2026, month, day, tzinfo=LOS_ANGELES)
        search = partial(
            find_best_times,
            FLAT,
            earliest=midnight,
            latest=midnight + 12 * HOUR,
            opening=(time(0), time(4)),
        )
        assert starts(search(duration=hours * HOUR)) == utc(midnight)
        with pytest.raises(WindowTooShortError):
            search(duration=hours * HOUR + QUARTER)


@settings(derandomize=True, deadline=None)
@given(
    people=st.lists(
        st.none() | st.integers(0, 500).map(float), min_size=168, max_size=168
    ),
    # Around the autumn change, the first of November.
    offset=st.integers(0, 72 * 60),
    length=st.integers(1, 48 * 60),
    minutes=st.integers(1, 6 * 60),
    opening=st.none() | st.tuples(st.times(), st.times()),
)
def test_best_is_never_worse_than_its_runners_up(
    people: list[float | None],
    offset: int,
    length: int,
    minutes: int,
    opening: tuple[time, time] | None,
) -> None:
    """All are within the range, have the requested length and do not overlap."""
    week = week_of(lambda weekday, hour: people[24 * weekday + hour])
    start = datetime(2026, 10, 30, tzinfo=UTC) + timedelta(minutes=offset)
    end, duration = start + timedelta(minutes=length), timedelta(minutes=minutes)
    try:
        found = find_best_times(
            week,
            earliest=start.astimezone(LOS_ANGELES),
            latest=end.astimezone(LOS_ANGELES),
            duration=duration,
            opening=opening,
        )
    except WindowTooShortError:
        # Around the clock a window that is a quarter hour shorter than the range fits.
        assert opening is not None or duration + QUARTER > end - start
        return
    spans = [(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in found]
    assert len(found) <= 4
    expected = [each.expected_occupancy for each in found]
    assert expected == sorted(expected)
    for first, last in spans:
        assert start <= first
        assert last <= end
        assert last - first == duration
        assert (first.minute % 15, first.second) == (0, 0)
    for one, other in combinations(spans, 2):
        assert one[1] <= other[0] or other[1] <= one[0]


def test_a_busy_hour_makes_the_next_ones_worse() -> None:
    """And hardly those of the next day."""
    week = week_of(lambda weekday, _hour: 100 if weekday == 0 else 110)
    search: dict[str, Any] = {
        "earliest": at(13),
        "latest": at(9, day=6),
        "duration": HOUR,
        "count": 1,
    }
    (best,) = find_best_times(week, **search)
    assert best.start.day == 5
    busy = Forecast(week, now=at(13), recent=[(at(12), 300.0)])
    (best,) = best_time.find_best_times(busy, **search)
    assert best.start.day == 6 or best.start.hour > 20
    assert best.expected_occupancy > 100


def test_windows_keep_to_the_calendar_unless_opening_hours_are_given() -> None:
    """Exceptional days are left out in any case."""
    search = partial(
        find_best_times,
        FLAT,
        earliest=at(0),
        latest=at(0, day=7),
        duration=HOUR,
    )
    hours = OpeningHours({day: ((time(9), time(11)),) for day in range(7)})
    calendar = VenueCalendar(hours, frozenset({at(0).date()}))
    assert starts(search(calendar=calendar)) == utc(at(9, day=6), at(10, day=6))
    given = search(calendar=calendar, opening=(time(20), time(22)))
    assert starts(given) == utc(at(20, day=6), at(21, day=6))
    with pytest.raises(WindowTooShortError):
        search(calendar=VenueCalendar(OpeningHours({})))
