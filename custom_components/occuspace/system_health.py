"""System health information."""

import asyncio
from collections.abc import Iterable
from typing import Any

from homeassistant.components.system_health import (
    SystemHealthRegistration,
    async_check_can_reach_url,
)
from homeassistant.core import HomeAssistant, callback

from .const import CONF_BASE_URL, DOMAIN
from .data import OccuspaceConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register the info callback."""
    register.async_register_info(async_system_health_info)


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the information of all accounts."""
    entries: list[OccuspaceConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    loaded: list[OccuspaceConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    coordinators = [entry.runtime_data.coordinator for entry in loaded]
    info: dict[str, Any] = {
        "can_reach_server": _async_check(
            hass, {entry.data[CONF_BASE_URL] for entry in entries}
        ),
        "accounts": len(entries),
        "loaded_accounts": len(loaded),
        "locations": sum(
            len(coordinator.data.statuses) for coordinator in coordinators
        ),
        "requests_per_refresh": sum(
            coordinator.requests_in_last_refresh for coordinator in coordinators
        ),
    }
    refreshed = [
        coordinator.last_refreshed_at
        for coordinator in coordinators
        if coordinator.last_refreshed_at is not None
    ]
    if refreshed:
        info["last_update"] = min(refreshed)
    durations = [
        (coordinator.last_refresh_took, coordinator.options.update_interval)
        for coordinator in coordinators
        if coordinator.last_refresh_took is not None
    ]
    if durations:
        info["last_update_took"] = f"{max(durations)[0].total_seconds():.1f} s"
    if too_long := [each for each in durations if each[0] > each[1]]:
        took, interval = (each.total_seconds() for each in max(too_long))
        info["longer_than_interval"] = f"{took:.0f} s > {interval:.0f} s"
    return info


async def _async_check(
    hass: HomeAssistant, base_urls: Iterable[str]
) -> str | dict[str, str]:
    """Return "ok" if all servers are reachable, else the first failure."""
    results = await asyncio.gather(
        *(async_check_can_reach_url(hass, base_url) for base_url in base_urls)
    )
    return next((result for result in results if result != "ok"), "ok")
