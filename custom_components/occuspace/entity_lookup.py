"""Entity lookup for triggers, conditions and the assistant's tools."""

from typing import Final

from homeassistant.const import ATTR_RESTORED, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.automation import DomainSpec

from .const import DOMAIN
from .data import OccuspaceConfigEntry
from .identifiers import location_id_of
from .live.snapshot import NoValueReason

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


def has_no_value(state: State) -> bool:
    """Return whether a state has no value; restored states do not count."""
    return state.state in UNKNOWN_STATES and not state.attributes.get(ATTR_RESTORED)


@callback
def no_value_reason(hass: HomeAssistant, state: State) -> NoValueReason | None:
    """Return why an entity's location has no value, based on the last refresh.

    None if it has values, or if the entity has no device or config entry.
    """
    entity = er.async_get(hass).async_get(state.entity_id)
    device = (
        dr.async_get(hass).async_get(entity.device_id)
        if entity is not None and entity.device_id is not None
        else None
    )
    if (
        entity is None
        or not isinstance(device, dr.DeviceEntry)
        or entity.config_entry_id is None
    ):
        return None
    entry: OccuspaceConfigEntry | None = hass.config_entries.async_get_entry(
        entity.config_entry_id
    )
    location_id = location_id_of(device)
    data = getattr(entry, "runtime_data", None)
    if location_id is None or data is None or not data.coordinator.last_update_success:
        return NoValueReason.UNREACHABLE
    status = data.coordinator.data.statuses.get(location_id)
    # A location that is no longer listed is not polled.
    return status.no_value if status is not None else NoValueReason.UNREACHABLE
