"""The device registry follows the account."""

from datetime import timedelta
from functools import partial
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.data import signal_devices
from simulator import (
    Account,
    Location,
    Simulator,
    campus_account,
    example_account,
    faults,
)

from .builders import build_entry, device_of, entity_of, pass_time, state_of
from .conftest import SetUp
from .test_sensor import MINUTE

TREE_INTERVAL = timedelta(minutes=10, seconds=1)


def get_device(
    hass: HomeAssistant, entry: MockConfigEntry, location: int
) -> dr.DeviceEntry:
    """Return a location's device."""
    device_id = device_of(hass, entry, location)
    assert device_id
    device = dr.async_get(hass).async_get(device_id)
    assert isinstance(device, dr.DeviceEntry)
    return device


async def test_a_device_per_location_linked_to_its_parents(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """With the id of the location where a person can read it."""
    entry = await set_up()
    above = {id_: get_device(hass, entry, id_).via_device_id for id_ in (1, 2, 3, 4)}
    assert above == {
        1: None,
        2: device_of(hass, entry, 1),
        3: device_of(hass, entry, 2),
        4: device_of(hass, entry, 2),
    }
    device = get_device(hass, entry, 3)
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.name == "Office 1st Floor"
    assert (device.manufacturer, device.model, device.model_id) == (
        "Occuspace",
        "Location",
        "3",
    )


async def test_names_tell_two_locations_apart(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The parent's name stands in front where two locations share one."""
    simulator.account = campus_account()
    entry = await set_up(entry=build_entry(simulator))
    names = {
        id_: get_device(hass, entry, id_).name for id_ in simulator.account.locations
    }
    assert len(set(names.values())) == len(names)
    assert names[1511] == "Main Library 01_Main Floor"
    assert names[1531] == "Student Center 01_Main Floor"
    assert names[1519] == "Main Library 04_Archive"
    assert names[1512] == "Reading Room"


async def test_a_new_location_appears_by_itself(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """With its device and its entities, even where no reply names it."""
    entry = await set_up()
    simulator.account.add(Location(5, "Annex", None, capacity=20, count=4))
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert get_device(hass, entry, 5).name == "Annex"
    assert state_of(hass, entry, 5, "count") == "4"
    # The lowest root is still the account: nothing else has changed.
    assert entry.unique_id == "1"


async def test_a_new_location_beneath_a_chosen_one_appears_and_no_other(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Choosing one includes all beneath."""
    entry = await set_up(entry=build_entry(simulator, options={"locations": ["2"]}))
    simulator.account.add(Location(5, "Office 3rd Floor", 2, capacity=9, count=1))
    simulator.account.add(Location(6, "Warehouse", 1, capacity=9, count=1))
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 5, "count") == "1"
    assert device_of(hass, entry, 6) is None


async def test_a_vanished_location_goes_with_the_second_list(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Until then it is unavailable."""
    entry = await set_up()
    simulator.account.remove(3)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "count") == "unavailable"
    for _ in range(9):
        await pass_time(hass, freezer, MINUTE)
        assert device_of(hass, entry, 3)
    await pass_time(hass, freezer, MINUTE)
    assert device_of(hass, entry, 3) is None
    assert entity_of(hass, entry, 3, "count") is None
    assert state_of(hass, entry, 4, "count") == "30"


async def test_a_reload_between_two_lists_does_not_postpone_the_removal(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nor that of what a location without children has no longer."""
    entry = await set_up()
    simulator.account.remove(3)
    simulator.account.remove(4)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert device_of(hass, entry, 3)
    assert entity_of(hass, entry, 2, "quietest_space")
    freezer.tick(TREE_INTERVAL)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert device_of(hass, entry, 3) is None
    assert entity_of(hass, entry, 2, "quietest_space") is None


async def test_the_log_names_the_locations_that_are_removed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Once, and no more than twenty of them."""
    caplog.set_level("INFO", logger="custom_components.occuspace")
    for id_ in range(10, 33):
        simulator.account.add(Location(id_, f"Desk {id_}", 1, capacity=2, count=1))
    await set_up()
    for id_ in range(10, 33):
        simulator.account.remove(id_)
    for _ in range(4):
        await pass_time(hass, freezer, TREE_INTERVAL)
    (line,) = [text for text in caplog.messages if "no longer lists" in text]
    assert all(f"Desk {id_}" in line for id_ in range(10, 30))
    assert "Desk 30" not in line
    assert line.endswith("and 3 more")


async def test_a_location_missing_from_one_list_only_stays(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """With everything a person gave its entities."""
    entry = await set_up()
    entity_id = entity_of(hass, entry, 3, "count")
    assert entity_id
    er.async_get(hass).async_update_entity(entity_id, name="Our floor")
    floor = simulator.account.locations.pop(3)
    await pass_time(hass, freezer, TREE_INTERVAL)
    simulator.account.add(floor)
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "count") == "70"
    kept = er.async_get(hass).async_get(entity_id)
    assert kept
    assert kept.name == "Our floor"


async def test_a_location_that_comes_back_later_is_a_new_one(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Its entities are made again under the same unique ids."""
    entry = await set_up()
    floor = simulator.account.locations.pop(3)
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert device_of(hass, entry, 3) is None
    simulator.account.add(floor)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "count") == "70"


async def test_a_renamed_and_reparented_location_keeps_its_entities(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The device follows; a person's own name for it stays."""
    entry = await set_up()
    before = get_device(hass, entry, 3)
    entities = {key: entity_of(hass, entry, 3, key) for key in ("count", "occupied")}
    dr.async_get(hass).async_update_device(before.id, name_by_user="Ours")
    location = simulator.account.locations[3]
    location.name, location.parent_id = "Showroom", 1
    await pass_time(hass, freezer, MINUTE)
    after = get_device(hass, entry, 3)
    assert after.id == before.id
    assert (after.name, after.name_by_user) == ("Showroom", "Ours")
    assert after.via_device_id == device_of(hass, entry, 1)
    assert entities == {
        key: entity_of(hass, entry, 3, key) for key in ("count", "occupied")
    }
    assert state_of(hass, entry, 3, "count") == "70"
    assert state_of(hass, entry, 2, "count") == "30"


async def test_a_location_without_children_is_left_what_a_leaf_has(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """With the second list that has none of them, and not before."""
    entry = await set_up()
    kept = {id_: simulator.account.locations[id_] for id_ in (3, 4)}
    quietest = entity_of(hass, entry, 2, "quietest_space")
    assert quietest
    for lists in (1, 2):
        for id_ in kept:
            simulator.account.locations.pop(id_, None)
        await pass_time(hass, freezer, TREE_INTERVAL)
        assert bool(entity_of(hass, entry, 2, "quietest_space")) is (lists < 2)
    assert hass.states.get(quietest) is None
    assert str(state_of(hass, entry, 2, "count")).isdigit()
    simulator.account.locations.update(kept)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 2, "quietest_space") == "Office 1st Floor"


async def test_a_location_that_becomes_a_root_is_linked_to_none(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """What was above it is forgotten."""
    entry = await set_up()
    simulator.account.locations[3].parent_id = None
    await pass_time(hass, freezer, MINUTE)
    assert get_device(hass, entry, 3).via_device_id is None
    assert state_of(hass, entry, 3, "count") == "70"


async def test_what_is_no_longer_chosen_has_no_device(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """It goes at once; what is chosen again comes back. The account's own stays."""
    entry = await set_up()
    hass.config_entries.async_update_entry(entry, options={"locations": ["4"]})
    await hass.config_entries.async_reload(entry.entry_id)
    assert device_of(hass, entry, 3) is None
    assert device_of(hass, entry, 2) is None
    assert entity_of(hass, entry, 1, "count") is None
    # The nearest ancestor that has a device.
    assert get_device(hass, entry, 4).via_device_id == device_of(hass, entry, 1)
    hass.config_entries.async_update_entry(entry, options={})
    await hass.config_entries.async_reload(entry.entry_id)
    assert get_device(hass, entry, 4).via_device_id == device_of(hass, entry, 2)


async def test_a_device_that_is_no_location_is_left_alone(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """Another integration may have linked it to the account."""
    entry = await set_up()
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("other", "thing")}
    )
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert dr.async_get(hass).async_get(device.id)


async def test_what_lies_beneath_a_chosen_location_outlives_its_absence_from_a_list(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It seems unchosen while the chosen one is missing."""
    entry = await set_up(entry=build_entry(simulator, options={"locations": ["2"]}))
    before = device_of(hass, entry, 3)
    building = simulator.account.locations.pop(2)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert device_of(hass, entry, 3) == before
    simulator.account.add(building)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 3, "count") == "70"
    assert "does not generate unique IDs" not in caplog.text


async def test_two_accounts_live_side_by_side(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """Even with the same location in both, each has its own devices."""
    first = await set_up()
    other = Simulator(_other_account(), token="the token of the other account")
    await other.start()
    try:
        second = await set_up(entry=build_entry(other))
        assert state_of(hass, first, 3, "count") == "70"
        assert state_of(hass, second, 3, "count") == "11"
        assert device_of(hass, first, 3) != device_of(hass, second, 3)
        other.misbehave(faults.INTERNAL_SERVER_ERROR)
        await second.runtime_data.coordinator.async_refresh()
        assert state_of(hass, second, 3, "count") == "unavailable"
        assert state_of(hass, first, 3, "count") == "70"
        await hass.config_entries.async_remove(second.entry_id)
        assert state_of(hass, first, 3, "count") == "70"
    finally:
        await other.stop()


def _other_account() -> Account:
    """Return an account of another root that shows location 3 too."""
    account = example_account()
    account.locations = {}
    values: dict[int, dict[str, Any]] = {
        20: {"name": "Other", "capacity": 50},
        3: {"name": "Office 1st Floor", "parent_id": 20, "capacity": 40, "count": 11},
    }
    for id_, fields in values.items():
        account.add(Location(id_, **fields))
    return account


async def test_a_rename_touches_only_what_is_renamed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lists that say the same again touch no device at all."""
    entry = await set_up()
    touched: list[object] = []
    register = dr.DeviceRegistry.async_get_or_create

    def record(self: dr.DeviceRegistry, **options: Any) -> dr.DeviceEntry:
        touched.append(options["name"])
        return register(self, **options)

    monkeypatch.setattr(dr.DeviceRegistry, "async_get_or_create", record)
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert not touched
    simulator.account.locations[4].name = "Terrace"
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert touched == ["Terrace"]
    assert get_device(hass, entry, 4).name == "Terrace"
    await hass.config_entries.async_reload(entry.entry_id)
    assert touched == ["Terrace"]


async def test_a_list_that_says_the_same_again_does_no_work(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Its first repetition confirms what is missing; the next ones change nothing."""
    entry = await set_up()
    coordinator = entry.runtime_data.coordinator
    await pass_time(hass, freezer, TREE_INTERVAL)
    confirmed = coordinator.data.tree_revision
    sent: list[None] = []
    async_dispatcher_connect(hass, signal_devices(entry), partial(sent.append, None))
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert coordinator.data.tree_revision == confirmed
    assert not sent
    simulator.account.remove(3)
    for removed in (1, 2, 2):
        await pass_time(hass, freezer, TREE_INTERVAL)
        assert len(sent) == removed
    assert device_of(hass, entry, 3) is None
