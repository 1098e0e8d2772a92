"""Sensors of a location."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import OccuspaceConfigEntry
from .entity import OccuspaceEntity, async_add_location_entities
from .options import OccuspaceOptions
from .snapshot import LocationStatus

PARALLEL_UPDATES = 0

BUSY_LEVELS: Final = ["not_busy", "busy", "very_busy"]


@dataclass(frozen=True, kw_only=True)
class OccuspaceSensorDescription(SensorEntityDescription):
    """Describes a sensor and how its value follows from the status."""

    value_fn: Callable[
        [LocationStatus, OccuspaceOptions], float | str | datetime | None
    ]


def _busy_level(status: LocationStatus, options: OccuspaceOptions) -> str | None:
    """Return how busy the location is by the entry's thresholds."""
    if (percentage := status.percentage) is None:
        return None
    thresholds = (options.busy_threshold, options.very_busy_threshold)
    return BUSY_LEVELS[sum(percentage > threshold for threshold in thresholds)]


SENSORS: Final = (
    OccuspaceSensorDescription(
        key="count",
        translation_key="count",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda status, _: status.count,
    ),
    OccuspaceSensorDescription(
        key="percentage",
        translation_key="percentage",
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda status, _: status.percentage,
    ),
    OccuspaceSensorDescription(
        key="busy_level",
        translation_key="busy_level",
        device_class=SensorDeviceClass.ENUM,
        options=BUSY_LEVELS,
        value_fn=_busy_level,
    ),
    OccuspaceSensorDescription(
        key="free_capacity",
        translation_key="free_capacity",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda status, _: status.free_capacity,
    ),
    OccuspaceSensorDescription(
        key="capacity",
        translation_key="capacity",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        suggested_display_precision=0,
        value_fn=lambda status, _: status.location.capacity,
    ),
    OccuspaceSensorDescription(
        key="last_measured",
        translation_key="last_measured",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda status, _: status.measured_at,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of every location."""
    async_add_location_entities(entry, async_add_entities, OccuspaceSensor, SENSORS)


class OccuspaceSensor(OccuspaceEntity, SensorEntity):
    """A sensor of a location."""

    entity_description: OccuspaceSensorDescription

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: OccuspaceSensorDescription,
    ) -> None:
        """Keep the options that the value depends on."""
        super().__init__(entry, location_id, description)
        self._options = entry.runtime_data.options

    @override
    def _value(self) -> float | str | datetime | None:
        """Return the value, None where it is not known."""
        if (status := self._status) is None:
            return None
        return self.entity_description.value_fn(status, self._options)

    @property
    @override
    def native_value(self) -> float | str | datetime | None:
        """Return the state of the sensor."""
        return self._value()
