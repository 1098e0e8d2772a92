"""Diagnostics, as a person downloads them."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from simulator import Simulator, faults

from .builders import build_entry, device_of
from .conftest import SetUp

VOLATILE = props("base_url", "last_refreshed_at", "measured_at", "ages_from")


@pytest.fixture(autouse=True)
async def _diagnostics(hass: HomeAssistant) -> None:
    """Set up what serves diagnostics."""
    assert await async_setup_component(hass, "diagnostics", {})


def device(
    hass: HomeAssistant, entry: MockConfigEntry, location: int
) -> dr.DeviceEntry:
    """Return a location's device."""
    found = dr.async_get(hass).async_get(device_of(hass, entry, location) or "")
    assert isinstance(found, dr.DeviceEntry)
    return found


async def test_an_account_is_described_without_its_token(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    simulator: Simulator,
    set_up: SetUp,
    snapshot: SnapshotAssertion,
) -> None:
    """Locations, readings, what is unknown and why, and how the last refresh went."""
    simulator.misbehave(faults.UNAUTHORIZED, "/locations/2/now")
    simulator.account.locations[3].is_active = False
    entry = await set_up(entry=build_entry(simulator, options={"locations": ["2"]}))
    shown = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert simulator.token not in str(shown)
    assert shown == snapshot(exclude=VOLATILE)


async def test_the_last_error_and_hand_edited_credentials_are_told_safely(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    simulator: Simulator,
    set_up: SetUp,
) -> None:
    """A URL with a password is redacted as a whole."""
    entry = await set_up()
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await entry.runtime_data.coordinator.async_refresh()
    data = entry.data | {"base_url": "https://someone:secret@api.example.com"}
    hass.config_entries.async_update_entry(entry, data=data)
    shown = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert "secret" not in str(shown)
    assert "Occuspace reported a server error" in shown["coordinator"]["last_exception"]


async def test_a_location_is_described_with_its_place(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    set_up: SetUp,
    snapshot: SnapshotAssertion,
) -> None:
    """The path from the root, and the children."""
    entry = await set_up()
    shown = await get_diagnostics_for_device(
        hass, hass_client, entry, device(hass, entry, 2)
    )
    assert shown == snapshot(exclude=VOLATILE)


async def test_a_device_without_a_listed_location_is_said_to_be_one(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, set_up: SetUp
) -> None:
    """There is nothing else to tell."""
    entry = await set_up()
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("occuspace", "1_99")}
    )
    shown = await get_diagnostics_for_device(
        hass, hass_client, entry, device(hass, entry, 99)
    )
    assert shown == {"location_id": 99, "listed": False}


async def test_an_account_that_is_not_loaded_says_why(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    simulator: Simulator,
    set_up: SetUp,
) -> None:
    """That is when diagnostics are asked for."""
    entry = await set_up()
    simulator.misbehave(faults.SERVICE_UNAVAILABLE)
    await hass.config_entries.async_reload(entry.entry_id)
    shown = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    told: Any = shown["entry"]
    assert told["state"] == "setup_retry"
    assert told["reason"].startswith("Occuspace reported a server error (HTTP 503)")
    assert simulator.token not in str(shown)
    shown = await get_diagnostics_for_device(
        hass, hass_client, entry, device(hass, entry, 2)
    )
    assert shown == {"location_id": 2, "entry_state": "setup_retry"}


@pytest.mark.usefixtures("recorder_mock")
async def test_the_past_is_described_by_how_far_it_has_been_fetched(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, set_up: SetUp
) -> None:
    """Its rows are in the statistics."""
    entry = await set_up()
    shown = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    told: Any = shown["history"]
    assert told.keys() == {
        "state",
        "percent",
        "requests_left",
        "typical_week_in",
        "up_to_date_in",
        "requests",
        "refused_endpoints",
        "typical_weeks",
    }
    assert told["state"] in {"up_to_date", "catching_up", "waiting"}
