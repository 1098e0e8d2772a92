"""Entities are added in the background, and none outlives its set-up."""

import asyncio
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_platform as ep, entity_registry as er
from homeassistant.helpers.entity import Entity
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Location, Simulator, generated_account

from .builders import build_entry, device_of, entity_of, pass_time, state_of
from .conftest import SetUp, entities_added

LOCATIONS = 12


@pytest.fixture
def account() -> Account:
    """Return an account with enough locations for several slices."""
    return generated_account(LOCATIONS, "UTC")


class Gate:
    """Lets only so many entities be added until it is opened."""

    def __init__(self) -> None:
        """Start with the gate open."""
        self.left = 10_000
        self.opened = asyncio.Event()

    def close(self, after: int) -> None:
        """Stop each entity after the given number of them."""
        self.left = after
        self.opened.clear()

    def open(self) -> None:
        """Let every entity pass."""
        self.left = 10_000
        self.opened.set()

    async def pass_one(self) -> None:
        """Wait for the gate, once too many entities have passed."""
        self.left -= 1
        if self.left < 0:
            await self.opened.wait()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Return a gate in front of every entity that Home Assistant adds."""
    gate = Gate()
    prepare = Entity.async_prepare_to_add_to_hass

    async def slowly(self: Entity) -> None:
        if self.platform.platform_name == "occuspace":
            await gate.pass_one()
        await prepare(self)

    monkeypatch.setattr(Entity, "async_prepare_to_add_to_hass", slowly)
    return gate


def counts(hass: HomeAssistant, entry: MockConfigEntry) -> dict[int, str | None]:
    """Return the shown occupancy by location."""
    ids = entry.runtime_data.coordinator.data.statuses
    return {id_: state_of(hass, entry, id_, "count") for id_ in ids}


def known(entry: MockConfigEntry) -> dict[int, str]:
    """Return the occupancy that should be shown."""
    statuses = entry.runtime_data.coordinator.data.statuses
    return {
        id_: "unknown" if status.count is None else str(status.count)
        for id_, status in statuses.items()
    }


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set an entry up without waiting for its entities."""
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def settle(hass: HomeAssistant, gate: Gate) -> None:
    """Open the gate and wait until all entities are there."""
    gate.open()
    await hass.async_block_till_done()
    await entities_added()
    await hass.async_block_till_done()


@pytest.mark.parametrize("after", [0, 1, 9, 10, 11, 20, 35, 59, 60, 61, 85, 10_000])
@pytest.mark.parametrize("how", ["reload", "unload", "options", "removal"])
async def test_no_entity_of_an_old_set_up_survives(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: Simulator,
    gate: Gate,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    after: int,
    how: str,
) -> None:
    """Whenever it ends, the states are those of the new one."""
    gate.close(after)
    await start(hass, entry)
    for location in simulator.account.locations.values():
        location.count = 7
    match how:
        case "reload":
            assert await hass.config_entries.async_reload(entry.entry_id)
        case "unload":
            assert await hass.config_entries.async_unload(entry.entry_id)
            gate.open()
            await hass.async_block_till_done()
            shown = {
                hass.states.get(each.entity_id)
                for each in er.async_entries_for_config_entry(
                    er.async_get(hass), entry.entry_id
                )
            } - {None}
            assert {state.state for state in shown if state} <= {"unavailable"}
            assert await hass.config_entries.async_setup(entry.entry_id)
        case "options":
            hass.config_entries.async_update_entry(entry, options={"maximum_age": 0})
            hass.config_entries.async_schedule_reload(entry.entry_id)
            await hass.async_block_till_done()
        case "removal":
            await hass.config_entries.async_remove(entry.entry_id)
            gate.open()
            await hass.async_block_till_done()
            assert not er.async_entries_for_config_entry(
                er.async_get(hass), entry.entry_id
            )
            assert not hass.states.async_entity_ids(("sensor", "binary_sensor"))
            await start(hass, build_entry(simulator, entry_id="anew"))
            entry = hass.config_entries.async_get_entry("anew")
    await settle(hass, gate)
    assert counts(hass, entry) == known(entry)
    for location in simulator.account.locations.values():
        location.count = 3
    await pass_time(hass, freezer, timedelta(seconds=61))
    assert counts(hass, entry) == known(entry)
    assert "does not generate unique IDs" not in caplog.text
    assert "did not complete in time" not in caplog.text
    assert "Error" not in caplog.text


async def test_set_up_does_not_wait_for_the_entities(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    gate: Gate,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However slow the machine, Home Assistant never warns of a slow platform."""
    monkeypatch.setattr(ep, "SLOW_SETUP_WARNING", 0.2)
    monkeypatch.setattr(ep, "SLOW_SETUP_MAX_WAIT", 0.4)
    gate.close(0)
    async with asyncio.timeout(60):
        await start(hass, entry)
    assert "taking" not in caplog.text
    await settle(hass, gate)
    assert counts(hass, entry) == known(entry)


async def test_parents_are_added_first(
    hass: HomeAssistant, entry: MockConfigEntry, gate: Gate
) -> None:
    """So that a location's parent is never there later than the location."""
    gate.close(25)
    await start(hass, entry)
    tree = entry.runtime_data.coordinator.data.tree
    shown = {id_ for id_, count in counts(hass, entry).items() if count is not None}
    assert 0 < len(shown) < LOCATIONS
    assert all(tree.parents[id_] in {None, *shown} for id_ in shown)
    await settle(hass, gate)


async def test_the_list_may_change_while_entities_are_added(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: Simulator,
    gate: Gate,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """New locations are added, and those that have gone are not."""
    # Home Assistant gives up adding a slice after 500 seconds of this clock.
    monkeypatch.setattr(
        "custom_components.occuspace.live.location_list.TREE_INTERVAL",
        timedelta(seconds=60),
    )
    gate.close(5)
    await start(hass, entry)
    leaf = list(entry.runtime_data.coordinator.data.tree.locations)[-1]
    simulator.account.remove(leaf)
    simulator.account.add(Location(9_999, "Annex", capacity=20, count=4))
    for _ in range(2):
        freezer.tick(timedelta(seconds=61))
        await entry.runtime_data.coordinator.async_refresh()
    await settle(hass, gate)
    assert state_of(hass, entry, 9_999, "count") == "4"
    assert device_of(hass, entry, leaf) is None
    assert counts(hass, entry) == known(entry)
    assert "does not generate unique IDs" not in caplog.text


async def test_entities_of_a_large_account_are_all_added(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Each location's."""
    entry = await set_up()
    assert counts(hass, entry) == known(entry)
    assert len(counts(hass, entry)) == LOCATIONS


async def test_disabled_entities_are_not_made_again(
    hass: HomeAssistant, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of each kind is, by which the registry entries of the others are checked."""
    entry = await set_up()
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    disabled = [each for each in entities if each.disabled]
    added: list[Entity] = []
    add = ep.EntityPlatform.async_add_entities

    async def record(
        self: ep.EntityPlatform, new: list[Entity], **options: Any
    ) -> None:
        added.extend(new)
        await add(self, new, **options)

    monkeypatch.setattr(ep.EntityPlatform, "async_add_entities", record)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await entities_added()
    kinds = {each.translation_key for each in disabled}
    assert len(disabled) > 3 * len(kinds) > 0
    assert len(entities) - len(disabled) <= len(added)
    assert len(added) <= len(entities) - len(disabled) + len(kinds)
    assert counts(hass, entry) == known(entry)


async def test_registry_entries_of_disabled_entities_follow_the_language(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Also of those that are not made again."""
    entry = await set_up()
    registry = er.async_get(hass)

    def names() -> dict[str, set[str | None]]:
        found: dict[str, set[str | None]] = {}
        for each in er.async_entries_for_config_entry(registry, entry.entry_id):
            found.setdefault(each.translation_key or "", set()).add(each.original_name)
        return found

    assert names()["last_measured"] == {"Last measured"}
    hass.config.language = "de"
    assert await hass.config_entries.async_reload(entry.entry_id)
    await entities_added()
    assert names()["last_measured"] == {"Zuletzt gemessen"}
    assert all(len(each) == 1 for each in names().values())


async def test_an_entity_that_is_enabled_appears(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """After the reload that Home Assistant makes."""
    entry = await set_up()
    leaf = list(entry.runtime_data.coordinator.data.statuses)[-1]
    entity_id = entity_of(hass, entry, leaf, "free_capacity")
    assert entity_id
    assert hass.states.get(entity_id) is None
    er.async_get(hass).async_update_entity(entity_id, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await entities_added()
    assert hass.states.get(entity_id) is not None
