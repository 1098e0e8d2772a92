"""Sensors of the locations and of the account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import KEY_HISTORY
from .data import OccuspaceConfigEntry
from .entity import OccuspaceEntity, suggest_short_entity_id
from .entity_adder import EntityAdder
from .history.account_history import AccountHistory
from .history.progress import HistoryState
from .identifiers import device_identifier
from .live.location_tree import LocationTree
from .location_data import LocationDataCache
from .sensor_descriptions import SENSORS, OccuspaceSensorDescription

PARALLEL_UPDATES = 0

ATTR_REQUESTS_LEFT: Final = "requests_left"
ATTR_PERCENT_DONE: Final = "percent_done"

HISTORY_SENSOR: Final = SensorEntityDescription(
    key=KEY_HISTORY,
    translation_key=KEY_HISTORY,
    device_class=SensorDeviceClass.ENUM,
    options=list(HistoryState),
    entity_category=EntityCategory.DIAGNOSTIC,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of all locations and of the account."""
    history = entry.runtime_data.history
    cache = LocationDataCache(entry.runtime_data)

    def sensors_of(
        tree: LocationTree, location_id: int
    ) -> Iterable[OccuspaceSensorDescription]:
        return (
            description
            for description in SENSORS
            if (history or not description.needs_history)
            and (location_id in tree.children or not description.needs_children)
        )

    def sensor(
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: OccuspaceSensorDescription,
    ) -> OccuspaceSensor:
        return OccuspaceSensor(
            entry,
            location_id,
            description,
            cache,
            every_refresh=description.every_refresh,
        )

    # First, because Home Assistant adds at most 10,000 entities per config entry.
    if history:
        async_add_entities([OccuspaceHistorySensor(entry, history)])
    EntityAdder(entry, sensor, sensors_of).async_start()


class OccuspaceSensor(OccuspaceEntity, SensorEntity):
    """A sensor of a location."""

    entity_description: OccuspaceSensorDescription

    @override
    def _update_value(self) -> bool:
        """Update availability and value; return whether either changed."""
        description, data = self.entity_description, self._data
        before = self._attr_available, self._attr_native_value
        if data is not None and self.coordinator.last_update_success:
            self._attr_available = description.available_fn(data)
            self._attr_native_value = description.value_fn(data)
        else:
            self._attr_available = description.value_without_update is not None
            self._attr_native_value = description.value_without_update
        return before != (self._attr_available, self._attr_native_value)

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return when the daily count was reset."""
        # Most sensors have none, and this runs at every state write.
        if (last_reset_fn := self.entity_description.last_reset_fn) is None:
            return None
        return last_reset_fn(data) if (data := self._data) else None


class OccuspaceHistorySensor(SensorEntity):
    """Status of the history import."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: OccuspaceConfigEntry, history: AccountHistory) -> None:
        """Attach the sensor to the account's device."""
        self.entity_description = HISTORY_SENSOR
        self._history = history
        account_id = str(entry.unique_id)
        identifier = device_identifier(account_id, int(account_id))
        self._device_identifier = identifier
        self._attr_unique_id = f"{identifier[1]}_{HISTORY_SENSOR.key}"
        self._attr_device_info = DeviceInfo(identifiers={identifier})

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Keep the entity id within Home Assistant's limit."""
        suggest_short_entity_id(self, self._device_identifier)

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to progress updates."""
        self.async_on_remove(
            self._history.async_add_listener(self.async_write_ha_state)
        )

    @property
    @override
    def native_value(self) -> str:
        """Return the state of the import."""
        return self._history.progress.state

    @property
    @override
    def extra_state_attributes(self) -> dict[str, int]:
        """Return the progress and the number of requests left."""
        progress = self._history.progress
        return {
            ATTR_PERCENT_DONE: progress.percent,
            ATTR_REQUESTS_LEFT: progress.requests_left,
        }
