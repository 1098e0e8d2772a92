"""Adds the entities of all locations in the background, in slices."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from typing import Final

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity_platform import async_get_current_platform

from .const import DOMAIN
from .data import OccuspaceConfigEntry
from .entity import OccuspaceEntity, OccuspaceEntityDescription
from .identifiers import device_identifier, entity_unique_id
from .live.location_tree import LocationTree

# Adding an entity takes about a millisecond.
ENTITIES_PER_SLICE: Final = 10
# Added without a pause, so that a small account is complete after its set-up.
FIRST_SLICES: Final = 6

ADD_TASK_NAME: Final = f"{DOMAIN} add entities"

type EntityFactory[DescriptionT: OccuspaceEntityDescription] = Callable[
    [OccuspaceConfigEntry, int, DescriptionT], OccuspaceEntity
]


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
        self._factory = factory
        self._descriptions_of = descriptions_of
        self._added: set[tuple[int, str]] = set()
        self._pending: dict[tuple[int, str], DescriptionT] = {}
        self._tree_revision = 0
        self._task: asyncio.Task[None] | None = None
        self._is_stopped = False

    @callback
    def async_start(self) -> None:
        """Add the entities, now and whenever the location list changes."""
        self._entry.runtime_data.stop_before_unload.append(self._async_stop)
        self._entry.async_on_unload(
            self._coordinator.async_add_listener(self._async_update)
        )
        self._async_update()

    async def _async_stop(self) -> None:
        """Stop adding entities; wait until the last addition has ended."""
        self._is_stopped = True
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    @callback
    def _async_update(self) -> None:
        """Find the entities to add, and start adding them."""
        snapshot = self._coordinator.data
        if snapshot.tree_revision == self._tree_revision or self._is_stopped:
            return
        self._tree_revision = snapshot.tree_revision
        wanted = {
            (id_, description.key): description
            for id_ in snapshot.statuses
            for description in self._descriptions_of(snapshot.tree, id_)
        }
        self._forget_removed(wanted)
        self._pending = {
            key: description
            for key, description in wanted.items()
            if key not in self._added
        }
        if self._pending and (self._task is None or self._task.done()):
            self._task = self._entry.async_create_background_task(
                self._hass, self._async_add_pending(), ADD_TASK_NAME
            )

    def _forget_removed(self, wanted: Iterable[tuple[int, str]]) -> None:
        """Forget entities whose device or registry entry was removed."""
        unwanted = self._added.difference(wanted)
        registered = self._registered() if unwanted else frozenset()
        account_id = str(self._entry.unique_id)
        has_device = {
            id_: self._has_device(id_) for id_ in {id_ for id_, _ in self._added}
        }
        self._added = {
            (id_, key)
            for id_, key in self._added
            if has_device[id_]
            and (
                (id_, key) not in unwanted
                or entity_unique_id(account_id, id_, key) in registered
            )
        }

    async def _async_add_pending(self) -> None:
        """Add all entities in slices; other tasks run between them."""
        slices = 0
        while self._pending:
            batch = dict(islice(self._pending.items(), ENTITIES_PER_SLICE))
            statuses, tree = (
                self._coordinator.data.statuses,
                self._coordinator.data.tree,
            )
            size = len(statuses), sum(id_ in tree.children for id_ in statuses)
            entities = []
            for (id_, key), description in batch.items():
                del self._pending[id_, key]
                self._added.add((id_, key))
                entity = self._factory(self._entry, id_, description)
                if not description.is_enabled_by_default(*size):
                    entity.disable_by_default()
                entities.append(entity)
            await self._platform.async_add_entities(entities)
            slices += 1
            if slices >= FIRST_SLICES:
                await asyncio.sleep(0)

    def _has_device(self, location_id: int) -> bool:
        """Return whether a location has a device."""
        identifier = device_identifier(str(self._entry.unique_id), location_id)
        device = dr.async_get(self._hass).async_get_device_by_identifier(
            identifier, self._entry.entry_id
        )
        return device is not None

    def _registered(self) -> frozenset[str]:
        """Return the unique ids of the entry's entities."""
        entities = er.async_entries_for_config_entry(
            er.async_get(self._hass), self._entry.entry_id
        )
        return frozenset(entity.unique_id for entity in entities)
