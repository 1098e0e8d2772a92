"""Keeps the device registry in sync with the location tree."""

from collections.abc import Mapping, Sequence
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import DOMAIN, KEY_HISTORY, LOGGER, MANUFACTURER
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry
from .identifiers import device_identifier, entity_unique_id, location_devices
from .issues.gone_locations import async_update_gone_issues
from .issues.lost_references import async_update_lost_references
from .live.account_access import async_account_access
from .live.location_tree import LocationTree
from .sensor_descriptions import SENSORS

MODEL: Final = "Location"
_MAX_LOGGED: Final = 20

PARENT_KEYS: Final = tuple(
    description.key for description in SENSORS if description.needs_children
)


class DeviceSync:
    """Creates, updates and removes the devices of one entry."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: OccuspaceConfigEntry,
        coordinator: LiveCoordinator,
    ) -> None:
        """Initialise."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._registry = dr.async_get(hass)
        self._tree_revision = 0
        self._registered: LocationTree | None = None
        # Kept across reloads, so that two consecutive lists can be compared.
        self._last_list = async_account_access(hass, entry.entry_id).last_list

    @callback
    def async_start(self) -> None:
        """Update the registry, now and after every location list."""
        self._entry.async_on_unload(
            self._coordinator.async_add_listener(self._async_update)
        )
        self._async_update()

    @callback
    def _async_update(self) -> None:
        """Update the registry if there is a new location list."""
        snapshot = self._coordinator.data
        if snapshot.tree_revision == self._tree_revision:
            return
        self._tree_revision = snapshot.tree_revision
        if snapshot.tree is not self._registered:
            self._async_register(snapshot.tree)
            self._registered = snapshot.tree
        self._async_remove(snapshot.tree)

    @callback
    def _async_register(self, tree: LocationTree) -> None:
        """Create or update every device, parents first."""
        account_id = self._entry.unique_id
        assert account_id is not None  # noqa: S101  narrows the type
        device_ids: dict[int, str] = {}
        for id_ in tree.locations:
            if not self._has_device(id_):
                continue
            # A parent that is not chosen has no device.
            above = (device_ids.get(ancestor) for ancestor in tree.ancestors(id_))
            device_ids[id_] = self._registry.async_get_or_create(
                config_entry_id=self._entry.entry_id,
                identifiers={device_identifier(account_id, id_)},
                entry_type=dr.DeviceEntryType.SERVICE,
                manufacturer=MANUFACTURER,
                model=MODEL,
                model_id=str(id_),
                name=tree.display_names[id_],
                via_device_id=next(filter(None, above), None),
            ).id

    def _has_device(self, location_id: int) -> bool:
        """Return whether a location is chosen or is the account's."""
        return (
            location_id in self._coordinator.data.statuses
            or str(location_id) == self._entry.unique_id
        )

    @callback
    def _async_remove(self, tree: LocationTree) -> None:
        """Remove unchosen devices and those missing from two consecutive lists."""
        known = location_devices(self._hass, self._entry.entry_id)
        selection = self._coordinator.options.selection
        missing = (known.keys() | selection) - tree.locations.keys()
        gone: frozenset[int] = frozenset()
        if self._coordinator.data.is_tree_complete:
            gone = self._last_list.missing & missing
            self._last_list.missing = frozenset(missing)
        # While a chosen location is missing, its descendants only seem unchosen.
        is_certain = not selection & (missing - gone)
        self._log_removed([known[id_] for id_ in known if id_ in gone])
        registry = er.async_get(self._hass)
        removed = {
            id_: (
                str(device.name_by_user or device.name),
                [
                    device.id,
                    *(
                        entity.entity_id
                        for entity in er.async_entries_for_device(
                            registry, device.id, include_disabled_entities=True
                        )
                    ),
                ],
            )
            for id_, device in known.items()
            if id_ in gone
        }
        for id_, device in known.items():
            unchosen = id_ in tree.locations and not self._has_device(id_)
            if (unchosen and is_certain) or id_ in gone:
                self._registry.async_remove_device(device.id)
        self._async_remove_account_entities(known)
        if self._coordinator.data.is_tree_complete:
            self._async_remove_parent_entities(tree)
        async_update_lost_references(
            self._hass, self._entry, removed, tree.locations.keys()
        )
        async_update_gone_issues(
            self._hass,
            self._entry,
            missing=missing,
            gone=gone,
            names={
                id_: device.name_by_user or device.name for id_, device in known.items()
            },
        )

    def _log_removed(self, devices: Sequence[dr.DeviceEntry]) -> None:
        """Log the names of the removed devices."""
        if not devices:
            return
        names = [
            str(device.name_by_user or device.name) for device in devices[:_MAX_LOGGED]
        ]
        if more := len(devices) - len(names):
            names.append(f"and {more} more")
        LOGGER.info(
            "Occuspace no longer lists these locations of %s, so their devices and "
            "entities are removed: %s",
            self._entry.title,
            ", ".join(names),
        )

    @callback
    def _async_remove_account_entities(
        self, known: Mapping[int, dr.DeviceEntry]
    ) -> None:
        """Remove the location's entities from an unchosen account device."""
        account_id = int(str(self._entry.unique_id))
        device = known.get(account_id)
        if device is None or account_id in self._coordinator.data.statuses:
            return
        registry = er.async_get(self._hass)
        for entity in er.async_entries_for_device(
            registry, device.id, include_disabled_entities=True
        ):
            is_own = entity.config_entry_id == self._entry.entry_id
            if is_own and not entity.unique_id.endswith(f"_{KEY_HISTORY}"):
                registry.async_remove(entity.entity_id)

    @callback
    def _async_remove_parent_entities(self, tree: LocationTree) -> None:
        """Remove parent-only entities of locations without children in two lists."""
        leaves = tree.locations.keys() - tree.children.keys()
        registry = er.async_get(self._hass)
        account_id = str(self._entry.unique_id)
        for id_ in leaves & self._last_list.leaves:
            for key in PARENT_KEYS:
                unique_id = entity_unique_id(account_id, id_, key)
                entity_id = registry.async_get_entity_id("sensor", DOMAIN, unique_id)
                if entity_id is not None:
                    registry.async_remove(entity_id)
        self._last_list.leaves = frozenset(leaves)
