"""Locations by device, and whether a user may read them."""

from dataclasses import dataclass
from typing import Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..identifiers import entity_unique_id, location_id_of
from .day import CardNames

KEY_COUNT: Final = "count"


@dataclass(frozen=True, slots=True)
class CardLocation:
    """A location that has a device; its account need not be loaded."""

    entry: OccuspaceConfigEntry
    location_id: int
    names: CardNames


@callback
def find_location(hass: HomeAssistant, device_id: str) -> CardLocation | None:
    """Return the location of a device, None if it has none."""
    device = dr.async_get(hass).async_get(device_id)
    if not isinstance(device, dr.DeviceEntry):
        return None
    entry: OccuspaceConfigEntry | None = hass.config_entries.async_get_entry(
        device.config_entry_id
    )
    location_id = location_id_of(device)
    if entry is None or entry.domain != DOMAIN or location_id is None:
        return None
    entity = occupancy_entity(hass, entry, location_id)
    is_enabled = entity is not None and not entity.disabled
    names = CardNames(
        device.name_by_user or device.name or "",
        entity.entity_id if entity is not None and is_enabled else None,
    )
    return CardLocation(entry, location_id, names)


@callback
def occupancy_entity(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, location_id: int
) -> er.RegistryEntry | None:
    """Return the Occupancy entity of a location, also if it is disabled."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        Platform.SENSOR,
        DOMAIN,
        entity_unique_id(str(entry.unique_id), location_id, KEY_COUNT),
    )
    return registry.async_get(entity_id) if entity_id else None


@callback
def may_read(
    hass: HomeAssistant, user: User, entry: OccuspaceConfigEntry, location_id: int
) -> bool:
    """Return whether a user may read a location's Occupancy entity."""
    if user.permissions.access_all_entities(POLICY_READ):
        return True
    entity = occupancy_entity(hass, entry, location_id)
    return entity is not None and user.permissions.check_entity(
        entity.entity_id, POLICY_READ
    )
