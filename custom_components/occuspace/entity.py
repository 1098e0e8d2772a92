"""Base class of the entities of a location."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Final, override

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import slugify

from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry
from .identifiers import device_identifier, entity_unique_id
from .location_data import LocationData, LocationDataCache

# Home Assistant truncates ids to 255 characters, which may leave an invalid trailing
# underscore. The rest is reserved for the domain, an area name and a number.
MAX_OBJECT_ID_LENGTH: Final = 150

# Home Assistant adds at most 10,000 enabled entities per config entry. The rest is
# reserved for the account's entity, new locations and entities enabled by the user.
MAX_ENABLED: Final = 9_500


@dataclass(frozen=True, kw_only=True)
class OccuspaceEntityDescription(EntityDescription):
    """Describes an entity of a location."""

    enabled_rank: int | None = None
    """Rank among the entities enabled by default, the most useful first.

    Large accounts enable only the first ranks. None is disabled by default, 0 always
    enabled.
    """
    needs_history: bool = False
    follows_calendar: bool = False
    """Whether the value depends on opening hours or exceptional days."""

    def is_enabled_by_default(self, locations: int, parents: int) -> bool:
        """Return whether to enable the entity in an account of this size."""
        rank = self.enabled_rank
        return rank is not None and (
            rank == 0 or rank * locations + parents <= MAX_ENABLED
        )


class OccuspaceEntity(CoordinatorEntity[LiveCoordinator]):
    """A value of a location; writes its state only if the value changed."""

    entity_description: OccuspaceEntityDescription

    _attr_has_entity_name = True

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: OccuspaceEntityDescription,
        cache: LocationDataCache,
        *,
        every_refresh: bool = False,
    ) -> None:
        """Initialise with the cache that all entities of a platform share.

        The entity is updated when its location's status changes, or at
        `every_refresh`.
        """
        super().__init__(
            entry.runtime_data.coordinator, None if every_refresh else location_id
        )
        self.entity_description = description
        self._entry = entry
        self._location_id = location_id
        self._cache = cache
        self._attr_unique_id = entity_unique_id(
            str(entry.unique_id), location_id, description.key
        )

    @property
    @override
    def device_info(self) -> DeviceInfo:
        """Return the location's device."""
        return DeviceInfo(identifiers={self._device_identifier})

    @property
    def _device_identifier(self) -> tuple[str, str]:
        """Return the identifier of the location's device."""
        return device_identifier(str(self._entry.unique_id), self._location_id)

    @property
    def _data(self) -> LocationData | None:
        """Return the location's data; None once it is no longer listed."""
        return self._cache.get(self._location_id)

    def disable_by_default(self) -> None:
        """Disable the entity by default."""
        self._attr_entity_registry_enabled_default = False

    @property
    @override
    def available(self) -> bool:
        """Return whether the location was reachable."""
        return self._attr_available

    @abstractmethod
    def _update_value(self) -> bool:
        """Update availability and value; return whether either changed."""

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Keep the entity id within Home Assistant's limit."""
        await super().async_prepare_to_add_to_hass()
        suggest_short_entity_id(self, self._device_identifier)

    @override
    async def async_added_to_hass(self) -> None:
        """Set the first value, and listen to history if the value depends on it."""
        await super().async_added_to_hass()
        if self.entity_description.follows_calendar:
            self.async_on_remove(
                self._entry.runtime_data.settings.async_add_listener(
                    self._handle_coordinator_update, self._location_id
                )
            )
        self._update_value()
        history = self._entry.runtime_data.history
        if self.entity_description.needs_history and history:
            self.async_on_remove(
                history.async_add_listener(
                    self._handle_coordinator_update, self._location_id
                )
            )

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it changed."""
        if self._update_value():
            self.async_write_ha_state()


@callback
def suggest_short_entity_id(entity: Entity, identifier: tuple[str, str]) -> None:
    """Shorten the device name in a new entity id that would be too long."""
    hass, platform = entity.hass, entity.platform
    entity_registry = er.async_get(hass)
    if entity_registry.async_get_entity_id(
        platform.domain, platform.platform_name, str(entity.unique_id)
    ):
        return
    entry = platform.config_entry
    device = entry and dr.async_get(hass).async_get_device_by_identifier(
        identifier, entry.entry_id
    )
    device_name = device and (device.name_by_user or device.name)
    if not device_name:
        return
    # ASCII does not grow when slugified; skip this for thousands of entities.
    if device_name.isascii() and len(device_name) < MAX_OBJECT_ID_LENGTH * 2 // 3:
        return
    own = slugify(entity.suggested_object_id)
    prefix = slugify(device_name)
    room = MAX_OBJECT_ID_LENGTH - len(own) - 1
    if len(prefix) > room:
        # Cut between words.
        prefix = prefix[: room + 1].rpartition("_")[0] or prefix[:room]
        entity.entity_id = f"{platform.domain}.{prefix.strip('_')}_{own}"
