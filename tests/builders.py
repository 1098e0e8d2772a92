"""Builds what tests work with, in one place."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.api import Location
from custom_components.occuspace.binary_sensor import BINARY_SENSORS
from custom_components.occuspace.const import DOMAIN
from custom_components.occuspace.live.location_tree import LocationTree
from simulator import Simulator


def build_entry(simulator: Simulator, **overrides: Any) -> MockConfigEntry:
    """Return an entry for the simulator's account; overrides go to MockConfigEntry."""
    account = simulator.account
    root = min(id_ for id_, each in account.locations.items() if each.parent_id is None)
    return MockConfigEntry(
        **{
            "domain": DOMAIN,
            "title": account.locations[root].name,
            "unique_id": str(root),
            "entry_id": f"entry_{root}",
            "data": {
                "api_token": simulator.token,
                "base_url": simulator.base_url,
                "time_zone": str(account.zone),
            },
            "options": {},
            **overrides,
        }
    )


def build_settings(location: int, **stored: Any) -> Any:
    """Return a subentry with the settings of a location, for `build_entry`."""
    return {
        "data": stored,
        "subentry_type": "location",
        "title": f"Location {location}",
        "unique_id": str(location),
    }


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, delta: timedelta
) -> None:
    """Move the clock on and let everything that became due happen."""
    freezer.tick(delta)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)


def device_of(hass: HomeAssistant, entry: MockConfigEntry, location: int) -> str | None:
    """Return the id of a location's device."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"{entry.unique_id}_{location}"), entry.entry_id
    )
    return device.id if device else None


def entity_of(
    hass: HomeAssistant, entry: MockConfigEntry, location: int, key: str
) -> str | None:
    """Return the entity id of one of a location's values."""
    is_binary = key in {description.key for description in BINARY_SENSORS}
    platform = "binary_sensor" if is_binary else "sensor"
    return er.async_get(hass).async_get_entity_id(
        platform, DOMAIN, f"{entry.unique_id}_{location}_{key}"
    )


def state_of(
    hass: HomeAssistant, entry: MockConfigEntry, location: int, key: str
) -> str | None:
    """Return the state of one of a location's values; None if there is none."""
    entity_id = entity_of(hass, entry, location, key)
    state = hass.states.get(entity_id) if entity_id else None
    return state.state if state else None


type Listed = list[tuple[int, int | None, str]]
"""Ids, parents and names."""


def named_tree(listed: Listed) -> LocationTree:
    """Return the tree of a list of ids, parents and names."""
    return LocationTree.from_list(
        Location(
            id=id_,
            name=name,
            parent_id=parent,
            capacity=None,
            earliest_count=None,
            is_active=True,
        )
        for id_, parent, name in listed
    )
