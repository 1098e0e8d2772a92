"""What the entities of a location share."""

from abc import abstractmethod
import asyncio
from collections.abc import Callable, Iterable
from itertools import batched
from typing import Final, override

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import LiveCoordinator, OccuspaceConfigEntry
from .default_entities import enabled_keys
from .devices import device_identifier, entity_unique_id
from .location_tree import LocationTree
from .snapshot import LocationStatus

# Home Assistant takes about a millisecond for each.
ENTITIES_PER_SLICE: Final = 10

type EntityFactory[DescriptionT: EntityDescription] = Callable[
    [OccuspaceConfigEntry, int, DescriptionT], OccuspaceEntity
]


async def async_add_location_entities[DescriptionT: EntityDescription](
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    factory: EntityFactory[DescriptionT],
    descriptions_of: Callable[[LocationTree, int], Iterable[DescriptionT]],
) -> None:
    """Add the described entities of every location, and of those that come later."""
    coordinator, account_id = entry.runtime_data.coordinator, str(entry.unique_id)
    known: set[tuple[int, str]] = set()
    tree_revision = 0

    def find_new() -> list[tuple[int, DescriptionT]]:
        """Return what has to be added, and take it for known."""
        nonlocal tree_revision
        snapshot = coordinator.data
        if snapshot.tree_revision == tree_revision:
            return []
        tree_revision = snapshot.tree_revision
        wanted = {
            (id_, description.key): description
            for id_ in snapshot.statuses
            for description in descriptions_of(snapshot.tree, id_)
        }
        new = [
            (each[0], description)
            for each, description in wanted.items()
            if each not in known
        ]
        # Entities are gone once their device is, or their place in the registry, and
        # may come again.
        unwanted = known - wanted.keys()
        there = _unique_ids(entry) if unwanted else frozenset()
        known.difference_update(
            [
                each
                for each in known
                if not _has_device(entry, each[0])
                or (
                    each in unwanted
                    and entity_unique_id(account_id, *each) not in there
                )
            ]
        )
        known.update((id_, description.key) for id_, description in new)
        return new

    async def add(new: Iterable[tuple[int, DescriptionT]]) -> None:
        """Add entities in slices, between which everything else has its turn."""
        statuses, tree = coordinator.data.statuses, coordinator.data.tree
        enabled = enabled_keys(
            len(statuses), sum(id_ in tree.children for id_ in statuses)
        )
        for some in batched(new, ENTITIES_PER_SLICE, strict=False):
            entities = [factory(entry, *each) for each in some]
            for entity in entities:
                if entity.entity_description.key not in enabled:
                    entity.disable_by_default()
            async_add_entities(entities)
            await asyncio.sleep(0)

    @callback
    def add_new() -> None:
        if new := find_new():
            entry.async_create_background_task(
                coordinator.hass, add(new), f"{DOMAIN} new entities", eager_start=True
            )

    new = find_new()
    entry.async_on_unload(coordinator.async_add_listener(add_new))
    await add(new)


def _has_device(entry: OccuspaceConfigEntry, location_id: int) -> bool:
    """Return whether a location still has its device."""
    registry = dr.async_get(entry.runtime_data.coordinator.hass)
    identifier = device_identifier(str(entry.unique_id), location_id)
    return (
        registry.async_get_device_by_identifier(identifier, entry.entry_id) is not None
    )


def _unique_ids(entry: OccuspaceConfigEntry) -> frozenset[str]:
    """Return the unique ids of the entry's entities."""
    registry = er.async_get(entry.runtime_data.coordinator.hass)
    entities = er.async_entries_for_config_entry(registry, entry.entry_id)
    return frozenset(each.unique_id for each in entities)


class OccuspaceEntity(CoordinatorEntity[LiveCoordinator]):
    """One value of one location; writes its state only when that value changed."""

    _attr_has_entity_name = True

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: EntityDescription,
        *,
        every_refresh: bool = False,
    ) -> None:
        """Take the identity from the account, the location and the key.

        An entity is told when something else is known of its location, or at
        `every_refresh`.
        """
        super().__init__(
            entry.runtime_data.coordinator, None if every_refresh else location_id
        )
        self.entity_description = description
        self._entry = entry
        self._location_id = location_id
        self._attr_unique_id = entity_unique_id(
            str(entry.unique_id), location_id, description.key
        )

    @property
    @override
    def device_info(self) -> DeviceInfo:
        """Return the location's device."""
        identifier = device_identifier(str(self._entry.unique_id), self._location_id)
        return DeviceInfo(identifiers={identifier})

    @property
    def _status(self) -> LocationStatus | None:
        """Return what is known of the location; None once it is no longer listed."""
        return self.coordinator.data.statuses.get(self._location_id)

    def disable_by_default(self) -> None:
        """Leave it to the user to enable the entity."""
        self._attr_entity_registry_enabled_default = False

    @property
    @override
    def available(self) -> bool:
        """Return whether the last update had the value, or that there is none."""
        return self._attr_available

    @abstractmethod
    def _take_over(self) -> bool:
        """Work out availability and value; return whether they are others."""

    @override
    async def async_added_to_hass(self) -> None:
        """Work out what is shown first."""
        await super().async_added_to_hass()
        self._take_over()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it is another than the one shown."""
        if self._take_over():
            self.async_write_ha_state()
