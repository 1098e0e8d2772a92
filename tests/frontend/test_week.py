"""The typical week of a location, over the websocket."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
import json
from typing import Any, Final
from unittest.mock import AsyncMock
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from sqlalchemy.exc import OperationalError

from custom_components.occuspace.analysis.opening import OpeningHours, VenueCalendar
from custom_components.occuspace.analysis.periods import Periods
from custom_components.occuspace.analysis.typical_week import TypicalWeek
from custom_components.occuspace.frontend.week import (
    Compare,
    Compared,
    Metric,
    WeekHours,
    WeekQuery,
    build_week,
)
from custom_components.occuspace.history.progress import HistoryState
from custom_components.occuspace.history.statistics import LocationStatistics
from simulator import Account, Simulator
from tests.builders import build_entry, device_of
from tests.conftest import SetUp
from tests.history.conftest import NOW, until
from tests.office import HALL, office, office_entry
from tests.space import FIRST, SECOND, Space, two_floors

from .conftest import Subscribe
from .test_day import (
    LOS_ANGELES,
    NAMES,
    NOW as NOON,
    PEOPLE,
    KnownHistory,
    normal_day,
    week_of,
)

PERIODS: Final = Periods(date(2026, 11, 23), 4)

type Hours = list[tuple[datetime, float]]


@pytest.fixture
def account() -> Account:
    """Return an office that has counted for 64 days, and a floor of a library."""
    return office(date(2026, 1, 15))


@pytest.fixture
def entry(simulator: Simulator, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry of the office alone."""
    freezer.move_to(NOW)
    return office_entry(simulator)


class TestWithoutRecorder:
    """A building of two floors."""

    @pytest.fixture
    def account(self) -> Account:
        """Return the building."""
        return two_floors()

    @pytest.fixture
    def entry(self, simulator: Simulator) -> MockConfigEntry:
        """Return an entry of all locations."""
        return build_entry(simulator)

    @pytest.fixture
    async def space(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        set_up: SetUp,
        freezer: FrozenDateTimeFactory,
    ) -> Space:
        """Return the building, set up on a Monday."""
        freezer.move_to(datetime(2026, 6, 1, 9, 58, 30, tzinfo=UTC))
        return Space(hass, simulator, await set_up(), freezer)

    @pytest.mark.parametrize("metric", Metric)
    async def test_nothing_is_known(
        self, space: Space, subscribe: Subscribe, metric: Metric
    ) -> None:
        """And why."""
        card = await subscribe(
            "week",
            device_id=space.device(FIRST),
            metric=metric,
            compare="last_year",
        )
        assert await card.next() == {
            "name": "1st Floor",
            "entity_id": space.entity(FIRST, "count"),
            "zone": "UTC",
            "metric": metric,
            "reason": None,
            "history": "none",
            "now": [0, 9],
            "typical": [None] * 168,
            "weeks": [0] * 168,
            "closed": [],
            "comparison": None,
        }
        # A count is no part of it, the hour is.
        await space.people(FIRST, 90)
        await space.wait(timedelta(seconds=60))
        assert (await card.next())["now"] == [0, 10]
        assert await card.is_silent()

    async def test_a_user_may_not_see_every_location(
        self,
        space: Space,
        subscribe: Subscribe,
        hass_read_only_user: Any,
        hass_read_only_access_token: str,
    ) -> None:
        """Only those whose count they may read."""
        token = hass_read_only_access_token
        allowed = {space.entity(FIRST, "count"): True}
        hass_read_only_user.mock_policy({"entities": {"entity_ids": allowed}})
        card = await subscribe("week", token, device_id=space.device(SECOND))
        assert await card.next() == {"reason": "not_permitted_here"}
        card = await subscribe("week", token, device_id=space.device(FIRST))
        assert (await card.next())["name"] == "1st Floor"

    async def test_an_unknown_device_is_removed(
        self, space: Space, subscribe: Subscribe
    ) -> None:
        """As is a card without one."""
        for fields in ({}, {"device_id": None}, {"device_id": "none"}):
            card = await subscribe("week", **fields)
            assert await card.next() == {"reason": "removed"}

    async def test_a_reload_is_survived(
        self, space: Space, subscribe: Subscribe
    ) -> None:
        """The account is unreachable meanwhile."""
        card = await subscribe("week", device_id=space.device(FIRST))
        first = await card.next()
        await space.reload()
        assert await card.next() == first | {"reason": "unreachable"}
        assert await card.next() == first


@pytest.mark.usefixtures("recorder_mock")
async def test_the_week_is_read_from_the_recorder(
    hass: HomeAssistant, set_up: SetUp, subscribe: Subscribe, simulator: Simulator
) -> None:
    """Of every metric, and without a request."""
    entry = await set_up()
    device_id = device_of(hass, entry, HALL)

    async def known(metric: str, **fields: Any) -> dict[str, Any]:
        card = await subscribe("week", device_id=device_id, metric=metric, **fields)
        event = await card.until(lambda event: max(event["weeks"]) == 8)
        await card.stop()
        return event

    people = await known("occupancy")
    await until(hass, lambda: is_imported(entry))
    before = len(simulator.requests)
    per_cent = await known("utilization")
    visitors = await known("visitors")
    for event in (people, per_cent, visitors):
        assert event["history"] == "ready"
        assert event["now"] == [4, 13]
        assert len(event["typical"]) == len(event["weeks"]) == 168
        assert event["typical"][4 * 24 + 12] > event["typical"][4 * 24 + 3]
        assert len(json.dumps(event, separators=(",", ":"))) <= 2048
    noon = 4 * 24 + 12
    assert per_cent["typical"][noon] == pytest.approx(
        people["typical"][noon] / 4, abs=2
    )
    assert all(isinstance(each, int) for each in visitors["typical"])
    compared = await known("utilization", compare="previous_weeks")
    comparison = compared["comparison"]
    assert comparison["recent"] == ["2026-02-20", "2026-03-19"]
    assert comparison["earlier"] == ["2026-01-23", "2026-02-19"]
    # The clocks went forward on a Sunday: its third hour has one week less.
    assert comparison["weeks"][6 * 24 + 2] == 3
    assert comparison["weeks"][noon] == 4
    assert None not in comparison["difference"]
    last_year = await known("visitors", compare="last_year")
    assert last_year["comparison"]["earlier"] == ["2025-02-21", "2025-03-20"]
    assert last_year["comparison"]["difference"] == [None] * 168
    assert len(simulator.requests) == before


@pytest.mark.usefixtures("recorder_mock")
async def test_what_cannot_be_read_is_read_again(
    hass: HomeAssistant,
    set_up: SetUp,
    subscribe: Subscribe,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A quarter of an hour later; until then, nothing is known."""
    entry = await set_up()
    await until(hass, lambda: is_imported(entry))
    original = LocationStatistics.async_hours
    read = AsyncMock(side_effect=OperationalError("select", (), Exception("locked")))
    monkeypatch.setattr(LocationStatistics, "async_hours", read)
    device_id = device_of(hass, entry, HALL)
    card = await subscribe("week", device_id=device_id, metric="visitors")
    event = await card.next()
    assert (event["history"], set(event["typical"])) == ("catching_up", {None})
    assert "Could not read the hours of a week" in caplog.text
    monkeypatch.setattr(LocationStatistics, "async_hours", original)
    freezer.tick(timedelta(minutes=16))
    async_fire_time_changed(hass)
    event = await card.until(lambda event: event["history"] == "ready")
    assert max(event["weeks"]) == 8


@pytest.mark.usefixtures("recorder_mock")
async def test_reading_ends_with_the_subscription(
    hass: HomeAssistant,
    set_up: SetUp,
    subscribe: Subscribe,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even if the recorder does not answer."""
    entry = await set_up()
    await until(hass, lambda: is_imported(entry))
    ended = asyncio.Event()

    async def read(*_: Any) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    monkeypatch.setattr(LocationStatistics, "async_hours", read)
    device_id = device_of(hass, entry, HALL)
    card = await subscribe("week", device_id=device_id, metric="visitors")
    await card.stop()
    await ended.wait()


def test_few_weeks_are_not_typical() -> None:
    """Their number is known all the same."""
    event = week_event(week=week_of(PEOPLE, weeks=2))
    assert event["typical"] == [None] * 168
    assert event["weeks"] == [2] * 168
    assert event["history"] == "too_short"
    assert week_event(week=week_of(PEOPLE, weeks=3))["typical"] == PEOPLE * 7


def test_closed_hours_are_blank() -> None:
    """Hours that are partly open are not closed."""
    opening = OpeningHours({1: [(time(9), time(17, 30))], 2: [(time(22), time.max)]})
    event = week_event(calendar=VenueCalendar(opening))
    open_hours = {*range(24 + 9, 24 + 18), 2 * 24 + 22, 2 * 24 + 23}
    assert set(event["closed"]) == set(range(168)) - open_hours
    known = {slot for slot, each in enumerate(event["typical"]) if each is not None}
    assert known == open_hours


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Australia/Lord_Howe"])
def test_the_hour_is_the_venues(zone: str) -> None:
    """Also where it does not begin with one of UTC."""
    now = datetime(2026, 11, 24, 18, 20, tzinfo=UTC).astimezone(ZoneInfo(zone))
    event = week_event(now=now, history=KnownHistory())
    assert (event["zone"], event["now"]) == (zone, [now.weekday(), now.hour])


def test_weeks_are_compared_in_pairs() -> None:
    """A week that is missing in one period counts in neither."""
    recent = hours_of(PERIODS.recent, 12)
    # The oldest week, which is not known of the recent period, is another one.
    earlier = hours_of(PERIODS.earlier, 10)
    earlier[:7] = [(start, 500) for start, _ in earlier[:7]]
    found = PERIODS.differences(recent[7:], earlier)
    assert {(each.mean, each.weeks) for each in found.values()} == {(2, 3)}
    assert PERIODS.differences(recent[14:], earlier) == {}


def test_a_difference_is_unknown_where_either_is() -> None:
    """And of an hour that exists twice, the mean counts."""
    recent = hours_of(PERIODS.recent, 12)
    twice = datetime(2026, 11, 1, 1, tzinfo=LOS_ANGELES)
    recent += [(twice, 12), (twice.replace(fold=1), 20)]
    earlier = hours_of(PERIODS.earlier, 10)
    for start in sorted({day.replace(hour=1) for day, _ in earlier}):
        earlier.append((start, 10))
        if start.date() - PERIODS.earlier[0] != timedelta(0):
            recent.append((start + timedelta(weeks=4), 12))
    differences = PERIODS.differences(recent, earlier)
    event = week_event(
        WeekQuery(Metric.OCCUPANCY, Compare.PREVIOUS_WEEKS),
        WeekHours(TypicalWeek(), Compared(PERIODS, differences)),
    )
    comparison = event["comparison"]
    assert comparison["kind"] == "previous_weeks"
    assert comparison["recent"] == ["2026-10-27", "2026-11-23"]
    assert comparison["earlier"] == ["2026-09-29", "2026-10-26"]
    known = comparison["difference"]
    assert [each for each in known if each is not None].count(2) == 13
    assert known[6 * 24 + 1] == 3
    assert comparison["weeks"][2 * 24 + 5] == 0


def is_imported(entry: MockConfigEntry) -> bool:
    """Return whether the whole history has been imported."""
    return bool(entry.runtime_data.history.progress.state is HistoryState.UP_TO_DATE)


def hours_of(days: tuple[date, date], people: float) -> Hours:
    """Return the noons of a period."""
    first, last = days
    return [
        (
            datetime.combine(first + timedelta(days=n), time(12), LOS_ANGELES),
            people,
        )
        for n in range((last - first).days + 1)
    ]


def week_event(
    query: WeekQuery | None = None, hours: WeekHours | None = None, **changes: Any
) -> dict[str, Any]:
    """Return the week of a reading room."""
    data = normal_day(**({"now": NOON} | changes))
    query = query or WeekQuery(Metric.OCCUPANCY)
    return build_week(NAMES, data, query, hours or WeekHours())
