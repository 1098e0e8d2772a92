"""The data of a card, without Home Assistant."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
import json
from math import nan
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from custom_components.occuspace.analysis.hours_of_week import (
    HoursOfWeek,
    TypicalHour,
    UsualLevel,
)
from custom_components.occuspace.analysis.opening import OpeningHours, VenueCalendar
from custom_components.occuspace.analysis.typical_week import TypicalWeek
from custom_components.occuspace.api import Location
from custom_components.occuspace.frontend.day import (
    CardNames,
    Day,
    build_day,
    build_unloaded_day,
)
from custom_components.occuspace.frontend.overview import (
    build_row,
    typical_of,
    typical_people,
)
from custom_components.occuspace.history.account_history import AccountHistory
from custom_components.occuspace.history.daily_figures import (
    DailyFigures,
    DayHours,
    Figure,
)
from custom_components.occuspace.history.progress import HistoryState, Progress
from custom_components.occuspace.live.snapshot import (
    LocationStatus,
    NoValueReason,
    Reading,
    Snapshot,
)
from custom_components.occuspace.location_data import LocationData
from custom_components.occuspace.options import OccuspaceOptions
from custom_components.occuspace.settings.location_settings import LocationSettings
from custom_components.occuspace.venue_time import hours_of_day
from simulator import generated_account
from simulator.account import Snapshot as SimulatedSnapshot
from tests.builders import named_tree

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 24, 13, 3, tzinfo=LOS_ANGELES)
NAMES = CardNames("Reading Room", "sensor.reading_room_occupancy")
UP_TO_DATE = Progress(state=HistoryState.UP_TO_DATE, percent=100)

# People by hour: busy from 12 to 17, if 180 people fit.
PEOPLE = [*[2] * 8, 40, 80, 96, 104, 131, 160, 164, 158, 131, 101, 90, 70, 60, 40, 9, 4]


def week_of(people: Sequence[float], weeks: int = 8) -> TypicalWeek:
    """Return a week of days that are all alike."""
    hours = {
        (weekday, hour): TypicalHour(each, each * 0.8, each * 1.2, weeks)
        for weekday in range(7)
        for hour, each in enumerate(people)
    }
    return TypicalWeek(HoursOfWeek(hours))


@dataclass
class KnownHistory:
    """The history of an account, as far as a day needs it."""

    progress: Progress = UP_TO_DATE
    hours: Sequence[tuple[datetime, float]] = ()

    def figures(self, _location_id: int) -> DailyFigures:
        """Return figures with the hours of today."""
        first = self.hours[0][0] if self.hours else NOW
        midnight = datetime.combine(first.date(), time(), first.tzinfo)
        means = array("d", [nan]) * 25
        for start, mean in self.hours:
            elapsed = start.astimezone(UTC) - midnight.astimezone(UTC)
            means[elapsed // timedelta(hours=1)] = mean
        hours = DayHours(midnight, means)
        return DailyFigures(day=NOW.date(), hours_today=Figure(hours, NOW))


def location_data(
    count: int | None = 131,
    *,
    now: datetime = NOW,
    reason: NoValueReason | None = None,
    capacity: int | None = 180,
    history: KnownHistory | None = None,
    week: TypicalWeek | None = None,
    calendar: VenueCalendar | None = None,
) -> LocationData:
    """Return the data of a reading room."""
    reading = Reading(
        count=count,
        percentage=None,
        is_active=True,
        measured_at=now,
        ages_from=now,
    )
    status = LocationStatus(
        location=Location(
            id=1,
            name="Reading Room",
            parent_id=None,
            capacity=capacity,
            earliest_count=date(2020, 1, 1),
            is_active=True,
        ),
        reading=reading,
        no_value=reason,
    )
    tree = named_tree([(1, None, "Reading Room")])
    return LocationData(
        location_id=1,
        status=status,
        snapshot=Snapshot(tree=tree, tree_revision=1, statuses={1: status}),
        options=OccuspaceOptions.from_mapping({"busy_threshold": 60}),
        settings=LocationSettings(),
        calendar=calendar or VenueCalendar(),
        history=cast(AccountHistory, history),
        week=week,
        now=now,
        levels={},
    )


def past_hours(now: datetime = NOW, share: float = 1) -> list[tuple[datetime, float]]:
    """Return the mean people of the hours of today that are over."""
    starts = hours_of_day(now.date(), LOS_ANGELES)
    return [
        (start, share * PEOPLE[start.hour])
        for start in starts
        if start.astimezone(UTC) + timedelta(hours=1) <= now.astimezone(UTC)
    ]


def normal_day(**changes: Any) -> LocationData:
    """Return the data of a day of which all is known."""
    now = changes.get("now", NOW)
    known: dict[str, Any] = {
        "history": KnownHistory(hours=past_hours(now)),
        "week": week_of(PEOPLE),
    }
    return location_data(**(known | changes))


def day_of(data: LocationData, *, is_updated: bool = True) -> Day:
    """Return the day, as the browser reads it."""
    day = build_day(NAMES, data, is_updated=is_updated)
    parsed: Day = json.loads(json.dumps(day))
    assert parsed == day
    starts = day["starts"]
    for name in ("typical", "low", "high", "measured", "expected"):
        is_known = any(people is not None for people in day[name])
        assert len(day[name]) == (len(starts) if is_known else 0)
    return day


def test_a_normal_day() -> None:
    """Measured before, expected from this hour on, typical all day."""
    day = day_of(normal_day())
    assert day["zone"] == "America/Los_Angeles"
    assert day["date"] == "2026-11-24"
    assert day["typical"] == PEOPLE
    assert day["low"][12] == round(0.8 * 131)
    assert day["high"][12] == round(1.2 * 131)
    assert day["measured"] == PEOPLE[:13] + [None] * 11
    assert day["expected"][:13] == [None] * 13
    assert all(isinstance(people, int) for people in day["expected"][13:])
    assert (day["count"], day["percentage"], day["level"]) == (131, 73, "busy")
    assert day["history"] == "ready"
    assert day["is_doubtful"] is False
    assert day["comparison"] == "as_usual"
    assert day["starts"][0] == "2026-11-24T08:00Z"
    assert day["measured_at"] == "2026-11-24T21:03Z"
    assert day["sentence"] == {
        "now": "as_usual",
        "next": "calmer_from",
        "at": "2026-11-25T01:00Z",
    }


def test_a_normal_day_is_small() -> None:
    """At most one and a half kilobytes, also with opening hours."""
    week = {weekday: [(time(8), time(23))] for weekday in range(7)}
    for calendar in (VenueCalendar(), VenueCalendar(OpeningHours(week))):
        day = day_of(normal_day(calendar=calendar))
        assert len(json.dumps(day, separators=(",", ":"))) <= 1500
    without_history = day_of(location_data(160, history=None))
    assert len(json.dumps(without_history, separators=(",", ":"))) <= 1000


@pytest.mark.parametrize(
    ("day", "zone", "count"),
    [
        (date(2026, 3, 8), "America/Los_Angeles", 23),
        (date(2026, 11, 1), "America/Los_Angeles", 25),
        (date(2026, 11, 24), "Asia/Kathmandu", 24),
        (date(2026, 4, 5), "Australia/Lord_Howe", 24),
    ],
)
def test_a_day_has_as_many_hours_as_its_clock(day: date, zone: str, count: int) -> None:
    """From midnight to midnight at the venue, at each of its moments."""
    for start in hours_of_day(day, ZoneInfo(zone)):
        shown = day_of(normal_day(now=start, history=KnownHistory()))
        assert len(shown["starts"]) == count
        assert shown["date"] == day.isoformat()
        first = datetime.fromisoformat(shown["starts"][0])
        assert first == datetime.combine(day, time(), ZoneInfo(zone))
        ahead = [people for people in shown["expected"] if people is not None]
        starts = [datetime.fromisoformat(each) for each in shown["starts"]]
        assert len(ahead) == sum(each >= start.astimezone(UTC) for each in starts)


def test_the_repeated_hour_has_two_means() -> None:
    """In the order in which they were measured."""
    now = datetime(2026, 11, 1, 4, 30, tzinfo=LOS_ANGELES)
    starts = hours_of_day(now.date(), LOS_ANGELES)[:5]
    hours = [(start, float(number)) for number, start in enumerate(starts)]
    day = day_of(normal_day(now=now, history=KnownHistory(hours=hours)))
    assert day["measured"][:6] == [0, 1, 2, 3, 4, None]


@pytest.mark.parametrize("reason", NoValueReason)
def test_a_reason_leaves_no_value(reason: NoValueReason) -> None:
    """The hours remain, as they are true."""
    day = day_of(normal_day(reason=reason))
    assert day["reason"] == day["sentence"]["now"] == reason
    assert day["count"] is day["percentage"] is day["level"] is None
    assert day["comparison"] is day["is_doubtful"] is None
    assert day["typical"] == PEOPLE


def test_a_failed_refresh_leaves_no_value() -> None:
    """Nor does the last count move what is expected."""
    crowd = normal_day(count=400)
    day = day_of(crowd, is_updated=False)
    assert day["reason"] == "unreachable"
    assert day["count"] is day["measured_at"] is day["comparison"] is None
    assert day["measured"] == day_of(normal_day())["measured"]
    assert day["expected"] < day_of(crowd)["expected"]


def test_a_crowd_is_busier_than_usual() -> None:
    """And over the capacity."""
    day = day_of(normal_day(count=400))
    assert day["comparison"] == "much_busier"
    assert day["percentage"] == 222
    assert day["level"] == "very_busy"
    assert day["sentence"]["now"] == "much_busier"
    assert day["sentence"]["next"] in {"calmer_from", None}


def test_the_level_is_that_of_the_entity() -> None:
    """Which depends on the last one."""
    data = normal_day(count=170)
    assert day_of(data)["comparison"] == "as_usual"
    before = replace(data, levels={1: UsualLevel.BUSIER})
    assert day_of(before)["comparison"] == "busier"


def test_zeros_while_it_should_be_full_are_doubtful() -> None:
    """Nothing else is said then."""
    zeros = KnownHistory(hours=past_hours(share=0))
    day = day_of(normal_day(count=0, history=zeros))
    assert day["is_doubtful"] is True
    assert day["sentence"] == {"now": "doubtful", "next": None, "at": None}


@pytest.mark.parametrize(
    ("history", "weeks", "state", "now"),
    [
        (None, None, "none", None),
        (KnownHistory(Progress()), None, "catching_up", "no_typical"),
        (KnownHistory(Progress()), 2, "catching_up", "no_typical"),
        (
            KnownHistory(Progress(state=HistoryState.WAITING)),
            None,
            "catching_up",
            "no_typical",
        ),
        (KnownHistory(), None, "catching_up", "no_typical"),
        (KnownHistory(), 2, "too_short", "no_typical"),
        (KnownHistory(Progress()), 3, "ready", "as_usual"),
    ],
)
def test_how_much_is_known(
    history: KnownHistory | None, weeks: int | None, state: str, now: str | None
) -> None:
    """Typical hours need three weeks."""
    week = week_of(PEOPLE, weeks) if weeks else None
    day = day_of(location_data(160, history=history, week=week))
    assert day["history"] == state
    assert day["sentence"]["now"] == now
    is_known = state == "ready"
    for name in ("typical", "low", "high", "expected"):
        assert any(people is not None for people in day[name]) is is_known


def test_an_exceptional_day_is_not_compared() -> None:
    """Nor is anything expected, or said about the future."""
    calendar = VenueCalendar(exceptional=frozenset({NOW.date()}))
    day = day_of(normal_day(calendar=calendar))
    assert day["typical"] == day["expected"] == []
    assert day["sentence"] == {"now": None, "next": None, "at": None}
    assert day["measured"][12] == 131


def test_closed_hours_have_no_people() -> None:
    """Within opening hours they have."""
    calendar = VenueCalendar(OpeningHours({1: [(time(9), time(17, 30))]}))
    day = day_of(normal_day(calendar=calendar))
    assert [people is None for people in day["typical"]] == [
        hour < 9 or hour > 17 for hour in range(24)
    ]
    assert day["expected"][18:] == [None] * 6
    assert day["is_open"] is True
    assert day["closes"] == "2026-11-25T01:30Z"
    closed = day_of(normal_day(now=NOW.replace(hour=20), calendar=calendar))
    assert (closed["is_open"], closed["level"], closed["comparison"]) == (
        False,
        None,
        None,
    )
    assert closed["sentence"]["now"] == "closed_opens"
    assert closed["sentence"]["at"] == closed["opens"] == "2026-12-01T17:00Z"


def test_an_unloaded_account_keeps_the_hours_of_the_day() -> None:
    """Until the day ends; no value, nothing that is expected."""
    last = day_of(normal_day())
    other: dict[str, Any] = {"zone": "UTC", "thresholds": (45, 80)}
    day = build_unloaded_day(NAMES, last, today=NOW.date(), **other)
    assert day.keys() == last.keys()
    assert (day["zone"], day["typical"]) == (last["zone"], last["typical"])
    assert day["expected"] == []
    assert day["count"] is None
    assert day["reason"] == day["sentence"]["now"] == "unreachable"
    tomorrow = NOW.date() + timedelta(days=1)
    for before in (last, None):
        day = build_unloaded_day(NAMES, before, today=tomorrow, **other)
        assert day.keys() == last.keys()
        assert day["starts"] == day["typical"] == day["measured"] == []
        assert day["date"] == "2026-11-25"


@pytest.mark.parametrize("opening", [None, (time(8), time(20))])
def test_the_rows_of_a_thousand_locations_are_small(
    opening: tuple[time, time] | None,
) -> None:
    """At most 120 kilobytes, also while all are closed."""
    week_of_hours = (
        OpeningHours(dict.fromkeys(range(7), (opening,))) if opening else None
    )
    calendar = VenueCalendar(week_of_hours)
    account = generated_account(1000)
    now = datetime(2026, 11, 25, 12, tzinfo=LOS_ANGELES)
    simulated = SimulatedSnapshot(account, now)
    day = date(2026, 11, 24)
    rows = {}
    for id_, location in account.locations.items():
        (seen,) = simulated.days(location, day, day)
        week = week_of([hour.average for hour in seen.hours])
        typical = typical_people(week, calendar, day, LOS_ANGELES)
        assert typical is not None
        row = build_row(
            f"{id_:032x}", typical=typical, is_open=False if opening else None
        )
        padded = typical_of(row) or []
        assert typical == padded + [None] * (24 - len(padded))
        rows[str(id_)] = row
    event = {"zone": str(LOS_ANGELES), "date": day.isoformat(), "locations": rows}
    assert len(json.dumps(event, separators=(",", ":"))) <= 120_000


def test_a_day_of_the_overview_has_24_hours() -> None:
    """Also when the clock changes; none if none is known."""
    week, calendar = week_of(PEOPLE), VenueCalendar()
    for day in (date(2026, 3, 8), date(2026, 11, 1)):
        people = typical_people(week, calendar, day, LOS_ANGELES)
        assert people is not None
        assert len(people) == 24
    few = week_of(PEOPLE, weeks=2)
    assert typical_people(few, calendar, NOW.date(), LOS_ANGELES) is None
