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
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import KEY_HISTORY
from .data import OccuspaceConfigEntry
from .entity import EntityUpdater, OccuspaceEntity, suggest_short_entity_id
from .entity_adder import EntityAdder
from .history.account_history import AccountHistory
from .history.progress import HistoryState
from .identifiers import device_identifier, location_device
from .live.location_tree import LocationTree
from .location_data import LocationData
from .sensor_descriptions import SENSORS, OccuspaceSensorDescription

PARALLEL_UPDATES = 0

ATTR_REQUESTS_LEFT: Final = "requests_left"
ATTR_PERCENT_DONE: Final = "percent_done"
ATTR_TYPICAL_WEEK_IN: Final = "typical_week_in"
ATTR_UP_TO_DATE_IN: Final = "up_to_date_in"

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
    updater = EntityUpdater(entry.runtime_data)

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
        return OccuspaceSensor(entry, location_id, description, updater)

    # First, because Home Assistant adds at most 10,000 entities per config entry.
    if history:
        async_add_entities([OccuspaceHistorySensor(hass, entry, history)])
    await EntityAdder(entry, sensor, sensors_of).async_start()


type SensorValues = tuple[bool, float | str | datetime | None, datetime | None]
"""Whether it is available, the value, and when a daily count was reset."""


class OccuspaceSensor(OccuspaceEntity, SensorEntity):
    """A sensor of a location."""

    entity_description: OccuspaceSensorDescription

    _values: SensorValues = (False, None, None)

    @property
    @override
    def native_value(self) -> float | str | datetime | None:
        """Return the value."""
        return self._values[1]

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return when a daily count was reset."""
        return self._values[2]

    @override
    def _values_of(self, data: LocationData | None) -> SensorValues:
        """Return availability, value, and when a daily count was reset."""
        description = self.entity_description
        if data is None or not self.coordinator.last_update_success:
            value = description.value_without_update
            return value is not None, value, None
        last_reset_fn = description.last_reset_fn
        return (
            description.available_fn(data),
            description.value_fn(data),
            last_reset_fn(data) if last_reset_fn else None,
        )


class OccuspaceHistorySensor(SensorEntity):
    """Status of the history import."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, hass: HomeAssistant, entry: OccuspaceConfigEntry, history: AccountHistory
    ) -> None:
        """Attach the sensor to the account's device."""
        self.entity_description = HISTORY_SENSOR
        self._history = history
        account_id = str(entry.unique_id)
        identifier = device_identifier(account_id, int(account_id))
        self._attr_unique_id = f"{identifier[1]}_{HISTORY_SENSOR.key}"
        self.device_entry = location_device(hass, entry, int(account_id))

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Keep the entity id within Home Assistant's limit."""
        suggest_short_entity_id(self)

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
        """Return the progress, the number of requests left, and known estimates."""
        progress = self._history.progress
        estimates = {
            ATTR_TYPICAL_WEEK_IN: progress.typical_week_in,
            ATTR_UP_TO_DATE_IN: progress.up_to_date_in,
        }
        return {
            ATTR_PERCENT_DONE: progress.percent,
            ATTR_REQUESTS_LEFT: progress.requests_left,
            **{name: value for name, value in estimates.items() if value is not None},
        }
