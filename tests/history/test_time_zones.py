"""Two buildings of one account, each in its own time zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from simulator import Account, Location, Simulator, generated_account
from simulator.account import Snapshot
from tests.builders import build_entry, device_of, entity_of, state_of
from tests.conftest import SetUp

from .conftest import ReadRows, Rows, has_weeks, until, until_fetched

pytestmark = pytest.mark.usefixtures("entity_registry_enabled_by_default")

KEY: Final = "occuspace.entry_1.history"
HOME: Final = "America/Los_Angeles"
AWAY: Final = "Europe/Berlin"
ROOT, HOME_BUILDING, HOME_FLOOR, AWAY_BUILDING, AWAY_FLOOR = range(1, 6)
AT_HOME: Final = (ROOT, HOME_BUILDING, HOME_FLOOR)
IS_AWAY: Final = (AWAY_BUILDING, AWAY_FLOOR)

OPENED: Final = date(2026, 3, 5)
"""Before the clocks go forward in either zone: on 8 and on 29 March."""
NOW: Final = datetime(2026, 4, 2, 20, 30, tzinfo=UTC)
"""Half past one in the afternoon, and half past ten in the evening."""
TODAY: Final = date(2026, 4, 2)
DETAIL_DAYS: Final = 6
TYPES: Final = ("state", "sum", "mean", "max")


@pytest.fixture
def account() -> Account:
    """Return a campus with a building of one floor here, and one far away."""
    account = generated_account(3, HOME, opened=OPENED)
    account.add(
        Location(
            AWAY_BUILDING,
            "Building 002",
            ROOT,
            earliest_count=OPENED,
            zone=ZoneInfo(AWAY),
        )
    )
    account.add(
        Location(
            AWAY_FLOOR, "01_Floor", AWAY_BUILDING, capacity=60, earliest_count=OPENED
        )
    )
    return account


def setting(location_id: int, **settings: str) -> ConfigSubentryData:
    """Return a subentry with the settings of a location."""
    return ConfigSubentryData(
        data=settings,
        subentry_type="location",
        title=f"Location {location_id}",
        unique_id=str(location_id),
    )


def build(simulator: Simulator, *settings: ConfigSubentryData) -> MockConfigEntry:
    """Return an entry with settings of single locations."""
    return build_entry(
        simulator, options={"detail_days": DETAIL_DAYS}, subentries_data=settings
    )


@pytest.fixture
def clock(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Stop the clock."""
    freezer.move_to(NOW)
    return freezer


@pytest.fixture
def entry(simulator: Simulator, clock: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with a time zone for the building that is far away."""
    return build(simulator, setting(AWAY_BUILDING, time_zone=AWAY))


def truth(simulator: Simulator, location: int) -> list[Any]:
    """Return the days of a location that are over."""
    account = simulator.account
    days = Snapshot(account, NOW).days(account.locations[location], OPENED, TODAY)
    return [day for day in days if day.date < TODAY]


def past_of(rows: Rows, *locations: int) -> Rows:
    """Return the rows of some locations until the last midnight of either zone."""
    end = datetime(2026, 4, 1, 22, tzinfo=UTC).timestamp()
    return {
        id_: [row for row in each if row["start"] < end]
        for id_, each in rows.items()
        if int(id_.split("_")[1]) in locations
    }


def asked(simulator: Simulator, *locations: int) -> list[str]:
    """Return the first days of the history requests for some locations."""
    return [
        each.query["start"]
        for each in simulator.requests
        if any(f"/{id_}/" in each.path for id_ in locations) and "start" in each.query
    ]


async def change(
    hass: HomeAssistant, entry: MockConfigEntry, time_zone: str | None
) -> None:
    """Change the time zone of the building that is far away, and reload."""
    (subentry,) = entry.subentries.values()
    data = {"location_id": AWAY_BUILDING}
    hass.config_entries.async_update_subentry(
        entry, subentry, data=data | ({"time_zone": time_zone} if time_zone else {})
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)


def assert_placed(rows: Rows, days: list[Any], location: int) -> None:
    """Check that every row of a location is where its own clock says."""
    hours = [hour for day in days for hour in day.hours]
    visitors = rows[f"occuspace:1_{location}_visitors"][: len(hours)]
    assert [(row["start"], row["state"]) for row in visitors] == [
        (hour.start.timestamp(), hour.visitors) for hour in hours
    ]
    coarse = [(day.start, day.peak) for day in days[:-DETAIL_DAYS]]
    detailed = [
        (hour.start, hour.peak) for day in days[-DETAIL_DAYS:] for hour in day.hours
    ]
    expected = [(start.timestamp(), peak) for start, peak in coarse + detailed]
    occupancy = rows[f"occuspace:1_{location}_occupancy"][: len(expected)]
    assert [(row["start"], row["max"]) for row in occupancy] == expected
    dwell = rows[f"occuspace:1_{location}_dwell_time"]
    assert [row["start"] for row in dwell] == [day.start.timestamp() for day in days]


async def test_every_row_is_placed_by_the_clock_of_its_location(
    hass: HomeAssistant, simulator: Simulator, read_rows: ReadRows, set_up: SetUp
) -> None:
    """Also on the days on which the clocks of either zone go forward."""
    entry = await set_up()
    await until_fetched(hass, entry)
    rows = await read_rows(types=TYPES)
    for location in simulator.account.locations:
        days = truth(simulator, location)
        short = [day.date for day in days if len(day.hours) == 23]
        assert short == [date(2026, 3, 29 if location in IS_AWAY else 8)]
        assert_placed(rows, days, location)


async def test_figures_of_the_day_end_at_the_midnight_of_each_location(
    hass: HomeAssistant,
    simulator: Simulator,
    clock: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """New ones are requested only for the locations whose day has ended."""
    entry = await set_up()
    await until_fetched(hass, entry)

    def shown(key: str, location: int) -> str | None:
        return state_of(hass, entry, location, key)

    def reset(location: int) -> str:
        state = hass.states.get(
            entity_of(hass, entry, location, "visitors_today") or ""
        )
        assert state is not None
        return str(state.attributes["last_reset"])

    def pass_time(moment: datetime) -> None:
        simulator.requests.clear()
        clock.move_to(moment)
        async_fire_time_changed(hass)

    assert {reset(id_) for id_ in AT_HOME} == {"2026-04-02T00:00:00-07:00"}
    assert {reset(id_) for id_ in IS_AWAY} == {"2026-04-02T00:00:00+02:00"}
    before = {id_: shown("visitors_today", id_) for id_ in AT_HOME}
    pass_time(datetime(2026, 4, 2, 21, 30, tzinfo=UTC))
    await until(hass, lambda: len(asked(simulator, *AT_HOME, *IS_AWAY)) == 10)
    await until(
        hass,
        lambda: all(shown("visitors_today", id_) != before[id_] for id_ in AT_HOME),
    )
    counted = {id_: shown("visitors_today", id_) for id_ in (*AT_HOME, *IS_AWAY)}
    assert not {*counted.values()} & {"0", "unknown", "unavailable"}

    pass_time(datetime(2026, 4, 2, 22, 0, 1, tzinfo=UTC))
    await until(
        hass,
        lambda: all(
            shown("visitors_today", id_) == "0"
            and shown("visitors_yesterday", id_) not in {"unknown", None}
            for id_ in IS_AWAY
        ),
    )
    assert {reset(id_) for id_ in IS_AWAY} == {"2026-04-03T00:00:00+02:00"}
    assert {id_: shown("visitors_today", id_) for id_ in AT_HOME} == {
        id_: counted[id_] for id_ in AT_HOME
    }
    assert {reset(id_) for id_ in AT_HOME} == {"2026-04-02T00:00:00-07:00"}
    assert asked(simulator, *AT_HOME) == []

    pass_time(datetime(2026, 4, 3, 6, 45, tzinfo=UTC))
    await until(hass, lambda: len(asked(simulator, *AT_HOME, *IS_AWAY)) == 10)
    nothing = {"0", "unknown", "unavailable"}
    await until(
        hass,
        lambda: not nothing & {shown("visitors_today", id_) for id_ in IS_AWAY},
    )
    pass_time(datetime(2026, 4, 3, 7, 0, 1, tzinfo=UTC))
    await until(
        hass, lambda: all(shown("visitors_today", id_) == "0" for id_ in AT_HOME)
    )
    assert {reset(id_) for id_ in AT_HOME} == {"2026-04-03T00:00:00-07:00"}
    assert {reset(id_) for id_ in IS_AWAY} == {"2026-04-03T00:00:00+02:00"}
    assert asked(simulator, *IS_AWAY) == []


async def test_yesterday_is_that_of_each_location(
    hass: HomeAssistant, simulator: Simulator, read_rows: ReadRows, set_up: SetUp
) -> None:
    """The total of its own day."""
    entry = await set_up()
    await until_fetched(hass, entry)
    for location in simulator.account.locations:
        yesterday = truth(simulator, location)[-1]
        assert state_of(hass, entry, location, "visitors_yesterday") == str(
            yesterday.visitors
        )


async def test_a_changed_zone_re_places_the_rows_of_its_building_only(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The others stay untouched, and nothing of them is requested again."""
    entry = await set_up(entry=build(simulator, setting(AWAY_BUILDING)))
    await until_fetched(hass, entry)
    before = await read_rows(types=TYPES)
    with pytest.raises(AssertionError):
        assert_placed(before, truth(simulator, AWAY_FLOOR), AWAY_FLOOR)
    simulator.requests.clear()
    await change(hass, entry, AWAY)
    after = await read_rows(types=TYPES)
    for location in IS_AWAY:
        assert_placed(after, truth(simulator, location), location)
    assert past_of(after, *AT_HOME) == past_of(before, *AT_HOME)
    assert {*asked(simulator, *AT_HOME)} <= {TODAY.isoformat()}
    assert OPENED.isoformat() in asked(simulator, AWAY_FLOOR)

    await change(hass, entry, None)
    again = await read_rows(types=TYPES)
    assert past_of(again, *AT_HOME, *IS_AWAY) == past_of(before, *AT_HOME, *IS_AWAY)
    await hass.config_entries.async_unload(entry.entry_id)
    assert hass_storage[KEY]["data"]["zones"] == {}


async def test_a_restart_keeps_every_row_and_requests_nothing_again(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The stored record says in which zone the rows of each location are."""
    entry = await set_up()
    await until_fetched(hass, entry)
    before = await read_rows(types=TYPES)
    await hass.config_entries.async_unload(entry.entry_id)
    stored = hass_storage[KEY]["data"]
    assert stored["zone"] == HOME
    assert stored["zones"] == {str(id_): AWAY for id_ in IS_AWAY}
    simulator.requests.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await until_fetched(hass, entry)
    assert {*asked(simulator, *AT_HOME, *IS_AWAY)} <= {TODAY.isoformat()}
    assert past_of(await read_rows(types=TYPES), *AT_HOME, *IS_AWAY) == past_of(
        before, *AT_HOME, *IS_AWAY
    )


async def test_a_location_that_moves_to_another_zone_is_re_placed(
    hass: HomeAssistant,
    simulator: Simulator,
    clock: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """As soon as the location list says so; the account is reloaded."""
    account = simulator.account
    account.add(
        Location(6, "Pavilion", HOME_BUILDING, capacity=40, earliest_count=OPENED)
    )
    entry = await set_up()
    await until_fetched(hass, entry)
    assert_placed(await read_rows(types=TYPES), truth(simulator, 6), 6)
    data = entry.runtime_data
    account.locations[6].parent_id = AWAY_BUILDING
    clock.tick(timedelta(hours=1, minutes=5))
    async_fire_time_changed(hass)
    await until(hass, lambda: getattr(entry, "runtime_data", data) is not data)
    await until_fetched(hass, entry)
    await until(hass, lambda: state_of(hass, entry, 6, "visitors_today") is not None)
    assert_placed(await read_rows(types=TYPES), truth(simulator, 6), 6)


async def test_the_typical_week_has_the_hours_of_each_clock(
    hass: HomeAssistant,
    simulator: Simulator,
    clock: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """And the best time, which is asked for by the clock, too."""
    entry = build_entry(
        simulator,
        options={"detail_days": 30, "locations": [str(AWAY_BUILDING)]},
        subentries_data=[setting(AWAY_BUILDING, time_zone=AWAY)],
    )
    await set_up(entry=entry)
    await until(hass, lambda: state_of(hass, entry, ROOT, "history") == "up_to_date")
    await until(hass, lambda: has_weeks(entry, AWAY_FLOOR, 4))
    mondays = [
        int(hour.average + 0.5)
        for day in truth(simulator, AWAY_FLOOR)
        if day.date.weekday() == 0
        for hour in day.hours
        if hour.clock_hour == 11
    ]
    usual = entry.runtime_data.history.weeks[AWAY_FLOOR].hours[0, 11]
    assert len(mondays) == usual.weeks == 4
    assert min(mondays) <= usual.typical <= max(mondays)
    answer = await hass.services.async_call(
        "occuspace",
        "find_best_time",
        {
            "device_id": device_of(hass, entry, AWAY_FLOOR),
            "earliest_start": "2026-04-03 10:00:00",
            "latest_end": "2026-04-03 11:00:00",
            "duration": {"hours": 1},
        },
        blocking=True,
        return_response=True,
    )
    best: Any = (answer or {})["best"]
    assert best["start"] == "2026-04-03T10:00:00+02:00"


def first_days(answer: Any) -> dict[int, tuple[str, str]]:
    """Return the first and the last day of each location of an answer."""
    return {
        each["location_id"]: (
            each["daily_visitors"][0]["date"],
            each["daily_visitors"][-1]["date"],
        )
        for each in answer["locations"]
    }


async def test_actions_count_days_by_the_clock_of_each_location(
    hass: HomeAssistant,
    clock: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The default range, and the day that is not over."""
    clock.move_to(datetime(2026, 4, 2, 22, 30, tzinfo=UTC))
    entry = await set_up()
    await until_fetched(hass, entry)
    devices = [device_of(hass, entry, id_) for id_ in (HOME_FLOOR, AWAY_FLOOR)]

    async def call(action: str, **data: str) -> Any:
        return await hass.services.async_call(
            "occuspace",
            action,
            {"device_id": devices, **data},
            blocking=True,
            return_response=True,
        )

    assert first_days(await call("get_daily_visitors")) == {
        HOME_FLOOR: ("2026-03-26", "2026-04-01"),
        AWAY_FLOOR: ("2026-03-27", "2026-04-02"),
    }
    today = await call(
        "get_hourly_visitors", start_date="2026-04-02", end_date="2026-04-02"
    )
    home, away = today["locations"]
    assert home["incomplete_day"] == "2026-04-02"
    assert "incomplete_day" not in away
    assert home["hourly_visitors"][0]["start"] == "2026-04-02T00:00:00-07:00"
    assert away["hourly_visitors"][0]["start"] == "2026-04-02T00:00:00+02:00"


async def test_a_nonexistent_time_zone_is_ignored_with_a_warning(
    hass: HomeAssistant,
    simulator: Simulator,
    clock: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The location then has that of the account."""
    entry = await set_up(
        entry=build(simulator, setting(AWAY_BUILDING, time_zone="Europe/Atlantis"))
    )
    assert entry.runtime_data.zone_of(AWAY_FLOOR) == ZoneInfo(HOME)
    assert "'Europe/Atlantis'" in caplog.text
