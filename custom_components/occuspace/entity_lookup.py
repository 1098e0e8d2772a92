"""Entity lookup for triggers, conditions and the assistant's tools."""

from typing import Final

from homeassistant.const import ATTR_RESTORED, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.automation import DomainSpec

from .const import DOMAIN
from .data import OccuspaceConfigEntry, OccuspaceRuntimeData
from .identifiers import location_id_of
from .live.snapshot import LocationStatus, NoValueReason

UNKNOWN_STATES: Final = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})

SENSOR: Final = {"sensor": DomainSpec()}
BINARY_SENSOR: Final = {"binary_sensor": DomainSpec()}


@callback
def filter_by_key(
    hass: HomeAssistant, entity_ids: set[str], translation_key: str
) -> set[str]:
    """Return this integration's entities that have a translation key."""
    registry = er.async_get(hass)
    return {
        entity_id
        for entity_id in entity_ids
        if (entity := registry.async_get(entity_id)) is not None
        and entity.platform == DOMAIN
        and entity.translation_key == translation_key
    }


@callback
def with_derived_key(
    hass: HomeAssistant, entity_ids: set[str], key: str, source_key: str
) -> set[str]:
    """Return the enabled entities with a key; on other devices, its source."""
    registry = er.async_get(hass)

    def enabled(translation_key: str) -> dict[str, str | None]:
        return {
            entity_id: entity.device_id
            for entity_id in filter_by_key(hass, entity_ids, translation_key)
            if (entity := registry.async_get(entity_id)) and not entity.disabled
        }

    found = enabled(key)
    devices = set(found.values())
    sources = enabled(source_key)
    return {*found, *(id_ for id_, each in sources.items() if each not in devices)}


def has_no_value(state: State) -> bool:
    """Return whether a state has no value; restored states do not count."""
    return state.state in UNKNOWN_STATES and not state.attributes.get(ATTR_RESTORED)


@callback
def status_of(hass: HomeAssistant, entity_id: str) -> LocationStatus | None:
    """Return the status of an entity's location, based on the last refresh.

    None if it is unknown whether the location is listed.
    """
    found = _location_of(hass, entity_id)
    return None if found is None else _status_of(*found)


@callback
def no_value_reason(hass: HomeAssistant, state: State) -> NoValueReason | None:
    """Return why an entity's location has no value, based on the last refresh.

    None if it has values, or if the entity has no device or config entry.
    """
    if (found := _location_of(hass, state.entity_id)) is None:
        return None
    status = _status_of(*found)
    # A location that is no longer listed is not polled.
    return status.no_value if status is not None else NoValueReason.UNREACHABLE


def _location_of(
    hass: HomeAssistant, entity_id: str
) -> tuple[OccuspaceConfigEntry | None, int | None] | None:
    """Return the config entry and the location of an entity that has a device."""
    entity = er.async_get(hass).async_get(entity_id)
    if entity is None or entity.device_id is None or entity.config_entry_id is None:
        return None
    device = dr.async_get(hass).async_get(entity.device_id)
    if not isinstance(device, dr.DeviceEntry):
        return None
    entry = hass.config_entries.async_get_entry(entity.config_entry_id)
    return entry, location_id_of(device)


def _status_of(
    entry: OccuspaceConfigEntry | None, location_id: int | None
) -> LocationStatus | None:
    """Return the status of a location; None if it is not listed or the list is old."""
    data: OccuspaceRuntimeData | None = getattr(entry, "runtime_data", None)
    if location_id is None or data is None or not data.coordinator.last_update_success:
        return None
    return data.coordinator.data.statuses.get(location_id)
