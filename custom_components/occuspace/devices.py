"""Keeps the device registry in sync with the location tree."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_track_time_interval

from .api.concurrency import in_slices
from .const import DOMAIN, KEY_HISTORY, LOGGER, MANUFACTURER
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry, signal_devices
from .identifiers import (
    device_identifier,
    location_device,
    location_entity_id,
    location_id_of,
)
from .issues.gone_locations import async_update_gone_issues
from .issues.lost_references import async_update_lost_references
from .live.account_access import async_account_access
from .live.location_list import TREE_INTERVAL
from .live.location_tree import LocationTree
from .live.snapshot import Snapshot
from .sensor_descriptions import SENSORS

MODEL: Final = "Location"
_MAX_LOGGED: Final = 20

PARENT_KEYS: Final = tuple(
    description.key for description in SENSORS if description.needs_children
)


class DeviceSync:
    """Creates, updates and removes the devices of one entry.

    Large accounts take a while, in slices. `signal_devices` is sent after each update.
    """

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
        self._registered: dict[int, tuple[str, int | None]] = {}
        self._task: asyncio.Task[None] | None = None
        # Kept across reloads, so that two consecutive lists can be compared.
        self._last_list = async_account_access(hass, entry.entry_id).last_list

    async def async_start(self) -> None:
        """Update the registry, now and after every new location list."""
        await self._async_update()
        self._entry.async_on_unload(
            self._coordinator.async_add_listener(self._update_soon)
        )
        self._entry.async_on_unload(
            async_track_time_interval(self._hass, self._check_references, TREE_INTERVAL)
        )

    @callback
    def _update_soon(self) -> None:
        """Update the registry if there is a new location list."""
        if self._coordinator.data.tree_revision == self._tree_revision:
            return
        if self._task is None or self._task.done():
            self._task = self._entry.async_create_background_task(
                self._hass, self._async_update(), f"{DOMAIN} update devices"
            )

    async def _async_update(self) -> None:
        """Update the registry to the current location list."""
        while (snapshot := self._coordinator.data).tree_revision != self._tree_revision:
            self._tree_revision = snapshot.tree_revision
            await self._async_register(snapshot)
            await self._async_remove(snapshot)
            async_dispatcher_send(self._hass, signal_devices(self._entry))

    async def _async_register(self, snapshot: Snapshot) -> None:
        """Create or update the devices that changed, parents first."""
        account_id = str(self._entry.unique_id)
        # By location: its name, and the nearest location above that has a device.
        wanted: dict[int, tuple[str, int | None]] = {}
        above: dict[int, int | None] = {}
        names = snapshot.tree.display_names
        for id_, parent in snapshot.tree.parents.items():
            above[id_] = None
            if parent is not None:
                above[id_] = parent if parent in wanted else above[parent]
            if self._has_device(snapshot, id_):
                wanted[id_] = names[id_], above[id_]
        changed = (id_ for id_ in wanted if self._registered.get(id_) != wanted[id_])
        async for id_ in in_slices(changed):
            name, parent = wanted[id_]
            via = None if parent is None else self._device(parent)
            known = self._device(id_)
            if known is None or not _is_current(known, name, via):
                self._registry.async_get_or_create(
                    config_entry_id=self._entry.entry_id,
                    identifiers={device_identifier(account_id, id_)},
                    entry_type=dr.DeviceEntryType.SERVICE,
                    manufacturer=MANUFACTURER,
                    model=MODEL,
                    model_id=str(id_),
                    name=name,
                    via_device_id=None if via is None else via.id,
                )
        self._registered = wanted

    def _device(self, location_id: int) -> dr.DeviceEntry | None:
        """Return the device of a location."""
        return location_device(self._hass, self._entry, location_id)

    def _has_device(self, snapshot: Snapshot, location_id: int) -> bool:
        """Return whether a location is chosen or is the account's."""
        return (
            location_id in snapshot.statuses
            or str(location_id) == self._entry.unique_id
        )

    async def _async_remove(self, snapshot: Snapshot) -> None:
        """Remove unchosen devices and those missing from two consecutive lists."""
        tree = snapshot.tree
        known = {
            location_id: device
            async for device in in_slices(
                dr.async_entries_for_config_entry(self._registry, self._entry.entry_id)
            )
            if isinstance(device, dr.DeviceEntry)
            and (location_id := location_id_of(device)) is not None
        }
        # Each part takes a few milliseconds with 5,000 locations.
        await asyncio.sleep(0)
        selection = self._coordinator.options.selection
        missing = (known.keys() | selection) - tree.locations.keys()
        gone: frozenset[int] = frozenset()
        if snapshot.is_tree_complete:
            gone = self._last_list.missing & missing
            self._last_list.missing = frozenset(missing)
        # While a chosen location is missing, its descendants only seem unchosen.
        is_certain = not selection & (missing - gone)
        self._log_removed([known[id_] for id_ in known if id_ in gone])
        removed = {
            id_: (
                str(device.name_by_user or device.name),
                [device.id, *(entity.entity_id for entity in self._entities(device))],
            )
            for id_, device in known.items()
            if id_ in gone
        }
        async for id_, device in in_slices(known.items()):
            unchosen = id_ in tree.locations and not self._has_device(snapshot, id_)
            if (unchosen and is_certain) or id_ in gone:
                self._registry.async_remove_device(device.id)
        self._remove_account_entities(snapshot, known)
        if snapshot.is_tree_complete:
            await self._async_remove_parent_entities(tree)
        await asyncio.sleep(0)
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

    @callback
    def _check_references(self, _now: datetime) -> None:
        """Check again what refers to removed locations."""
        listed = self._coordinator.data.tree.locations.keys()
        async_update_lost_references(self._hass, self._entry, {}, listed)

    def _entities(self, device: dr.DeviceEntry) -> list[er.RegistryEntry]:
        """Return all entities of a device."""
        return er.async_entries_for_device(
            er.async_get(self._hass), device.id, include_disabled_entities=True
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
    def _remove_account_entities(
        self, snapshot: Snapshot, known: Mapping[int, dr.DeviceEntry]
    ) -> None:
        """Remove the location's entities from an unchosen account device."""
        account_id = int(str(self._entry.unique_id))
        device = known.get(account_id)
        if device is None or account_id in snapshot.statuses:
            return
        for entity in self._entities(device):
            is_own = entity.config_entry_id == self._entry.entry_id
            if is_own and not entity.unique_id.endswith(f"_{KEY_HISTORY}"):
                er.async_get(self._hass).async_remove(entity.entity_id)

    async def _async_remove_parent_entities(self, tree: LocationTree) -> None:
        """Remove parent-only entities of locations without children in two lists."""
        leaves = tree.locations.keys() - tree.children.keys()
        registry = er.async_get(self._hass)
        async for id_ in in_slices(leaves & self._last_list.leaves):
            for key in PARENT_KEYS:
                entity_id = location_entity_id(
                    self._hass, self._entry, Platform.SENSOR, id_, key
                )
                if entity_id is not None:
                    registry.async_remove(entity_id)
        self._last_list.leaves = frozenset(leaves)


def _is_current(
    device: dr.DeviceEntry, name: str, via_device: dr.DeviceEntry | None
) -> bool:
    """Return whether a device is as it would be registered."""
    return (
        device.name == name
        and device.via_device_id == (None if via_device is None else via_device.id)
        and device.model == MODEL
        and device.manufacturer == MANUFACTURER
        and device.entry_type is dr.DeviceEntryType.SERVICE
    )
