"""Tests of the typical week."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import sqrt
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.hours_of_week import (
    Comparison,
    HoursOfWeek,
    TypicalHour,
    UsualLevel,
)
from custom_components.occuspace.analysis.typical_week import MIN_WEEKS, TypicalWeek

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 1, 5, tzinfo=LOS_ANGELES)
SUNDAY_23 = MONDAY + timedelta(days=6, hours=23)
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
TODAY = date(2026, 1, 27)

counts = st.floats(0, 10_000)


def alike(typical: float, weeks: int = MIN_WEEKS) -> TypicalHour:
    """Return an hour whose band ends 2 people from its typical number."""
    return TypicalHour(typical, typical - 2, typical + 2, weeks)


def steady(typical: float, weeks: int) -> TypicalHour:
    """Return an hour that was the same in every week: its band is the narrowest."""
    least = 2 + sqrt(typical)
    return TypicalHour(typical, max(typical - least, 0), typical + least, weeks)


def day_of(*people: float | None) -> TypicalWeek:
    """Return a week with values for Monday only, from midnight on."""
    return TypicalWeek(
        HoursOfWeek(
            {
                (0, hour): TypicalHour(typical, typical - 1, typical + 1, MIN_WEEKS)
                for hour, typical in enumerate(people)
                if typical is not None
            }
        )
    )


def seen(start: datetime, *means: float) -> Iterator[tuple[datetime, float]]:
    """Yield an hour's people in one week after the other."""
    return ((start + i * WEEK, mean) for i, mean in enumerate(means))


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        # One observation is all there is.
        ([9], TypicalHour(9, 4, 14, 1)),  # 2 + the root of 9
        ([9, 9, 9], TypicalHour(9, 4, 14, 3)),
        ([0, 0, 0], TypicalHour(0, 0, 2, 3)),
        ([1, 1, 1], TypicalHour(1, 0, 4, 3)),
        # Three weeks later counts twice: (10 + 2 * 40) / 3. The deviation is
        # (20 + 2 * 10) / 3, and 2.75 of it above. 2.25 of it below is just zero.
        ([10, None, None, 40], TypicalHour(30, 0, 30 + 2.75 * 40 / 3, 2)),
        # (106 + 2 * 100) / 3, and a deviation of 8 / 3 is less than 2 + the root.
        ([106, None, None, 100], steady(102, 2)),
        # (130 + 2 * 100) / 3, and a deviation of (20 + 2 * 10) / 3.
        (
            [130, None, None, 100],
            TypicalHour(110, 110 - 2.25 * 40 / 3, 110 + 2.75 * 40 / 3, 2),
        ),
    ],
)
def test_values_of_an_hour_match_a_manual_calculation(
    means: list[float | None], expected: TypicalHour
) -> None:
    """Newer weeks count more, and the band is that of the weighted deviations."""
    start = MONDAY.replace(hour=9)
    (typical,) = TypicalWeek.from_hours(
        ((start + i * WEEK, mean) for i, mean in enumerate(means) if mean is not None),
        today=TODAY,
    ).hours.values()
    assert typical.weeks == expected.weeks
    assert (typical.typical, typical.low, typical.high) == pytest.approx(
        (expected.typical, expected.low, expected.high)
    )


def test_neighbours_and_the_location_widen_the_band() -> None:
    """Of an hour that itself was always the same."""
    nine, ten, twelve = (MONDAY.replace(hour=hour) for hour in (9, 10, 12))
    hours = [*seen(nine, 50, 50), *seen(ten, 10, 90), *seen(twelve, 50, 50)]
    week = TypicalWeek.from_hours(hours, today=TODAY)
    at_nine, at_twelve = week.hours[0, 9], week.hours[0, 12]
    assert at_nine.typical == at_twelve.typical == pytest.approx(50)
    assert at_twelve.high > 50 + 2 + sqrt(50)
    assert at_nine.high > at_twelve.high


def test_hours_are_kept_by_weekday_and_hour() -> None:
    """Monday is 0, and Sunday's last hour is not Monday's first."""
    week = TypicalWeek.from_hours(
        [(MONDAY, 4), (SUNDAY_23, 9), (MONDAY + WEEK, 4)], today=TODAY
    )
    assert week.hours == {(0, 0): steady(4, 2), (6, 23): steady(9, 1)}


def by_day(weeks: int, people: dict[date, float]) -> TypicalWeek:
    """Return the week of days with 100 people at noon, except some days."""
    noon = datetime(2026, 1, 27, 12, tzinfo=LOS_ANGELES)
    starts = [noon - i * DAY for i in range(1, 7 * weeks + 1)]
    return TypicalWeek.from_hours(
        ((start, people.get(start.date(), 100)) for start in starts), today=TODAY
    )


def test_week_follows_the_level_of_the_last_seven_days() -> None:
    """60 % of the way, beyond what the newest week changes by its weight."""
    last = {TODAY - i * DAY: 90.0 for i in range(1, 8)}
    week = by_day(4, last)
    weights = [0.5 ** (i / 3) for i in range(4)]
    mean = 100 - 10 * weights[0] / sum(weights)
    for hour in week.hours.values():
        # Ten people are added to both sums: 100 of 110.
        assert hour.typical == pytest.approx(mean * (1 - 0.6 * 10 / 110))


def test_odd_days_do_not_change_the_level() -> None:
    """Three days of the seven."""
    odd = {TODAY - i * DAY: 0.0 for i in (2, 3, 4)}
    week = by_day(4, odd)
    assert week.hours[0, 12].typical == pytest.approx(100)


def test_level_is_limited() -> None:
    """A closed week does not make the next one empty."""
    week = by_day(8, {TODAY - i * DAY: 0.0 for i in range(1, 8)})
    weights = [0.5 ** (i / 3) for i in range(8)]
    mean = 100 * (1 - weights[0] / sum(weights))
    assert week.hours[0, 12].typical == pytest.approx(0.7 * mean)


def test_level_needs_weeks_before() -> None:
    """With a single week there is nothing to compare it to."""
    week = by_day(1, {})
    assert set(week.hours.values()) == {steady(100, 1)}


def test_nothing_seen_is_an_empty_week() -> None:
    """Without hours there are no values and no windows."""
    week = TypicalWeek.from_hours([], today=TODAY)
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
        [(moments[0], 10), (moments[1], 30), (moments[0] + WEEK, 20)],
        today=(moments[0] + WEEK).date(),
    )
    # 20 and 20, not 10, 30 and 20.
    assert week.hours == {(6, hour): steady(20, 2)}


def test_hour_that_spring_skips_is_seen_in_one_week_less() -> None:
    """A Sunday of 23 hours has no data at 2."""
    # 2026-03-08 is the day on which the clocks go from 2 to 3.
    midnights = [datetime(2026, 3, day, tzinfo=LOS_ANGELES) for day in (1, 8, 15, 22)]
    starts = [
        (midnight.astimezone(UTC) + timedelta(hours=i)).astimezone(LOS_ANGELES)
        for midnight in midnights
        for i in range(23 if midnight.day == 8 else 24)
    ]
    week = TypicalWeek.from_hours(
        ((start, 9) for start in starts), today=date(2026, 3, 23)
    )
    weeks = {hour: typical.weeks for (_, hour), typical in week.hours.items()}
    assert weeks == {hour: 3 if hour == 2 else 4 for hour in range(24)}
    week = TypicalWeek(HoursOfWeek({(6, hour): alike(hour, 4) for hour in range(24)}))
    # Typical values run through the gap by the wall clock: 15 minutes after the middle
    # of an hour is a quarter of the way to the next.
    usual = week.usual(datetime(2026, 3, 8, 1, 45, tzinfo=LOS_ANGELES))
    assert usual == alike(1.25, 4)
    after = week.usual(datetime(2026, 3, 8, 3, 15, tzinfo=LOS_ANGELES))
    assert after == alike(2.75, 4)


@pytest.mark.parametrize("fold", [0, 1])
def test_both_times_of_a_repeated_hour_have_the_same_typical_value(fold: int) -> None:
    """Typical values follow the wall clock."""
    week = TypicalWeek(HoursOfWeek({(6, 1): alike(10), (6, 2): alike(30)}))
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
    week = TypicalWeek.from_hours(
        [*seen(start, 4, 4), *seen(late + 2 * WEEK, 4)], today=TODAY
    )
    assert week.hours == {(0, 9): steady(4, 3)}
    assert week.usual(late) == steady(4, 3)


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
    week = TypicalWeek(
        HoursOfWeek({(0, 8): alike(10), (0, 9): alike(20, 5), (0, 10): alike(40)})
    )
    usual = week.usual(MONDAY.replace(hour=9, minute=minute, second=second))
    assert usual is not None
    assert usual.typical == pytest.approx(expected)
    assert usual.low == pytest.approx(expected - 2)
    assert usual.high == pytest.approx(expected + 2)
    assert usual.weeks == 5


def test_each_figure_is_interpolated_by_itself() -> None:
    """The low end may fall while the typical number rises."""
    week = TypicalWeek(
        HoursOfWeek(
            {(0, 9): TypicalHour(20, 16, 24, 8), (0, 10): TypicalHour(40, 8, 64, 4)}
        )
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
    week = TypicalWeek(HoursOfWeek({(6, 23): alike(10), (0, 0): alike(30)}))
    assert week.usual(moment) == alike(expected)


@pytest.mark.parametrize("minute", [0, 29, 30, 59])
@pytest.mark.parametrize("weeks", [1, MIN_WEEKS - 1])
def test_hour_with_too_few_weeks_has_no_typical_value(weeks: int, minute: int) -> None:
    """Even if the hours around it are known."""
    week = TypicalWeek(
        HoursOfWeek({(0, 8): alike(5), (0, 9): alike(5, weeks), (0, 10): alike(5)})
    )
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
    assert TypicalWeek(HoursOfWeek(hours)).usual(moment) == alike(20)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        # 20 with a band of 4 below and 6 above.
        (11.9, UsualLevel.MUCH_QUIETER),
        (12, UsualLevel.QUIETER),
        (15.9, UsualLevel.QUIETER),
        (16, UsualLevel.AS_USUAL),
        (20, UsualLevel.AS_USUAL),
        (26, UsualLevel.AS_USUAL),
        (26.1, UsualLevel.BUSIER),
        (32, UsualLevel.BUSIER),
        (32.1, UsualLevel.MUCH_BUSIER),
    ],
)
def test_count_is_compared_by_the_band(count: float, level: UsualLevel) -> None:
    """A count on a limit is still as usual."""
    week = TypicalWeek(HoursOfWeek({(0, 9): TypicalHour(20, 16, 26, 8)}))
    compared = week.compare(count, MONDAY.replace(hour=9))
    assert compared == Comparison(level, count - 20)


@pytest.mark.parametrize(
    ("previous", "count", "level"),
    [
        # 20 with a band of 4 below and 6 above: half of it has to be left behind.
        (UsualLevel.BUSIER, 23.1, UsualLevel.BUSIER),
        (UsualLevel.BUSIER, 23, UsualLevel.AS_USUAL),
        (UsualLevel.BUSIER, 32, UsualLevel.BUSIER),
        (UsualLevel.BUSIER, 15.9, UsualLevel.QUIETER),
        (UsualLevel.BUSIER, 16, UsualLevel.AS_USUAL),
        (UsualLevel.MUCH_BUSIER, 29.1, UsualLevel.MUCH_BUSIER),
        (UsualLevel.MUCH_BUSIER, 29, UsualLevel.BUSIER),
        (UsualLevel.MUCH_BUSIER, 23, UsualLevel.AS_USUAL),
        (UsualLevel.QUIETER, 17.9, UsualLevel.QUIETER),
        (UsualLevel.QUIETER, 18, UsualLevel.AS_USUAL),
        (UsualLevel.QUIETER, 26, UsualLevel.AS_USUAL),
        (UsualLevel.MUCH_QUIETER, 13.9, UsualLevel.MUCH_QUIETER),
        (UsualLevel.MUCH_QUIETER, 14, UsualLevel.QUIETER),
        (UsualLevel.AS_USUAL, 26, UsualLevel.AS_USUAL),
        (None, 26.1, UsualLevel.BUSIER),
    ],
)
def test_level_is_left_only_when_the_count_comes_clearly_back(
    previous: UsualLevel | None, count: float, level: UsualLevel
) -> None:
    """A count that hovers around a limit does not change the level."""
    week = TypicalWeek(HoursOfWeek({(0, 9): TypicalHour(20, 16, 26, 8)}))
    compared = week.compare(count, MONDAY.replace(hour=9), previous)
    assert compared == Comparison(level, count - 20)


def test_empty_place_that_is_usually_empty_is_as_usual() -> None:
    """Nobody where nobody is expected, and the first two people."""
    week = TypicalWeek.from_hours(seen(MONDAY, 0, 0, 0), today=TODAY)
    for people in (0, 1, 2):
        compared = week.compare(people, MONDAY)
        assert compared == Comparison(UsualLevel.AS_USUAL, people)


@pytest.mark.parametrize(
    ("people", "window"),
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
    people: list[float | None], window: tuple[int, int] | None
) -> None:
    """Hours at or above 80 % of the day's highest, in a row."""
    assert day_of(*people).peak_window(0) == window


@pytest.mark.parametrize(
    ("people", "hours"),
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
    people: list[float | None], hours: tuple[int, int] | None
) -> None:
    """Empty hours at night do not count."""
    assert day_of(*people).quietest_hours(0) == hours


def test_hours_with_too_few_weeks_are_in_no_window() -> None:
    """Neither as the peak nor as the quietest; nor are those of another weekday."""
    hours = dict(day_of(50, 45, 44, 50).hours)
    hours |= {(0, 4): alike(1, 2), (0, 5): alike(500, 2), (1, 6): alike(900)}
    week = TypicalWeek(HoursOfWeek(hours))
    assert week.peak_window(0) == (0, 4)
    assert week.quietest_hours(0) == (1, 3)
    assert week.is_known(1, 6)
    assert not week.is_known(0, 5)
    assert not week.is_known(3, 0)


@settings(derandomize=True, deadline=None)
@given(means=st.lists(counts, min_size=1, max_size=8))
def test_typical_is_within_its_band_and_among_the_observed(means: list[float]) -> None:
    """For any observations, and the band never is narrower than a few people."""
    hours = TypicalWeek.from_hours(seen(MONDAY, *means), today=date(2026, 3, 3)).hours
    (typical,) = hours.values()
    slack = 1e-9 * (1 + max(means))
    assert min(means) - slack <= typical.typical <= max(means) + slack
    assert 0 <= typical.low <= max(typical.typical - 2, 0)
    assert typical.high >= typical.typical + 2
    assert typical.weeks == len(means)


@settings(derandomize=True, deadline=None)
@given(
    people=st.lists(counts, min_size=168, max_size=168),
    minutes=st.integers(0, 7 * 24 * 60 - 1),
)
def test_usual_is_between_the_values_around_it(
    people: list[float], minutes: int
) -> None:
    """At any moment of any week."""
    slots = [divmod(i, 24) for i in range(168)]
    week = TypicalWeek(
        HoursOfWeek(
            {slot: alike(typical) for slot, typical in zip(slots, people, strict=True)}
        )
    )
    usual = week.usual(MONDAY + timedelta(minutes=minutes))
    # The middles of hours lie half an hour from their starts.
    before = (minutes - 30) // 60
    around = people[before % 168], people[(before + 1) % 168]
    slack = 1e-9 * (1 + max(around))
    assert usual is not None
    assert min(around) - slack <= usual.typical <= max(around) + slack
