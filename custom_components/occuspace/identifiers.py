"""Unique ids, device identifiers and statistic ids. They never change."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import DOMAIN


def device_identifier(account_id: str, location_id: int) -> tuple[str, str]:
    """Return the identifier of a location's device."""
    return (DOMAIN, f"{account_id}_{location_id}")


def entity_unique_id(account_id: str, location_id: int, key: str) -> str:
    """Return the unique id of a location's entity."""
    return f"{account_id}_{location_id}_{key}"


def statistic_id(account_id: str, location_id: int, statistic: str) -> str:
    """Return the id of a location's statistic."""
    return f"{DOMAIN}:{account_id}_{location_id}_{statistic}"


def location_id_of(device: dr.DeviceEntry) -> int | None:
    """Return the location id of a device."""
    for domain, identifier in device.identifiers:
        if domain == DOMAIN:
            return int(identifier.rpartition("_")[2])
    return None


def location_device(
    hass: HomeAssistant, entry: ConfigEntry, location_id: int
) -> dr.DeviceEntry | None:
    """Return the device of a location of an account."""
    return dr.async_get(hass).async_get_device_by_identifier(
        device_identifier(str(entry.unique_id), location_id), entry.entry_id
    )


def location_entity_id(
    hass: HomeAssistant, entry: ConfigEntry, platform: str, location_id: int, key: str
) -> str | None:
    """Return the entity id of a location's entity, None if it is not registered."""
    return er.async_get(hass).async_get_entity_id(
        platform, DOMAIN, entity_unique_id(str(entry.unique_id), location_id, key)
    )


def location_devices(hass: HomeAssistant, entry_id: str) -> dict[int, dr.DeviceEntry]:
    """Return the devices of an account by location id."""
    return {
        location_id: device
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry_id)
        if isinstance(device, dr.DeviceEntry)
        and (location_id := location_id_of(device)) is not None
    }
