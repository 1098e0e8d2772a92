"""What the entities of a location share."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .coordinator import LiveCoordinator, OccuspaceConfigEntry
from .devices import device_identifier
from .location_tree import LocationTree
from .snapshot import LocationStatus

type EntityFactory[DescriptionT: EntityDescription] = Callable[
    [OccuspaceConfigEntry, int, DescriptionT], Entity
]


@callback
def async_add_location_entities[DescriptionT: EntityDescription](
    entry: OccuspaceConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    factory: EntityFactory[DescriptionT],
    descriptions_of: Callable[[LocationTree, int], Iterable[DescriptionT]],
) -> None:
    """Add the described entities of every location, and of those that come later."""
    coordinator = entry.runtime_data.coordinator
    known: set[tuple[int, str]] = set()
    tree_revision = 0

    @callback
    def add_new() -> None:
        nonlocal tree_revision
        snapshot = coordinator.data
        if snapshot.tree_revision == tree_revision:
            return
        tree_revision = snapshot.tree_revision
        wanted = {
            (id_, description.key): description
            for id_ in snapshot.statuses
            for description in descriptions_of(snapshot.tree, id_)
        }
        new = wanted.keys() - known
        # Entities are gone once their device is, and may come again.
        known.difference_update(
            [each for each in known if not _has_device(entry, each[0])]
        )
        known.update(new)
        if new:
            async_add_entities(
                factory(entry, id_, description)
                for (id_, key), description in wanted.items()
                if (id_, key) in new
            )

    entry.async_on_unload(coordinator.async_add_listener(add_new))
    add_new()


def _has_device(entry: OccuspaceConfigEntry, location_id: int) -> bool:
    """Return whether a location still has its device."""
    registry = dr.async_get(entry.runtime_data.coordinator.hass)
    identifier = device_identifier(str(entry.unique_id), location_id)
    return (
        registry.async_get_device_by_identifier(identifier, entry.entry_id) is not None
    )


class OccuspaceEntity(CoordinatorEntity[LiveCoordinator]):
    """One value of one location; writes its state only when that value changed."""

    _attr_has_entity_name = True

    def __init__(
        self,
        entry: OccuspaceConfigEntry,
        location_id: int,
        description: EntityDescription,
    ) -> None:
        """Take the identity from the account, the location and the key."""
        super().__init__(entry.runtime_data.coordinator)
        self.entity_description = description
        self._location_id = location_id
        self._shown: tuple[bool, Any] | None = None
        identifier = device_identifier(str(entry.unique_id), location_id)
        self._attr_unique_id = f"{identifier[1]}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={identifier})

    @property
    def _status(self) -> LocationStatus | None:
        """Return what is known of the location; None once it is no longer listed."""
        return self.coordinator.data.statuses.get(self._location_id)

    @property
    @override
    def available(self) -> bool:
        """Return whether the API answered for this location."""
        status = self._status
        return super().available and status is not None and status.is_available

    @abstractmethod
    def _value(self) -> Any:
        """Return what the state is made of."""

    @override
    async def async_added_to_hass(self) -> None:
        """Remember what is shown first."""
        await super().async_added_to_hass()
        self._shown = (self.available, self._value())

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it is another than the one shown."""
        shown = (self.available, self._value())
        if shown != self._shown:
            self._shown = shown
            self.async_write_ha_state()
