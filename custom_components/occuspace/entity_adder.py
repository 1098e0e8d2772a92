"""Adds the entities of all locations in the background, in slices."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import async_get_current_platform

from .api.concurrency import in_slices
from .const import DOMAIN
from .data import OccuspaceConfigEntry, signal_devices
from .entity import OccuspaceEntity, OccuspaceEntityDescription
from .identifiers import location_device, location_entity_id
from .live.location_tree import LocationTree

# Adding an entity takes about half a millisecond.
ENTITIES_PER_SLICE: Final = 5
# Added before set-up ends, so that a small account is complete after it.
FIRST_SLICES: Final = 12

ADD_TASK_NAME: Final = f"{DOMAIN} add entities"

type EntityFactory[DescriptionT: OccuspaceEntityDescription] = Callable[
    [OccuspaceConfigEntry, int, DescriptionT], OccuspaceEntity
]


@dataclass(slots=True)
class _Added:
    """The entities that were added to a device, by key."""

    device_id: str
    keys: set[str] = field(default_factory=set)


class EntityAdder[DescriptionT: OccuspaceEntityDescription]:
    """Adds the described entities of all locations to the current platform.

    Parents come first. Entities of new locations are added later.
    """

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        factory: EntityFactory[DescriptionT],
        descriptions_of: Callable[[LocationTree, int], Iterable[DescriptionT]],
    ) -> None:
        """Initialise for the platform that is being set up."""
        self._entry = entry
        self._hass = entry.runtime_data.coordinator.hass
        self._coordinator = entry.runtime_data.coordinator
        # Its method can be awaited and cancelled, unlike async_add_entities.
        self._platform = async_get_current_platform()
        self._registry = er.async_get(self._hass)
        self._factory = factory
        self._descriptions_of = descriptions_of
        self._added: dict[int, _Added] = {}
        self._registered_as: dict[str, tuple[Any, ...]] = {}
        self._size = 0, 0
        """The numbers of locations and of parents."""
        self._is_due = False
        self._task: asyncio.Task[None] | None = None
        self._is_stopped = False

    async def async_start(self) -> None:
        """Add the entities, now and whenever the devices have changed."""
        self._entry.runtime_data.stop_before_unload.append(self._async_stop)
        self._entry.async_on_unload(
            async_dispatcher_connect(
                self._hass, signal_devices(self._entry), self._add_soon
            )
        )
        self._add_soon()
        for _ in range(FIRST_SLICES):
            if self._task is None or self._task.done():
                break
            await asyncio.sleep(0)

    async def _async_stop(self) -> None:
        """Stop adding entities; wait until the last addition has ended."""
        self._is_stopped = True
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    @callback
    def _add_soon(self) -> None:
        """Add missing entities in the background."""
        self._is_due = True
        if not self._is_stopped and (self._task is None or self._task.done()):
            self._task = self._entry.async_create_background_task(
                self._hass, self._async_add_missing(), ADD_TASK_NAME
            )

    async def _async_add_missing(self) -> None:
        """Add all missing entities in slices; other tasks run between them."""
        while self._is_due:
            self._is_due = False
            snapshot = self._coordinator.data
            statuses = snapshot.statuses
            parents = sum(id_ in snapshot.tree.children for id_ in statuses)
            self._size = len(statuses), parents
            self._forget_removed(statuses)
            slice_: list[OccuspaceEntity] = []
            async for location_id in in_slices(tuple(statuses)):
                for entity in self._missing_entities(location_id):
                    slice_.append(entity)
                    if len(slice_) >= ENTITIES_PER_SLICE:
                        await self._async_add(slice_)
                        slice_ = []
                        await asyncio.sleep(0)
            await self._async_add(slice_)

    async def _async_add(self, entities: list[OccuspaceEntity]) -> None:
        """Add entities, and note how each kind of them is registered."""
        await self._platform.async_add_entities(entities)
        for entity in entities:
            if (registered := entity.registry_entry) is not None:
                key = entity.entity_description.key
                self._registered_as[key] = _description_of(registered)

    def _missing_entities(self, location_id: int) -> Iterable[OccuspaceEntity]:
        """Yield the entities to add to a location that has a device."""
        snapshot = self._coordinator.data
        if location_id not in snapshot.statuses:
            return
        device = location_device(self._hass, self._entry, location_id)
        added = self._added.get(location_id)
        if device is None:
            self._added.pop(location_id, None)
            return
        if added is None or added.device_id != device.id:
            added = self._added[location_id] = _Added(device.id)
        wanted = {
            description.key: description
            for description in self._descriptions_of(snapshot.tree, location_id)
        }
        for key in added.keys - wanted.keys():
            if self._registered(location_id, key) is None:
                added.keys.discard(key)
        for key, description in wanted.items():
            if key in added.keys:
                continue
            added.keys.add(key)
            if not self._is_disabled(location_id, description, device):
                yield self._entity(location_id, description, device)

    def _entity(
        self, location_id: int, description: DescriptionT, device: dr.DeviceEntry
    ) -> OccuspaceEntity:
        """Return a new entity of a device."""
        entity = self._factory(self._entry, location_id, description)
        # The device is known, so it need not be looked up again for each entity.
        entity.device_entry = device
        if not description.is_enabled_by_default(*self._size):
            entity.disable_by_default()
        return entity

    def _is_disabled(
        self, location_id: int, description: DescriptionT, device: dr.DeviceEntry
    ) -> bool:
        """Return whether an entity is disabled and registered as it is described.

        Home Assistant would discard it. One of each kind is added anyway: it shows
        how the others should be registered in this version and language.
        """
        registered = self._registered(location_id, description.key)
        return (
            registered is not None
            and registered.disabled
            and registered.device_id == device.id
            and _description_of(registered) == self._registered_as.get(description.key)
        )

    def _registered(self, location_id: int, key: str) -> er.RegistryEntry | None:
        """Return the registry entry of an entity."""
        entity_id = location_entity_id(
            self._hass, self._entry, self._platform.domain, location_id, key
        )
        return None if entity_id is None else self._registry.async_get(entity_id)

    def _forget_removed(self, location_ids: Iterable[int]) -> None:
        """Forget the locations that are no longer listed and have no device."""
        for location_id in self._added.keys() - set(location_ids):
            if location_device(self._hass, self._entry, location_id) is None:
                del self._added[location_id]


def _description_of(registered: er.RegistryEntry) -> tuple[Any, ...]:
    """Return what a registry entry says of an entity's kind."""
    return (
        registered.capabilities,
        registered.entity_category,
        registered.has_entity_name,
        registered.original_device_class,
        registered.original_icon,
        registered.original_name,
        registered.supported_features,
        registered.translation_key,
        registered.unit_of_measurement,
    )
