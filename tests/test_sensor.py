"""Sensors and binary sensors: what they show, and when they show nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from simulator import Simulator, faults

from .builders import build_entry, entity_of, pass_time, state_of
from .conftest import SetUp

MINUTE = timedelta(seconds=61)
TREE_INTERVAL = timedelta(minutes=10, seconds=1)
VALUES = ("count", "percentage", "busy_level", "free_capacity", "occupied")
NEVER_MEASURED = {"earliest_count": None, "count": 0}
INACTIVE = {"is_active": False}
STALE = {"age": timedelta(hours=2)}


def shown(
    hass: HomeAssistant, entry: MockConfigEntry, location: int
) -> dict[str, str | None]:
    """Return the values of a location."""
    return {key: state_of(hass, entry, location, key) for key in VALUES}


@pytest.mark.parametrize("platform", [Platform.SENSOR, Platform.BINARY_SENSOR])
@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_entities_are_as_released(
    hass: HomeAssistant,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
    platform: Platform,
) -> None:
    """Every registry entry and every state of the example account."""
    freezer.move_to(datetime(2026, 3, 10, 15, 30, tzinfo=UTC))
    monkeypatch.setattr("custom_components.occuspace.PLATFORMS", [platform])
    entry = await set_up()
    await snapshot_platform(hass, er.async_get(hass), snapshot, entry.entry_id)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_an_inactive_location_has_no_values_and_says_that_it_is_inactive(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The API's zero is not taken for nobody."""
    simulator.account.locations[3].is_active = False
    entry = await set_up()
    assert set(shown(hass, entry, 3).values()) == {"unknown"}
    assert state_of(hass, entry, 3, "is_active") == "off"
    assert state_of(hass, entry, 4, "count") == "30"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_location_that_never_measured_has_no_values(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """A floor without a sensor does not look empty, even if it is called active."""
    simulator.account.locations[3].earliest_count = None
    simulator.account.locations[3].count = 0

    def activate(reply: dict[str, Any]) -> None:
        reply["data"]["childCounts"][0]["isActive"] = True

    simulator.misbehave(faults.Transform(activate), "/locations/2/now")
    entry = await set_up()
    assert set(shown(hass, entry, 3).values()) == {"unknown"}
    coordinator = entry.runtime_data.coordinator
    assert coordinator.data.statuses[3].no_value == "never_measured"


def parts_about(reply: dict[str, Any], location: int) -> list[dict[str, Any]]:
    """Return the parts of a live reply about a location."""
    parts = [reply["data"], *(reply["data"]["childCounts"] or ())]
    return [part for part in parts if part["id"] == location]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("missing", ["count", "percentage", "timestamp", "isActive"])
@pytest.mark.parametrize("value", [None, "a text", "missing"])
async def test_a_field_that_cannot_be_read_is_unknown_by_itself(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, missing: str, value: Any
) -> None:
    """No count is no zero, and utilization follows from count and capacity."""

    def blank(reply: dict[str, Any]) -> None:
        # What its own reply lacks may be in its parent's.
        for part in parts_about(reply, 2):
            part[missing] = value
            if value == "missing":
                del part[missing]

    simulator.misbehave(faults.Transform(blank), "/now")
    entry = await set_up()
    right = dict.fromkeys(("count", "free_capacity", "occupied"), "unknown")
    states = shown(hass, entry, 2)
    assert states | right == {
        "count": "unknown",
        "percentage": "20",
        "busy_level": "not_busy",
        "free_capacity": "unknown",
        "occupied": "unknown",
    }
    if missing != "count":
        assert states["count"] == "100"
        assert states["free_capacity"] == "400"
        assert states["occupied"] == "on"
    else:
        assert {states[key] for key in right} == {"unknown"}
    assert state_of(hass, entry, 2, "is_active") == "on"


@pytest.mark.parametrize(
    ("location_id", "edits", "reply", "status"),
    [
        (1, {}, {}, "reporting"),
        (1, INACTIVE, {}, "inactive"),
        (3, INACTIVE, {}, "inactive"),
        (1, STALE, {}, "stale"),
        (1, INACTIVE | STALE, {}, "inactive"),
        (3, NEVER_MEASURED, {}, "never_measured"),
        (3, NEVER_MEASURED | INACTIVE, {}, "never_measured"),
        (1, {}, {"count": None, "percentage": "a text"}, "not_reported"),
        (1, {}, {"isActive": None, "timestamp": "a text"}, "not_reported"),
        (1, {}, {"count": None}, "reporting"),
    ],
)
async def test_the_status_is_the_reason_why_values_are_unknown(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    location_id: int,
    edits: dict[str, Any],
    reply: dict[str, Any],
    status: str,
) -> None:
    """Of this location alone, while it lasts."""
    entry = await set_up()
    location = simulator.account.locations[location_id]
    before = {key: getattr(location, key) for key in edits}
    for key, value in edits.items():
        setattr(location, key, value)
    simulator.misbehave(
        faults.Transform(lambda body: body["data"].update(reply)), "/locations/1/now"
    )
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, location_id, "status") == status
    is_known = state_of(hass, entry, location_id, "percentage") != "unknown"
    assert is_known is (status == "reporting")
    for other in {1, 2, 3, 4} - {location_id}:
        assert state_of(hass, entry, other, "status") == "reporting"
    for key, value in before.items():
        setattr(location, key, value)
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, location_id, "status") == "reporting"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (faults.UNAUTHORIZED, "not_permitted"),
        (faults.INTERNAL_SERVER_ERROR, "unreachable"),
    ],
)
async def test_the_status_is_the_reason_why_a_location_is_unavailable(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    fault: faults.Fault,
    status: str,
) -> None:
    """It is available itself."""
    simulator.misbehave(fault, "/locations/1/now")
    entry = await set_up()
    assert state_of(hass, entry, 1, "status") == status
    assert state_of(hass, entry, 1, "count") == "unavailable"
    assert state_of(hass, entry, 2, "status") == "reporting"
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 1, "status") == "reporting"


@pytest.mark.parametrize("fault", [faults.SERVICE_UNAVAILABLE, faults.UNAUTHORIZED])
async def test_the_status_of_all_is_written_once_when_updates_fail(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    fault: faults.Fault,
) -> None:
    """However long that lasts, and whatever the location's own reason was."""
    simulator.account.locations[3].is_active = False
    entry = await set_up()
    assert state_of(hass, entry, 3, "status") == "inactive"
    simulator.misbehave(fault)
    changed = async_capture_events(hass, "state_changed")
    for _ in range(3):
        await pass_time(hass, freezer, MINUTE * 10)
    statuses = [entity_of(hass, entry, id_, "status") for id_ in (1, 2, 3, 4)]
    written = [
        (event.data["entity_id"], event.data["new_state"].state)
        for event in changed
        if event.data["entity_id"] in statuses
    ]
    assert sorted(written) == sorted((each, "unreachable") for each in statuses)
    simulator.behave()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, entry, 3, "status") == "inactive"
    assert state_of(hass, entry, 1, "status") == "reporting"


async def test_the_status_is_unreachable_when_a_location_is_no_longer_listed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Until it is removed with its device."""
    entry = await set_up()
    simulator.account.remove(3)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "count") == "unavailable"
    assert state_of(hass, entry, 3, "status") == "unreachable"
    assert state_of(hass, entry, 4, "status") == "reporting"
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "status") is None


async def test_the_status_is_unavailable_once_the_account_is_unloaded(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Nothing keeps it true then."""
    entry = await set_up()
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert state_of(hass, entry, 1, "status") == "unavailable"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_without_is_active_and_time_stamp_nothing_says_that_values_are_valid(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Either of the two would."""

    def blank(reply: dict[str, Any]) -> None:
        for part in parts_about(reply, 2):
            del part["isActive"]
            part.pop("timestamp", None)

    simulator.misbehave(faults.Transform(blank), "/now")
    entry = await set_up()
    assert set(shown(hass, entry, 2).values()) == {"unknown"}
    assert state_of(hass, entry, 2, "is_active") == "unknown"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_values_turn_stale_on_time_without_a_request(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The last measurement stays known, and a fresh one brings the values back."""
    freezer.move_to(datetime(2026, 3, 10, 15, 30, tzinfo=UTC))
    simulator.account.locations[2].age = timedelta(minutes=50)
    entry = await set_up(
        entry=build_entry(simulator, options={"update_interval": 3600})
    )
    asked = len(simulator.requests)
    assert state_of(hass, entry, 3, "count") == "70"
    await pass_time(hass, freezer, timedelta(minutes=10, seconds=2))
    assert len(simulator.requests) == asked
    assert set(shown(hass, entry, 3).values()) == {"unknown"}
    assert state_of(hass, entry, 3, "is_active") == "on"
    assert state_of(hass, entry, 3, "status") == "stale"
    # A child's moment is its parent's.
    assert state_of(hass, entry, 3, "last_measured") == "2026-03-10T14:40:00+00:00"
    assert state_of(hass, entry, 3, "capacity") == "400"
    assert state_of(hass, entry, 1, "count") == "100"
    simulator.account.locations[2].age = timedelta()
    await pass_time(hass, freezer, timedelta(hours=1))
    assert state_of(hass, entry, 3, "count") == "70"


async def test_a_maximum_age_of_zero_never_makes_stale(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """However old the measurement."""
    simulator.account.locations[2].age = timedelta(days=900)
    entry = await set_up(entry=build_entry(simulator, options={"maximum_age": 0}))
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_location_without_an_answer_is_unavailable(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """And only that one."""
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR, "/locations/1/now")
    entry = await set_up()
    assert set(shown(hass, entry, 1).values()) == {"unavailable"}
    assert state_of(hass, entry, 1, "is_active") == "unavailable"
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("capacity", [0, None])
async def test_without_a_capacity_nothing_is_divided(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, capacity: int | None
) -> None:
    """The API's percentage, which can only be a guess then, is not shown."""

    def edit(reply: dict[str, Any]) -> None:
        reply["data"][3]["capacity"] = capacity

    simulator.misbehave(faults.Transform(edit), "/locations")
    entry = await set_up()
    assert shown(hass, entry, 4) == {
        "count": "30",
        "percentage": "unknown",
        "busy_level": "unknown",
        "free_capacity": "unknown",
        "occupied": "on",
    }


@pytest.mark.parametrize(
    ("fraction", "utilization", "busy_level"),
    [
        (0, "0", "not_busy"),
        (0.45, "45", "not_busy"),
        (0.451, "45.1", "busy"),
        (0.8, "80", "busy"),
        (0.81, "81", "very_busy"),
        (1.37, "137", "very_busy"),
    ],
)
async def test_utilization_decides_how_busy_it_is(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    fraction: float,
    utilization: str,
    busy_level: str,
) -> None:
    """More than the capacity is told as it is."""

    def edit(reply: dict[str, Any]) -> None:
        reply["data"]["percentage"] = fraction

    simulator.misbehave(faults.Transform(edit), "/locations/2/now")
    entry = await set_up()
    assert state_of(hass, entry, 2, "percentage") == utilization
    assert state_of(hass, entry, 2, "busy_level") == busy_level


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_nobody_is_not_occupied_and_too_many_leave_no_free_capacity(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Zero is a value where it is measured, and free capacity stops there."""
    simulator.account.locations[3].count = 0
    simulator.account.locations[4].count = 130
    entry = await set_up()
    assert shown(hass, entry, 3) == {
        "count": "0",
        "percentage": "0",
        "busy_level": "not_busy",
        "free_capacity": "400",
        "occupied": "off",
    }
    assert state_of(hass, entry, 4, "free_capacity") == "0"


async def test_an_entity_writes_only_when_its_own_value_changed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A refresh that brings nothing new writes nothing at all."""
    entry = await set_up()
    reported: list[str] = []

    @callback
    def report(event: Event[Any]) -> None:
        reported.append(event.data["entity_id"])

    @callback
    def every(_data: Any) -> bool:
        return True

    hass.bus.async_listen("state_reported", report, every)
    changed = async_capture_events(hass, "state_changed")
    await pass_time(hass, freezer, MINUTE)
    assert not reported
    assert not changed
    simulator.account.locations[4].count = 31
    await pass_time(hass, freezer, MINUTE)
    await hass.async_block_till_done()
    assert not reported
    assert {event.data["entity_id"] for event in changed} == {
        entity_of(hass, entry, location, key)
        for location, key in (
            (1, "count"),
            (2, "count"),
            (4, "count"),
            (4, "percentage"),
        )
    }


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_the_time_of_the_measurement_is_not_written_with_every_refresh(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """But with another value of the location, and every five minutes."""
    freezer.move_to(datetime(2026, 3, 10, 15, 30, tzinfo=UTC))
    entry = await set_up()
    began = dt_util.utcnow()

    def age() -> timedelta:
        shown = dt_util.parse_datetime(
            str(state_of(hass, entry, 4, "last_measured")), raise_on_error=True
        )
        return shown - began

    # The first refresh after the set-up updates everything.
    await pass_time(hass, freezer, MINUTE)
    first = age()
    for _ in range(3):
        await pass_time(hass, freezer, MINUTE)
        assert age() == first
    await pass_time(hass, freezer, MINUTE)
    assert age() - first >= timedelta(minutes=3)
    second = age()
    await pass_time(hass, freezer, MINUTE)
    assert age() == second
    simulator.account.locations[4].count = 31
    await pass_time(hass, freezer, MINUTE)
    assert age() > second
