"""Sends the typical week of a location whenever it changes."""

import asyncio
from datetime import datetime
from typing import Any, override

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..history.account_history import AccountHistory
from ..location_data import LocationData
from .day import CardNames, Day
from .location_subscription import LocationSubscription
from .locations import CardLocation
from .week import WeekHours, WeekQuery, build_unloaded_week, build_week
from .week_reading import async_read_week


class WeekSubscription(LocationSubscription):
    """The week of one location. Reads the recorder only if hours have changed."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        message_id: int,
        device_id: str,
        query: WeekQuery,
    ) -> None:
        """Initialise; nothing is read yet."""
        super().__init__(hass, connection, message_id, device_id)
        self._query = query
        self._hours: WeekHours | None = None
        self._read_at: tuple[Any, ...] | None = None
        self._reading: asyncio.Task[None] | None = None

    @override
    @callback
    def async_on_quarter(self) -> None:
        if self._hours is not None and not self._hours.is_complete:
            self._read_at = None
        super().async_on_quarter()

    @override
    @callback
    def _build_unloaded(self, location: CardLocation, last: Day | None) -> Day:
        zone = self._zone or dt_util.get_time_zone(location.entry.data[CONF_TIME_ZONE])
        now = datetime.now(zone or dt_util.get_default_time_zone())
        return build_unloaded_week(location.names, last, self._query, now=now)

    @override
    @callback
    def _build_loaded(self, names: CardNames, data: LocationData) -> Day | None:
        if data.history is None or not self._query.needs_reading:
            return build_week(names, data, self._query, WeekHours())
        self._read(data.history, data)
        if self._hours is None:
            return None
        return build_week(names, data, self._query, self._hours)

    @override
    @callback
    def _release(self) -> None:
        super()._release()
        if self._reading:
            self._reading.cancel()
            self._reading = None
        self._read_at = None

    @callback
    def _read(self, history: AccountHistory, data: LocationData) -> None:
        """Read the hours, if they may have changed and are not being read."""
        _, series = self._query.metric.source
        today = data.now.date()
        days = history.imported_days.days(data.location_id, series, today)
        version = (today, data.calendar, days)
        is_reading = self._reading is not None and not self._reading.done()
        if is_reading or version == self._read_at:
            return
        self._read_at = version
        self._reading = self._hass.async_create_background_task(
            self._async_read(history, data), f"{DOMAIN} week"
        )

    async def _async_read(self, history: AccountHistory, data: LocationData) -> None:
        """Read the hours, and show them."""
        try:
            self._hours = await async_read_week(
                self._hass,
                history.imported_days,
                data.location_id,
                self._query,
                calendar=data.calendar,
                today=data.now.date(),
            )
        except Exception as err:  # noqa: BLE001  the recorder may fail in any way
            LOGGER.warning("Could not read the hours of a week: %s", err)
            week = self._hours or WeekHours()
            self._hours = WeekHours(week.week, week.compared, is_complete=False)
        self.async_schedule()
