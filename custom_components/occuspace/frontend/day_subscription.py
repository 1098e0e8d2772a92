"""Sends the day of a location whenever it changes."""

from datetime import datetime, tzinfo
from typing import override

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..data import OccuspaceRuntimeData
from ..history.progress import HistoryState
from ..location_data import LocationDataCache
from ..options import OccuspaceOptions
from ..venue_time import today_at
from .day import (
    NOT_PERMITTED_HERE,
    REASON,
    REMOVED,
    Day,
    build_day,
    build_unloaded_day,
)
from .locations import CardLocation, find_location, may_read
from .subscription import Subscription


class DaySubscription(Subscription):
    """The day of one location, across reloads of its account."""

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
        self._measured_at: datetime | None = None
        self._history_state: HistoryState | None = None

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
        day = self._build()
        if day != self._sent:
            self._sent = day
            self._send(day)

    @callback
    def _build(self) -> Day:
        """Return the day as of now."""
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
            options = OccuspaceOptions.from_mapping(entry.options)
            return build_unloaded_day(
                names,
                self._whole,
                today=today_at(self._zone or dt_util.get_default_time_zone()),
                zone=entry.data[CONF_TIME_ZONE],
                thresholds=(options.busy_threshold, options.very_busy_threshold),
            )
        cache = self._follow(location)
        if (data := cache.get(location.location_id)) is None:
            self._whole = None
            return {REASON: REMOVED}
        is_updated = entry.runtime_data.coordinator.last_update_success
        self._measured_at = data.status.measured_at
        self._zone = data.now.tzinfo
        self._whole = build_day(names, data, is_updated=is_updated)
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
        self._removers += (
            data.coordinator.async_add_listener(self.async_schedule, location_id),
            data.coordinator.async_add_listener(self._on_refresh),
            data.settings.async_add_listener(self.async_schedule, location_id),
        )
        if data.history:
            self._removers += (
                data.history.async_add_listener(self.async_schedule, location_id),
                data.history.async_add_listener(self._on_progress),
            )
        self._cache = LocationDataCache(data)
        return self._cache

    @override
    @callback
    def _release(self) -> None:
        while self._removers:
            self._removers.pop()()
        self._data = self._cache = None

    @callback
    def _on_refresh(self) -> None:
        """Update if only the time of the measurement has changed."""
        if self._data is None or self._location_id is None:
            return
        status = self._data.coordinator.data.statuses.get(self._location_id)
        if status is not None and status.measured_at != self._measured_at:
            self.async_schedule()

    @callback
    def _on_progress(self) -> None:
        """Update if the import has begun or ended."""
        history = self._data.history if self._data else None
        if history and history.progress.state is not self._history_state:
            self._history_state = history.progress.state
            self.async_schedule()
