"""Minimal coordinator entities, to compare memory with."""

import asyncio
import logging
from typing import override

from homeassistant.components.sensor import SensorEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import (
    CoordinatorEntity,
    DataUpdateCoordinator,
)

from .const import CONF_COUNT, CONF_DEVICES, CONF_DISABLED, DOMAIN

LOGGER = logging.getLogger(__name__)
PER_SLICE = 500


class BareEntity(CoordinatorEntity[DataUpdateCoordinator[None]], SensorEntity):
    """A sensor with a name, a unique id, a device and a number."""

    _attr_has_entity_name = True
    _attr_native_unit_of_measurement = "people"

    def __init__(
        self,
        coordinator: DataUpdateCoordinator[None],
        number: int,
        device: int,
        *,
        is_enabled: bool,
    ) -> None:
        """Initialise."""
        super().__init__(coordinator)
        self._attr_unique_id = f"bare_{number}"
        self._attr_name = f"Bare {number}"
        self._attr_native_value = number
        self._attr_entity_registry_enabled_default = is_enabled
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, str(device))}, name=f"Location {device}"
        )

    @property
    @override
    def available(self) -> bool:
        """Return True: there is always a value."""
        return True


async def async_setup_entry(
    hass: HomeAssistant,
    entry: ConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the bare entities, the disabled ones last."""
    coordinator = DataUpdateCoordinator[None](
        hass, LOGGER, config_entry=entry, name="bare"
    )
    count, devices = entry.data[CONF_COUNT], entry.data[CONF_DEVICES]
    total = count + entry.data[CONF_DISABLED]
    for first in range(0, total, PER_SLICE):
        async_add_entities(
            [
                BareEntity(coordinator, i, i % devices, is_enabled=i < count)
                for i in range(first, min(first + PER_SLICE, total))
            ]
        )
        await asyncio.sleep(0)
