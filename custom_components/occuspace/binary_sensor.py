"""Binary sensors of the locations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import OccuspaceConfigEntry
from .entity import OccuspaceEntity, OccuspaceEntityDescription
from .entity_adder import EntityAdder
from .location_data import LocationData, LocationDataCache

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class OccuspaceBinarySensorDescription(
    OccuspaceEntityDescription, BinarySensorEntityDescription
):
    """Describes a binary sensor of a location."""

    is_on_fn: Callable[[LocationData], bool | None]


BINARY_SENSORS: Final = (
    OccuspaceBinarySensorDescription(
        key="is_active",
        translation_key="is_active",
        enabled_rank=3,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda data: data.status.is_active,
    ),
    OccuspaceBinarySensorDescription(
        key="occupied",
        translation_key="occupied",
        enabled_rank=4,
        device_class=BinarySensorDeviceClass.OCCUPANCY,
        is_on_fn=lambda data: (
            None if data.status.count is None else data.status.count > 0
        ),
    ),
    OccuspaceBinarySensorDescription(
        key="doubtful",
        translation_key="doubtful",
        enabled_rank=13,
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        needs_history=True,
        is_on_fn=lambda data: data.is_doubtful,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of all locations."""
    history = entry.runtime_data.history
    cache = LocationDataCache(entry.runtime_data)
    descriptions = [
        description
        for description in BINARY_SENSORS
        if history or not description.needs_history
    ]
    EntityAdder(
        entry,
        lambda entry, location_id, description: OccuspaceBinarySensor(
            entry, location_id, description, cache
        ),
        lambda _tree, _location_id: descriptions,
    ).async_start()


class OccuspaceBinarySensor(OccuspaceEntity, BinarySensorEntity):
    """A binary sensor of a location."""

    entity_description: OccuspaceBinarySensorDescription

    @override
    def _update_value(self) -> bool:
        """Update availability and value; return whether either changed."""
        data = self._data
        before = self._attr_available, self._attr_is_on
        self._attr_available = (
            self.coordinator.last_update_success
            and data is not None
            and data.status.is_available
        )
        self._attr_is_on = (
            self.entity_description.is_on_fn(data) if data is not None else None
        )
        return before != (self._attr_available, self._attr_is_on)
