"""Tests of the sentence about a location."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.analysis.advice import (
    BUSIER,
    NEAR_END,
    DayHour,
    Next,
    Now,
    Sentence,
    Situation,
    advise,
    notable_level,
)
from custom_components.occuspace.analysis.hours_of_week import Comparison, UsualLevel
from custom_components.occuspace.venue_time import hours_of_day

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
DAY = date(2026, 1, 5)
ZONES = ("America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")

# People by hour: a library that is busy from 12 to 17.
LIBRARY = [0] * 8 + [20, 40, 50, 55, 80, 90, 90, 85, 80, 50, 40, 30, 20, 10] + [0] * 2

people = st.none() | st.floats(0, 500)


def hours(
    of_day: Iterable[float | None],
    day: date = DAY,
    zone: ZoneInfo = LOS_ANGELES,
) -> list[DayHour]:
    """Return hours of which as many people are typical as expected."""
    by_hour = list(of_day)
    return [
        DayHour(start=each, typical=by_hour[each.hour], expected=by_hour[each.hour])
        for each in hours_of_day(day, zone)
    ]


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of the day."""
    return datetime(2026, 1, 5, hour, minute, tzinfo=LOS_ANGELES)


def library(
    hour: int, count: float, usual: float | None = None, **more: Any
) -> Situation:
    """Return the situation of a library for a hundred people."""
    usual = count if usual is None else usual
    situation = Situation(
        now=at(hour, 30),
        busy_threshold=60,
        hours=hours(LIBRARY),
        count=count,
        percentage=count,
        capacity=100,
        comparison=Comparison(UsualLevel.AS_USUAL, count - usual),
    )
    return replace(situation, **more)


def test_a_busy_library_will_be_calmer() -> None:
    """From the first hour on that is not busy."""
    expected = Sentence(UsualLevel.AS_USUAL, Next.CALMER_FROM, at(17))
    assert advise(library(13, 90)) == expected


def test_a_calm_library_is_calm_until_it_is_busy() -> None:
    """At the first busy hour."""
    assert advise(library(9, 40)) == Sentence(
        UsualLevel.AS_USUAL, Next.CALM_UNTIL, at(12)
    )


def test_a_calm_library_in_the_evening_stays_calm() -> None:
    """Without a time."""
    assert advise(library(18, 40)) == Sentence(UsualLevel.AS_USUAL, Next.CALM_REST)


@pytest.mark.parametrize("hour", [20, 21, 23])
def test_nothing_changes_near_the_end(hour: int) -> None:
    """In the last two hours in use it always becomes calmer; 22 is the end."""
    assert advise(library(hour, 20)).next is None
    assert advise(library(hour, 90)).next is None


def test_calmer_hours_near_the_end_are_not_worth_waiting_for() -> None:
    """Everyone leaves then."""
    until_close = [0] * 8 + [90] * 13 + [20] + [0] * 2
    assert advise(library(13, 90, hours=hours(until_close))).next is None


def test_closing_ends_the_day() -> None:
    """Before people stop coming."""
    assert advise(library(13, 90, is_open=True, closes=at(18))).next is None
    assert advise(library(13, 90, is_open=True, closes=at(20))).next is Next.CALMER_FROM


def test_busier_than_usual_is_not_called_calm() -> None:
    """But it is said when it becomes busy."""
    busier = Comparison(UsualLevel.BUSIER, 20)
    assert advise(library(9, 59, comparison=busier)) == Sentence(
        UsualLevel.BUSIER, Next.BUSIER_FROM, at(12)
    )
    assert advise(library(18, 55, comparison=busier)) == Sentence(UsualLevel.BUSIER)


@pytest.mark.parametrize(
    ("count", "difference", "level"),
    [
        (465, -15, UsualLevel.AS_USUAL),
        (7, 4, UsualLevel.AS_USUAL),
        (8, 5, UsualLevel.BUSIER),
        (110, 10, UsualLevel.BUSIER),
        (109, 9, UsualLevel.AS_USUAL),
    ],
)
def test_small_differences_are_as_usual(
    count: int, difference: int, level: UsualLevel
) -> None:
    """Below a tenth, or five people."""
    assert notable_level(count, Comparison(UsualLevel.BUSIER, difference)) is level


def test_a_closed_library_opens() -> None:
    """If it is known when."""
    closed = library(2, 0, is_open=False, opens=at(8))
    assert advise(closed) == Sentence(Now.CLOSED_OPENS, None, at(8))
    assert advise(replace(closed, opens=None)) == Sentence(Now.CLOSED)


def test_closed_hours_are_no_calm_hours() -> None:
    """A break is passed over."""
    with_break = [
        replace(hour, is_usual=False, expected=None, typical=None)
        if hour.start.hour in {17, 18}
        else hour
        for hour in hours(LIBRARY)
    ]
    assert advise(library(13, 90, hours=with_break)).at == at(19)


def test_nothing_is_said_beyond_an_unknown_hour() -> None:
    """Neither when it becomes calm, nor that it stays so."""
    for hour, unknown in ((13, 16), (18, 21)):
        some = [
            replace(each, expected=None) if each.start.hour == unknown else each
            for each in hours(LIBRARY)
        ]
        assert advise(library(hour, 90 if hour == 13 else 40, hours=some)).next is None


def test_without_a_capacity_half_of_the_peak_is_busy() -> None:
    """Of the typical day: 45 people."""
    alone = {"capacity": None, "percentage": None}
    busy = library(13, 90, **alone)
    assert advise(busy) == Sentence(UsualLevel.AS_USUAL, Next.CALMER_FROM, at(18))
    assert advise(library(9, 40, **alone)).at == at(10)


def test_over_capacity_is_busy() -> None:
    """As are hours with more people than fit."""
    crowd = hours([3 * each for each in LIBRARY])
    full = library(13, 270, percentage=270, hours=crowd)
    assert advise(full) == Sentence(UsualLevel.AS_USUAL)
    calm = library(8, 50, hours=crowd)
    assert advise(calm) == Sentence(UsualLevel.AS_USUAL, Next.CALM_UNTIL, at(9))


def test_no_typical_day_is_known_yet() -> None:
    """Or never will be: then there is nothing to say."""
    alone = library(9, 40, comparison=None, hours=hours([None] * 24))
    assert advise(replace(alone, is_learning=True)) == Sentence(Now.NO_TYPICAL)
    assert advise(alone) == Sentence()


def test_doubtful_counts_are_not_compared() -> None:
    """Nor is it said what comes."""
    assert advise(library(13, 0, is_doubtful=True)) == Sentence(Now.DOUBTFUL)


@pytest.mark.parametrize(
    "reason",
    ["inactive", "stale", "never_measured", "not_reported", "not_permitted"],
)
def test_a_reason_is_all_there_is_to_say(reason: str) -> None:
    """Also while closed."""
    assert advise(library(13, 90, reason=reason)) == Sentence(reason)
    assert advise(library(13, 90, reason=reason, is_open=False)) == Sentence(reason)


@pytest.mark.parametrize(
    ("day", "zone", "count"),
    [
        (date(2026, 3, 8), "America/Los_Angeles", 23),
        (date(2026, 11, 1), "America/Los_Angeles", 25),
        (date(2026, 11, 2), "America/Los_Angeles", 24),
        (date(2026, 4, 5), "Australia/Lord_Howe", 24),
        (date(2026, 10, 4), "Australia/Lord_Howe", 24),
        (date(2026, 6, 1), "Asia/Kathmandu", 24),
        (date(2026, 3, 8), "America/Havana", 23),
        (date(2026, 11, 1), "America/Havana", 25),
    ],
)
def test_a_day_has_the_hours_of_its_clock(day: date, zone: str, count: int) -> None:
    """In order, each within the day."""
    starts = hours_of_day(day, ZoneInfo(zone))
    moments = [start.astimezone(UTC) for start in starts]
    assert len(starts) == count
    assert moments == sorted(set(moments))
    assert {start.date() for start in starts} == {day}
    assert {start.hour for start in starts} >= set(range(3, 24))


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_hours_are_in_order_when_the_clock_changes(day: date) -> None:
    """At the repeated hour, and before the skipped one."""
    morning = [10, 90, 90] + [20] * 21
    before = datetime(day.year, day.month, day.day, 0, 30, tzinfo=LOS_ANGELES)
    situation = library(0, 10, now=before, hours=hours(morning, day))
    assert advise(situation).at == hours_of_day(day, LOS_ANGELES)[1]
    busy = replace(
        situation, now=hours_of_day(day, LOS_ANGELES)[1], count=90, percentage=90
    )
    assert advise(busy).at == datetime(
        day.year, day.month, day.day, 3, tzinfo=LOS_ANGELES
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Return any situation."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    day = draw(
        st.sampled_from([DAY, date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5)])
    )
    starts = hours_of_day(day, zone)
    moment = st.none() | st.sampled_from(starts)
    of_day = [
        DayHour(
            start=start,
            typical=draw(people),
            expected=draw(people),
            is_usual=draw(st.booleans()),
        )
        for start in starts
    ]
    count = draw(people)
    compared = st.builds(Comparison, st.sampled_from(UsualLevel), st.floats(-500, 500))
    return Situation(
        now=draw(st.sampled_from(starts)) + timedelta(minutes=draw(st.integers(0, 59))),
        busy_threshold=draw(st.floats(1, 100)),
        hours=draw(st.sampled_from([of_day, []])),
        reason=draw(st.none() | st.sampled_from(["stale", "unreachable"])),
        count=count,
        percentage=draw(st.none() | st.floats(0, 300)),
        capacity=draw(st.none() | st.integers(0, 300)),
        comparison=draw(st.none() | compared),
        is_learning=draw(st.booleans()),
        is_doubtful=draw(st.none() | st.booleans()),
        is_open=draw(st.none() | st.booleans()),
        opens=draw(moment),
        closes=draw(moment),
    )


@given(situations())
def test_the_halves_never_contradict(situation: Situation) -> None:
    """Calm is only said of what is calm, and calmer of what is busy."""
    sentence = advise(situation)
    if sentence.next is None:
        assert (sentence.at is not None) is (sentence.now == Now.CLOSED_OPENS)
        return
    assert situation.reason is None
    assert situation.is_open is not False
    assert not situation.is_doubtful
    assert sentence.now is None or isinstance(sentence.now, UsualLevel)
    assert (sentence.at is None) is (sentence.next is Next.CALM_REST)
    if situation.percentage is not None:
        is_busy = situation.percentage > situation.busy_threshold
        assert is_busy is (sentence.next is Next.CALMER_FROM)
    if sentence.now in BUSIER:
        assert sentence.next in {Next.BUSIER_FROM, Next.CALMER_FROM}
    else:
        assert sentence.next is not Next.BUSIER_FROM


@given(situations())
def test_what_comes_is_ahead_and_within_the_day(situation: Situation) -> None:
    """The start of one of its open hours, and not near the end."""
    sentence = advise(situation)
    if sentence.next is None or sentence.at is None:
        return
    moment = sentence.at.astimezone(UTC)
    (hour,) = [each for each in situation.hours if each.start.astimezone(UTC) == moment]
    assert moment > situation.now.astimezone(UTC)
    assert hour.is_usual
    assert hour.expected is not None
    if sentence.next is Next.CALMER_FROM:
        last = situation.hours[-1].start.astimezone(UTC) + timedelta(hours=1)
        assert moment < last - NEAR_END
