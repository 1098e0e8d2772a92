"""Minimal coordinator entities, to compare memory with."""

from datetime import timedelta
import logging
from typing import override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.helpers.update_coordinator import (
    CoordinatorEntity,
    DataUpdateCoordinator,
)
from homeassistant.util.json import JsonObjectType

LOGGER = logging.getLogger(__name__)
PER_SLICE = 500


class BareEntity(CoordinatorEntity[DataUpdateCoordinator[None]], SensorEntity):
    """A sensor with a name, a unique id and a number."""

    def __init__(self, coordinator: DataUpdateCoordinator[None], number: int) -> None:
        """Initialise."""
        super().__init__(coordinator)
        self._attr_unique_id = f"bare_{number}"
        self._attr_name = f"Bare {number}"
        self._attr_native_value = number
        self._attr_native_unit_of_measurement = "people"

    @property
    @override
    def available(self) -> bool:
        """Return True: there is always a value."""
        return True


async def async_add_bare(hass: HomeAssistant, data: JsonObjectType) -> JsonObjectType:
    """Add a number of bare entities."""
    coordinator = DataUpdateCoordinator[None](
        hass, LOGGER, config_entry=None, name="bare"
    )
    platform = EntityPlatform(
        hass=hass,
        logger=LOGGER,
        domain="sensor",
        platform_name="meter",
        platform=None,
        scan_interval=timedelta(days=1),
        entity_namespace=None,
    )
    count = int(str(data["count"]))
    for first in range(0, count, PER_SLICE):
        some = range(first, min(first + PER_SLICE, count))
        await platform.async_add_entities([BareEntity(coordinator, i) for i in some])
    await hass.async_block_till_done()
    return {"added": count}
