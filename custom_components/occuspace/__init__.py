"""Occuspace for Home Assistant: the live and past occupancy of a building."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_API_TOKEN, CONF_TIME_ZONE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .api import InvalidBaseUrlError, OccuspaceClient
from .const import CONF_BASE_URL, DOMAIN
from .coordinator import LiveCoordinator, OccuspaceConfigEntry, OccuspaceData
from .devices import DeviceKeeper, location_id_of
from .issues import async_delete_issues
from .options import OccuspaceOptions
from .services import async_setup_services

PLATFORMS = [Platform.BINARY_SENSOR, Platform.SENSOR]

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> bool:
    """Set up an account."""
    time_zone = await dt_util.async_get_time_zone(entry.data[CONF_TIME_ZONE])
    if time_zone is None:
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="unknown_time_zone",
            translation_placeholders={"time_zone": entry.data[CONF_TIME_ZONE]},
        )
    try:
        client = OccuspaceClient(
            async_get_clientsession(hass),
            entry.data[CONF_API_TOKEN],
            entry.data[CONF_BASE_URL],
        )
    except InvalidBaseUrlError as err:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="invalid_base_url"
        ) from err

    options = OccuspaceOptions.from_entry(entry)
    coordinator = LiveCoordinator(hass, entry, client, options)
    await coordinator.async_config_entry_first_refresh()
    entry.runtime_data = OccuspaceData(
        client=client, coordinator=coordinator, options=options, time_zone=time_zone
    )
    DeviceKeeper(hass, entry, coordinator).async_start()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> bool:
    """Unload an account."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Leave no repair issue of a removed account behind."""
    async_delete_issues(hass, entry)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, device: dr.DeviceEntry
) -> bool:
    """Allow a person to remove a device whose location is no longer there."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    return location_id_of(device) not in entry.runtime_data.coordinator.data.statuses
