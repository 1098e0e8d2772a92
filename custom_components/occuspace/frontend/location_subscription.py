"""Follows one location across reloads of its account."""

from abc import abstractmethod
from datetime import tzinfo
from typing import override

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..data import OccuspaceRuntimeData
from ..history.progress import HistoryState
from ..location_data import LocationData, LocationDataCache
from .day import NOT_PERMITTED_HERE, REASON, REMOVED, CardNames, Day
from .locations import CardLocation, find_location, may_read
from .subscription import Subscription


class LocationSubscription(Subscription):
    """Sends an event of one location whenever it differs from the last one."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        message_id: int,
        device_id: str,
    ) -> None:
        """Initialise; nothing is followed yet."""
        super().__init__(hass, connection, message_id)
        self._device_id = device_id
        self._ids = frozenset({device_id})
        self._entry_id: str | None = None
        self._location_id: int | None = None
        self._data: OccuspaceRuntimeData | None = None
        self._cache: LocationDataCache | None = None
        self._removers: list[CALLBACK_TYPE] = []
        self._sent: Day | None = None
        self._whole: Day | None = None
        self._zone: tzinfo | None = None
        self._history_state: HistoryState | None = None

    @abstractmethod
    def _build_loaded(self, names: CardNames, data: LocationData) -> Day | None:
        """Return the event of a loaded account, None if it is not known yet."""

    @abstractmethod
    def _build_unloaded(self, location: CardLocation, last: Day | None) -> Day:
        """Return the event while the account is not loaded, from the last one."""

    @override
    @callback
    def async_on_entry(self, entry: ConfigEntry) -> None:
        if entry.entry_id != self._entry_id:
            return
        if entry.state is not ConfigEntryState.LOADED:
            self._release()
        self.async_schedule()

    @override
    @callback
    def async_on_registry(self, ids: frozenset[str]) -> None:
        if not ids.isdisjoint(self._ids):
            self.async_schedule()

    @override
    @callback
    def async_on_quarter(self) -> None:
        self.async_schedule()

    @override
    @callback
    def _update(self) -> None:
        event = self._build()
        if event is not None and event != self._sent:
            self._sent = event
            self._send(event)

    @callback
    def _build(self) -> Day | None:
        """Return the event as of now."""
        location = find_location(self._hass, self._device_id)
        if location is None:
            self._release()
            return {REASON: REMOVED}
        entry, names = location.entry, location.names
        self._entry_id = entry.entry_id
        self._ids = frozenset(filter(None, (self._device_id, names.entity_id)))
        user = self.connection.user
        if not may_read(self._hass, user, entry, location.location_id):
            self._release()
            self._whole = None
            return {REASON: NOT_PERMITTED_HERE}
        if entry.state is not ConfigEntryState.LOADED:
            return self._build_unloaded(location, self._whole)
        cache = self._follow(location)
        if (data := cache.get(location.location_id)) is None:
            self._whole = None
            return {REASON: REMOVED}
        self._zone = data.now.tzinfo
        self._whole = self._build_loaded(names, data)
        return self._whole

    @callback
    def _follow(self, location: CardLocation) -> LocationDataCache:
        """Listen to a location of a loaded account; return its data."""
        data, location_id = location.entry.runtime_data, location.location_id
        if (
            self._cache is not None
            and self._data is data
            and self._location_id == location_id
        ):
            return self._cache
        self._release()
        self._data, self._location_id = data, location_id
        self._removers += self._listen(data, location_id)
        self._cache = LocationDataCache(data)
        return self._cache

    @callback
    def _listen(
        self, data: OccuspaceRuntimeData, location_id: int
    ) -> list[CALLBACK_TYPE]:
        """Listen to a location; return functions that end it."""
        removers = data.async_listen(self.async_schedule, location_id)
        if data.history:
            removers.append(data.history.async_add_listener(self._on_progress))
        return removers

    @override
    @callback
    def _release(self) -> None:
        while self._removers:
            self._removers.pop()()
        self._data = self._cache = None

    @callback
    def _on_progress(self) -> None:
        """Update if the import has begun or ended."""
        history = self._data.history if self._data else None
        if history and history.progress.state is not self._history_state:
            self._history_state = history.progress.state
            self.async_schedule()
