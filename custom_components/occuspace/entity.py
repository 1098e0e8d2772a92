"""Base class of the entities of a location."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import dt as dt_util, slugify

from .const import LOGGER
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry, OccuspaceRuntimeData
from .identifiers import entity_unique_id
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
    min_interval: timedelta | None = None
    """How often to write a value that changes while the location's status does not.

    With the location's other values it is written as well.
    """

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

    # Read by properties: attributes with caches would double the size of an entity.
    _values: tuple[Any, ...]
    """What is shown, beginning with whether it is available."""

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: OccuspaceEntityDescription,
        updater: EntityUpdater,
    ) -> None:
        """Initialise without a value."""
        super().__init__(entry.runtime_data.coordinator)
        self.entity_description = description
        self._location_id = location_id
        self._updater = updater
        self._attr_unique_id = entity_unique_id(
            str(entry.unique_id), location_id, description.key
        )

    def disable_by_default(self) -> None:
        """Disable the entity by default."""
        self._attr_entity_registry_enabled_default = False

    @property
    @override
    def available(self) -> bool:
        """Return whether the location was reachable."""
        return bool(self._values[0])

    @abstractmethod
    def _values_of(self, data: LocationData | None) -> tuple[Any, ...]:
        """Return what is shown; without data, the location is not listed."""

    @callback
    def async_update_from(self, data: LocationData | None) -> bool:
        """Update the values; return whether they changed."""
        values = self._values_of(data)
        if values == self._values:
            return False
        self._values = values
        return True

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Keep the entity id within Home Assistant's limit."""
        await super().async_prepare_to_add_to_hass()
        suggest_short_entity_id(self)

    @override
    async def async_added_to_hass(self) -> None:
        """Set the first value, and follow the location.

        The base class would listen by itself, which takes a call per entity.
        """
        self._updater.async_add(self, self._location_id)
        self.async_on_remove(
            partial(self._updater.async_remove, self, self._location_id)
        )
        if interval := self.entity_description.min_interval:
            self.async_on_remove(
                self._updater.async_follow_refreshes(self, self._location_id, interval)
            )


class EntityUpdater:
    """Updates all entities of a location of one platform together.

    The data of the location is put together once, and an entity's state is written
    only if its values changed.
    """

    def __init__(self, data: OccuspaceRuntimeData) -> None:
        """Initialise without entities."""
        self._data = data
        self._cache = LocationDataCache(data)
        self._entities: dict[int, list[OccuspaceEntity]] = {}
        self._removers: dict[int, list[CALLBACK_TYPE]] = {}

    @callback
    def async_add(self, entity: OccuspaceEntity, location_id: int) -> None:
        """Set an entity's values and keep them up to date, until it is removed."""
        entity.async_update_from(self._cache.get(location_id))
        if location_id not in self._entities:
            self._entities[location_id] = []
            self._removers[location_id] = self._data.async_listen(
                partial(self._update_all, location_id), location_id
            )
        self._entities[location_id].append(entity)

    @callback
    def async_remove(self, entity: OccuspaceEntity, location_id: int) -> None:
        """Update an entity no more."""
        self._entities[location_id].remove(entity)
        if not self._entities[location_id]:
            del self._entities[location_id]
            for remove_listener in self._removers.pop(location_id):
                remove_listener()

    @callback
    def _update_all(self, location_id: int) -> None:
        """Update the entities of a location; one that fails leaves the others."""
        data = self._cache.get(location_id)
        for entity in tuple(self._entities.get(location_id, ())):
            try:
                if entity.async_update_from(data):
                    entity.async_write_ha_state()
            except Exception:  # noqa: BLE001  as the base coordinator does
                LOGGER.exception("Unexpected error updating %s", entity.entity_id)

    @callback
    def async_follow_refreshes(
        self, entity: OccuspaceEntity, location_id: int, interval: timedelta
    ) -> CALLBACK_TYPE:
        """Update an entity after refreshes, at most once per interval."""
        updated_at = dt_util.utcnow()

        @callback
        def update() -> None:
            nonlocal updated_at
            now = dt_util.utcnow()
            # The clock may have been changed.
            if abs(now - updated_at) < interval:
                return
            updated_at = now
            if entity.async_update_from(self._cache.get(location_id)):
                entity.async_write_ha_state()

        return self._data.coordinator.async_add_listener(update)


@callback
def suggest_short_entity_id(entity: Entity) -> None:
    """Shorten the device name in a new entity id that would be too long."""
    hass, platform = entity.hass, entity.platform
    entity_registry = er.async_get(hass)
    if entity_registry.async_get_entity_id(
        platform.domain, platform.platform_name, str(entity.unique_id)
    ):
        return
    device = entity.device_entry
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
