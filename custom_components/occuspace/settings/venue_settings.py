"""The settings and calendars that apply to the locations of an account."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import (
    async_track_point_in_utc_time,
    async_track_utc_time_change,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from ..analysis.opening import VenueCalendar
from ..listeners import LocationListeners
from ..live.location_tree import LocationTree
from ..venue_time import today_at
from .exceptional_days import ExceptionalDaysReader
from .location_settings import (
    LocationSettings,
    ResolvedSettings,
    StoredSettings,
    stored_settings,
)
from .location_zones import LocationZones
from .opening_hours import OpeningHoursReader

# In seconds; a calendar that takes longer is read in the background.
MAX_WAIT: Final = 10

type Reader = OpeningHoursReader | ExceptionalDaysReader
type OnHelpers = Callable[[Iterable[StoredSettings], frozenset[str]], None]
"""Gets all settings, and the entities that no longer exist."""


class VenueSettings:
    """The settings of each location of an account, and when it is open."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        *,
        get_tree: Callable[[], LocationTree],
        zones: LocationZones,
        on_helpers: OnHelpers,
    ) -> None:
        """Read the subentries; no helper is read yet."""
        self.revision = 0
        """Changes with every calendar, and whenever a location opens or closes."""
        self._hass = hass
        self._entry = entry
        self._get_tree = get_tree
        self._zones = zones
        self._on_helpers = on_helpers
        self._resolved = ResolvedSettings(stored_settings(entry.subentries.values()))
        self._calendars: dict[tuple[LocationSettings, ZoneInfo], VenueCalendar] = {}
        self._listeners = LocationListeners(hass)
        self._calendar_listeners: list[Callable[[frozenset[int]], None]] = []
        self._cancel_change: CALLBACK_TYPE | None = None
        self._todays = self._current_days()
        used = [each.settings for each in self._resolved.stored.values()]
        hours = dict.fromkeys(each.opening_hours for each in used)
        days = dict.fromkeys(each.exceptional_days for each in used)
        self._hours: dict[str, OpeningHoursReader] = {
            id_: OpeningHoursReader(hass, id_, partial(self._on_reading, id_))
            for id_ in filter(None, hours)
        }
        self._days: dict[tuple[str, ZoneInfo], ExceptionalDaysReader] = {
            (id_, zone): ExceptionalDaysReader(
                hass, id_, partial(self._on_reading, id_), zone
            )
            for id_ in filter(None, days)
            for zone in zones.all
        }

    @property
    def readers(self) -> list[Reader]:
        """Return the readers of all helpers."""
        return [*self._hours.values(), *self._days.values()]

    @property
    def stored(self) -> dict[int, StoredSettings]:
        """Return the settings of the subentries by location id."""
        return dict(self._resolved.stored)

    def of(self, location_id: int) -> LocationSettings:
        """Return the settings that apply to a location."""
        return self._resolved.of(self._get_tree(), location_id)

    def calendar(self, location_id: int) -> VenueCalendar:
        """Return when a location is open, and its exceptional days."""
        settings, zone = self.of(location_id), self._zones.zone_of(location_id)
        if (calendar := self._calendars.get((settings, zone))) is None:
            hours = self._hours.get(settings.opening_hours or "")
            days = self._days.get((settings.exceptional_days or "", zone))
            calendar = self._calendars[settings, zone] = VenueCalendar(
                hours.reading if hours else None,
                (days.reading if days else None) or frozenset(),
            )
        return calendar

    def _current_days(self) -> dict[ZoneInfo, date]:
        """Return today in each of the time zones."""
        return {zone: today_at(zone) for zone in self._zones.all}

    @callback
    def async_add_listener(
        self, listener: CALLBACK_TYPE, location_id: int
    ) -> CALLBACK_TYPE:
        """Add a listener of a location's calendar, and of its opening and closing."""
        return self._listeners.async_add(listener, location_id)

    @callback
    def async_add_calendar_listener(
        self, listener: Callable[[frozenset[int]], None]
    ) -> None:
        """Add a listener that gets the locations whose calendar has changed."""
        self._calendar_listeners.append(listener)

    async def async_start(self) -> None:
        """Read all helpers, and follow them from now on."""
        if not self.readers:
            self._on_helpers((), frozenset())
            return
        for reader in self.readers:
            self._entry.async_on_unload(reader.async_start())
        self._entry.async_on_unload(self._stop_waiting)
        # The venue's midnight is at a quarter of an hour in any time zone.
        self._entry.async_on_unload(
            async_track_utc_time_change(
                self._hass, self._on_quarter, minute=[0, 15, 30, 45], second=0
            )
        )
        with suppress(TimeoutError):
            async with asyncio.timeout(MAX_WAIT):
                await asyncio.gather(*(each.async_read() for each in self.readers))
        # Again, because other integrations may have added their entities since.
        self._entry.async_on_unload(async_at_started(self._hass, self._on_started))

    @callback
    def _on_started(self, _hass: HomeAssistant) -> None:
        """Read what was not there yet, and report what is gone."""
        for reader in self.readers:
            if reader.reading is None:
                reader.async_schedule_read()
        self._report_gone()
        self._wait_for_change()

    @callback
    def _on_reading(self, entity_id: str) -> None:
        """Apply another reading of a helper."""
        self._calendars.clear()
        locations = frozenset(
            id_
            for id_ in self._get_tree().locations
            for settings in (self.of(id_),)
            if entity_id in {settings.opening_hours, settings.exceptional_days}
        )
        self._notify(locations)
        for listener in self._calendar_listeners:
            listener(locations)
        self._report_gone()
        self._wait_for_change()

    @callback
    def _report_gone(self) -> None:
        """Report which helpers no longer exist."""
        gone = frozenset(each.entity_id for each in self.readers if each.is_gone)
        self._on_helpers(self.stored.values(), gone)

    @callback
    def _notify(self, locations: Iterable[int]) -> None:
        """Notify the listeners of locations."""
        self.revision += 1
        self._listeners.async_notify(locations)

    @callback
    def _on_quarter(self, _now: datetime) -> None:
        """Read all helpers again when a day begins."""
        if (todays := self._current_days()) == self._todays:
            return
        self._todays = todays
        self._notify(self._listeners.location_ids)
        for reader in self.readers:
            reader.async_schedule_read()

    @callback
    def _wait_for_change(self) -> None:
        """Notify the listeners when a location opens or closes next."""
        self._stop_waiting()
        changes = [
            change
            for reader in self._hours.values()
            for zone in self._zones.all
            if reader.reading is not None
            and (change := reader.reading.next_change(dt_util.now(zone))) is not None
        ]
        if changes:
            self._cancel_change = async_track_point_in_utc_time(
                self._hass, self._on_opening, min(changes, key=dt_util.as_utc)
            )

    @callback
    def _on_opening(self, _now: datetime) -> None:
        """Notify the listeners, because a location opens or closes."""
        self._cancel_change = None
        self._notify(self._listeners.location_ids)
        self._wait_for_change()

    @callback
    def _stop_waiting(self) -> None:
        """Stop waiting for the next opening or closing."""
        if self._cancel_change:
            self._cancel_change()
            self._cancel_change = None
