"""Tests of the typical week."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.hours_of_week import (
    Comparison,
    TypicalHour,
    UsualLevel,
)
from custom_components.occuspace.analysis.typical_week import MIN_WEEKS, TypicalWeek

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 1, 5, tzinfo=LOS_ANGELES)
SUNDAY_23 = MONDAY + timedelta(days=6, hours=23)
WEEK = timedelta(weeks=1)

people = st.floats(0, 10_000)


def alike(median: float, weeks: int = MIN_WEEKS) -> TypicalHour:
    """Return an hour whose quartiles are 2 people from its median."""
    return TypicalHour(median, median - 2, median + 2, weeks)


def day_of(*medians: float | None) -> TypicalWeek:
    """Return a week with values for Monday only, from midnight on."""
    return TypicalWeek(
        {
            (0, hour): TypicalHour(median, median, median, MIN_WEEKS)
            for hour, median in enumerate(medians)
            if median is not None
        }
    )


def seen(start: datetime, *means: float) -> Iterator[tuple[datetime, float]]:
    """Yield an hour's people in one week after the other."""
    return ((start + i * WEEK, mean) for i, mean in enumerate(means))


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        # One observation is all there is.
        ([7], TypicalHour(7, 7, 7, 1)),
        # Between 4 and 8: a quarter, a half and three quarters of the way.
        ([8, 4], TypicalHour(6, 5, 7, 2)),
        # 10 20 60: the quartiles lie at positions 0.5 and 1.5.
        ([20, 60, 10], TypicalHour(20, 15, 40, 3)),
        # 0 10 20 30 40: positions 1, 2 and 3.
        ([40, 30, 20, 10, 0], TypicalHour(20, 10, 30, 5)),
        # 1 2 3 4 10 20 30 40: positions 1.75, 3.5 and 5.25, so
        # 2 + 0.75 * (3 - 2), (4 + 10) / 2 and 20 + 0.25 * (30 - 20).
        ([40, 1, 30, 2, 20, 3, 10, 4], TypicalHour(7, 2.75, 22.5, 8)),
    ],
)
def test_values_of_an_hour_match_a_manual_calculation(
    means: list[float], expected: TypicalHour
) -> None:
    """Quartiles are interpolated between the observations around them."""
    start = MONDAY.replace(hour=9)
    assert TypicalWeek.from_hours(seen(start, *means)).hours == {(0, 9): expected}


def test_hours_are_kept_by_weekday_and_hour() -> None:
    """Monday is 0, and Sunday's last hour is not Monday's first."""
    week = TypicalWeek.from_hours([(MONDAY, 3), (SUNDAY_23, 4), (MONDAY + WEEK, 5)])
    assert week.hours == {
        (0, 0): TypicalHour(4, 3.5, 4.5, 2),
        (6, 23): TypicalHour(4, 4, 4, 1),
    }


def test_nothing_seen_is_an_empty_week() -> None:
    """Without hours there are no values and no windows."""
    week = TypicalWeek.from_hours([])
    assert week == TypicalWeek()
    assert week.usual(MONDAY) is None
    assert week.compare(1, MONDAY) is None


@pytest.mark.parametrize(
    ("zone", "first", "hour"),
    [
        # The hour from 1 comes again as 9:00 UTC; in Berlin that from 2 as 1:00 UTC.
        ("America/Los_Angeles", datetime(2026, 11, 1, 8, tzinfo=UTC), 1),
        ("Europe/Berlin", datetime(2026, 10, 25, 0, tzinfo=UTC), 2),
    ],
)
def test_hour_that_a_day_has_twice_is_one_observation(
    zone: str, first: datetime, hour: int
) -> None:
    """In autumn the average of both counts, once."""
    moments = [
        (first + timedelta(hours=i)).astimezone(ZoneInfo(zone)) for i in range(2)
    ]
    assert [each.hour for each in moments] == [hour, hour]
    week = TypicalWeek.from_hours(
        [(moments[0], 10), (moments[1], 30), (moments[0] + WEEK, 60)]
    )
    # 20 and 60, not 10, 30 and 60.
    assert week.hours == {(6, hour): TypicalHour(40, 30, 50, 2)}


def test_hour_that_spring_skips_is_seen_in_one_week_less() -> None:
    """A Sunday of 23 hours has no data at 2."""
    # 2026-03-08 is the day on which the clocks go from 2 to 3.
    midnights = [datetime(2026, 3, day, tzinfo=LOS_ANGELES) for day in (1, 8, 15, 22)]
    starts = [
        (midnight.astimezone(UTC) + timedelta(hours=i)).astimezone(LOS_ANGELES)
        for midnight in midnights
        for i in range(23 if midnight.day == 8 else 24)
    ]
    week = TypicalWeek.from_hours((start, start.hour) for start in starts)
    weeks = {hour: typical.weeks for (_, hour), typical in week.hours.items()}
    assert weeks == {hour: 3 if hour == 2 else 4 for hour in range(24)}
    # Typical values run through the gap by the wall clock: 1.5 + 15 minutes later
    # is a quarter of the way from 1 to 2.
    usual = week.usual(datetime(2026, 3, 8, 1, 45, tzinfo=LOS_ANGELES))
    assert usual == TypicalHour(1.25, 1.25, 1.25, 4)
    after = week.usual(datetime(2026, 3, 8, 3, 15, tzinfo=LOS_ANGELES))
    assert after == TypicalHour(2.75, 2.75, 2.75, 4)


@pytest.mark.parametrize("fold", [0, 1])
def test_both_times_of_a_repeated_hour_have_the_same_typical_value(fold: int) -> None:
    """Typical values follow the wall clock."""
    week = TypicalWeek({(6, 1): alike(10), (6, 2): alike(30)})
    moment = datetime(2026, 11, 1, 1, 45, tzinfo=LOS_ANGELES, fold=fold)
    assert week.usual(moment) == alike(15)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Kolkata", 5.5), ("Australia/Lord_Howe", 11)],
)
def test_half_hour_zone_goes_by_its_wall_clock(zone: str, offset: float) -> None:
    """An hour is that of the venue, whatever its offset, its minutes dropped."""
    start = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo(zone))
    assert start.utcoffset() == timedelta(hours=offset)
    late = start + timedelta(minutes=30)
    week = TypicalWeek.from_hours([*seen(start, 2, 4), *seen(late + 2 * WEEK, 6)])
    assert week.hours == {(0, 9): TypicalHour(4, 3, 5, 3)}
    assert week.usual(late) == TypicalHour(4, 3, 5, 3)


@pytest.mark.parametrize(
    ("minute", "second", "expected"),
    [
        # 9 has 20, and its neighbours 10 and 40, each at its half hour.
        (30, 0, 20),
        (0, 0, 15),  # 20 - 0.5 * 10
        (15, 0, 17.5),  # 20 - 0.25 * 10
        (45, 0, 25),  # 20 + 0.25 * 20
        (48, 0, 26),  # 20 + 0.3 * 20
        (30, 36, 20.2),  # 20 + 0.01 * 20
    ],
)
def test_usual_is_interpolated_between_the_middles_of_hours(
    minute: int, second: int, expected: float
) -> None:
    """Each of the three figures runs in a straight line; the weeks are the hour's."""
    week = TypicalWeek({(0, 8): alike(10), (0, 9): alike(20, 5), (0, 10): alike(40)})
    usual = week.usual(MONDAY.replace(hour=9, minute=minute, second=second))
    assert usual is not None
    assert usual.median == pytest.approx(expected)
    assert usual.lower_quartile == pytest.approx(expected - 2)
    assert usual.upper_quartile == pytest.approx(expected + 2)
    assert usual.weeks == 5


def test_each_figure_is_interpolated_by_itself() -> None:
    """A quartile may fall while the median rises."""
    week = TypicalWeek(
        {(0, 9): TypicalHour(20, 16, 24, 8), (0, 10): TypicalHour(40, 8, 64, 4)}
    )
    # A quarter of the way: 20 + 5, 16 - 2, 24 + 10.
    assert week.usual(MONDAY.replace(hour=9, minute=45)) == TypicalHour(25, 14, 34, 8)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (SUNDAY_23.replace(minute=45), 15),  # 10 + 0.25 * 20
        (MONDAY.replace(minute=15), 25),  # 30 - 0.25 * 20
    ],
)
def test_week_wraps_around(moment: datetime, expected: float) -> None:
    """Monday follows Sunday."""
    week = TypicalWeek({(6, 23): alike(10), (0, 0): alike(30)})
    assert week.usual(moment) == alike(expected)


@pytest.mark.parametrize("minute", [0, 29, 30, 59])
@pytest.mark.parametrize("weeks", [1, MIN_WEEKS - 1])
def test_hour_with_too_few_weeks_has_no_typical_value(weeks: int, minute: int) -> None:
    """Even if the hours around it are known."""
    week = TypicalWeek({(0, 8): alike(5), (0, 9): alike(5, weeks), (0, 10): alike(5)})
    moment = MONDAY.replace(hour=9, minute=minute)
    assert week.usual(moment) is None
    assert week.compare(5, moment) is None


@pytest.mark.parametrize("minute", [0, 59])
@pytest.mark.parametrize("neighbour", [None, alike(90, MIN_WEEKS - 1)])
def test_neighbour_with_too_few_weeks_is_ignored(
    neighbour: TypicalHour | None, minute: int
) -> None:
    """The hour's own figures hold up to its edges."""
    hours = {(0, 9): alike(20)}
    if neighbour:
        hours |= {(0, 8): neighbour, (0, 10): neighbour}
    moment = MONDAY.replace(hour=9, minute=minute)
    assert TypicalWeek(hours).usual(moment) == alike(20)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        # 20 with quartiles 16 and 26: 10 between them, much is beyond by over 15.
        (0.9, UsualLevel.MUCH_QUIETER),
        (1, UsualLevel.QUIETER),
        (15.9, UsualLevel.QUIETER),
        (16, UsualLevel.AS_USUAL),
        (20, UsualLevel.AS_USUAL),
        (26, UsualLevel.AS_USUAL),
        (26.1, UsualLevel.BUSIER),
        (41, UsualLevel.BUSIER),
        (41.1, UsualLevel.MUCH_BUSIER),
    ],
)
def test_count_is_compared_by_the_quartiles(count: float, level: UsualLevel) -> None:
    """A count on a limit is still as usual."""
    week = TypicalWeek({(0, 9): TypicalHour(20, 16, 26, 8)})
    compared = week.compare(count, MONDAY.replace(hour=9))
    assert compared == Comparison(level, count - 20)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        # No spread at all counts as one of 1 person: much is over 1.5 people away.
        (8, UsualLevel.MUCH_QUIETER),
        (8.5, UsualLevel.QUIETER),
        (9, UsualLevel.QUIETER),
        (10, UsualLevel.AS_USUAL),
        (11.5, UsualLevel.BUSIER),
        (12, UsualLevel.MUCH_BUSIER),
    ],
)
def test_person_more_or_less_is_not_much_where_weeks_are_alike(
    count: float, level: UsualLevel
) -> None:
    """A place that is always the same does not make every visitor an event."""
    compared = day_of(10).compare(count, MONDAY)
    assert compared == Comparison(level, count - 10)


@pytest.mark.parametrize(
    ("medians", "window"),
    [
        ([0, 0, 50, 80, 100, 81, 79], (3, 6)),  # 80 is just enough, 79 is not
        ([100, 10], (0, 1)),  # from midnight
        ([0] * 22 + [90, 100], (22, 24)),  # until midnight
        ([90, 10, 100, 90], (2, 4)),  # another run without the peak
        ([100, 10, 100, 100], (0, 1)),  # of two equal peaks, the first
        ([100, None, 100, 80], (0, 1)),  # an unknown hour ends the run
        ([100, 80, 100], (0, 3)),
        ([0, 0, 0], None),
        ([], None),
    ],
)
def test_peak_window_is_the_run_around_the_peak(
    medians: list[float | None], window: tuple[int, int] | None
) -> None:
    """Hours at or above 80 % of the day's highest, in a row."""
    assert day_of(*medians).peak_window(0) == window


@pytest.mark.parametrize(
    ("medians", "hours"),
    [
        # In use from hour 2 to 6; 30 + 20 is the lowest sum.
        ([0, 9, 100, 90, 30, 20, 70, 5, 0], (4, 6)),
        ([0, 10, 100, 20, 10, 9], (3, 5)),  # 10 of 100 is in use, 9 is not
        ([100, 20, 20, 20, 100], (1, 3)),  # of equal ones, the first
        ([0] * 22 + [90, 100], (22, 24)),
        ([50, 40, None, 10, 60], (3, 5)),  # no pair across an unknown hour
        ([50, 0, 0, 50], (1, 3)),  # a closed noon lies within
        ([50, None, 50], None),
        ([0, 50, 0], None),  # a single hour in use
        ([0, 0, 0], None),
        ([], None),
    ],
)
def test_quietest_hours_are_while_the_place_is_in_use(
    medians: list[float | None], hours: tuple[int, int] | None
) -> None:
    """Empty hours at night do not count."""
    assert day_of(*medians).quietest_hours(0) == hours


def test_hours_with_too_few_weeks_are_in_no_window() -> None:
    """Neither as the peak nor as the quietest; nor are those of another weekday."""
    hours = dict(day_of(50, 45, 44, 50).hours)
    hours |= {(0, 4): alike(1, 2), (0, 5): alike(500, 2), (1, 6): alike(900)}
    week = TypicalWeek(hours)
    assert week.peak_window(0) == (0, 4)
    assert week.quietest_hours(0) == (1, 3)
    assert week.is_known(1, 6)
    assert not week.is_known(0, 5)
    assert not week.is_known(3, 0)


@settings(derandomize=True, deadline=None)
@given(means=st.lists(people, min_size=1, max_size=8))
def test_quartiles_are_in_order_and_among_the_observed(means: list[float]) -> None:
    """For any observations."""
    (typical,) = TypicalWeek.from_hours(seen(MONDAY, *means)).hours.values()
    slack = 1e-9 * max(means)
    assert min(means) - slack <= typical.lower_quartile <= typical.median + slack
    assert typical.median <= typical.upper_quartile + slack <= max(means) + 2 * slack
    assert typical.weeks == len(means)


@settings(derandomize=True, deadline=None)
@given(
    medians=st.lists(people, min_size=168, max_size=168),
    minutes=st.integers(0, 7 * 24 * 60 - 1),
)
def test_usual_is_between_the_values_around_it(
    medians: list[float], minutes: int
) -> None:
    """At any moment of any week."""
    slots = [divmod(i, 24) for i in range(168)]
    week = TypicalWeek(
        {slot: alike(median) for slot, median in zip(slots, medians, strict=True)}
    )
    usual = week.usual(MONDAY + timedelta(minutes=minutes))
    # The middles of hours lie half an hour from their starts.
    before = (minutes - 30) // 60
    around = medians[before % 168], medians[(before + 1) % 168]
    slack = 1e-9 * (1 + max(around))
    assert usual is not None
    assert min(around) - slack <= usual.median <= max(around) + slack
