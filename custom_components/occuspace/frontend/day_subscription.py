"""Sends the day of a location whenever it changes."""

from datetime import datetime
from typing import override

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..data import OccuspaceRuntimeData
from ..location_data import LocationData
from ..options import OccuspaceOptions
from ..venue_time import today_at
from .day import CardNames, Day, build_day, build_unloaded_day
from .location_subscription import LocationSubscription
from .locations import CardLocation


class DaySubscription(LocationSubscription):
    """The day of one location."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        message_id: int,
        device_id: str,
    ) -> None:
        """Initialise; nothing is followed yet."""
        super().__init__(hass, connection, message_id, device_id)
        self._measured_at: datetime | None = None

    @override
    @callback
    def _build_unloaded(self, location: CardLocation, last: Day | None) -> Day:
        entry = location.entry
        options = OccuspaceOptions.from_mapping(entry.options)
        return build_unloaded_day(
            location.names,
            last,
            today=today_at(self._zone or dt_util.get_default_time_zone()),
            zone=entry.data[CONF_TIME_ZONE],
            thresholds=(options.busy_threshold, options.very_busy_threshold),
        )

    @override
    @callback
    def _build_loaded(self, names: CardNames, data: LocationData) -> Day:
        self._measured_at = data.status.measured_at
        is_updated = self._data is None or self._data.coordinator.last_update_success
        return build_day(names, data, is_updated=is_updated)

    @override
    @callback
    def _listen(
        self, data: OccuspaceRuntimeData, location_id: int
    ) -> list[CALLBACK_TYPE]:
        return [
            *super()._listen(data, location_id),
            data.coordinator.async_add_listener(self._on_refresh),
        ]

    @callback
    def _on_refresh(self) -> None:
        """Update if only the time of the measurement has changed."""
        if self._data is None or self._location_id is None:
            return
        status = self._data.coordinator.data.statuses.get(self._location_id)
        if status is not None and status.measured_at != self._measured_at:
            self.async_schedule()
