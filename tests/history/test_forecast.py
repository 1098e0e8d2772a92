"""What is expected of today: forecasts, time stamps and doubtful counts."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from simulator import Account, Simulator
from tests.builders import (
    build_entry,
    build_settings,
    device_of,
    entity_of,
    state_of,
)
from tests.conftest import SetUp
from tests.office import HALL, office, office_entry
from tests.settings.conftest import HOURS, set_up_schedule

from .conftest import NOW, has_weeks, until
from .test_sensors import call

OPENED: Final = date(2026, 2, 19)


@pytest.fixture
def account() -> Account:
    """Return an office that has counted for 29 days."""
    return office(OPENED)


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry of the office alone."""
    return office_entry(simulator)


async def learned(hass: HomeAssistant, set_up: SetUp) -> MockConfigEntry:
    """Return the entry once its typical week and today's hours are known."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    await until(hass, lambda: has_weeks(entry, HALL, 4))
    await until(
        hass,
        lambda: (
            state_of(hass, entry, HALL, "peak_occupancy_today")
            not in {"unknown", "unavailable"}
        ),
    )
    return entry


def shown(hass: HomeAssistant, entry: MockConfigEntry, key: str) -> str:
    """Return a state of the office."""
    state = state_of(hass, entry, HALL, key)
    assert state is not None
    return state


async def an_hour_later(
    hass: HomeAssistant, entry: MockConfigEntry, clock: FrozenDateTimeFactory
) -> None:
    """Let an hour pass, and its figures be read."""
    requests = entry.runtime_data.history.requests
    clock.tick(timedelta(hours=1))
    async_fire_time_changed(hass)
    await until(hass, lambda: entry.runtime_data.history.requests > requests)
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_a_crowd_now_is_expected_to_stay_for_a_while(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """In one hour more than usual, tomorrow hardly."""
    entry = await learned(hass, set_up)
    device_id = device_of(hass, entry, HALL)
    usual = await call(hass, "get_forecast", device_id=device_id)
    expected = float(shown(hass, entry, "expected_in_one_hour"))
    zone = entry.runtime_data.time_zone
    starts = [datetime.fromisoformat(hour["start"]) for hour in usual["hours"]]
    # From this hour on, to the end of tomorrow.
    assert starts[0] == NOW.astimezone(zone).replace(minute=0)
    assert len(starts) == 11 + 24
    assert all(b - a == timedelta(hours=1) for a, b in pairwise(starts))
    for hour in usual["hours"]:
        assert 0 <= hour["low"] <= hour["expected_occupancy"] <= hour["high"]
        utilization = 100 * hour["expected_occupancy"] / 400
        assert hour["expected_utilization"] == pytest.approx(utilization, abs=0.01)
    simulator.account.locations[HALL].count = 399
    await entry.runtime_data.coordinator.async_refresh()
    assert float(shown(hass, entry, "expected_in_one_hour")) > 1.2 * expected
    crowd = await call(hass, "get_forecast", device_id=device_id)
    more = [
        hour["expected_occupancy"] / before["expected_occupancy"]
        for hour, before in zip(crowd["hours"], usual["hours"], strict=True)
        if before["expected_occupancy"] > 10
    ]
    assert more[0] > more[1] > more[2] > more[-1] >= 1
    assert more[-1] < 1.05


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_the_best_time_knows_that_today_is_busier(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """It expects more people at the same time."""
    entry = await learned(hass, set_up)
    data = {
        "device_id": device_of(hass, entry, HALL),
        "latest_end": NOW + timedelta(hours=3),
        "duration": {"hours": 1},
    }
    usual = await call(hass, "find_best_time", **data)
    simulator.account.locations[HALL].count = 399
    await entry.runtime_data.coordinator.async_refresh()
    busy = await call(hass, "find_best_time", **data)
    assert (
        busy["best"]["expected_occupancy"] > 1.1 * usual["best"]["expected_occupancy"]
    )


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_todays_course_moves_to_the_next_day_at_midnight(
    hass: HomeAssistant, at_noon: FrozenDateTimeFactory, set_up: SetUp
) -> None:
    """The first, the most and the last people of a typical day, in this order."""
    entry = await learned(hass, set_up)
    zone = entry.runtime_data.time_zone
    week = entry.runtime_data.history.weeks[HALL]
    keys = ("usual_first_people_today", "usual_peak_today", "usual_last_people_today")

    def course() -> list[datetime]:
        return [datetime.fromisoformat(shown(hass, entry, key)) for key in keys]

    friday = course()
    assert friday == sorted(friday)
    assert {moment.astimezone(zone).date() for moment in friday} == {date(2026, 3, 20)}
    first, end = week.hours_in_use(4)
    assert [moment.astimezone(zone).hour for moment in friday] == [
        first,
        week.peak_hour(4),
        end,
    ]
    # To the minute after the venue's midnight.
    at_noon.move_to(datetime(2026, 3, 21, 7, 0, 30, tzinfo=UTC))
    async_fire_time_changed(hass)
    await until(hass, lambda: state_of(hass, entry, HALL, keys[0]) != str(friday[0]))
    for key in keys:
        state = shown(hass, entry, key)
        assert state != "unavailable"
        if state != "unknown":
            moment = datetime.fromisoformat(state).astimezone(zone)
            assert moment.date() == date(2026, 3, 21)


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_an_automation_runs_an_hour_before_the_first_people(
    hass: HomeAssistant, at_noon: FrozenDateTimeFactory, set_up: SetUp
) -> None:
    """By Home Assistant's own time trigger with an offset."""
    at_noon.move_to(datetime(2026, 3, 20, 10, tzinfo=UTC))
    entry = await learned(hass, set_up)
    entity_id = entity_of(hass, entry, HALL, "usual_first_people_today")
    first = datetime.fromisoformat(shown(hass, entry, "usual_first_people_today"))
    assert first > at_noon().replace(tzinfo=UTC) + timedelta(hours=1)
    runs: list[Any] = []
    hass.bus.async_listen("heat", runs.append)
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "triggers": {
                    "trigger": "time",
                    "at": {"entity_id": entity_id, "offset": "-01:00:00"},
                },
                "actions": {"event": "heat"},
            }
        },
    )
    for moment, count in (
        (first - timedelta(minutes=61), 0),
        (first - timedelta(minutes=60), 1),
        (first, 1),
    ):
        at_noon.move_to(moment)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
        assert len(runs) == count


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_a_dead_sensor_is_doubtful_after_two_hours_and_an_empty_night_is_not(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
) -> None:
    """It dies at half past ten. Its zeros are no reason to expect fewer people."""
    at_noon.move_to(datetime(2026, 3, 20, 10, 30, tzinfo=UTC))
    entry = await learned(hass, set_up)
    assert state_of(hass, entry, HALL, "count") == "0"
    assert state_of(hass, entry, HALL, "doubtful") == "off"
    simulator.account.locations[HALL].dead_since = datetime(
        2026, 3, 20, 17, 30, tzinfo=UTC
    )
    found = []
    for _ in range(12):
        await an_hour_later(hass, entry, at_noon)
        hour = at_noon().replace(tzinfo=UTC).astimezone(entry.runtime_data.time_zone)
        await until(
            hass,
            lambda: (
                state_of(hass, entry, HALL, "doubtful")
                not in {"unknown", "unavailable"}
            ),
        )
        found.append((hour.hour, state_of(hass, entry, HALL, "doubtful")))
        if found[-1] == (14, "on"):
            in_one_hour = hour + timedelta(hours=1)
            usual = entry.runtime_data.history.weeks[HALL].usual(in_one_hour)
            expected = float(shown(hass, entry, "expected_in_one_hour"))
            assert expected == pytest.approx(usual.typical, rel=0.15)
    assert [hour for hour, state in found if state == "on"] == [13, 14, 15]
    simulator.account.locations[HALL].dead_since = None
    await an_hour_later(hass, entry, at_noon)
    assert state_of(hass, entry, HALL, "doubtful") == "off"


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_nothing_is_expected_outside_opening_hours(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
) -> None:
    """Nor is a count doubtful there, nor anything typical on an exceptional day."""
    await set_up_schedule(hass, friday=[{"from": "09:00:00", "to": "15:00:00"}])
    entry = await set_up(
        entry=build_entry(
            simulator,
            options={"locations": [str(HALL)]},
            subentries_data=[build_settings(HALL, opening_hours=HOURS)],
        )
    )
    await until(
        hass, lambda: state_of(hass, entry, HALL, "usual_occupancy") != "unknown"
    )
    assert float(shown(hass, entry, "expected_in_one_hour")) > 0
    device_id = device_of(hass, entry, HALL)
    answer = await call(hass, "get_forecast", device_id=device_id)
    # Friday, half past one; Saturday is closed.
    assert [hour["start"][11:13] for hour in answer["hours"]] == ["13", "14"]
    zone = entry.runtime_data.time_zone
    last = datetime.fromisoformat(shown(hass, entry, "usual_last_people_today"))
    assert last.astimezone(zone).hour == 15
    at_noon.tick(timedelta(minutes=45))
    await entry.runtime_data.coordinator.async_refresh()
    assert shown(hass, entry, "expected_in_one_hour") == "unknown"
    at_noon.tick(timedelta(hours=3))
    simulator.account.locations[HALL].count = 0
    await entry.runtime_data.coordinator.async_refresh()
    assert shown(hass, entry, "open") == "off"
    assert shown(hass, entry, "doubtful") == "off"
    component: Any = hass.data["entity_components"]["schedule"]
    await component.async_remove_entity(HOURS)
