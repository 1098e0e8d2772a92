"""Entities that show recorded states, with nothing but Home Assistant's own work."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.sensor import SensorEntity
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_FRIENDLY_NAME,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.util import dt as dt_util

LOGGER = logging.getLogger(__name__)
ATTR_STATE_CLASS = "state_class"
ATTR_OPTIONS = "options"
ATTR_LAST_RESET = "last_reset"
TIMESTAMP = "timestamp"
OWN = {
    ATTR_DEVICE_CLASS,
    ATTR_FRIENDLY_NAME,
    ATTR_UNIT_OF_MEASUREMENT,
    ATTR_STATE_CLASS,
    ATTR_OPTIONS,
    ATTR_LAST_RESET,
}


class _RecordedEntity(Entity):
    """What sensors and binary sensors have in common."""

    _attr_should_poll = False

    def __init__(self, entity_id: str, attributes: Mapping[str, Any]) -> None:
        """Initialise with everything but the value."""
        self.entity_id = entity_id
        self._attr_unique_id = entity_id
        self._attr_name = attributes.get(ATTR_FRIENDLY_NAME)
        self._attr_device_class = attributes.get(ATTR_DEVICE_CLASS)
        more = {key: value for key, value in attributes.items() if key not in OWN}
        if more:
            self._attr_extra_state_attributes = more


class RecordedSensor(_RecordedEntity, SensorEntity):
    """A sensor."""

    def __init__(self, entity_id: str, attributes: Mapping[str, Any]) -> None:
        """Initialise with everything but the value."""
        super().__init__(entity_id, attributes)
        self._attr_native_unit_of_measurement = attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        self._attr_state_class = attributes.get(ATTR_STATE_CLASS)
        self._attr_options = attributes.get(ATTR_OPTIONS)
        self._is_number = bool(
            self._attr_native_unit_of_measurement or self._attr_state_class
        )
        self._is_time = self._attr_device_class == TIMESTAMP

    def prepare(self, state: str, attributes: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what `set` takes."""
        value: object = state
        if state in {STATE_UNKNOWN, STATE_UNAVAILABLE}:
            value = None
        elif self._is_time:
            value = dt_util.parse_datetime(state)
        elif self._is_number:
            value = float(state) if "." in state else int(state)
        reset = attributes.get(ATTR_LAST_RESET)
        return value, reset and datetime.fromisoformat(reset)

    def set(self, value: Any, reset: datetime | None) -> None:
        """Set the value."""
        self._attr_native_value, self._attr_last_reset = value, reset


class RecordedBinarySensor(_RecordedEntity, BinarySensorEntity):
    """A binary sensor."""

    def prepare(self, state: str, _attributes: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what `set` takes."""
        is_known = state not in {STATE_UNKNOWN, STATE_UNAVAILABLE}
        return (state == STATE_ON if is_known else None,)

    def set(self, value: Any) -> None:
        """Set the value."""
        self._attr_is_on = value


type Recorded = RecordedSensor | RecordedBinarySensor


class RecordedEntities:
    """Entities on platforms of their own, one for each recorded state."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialise without entities."""
        self._entities: dict[str, Recorded] = {}
        self._platforms = {
            domain: EntityPlatform(
                hass=hass,
                logger=LOGGER,
                domain=domain,
                platform_name="meter",
                platform=None,
                scan_interval=timedelta(days=1),
                entity_namespace=None,
            )
            for domain in ("sensor", "binary_sensor")
        }

    async def async_add(self, states: Sequence[tuple[str, str, Any]]) -> None:
        """Add entities with their first states."""
        added: dict[str, list[Entity]] = {domain: [] for domain in self._platforms}
        for entity_id, state, attributes in states:
            domain = entity_id.partition(".")[0]
            kind = RecordedSensor if domain == "sensor" else RecordedBinarySensor
            entity: Recorded = kind(entity_id, attributes)
            entity.set(*entity.prepare(state, attributes))
            self._entities[entity_id] = entity
            added[domain].append(entity)
        for domain, entities in added.items():
            await self._platforms[domain].async_add_entities(entities)

    def prepare(self, changes: Sequence[tuple[str, str, Any]]) -> Callable[[], None]:
        """Return a function that writes exactly the recorded changes."""
        prepared = [
            (entity, entity.prepare(state, attributes))
            for entity_id, state, attributes in changes
            if (entity := self._entities.get(entity_id)) is not None
        ]

        def write() -> None:
            for entity, values in prepared:
                entity.set(*values)
                entity.async_write_ha_state()

        return write
