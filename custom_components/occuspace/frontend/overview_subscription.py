"""Sends the rows of many locations, and later only those that change."""

from datetime import date, tzinfo
from typing import Any, override

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..identifiers import location_devices
from ..listeners import async_call_in_slices
from ..venue_time import today_at
from .day import NOT_PERMITTED_HERE, REASON, REMOVED, UNREACHABLE
from .locations import CardLocation, find_location, may_read
from .overview import AccountRows, Row, build_row, typical_of
from .subscription import Subscription


class OverviewSubscription(Subscription):
    """The locations of all accounts or, with a device, those below its location."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        message_id: int,
        device_id: str | None,
    ) -> None:
        """Initialise; nothing is followed yet."""
        super().__init__(hass, connection, message_id)
        self._device_id = device_id
        self._accounts: dict[str, AccountRows] = {}
        self._owners: dict[int, OccuspaceConfigEntry] = {}
        self._unloaded: dict[int, str] = {}
        self._device_ids: frozenset[str] = frozenset()
        self._rows: dict[int, Row] = {}
        self._changed: set[int] = set()
        self._is_list_outdated = True
        self._is_updating = False
        self._zone: tzinfo = dt_util.get_default_time_zone()
        self._todays: dict[tzinfo, date] = {}
        self._header: dict[str, Any] | None = None

    @override
    @callback
    def async_on_entry(self, entry: ConfigEntry) -> None:
        account = self._accounts.get(entry.entry_id)
        if account and entry.state is not ConfigEntryState.LOADED:
            account.async_release()
            del self._accounts[entry.entry_id]
        self._list_again()

    @override
    @callback
    def async_on_registry(self, ids: frozenset[str]) -> None:
        if self._device_id in ids or not ids.isdisjoint(self._device_ids):
            self._list_again()

    @override
    @callback
    def async_on_quarter(self) -> None:
        if any(today_at(zone) != today for zone, today in self._todays.items()):
            self._list_again()

    @callback
    def _list_again(self) -> None:
        """List the locations, and update all rows."""
        self._is_list_outdated = True
        self.async_schedule()

    @callback
    def _on_row(self, location_id: int) -> None:
        """Update the row of a location."""
        self._changed.add(location_id)
        self.async_schedule()

    @override
    @callback
    def _update(self) -> None:
        if self._is_updating:
            return
        if self._is_list_outdated:
            self._is_list_outdated = False
            if not self._list():
                self._rows.clear()
                self._changed.clear()
                self._send_if_changed({REASON: REMOVED})
                return
        changed, self._changed = sorted(self._changed), set()
        event: dict[str, Row | None] = {}
        self._is_updating = True

        @callback
        def update(location_id: int | None) -> None:
            if self.is_stopped:
                return
            if location_id is not None:
                self._update_row(location_id, event)
                return
            self._is_updating = False
            zone = self._zone
            header = {"zone": str(zone), "date": today_at(zone).isoformat()}
            self._send_if_changed(header, event)
            if self._changed or self._is_list_outdated:
                self.async_schedule()

        async_call_in_slices(self._hass, update, (*changed, None))

    @callback
    def _update_row(self, location_id: int, event: dict[str, Row | None]) -> None:
        """Add the row of a location to an event, if it has changed."""
        row = self._row(location_id)
        if row == self._rows.get(location_id):
            return
        event[str(location_id)] = row
        if row is None:
            del self._rows[location_id]
        else:
            self._rows[location_id] = row

    @callback
    def _send_if_changed(
        self, header: dict[str, Any], rows: dict[str, Row | None] | None = None
    ) -> None:
        """Send changed rows, or another header."""
        if rows or header != self._header:
            self._header = header
            self._send(header if rows is None else header | {"locations": rows})

    @callback
    def _row(self, location_id: int) -> Row | None:
        """Return the row of a location, None if it is no longer listed."""
        if (entry := self._owners.get(location_id)) is None:
            return None
        if account := self._accounts.get(entry.entry_id):
            return account.row(location_id)
        # The account is not loaded. What is typical today remains.
        device_id = self._unloaded[location_id]
        if not may_read(self._hass, self.connection.user, entry, location_id):
            return build_row(device_id, reason=NOT_PERMITTED_HERE)
        is_today = self._todays.get(self._zone) == today_at(self._zone)
        last = self._rows.get(location_id)
        typical = typical_of(last) if last and is_today else None
        return build_row(device_id, typical=typical, reason=UNREACHABLE)

    @callback
    def _list(self) -> bool:
        """List the locations, all of which have changed; False without the root."""
        root = None
        if self._device_id is not None:
            root = find_location(self._hass, self._device_id)
            if root is None:
                self._release()
                return False
        entries: list[OccuspaceConfigEntry] = (
            [root.entry] if root else self._hass.config_entries.async_entries(DOMAIN)
        )
        self._follow(entries, root)
        self._owners, self._unloaded = {}, {}
        for entry in entries:
            if account := self._accounts.get(entry.entry_id):
                locations = account.devices
            else:
                locations = self._unloaded_devices(entry, root)
                self._unloaded.update(locations)
            for location_id in locations:
                self._owners.setdefault(location_id, entry)
        self._device_ids = frozenset(
            device_id
            for account in self._accounts.values()
            for device_id in account.devices.values()
        )
        self._changed.update(self._owners, self._rows)
        if root is None or (account := self._accounts.get(root.entry.entry_id)) is None:
            return True
        return root.location_id in account.data.coordinator.data.tree.locations

    @callback
    def _follow(
        self, entries: list[OccuspaceConfigEntry], root: CardLocation | None
    ) -> None:
        """Follow the loaded accounts, and no other."""
        loaded = {
            entry.entry_id: entry
            for entry in entries
            if entry.state is ConfigEntryState.LOADED
        }
        for entry_id, account in tuple(self._accounts.items()):
            entry = loaded.get(entry_id)
            if entry is None or entry.runtime_data is not account.data:
                account.async_release()
                del self._accounts[entry_id]
        zones: set[tzinfo] = set()
        for entry_id, entry in loaded.items():
            if entry_id not in self._accounts:
                self._accounts[entry_id] = AccountRows(
                    self._hass,
                    entry,
                    self.connection.user,
                    root.location_id if root else None,
                    on_row=self._on_row,
                    on_list=self._list_again,
                )
            self._accounts[entry_id].async_list()
            zones |= entry.runtime_data.zones.all
        if root and root.entry.entry_id in loaded:
            self._zone = root.entry.runtime_data.zone_of(root.location_id)
        elif loaded:
            self._zone = next(iter(loaded.values())).runtime_data.time_zone
        if zones:
            self._todays = {zone: today_at(zone) for zone in zones}

    @callback
    def _unloaded_devices(
        self, entry: OccuspaceConfigEntry, root: CardLocation | None
    ) -> dict[int, str]:
        """Return the devices of an account that is not loaded, by location.

        Which ones are below a root is only known of those sent before.
        """
        return {
            location_id: device.id
            for location_id, device in location_devices(
                self._hass, entry.entry_id
            ).items()
            if root is None
            or location_id == root.location_id
            or location_id in self._rows
        }

    @override
    @callback
    def _release(self) -> None:
        for account in self._accounts.values():
            account.async_release()
        self._accounts.clear()
