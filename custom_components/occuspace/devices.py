"""Keeps the device registry as the snapshot says."""

from collections.abc import Mapping, Sequence
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import DOMAIN, KEY_HISTORY, LOGGER, MANUFACTURER
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry
from .identifiers import device_identifier, entity_unique_id, location_id_of
from .issues.gone_locations import async_update_gone_issues
from .issues.lost_references import async_update_lost_references
from .live.account_access import async_account_access
from .live.location_tree import LocationTree
from .sensor_descriptions import SENSORS

MODEL: Final = "Location"
_MAX_LOGGED: Final = 20

PARENT_KEYS: Final = tuple(each.key for each in SENSORS if each.needs_children)


class DeviceSync:
    """Creates, updates and removes the devices of one entry."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: OccuspaceConfigEntry,
        coordinator: LiveCoordinator,
    ) -> None:
        """Start as if no list had been seen."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._registry = dr.async_get(hass)
        self._tree_revision = 0
        self._registered: LocationTree | None = None
        # A reload must not start the count of lists anew.
        self._last_list = async_account_access(hass, entry.entry_id).last_list

    @callback
    def async_start(self) -> None:
        """Bring the registry up to date, now and whenever the list has been read."""
        self._entry.async_on_unload(
            self._coordinator.async_add_listener(self._async_update)
        )
        self._async_update()

    @callback
    def _async_update(self) -> None:
        """Follow the tree if it has been read again."""
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
            # The parent may not be chosen, and then has no device.
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
        """Return whether a location is chosen, or is the account itself."""
        return (
            location_id in self._coordinator.data.statuses
            or str(location_id) == self._entry.unique_id
        )

    @callback
    def _async_remove(self, tree: LocationTree) -> None:
        """Remove what is no longer chosen, and what two lists in a row do not have."""
        devices = dr.async_entries_for_config_entry(
            self._registry, self._entry.entry_id
        )
        known = {
            id_: device
            for device in devices
            if (id_ := location_id_of(device)) is not None
        }
        selection = self._coordinator.options.selection
        missing = (known.keys() | selection) - tree.locations.keys()
        gone: frozenset[int] = frozenset()
        if self._coordinator.data.is_tree_complete:
            gone = self._last_list.missing & missing
            self._last_list.missing = frozenset(missing)
        # What lies beneath a chosen location seems unchosen while that is missing.
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

    def _log_removed(
        self, devices: Sequence[dr.DeviceEntry | dr.ChildDeviceEntry]
    ) -> None:
        """Log the names of the locations whose devices are removed."""
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
        self, known: Mapping[int, dr.DeviceEntry | dr.ChildDeviceEntry]
    ) -> None:
        """Leave the account's device only what is the account's, if not chosen."""
        account_id = int(str(self._entry.unique_id))
        device = known.get(account_id)
        if device is None or account_id in self._coordinator.data.statuses:
            return
        registry = er.async_get(self._hass)
        for entity in er.async_entries_for_device(
            registry, device.id, include_disabled_entities=True
        ):
            is_ours = entity.config_entry_id == self._entry.entry_id
            if is_ours and not entity.unique_id.endswith(f"_{KEY_HISTORY}"):
                registry.async_remove(entity.entity_id)

    @callback
    def _async_remove_parent_entities(self, tree: LocationTree) -> None:
        """Leave those without others beneath them, in two lists in a row, no more."""
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
