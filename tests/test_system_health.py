"""The system health page."""

import asyncio

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import get_system_health_info

from simulator import Simulator

from .conftest import SetUp


async def test_accounts_locations_and_requests_are_told(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The server is reached; after it stops, it is not."""
    assert await async_setup_component(hass, "system_health", {})
    entry = await set_up()
    info = await get_system_health_info(hass, "occuspace")
    assert await info.pop("can_reach_server") == "ok"
    assert float(info.pop("last_update_took").removesuffix(" s")) < 10
    assert info == {
        "accounts": 1,
        "loaded_accounts": 1,
        "locations": 4,
        "requests_per_refresh": 3,
        "last_update": entry.runtime_data.coordinator.last_refreshed_at,
    }
    await simulator.stop()
    info = await get_system_health_info(hass, "occuspace")
    async with asyncio.timeout(60):
        assert await info["can_reach_server"] == {
            "type": "failed",
            "error": "unreachable",
        }


async def test_an_account_that_is_not_loaded_is_still_counted(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Nothing is said of what is not known."""
    assert await async_setup_component(hass, "system_health", {})
    entry = await set_up()
    await hass.config_entries.async_unload(entry.entry_id)
    info = await get_system_health_info(hass, "occuspace")
    assert await info.pop("can_reach_server") == "ok"
    assert info == {
        "accounts": 1,
        "loaded_accounts": 0,
        "locations": 0,
        "requests_per_refresh": 0,
    }
