"""Binary sensors of the locations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import KEY_OPEN
from .data import OccuspaceConfigEntry, signal_devices
from .entity import EntityUpdater, OccuspaceEntity, OccuspaceEntityDescription
from .entity_adder import EntityAdder
from .identifiers import location_entity_id
from .live.location_tree import LocationTree
from .location_data import LocationData

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class OccuspaceBinarySensorDescription(
    OccuspaceEntityDescription, BinarySensorEntityDescription
):
    """Describes a binary sensor of a location."""

    is_on_fn: Callable[[LocationData], bool | None]
    needs_opening_hours: bool = False
    """Whether only locations with opening hours have it; no live values are needed."""


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
    OccuspaceBinarySensorDescription(
        key=KEY_OPEN,
        translation_key=KEY_OPEN,
        enabled_rank=17,
        needs_opening_hours=True,
        is_on_fn=lambda data: data.calendar.is_open(data.now),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of all locations."""
    history, settings = entry.runtime_data.history, entry.runtime_data.settings
    updater = EntityUpdater(entry.runtime_data)

    def sensors_of(
        _tree: LocationTree, location_id: int
    ) -> Iterable[OccuspaceBinarySensorDescription]:
        has_hours = settings.of(location_id).opening_hours is not None
        return (
            description
            for description in BINARY_SENSORS
            if (history or not description.needs_history)
            and (has_hours or not description.needs_opening_hours)
        )

    def sensor(
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: OccuspaceBinarySensorDescription,
    ) -> OccuspaceBinarySensor:
        return OccuspaceBinarySensor(entry, location_id, description, updater)

    @callback
    def remove_open() -> None:
        async_remove_open_sensors(hass, entry)

    entry.async_on_unload(
        async_dispatcher_connect(hass, signal_devices(entry), remove_open)
    )
    remove_open()
    await EntityAdder(entry, sensor, sensors_of).async_start()


@callback
def async_remove_open_sensors(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Remove the sensors of listed locations that have no opening hours any more."""
    data, registry = entry.runtime_data, er.async_get(hass)
    for location_id in data.coordinator.data.tree.locations:
        if data.settings.of(location_id).opening_hours is not None:
            continue
        entity_id = location_entity_id(
            hass, entry, Platform.BINARY_SENSOR, location_id, KEY_OPEN
        )
        if entity_id is not None:
            registry.async_remove(entity_id)


class OccuspaceBinarySensor(OccuspaceEntity, BinarySensorEntity):
    """A binary sensor of a location."""

    entity_description: OccuspaceBinarySensorDescription

    _values: tuple[bool, bool | None] = (False, None)

    @property
    @override
    def is_on(self) -> bool | None:
        """Return the value."""
        return self._values[1]

    @override
    def _values_of(self, data: LocationData | None) -> tuple[bool, bool | None]:
        """Return availability and value."""
        description = self.entity_description
        if data is None:
            return False, None
        is_available = description.needs_opening_hours or (
            self.coordinator.last_update_success and data.status.is_available
        )
        return is_available, description.is_on_fn(data)
