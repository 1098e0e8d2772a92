"""The subscriptions of the cards, and the events that all of them follow."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_utc_time_change
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .locations import KEY_COUNT


class Subscription(ABC):
    """Sends events to one connection; several changes at once are one update."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, message_id: int
    ) -> None:
        """Initialise; nothing is sent yet."""
        self._hass = hass
        self.connection = connection
        self._message_id = message_id
        self._is_scheduled = False
        self._stop_following: CALLBACK_TYPE | None = None

    @property
    def is_stopped(self) -> bool:
        """Return whether the connection has unsubscribed or ended."""
        return self._stop_following is None

    @callback
    def async_start(self) -> None:
        """Follow the shared events, and send the first event."""
        if (shared := self._hass.data.get(DATA_SHARED)) is None:
            shared = self._hass.data[DATA_SHARED] = SharedEvents(self._hass)
        self._stop_following = shared.async_add(self)
        self.async_schedule()

    @callback
    def async_stop(self) -> None:
        """Release all listeners."""
        if self._stop_following:
            self._stop_following()
            self._stop_following = None
        self._release()

    @callback
    def async_schedule(self) -> None:
        """Update soon, once."""
        if not self._is_scheduled:
            self._is_scheduled = True
            self._hass.loop.call_soon(self._run)

    @callback
    def _run(self) -> None:
        """Update, unless stopped meanwhile."""
        self._is_scheduled = False
        if not self.is_stopped:
            self._update()

    @callback
    def _send(self, event: Mapping[str, Any]) -> None:
        """Send an event."""
        self.connection.send_event(self._message_id, event)

    @abstractmethod
    def _update(self) -> None:
        """Send what has changed."""

    @abstractmethod
    def _release(self) -> None:
        """Release the listeners of accounts."""

    @abstractmethod
    def async_on_entry(self, entry: ConfigEntry) -> None:
        """Handle that an account was loaded, unloaded, added or removed."""

    @abstractmethod
    def async_on_registry(self, ids: frozenset[str]) -> None:
        """Handle a change of devices, or of entities or their devices, by id."""

    @abstractmethod
    def async_on_quarter(self) -> None:
        """Handle a quarter of an hour: an hour of any time zone may begin."""


class SharedEvents:
    """Listens once for all subscriptions, while there are any."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialise without subscriptions."""
        self._hass = hass
        self._subscriptions: dict[Subscription, None] = {}
        self._removers: list[CALLBACK_TYPE] = []

    @callback
    def async_add(self, subscription: Subscription) -> CALLBACK_TYPE:
        """Add a subscription; return a function that removes it."""
        if not self._subscriptions:
            self._start()
        self._subscriptions[subscription] = None

        @callback
        def remove() -> None:
            self._subscriptions.pop(subscription, None)
            if not self._subscriptions:
                while self._removers:
                    self._removers.pop()()

        return remove

    @callback
    def _start(self) -> None:
        """Start listening."""
        hass, bus = self._hass, self._hass.bus
        self._removers += (
            async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry),
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._on_device),
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_entity),
            async_track_utc_time_change(
                hass, self._on_quarter, minute=[0, 15, 30, 45], second=0
            ),
        )

    @callback
    def _on_entry(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Report another state of an account."""
        if entry.domain == DOMAIN:
            for subscription in tuple(self._subscriptions):
                subscription.async_on_entry(entry)

    @callback
    def _on_device(self, event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        """Report a changed device."""
        self._report(frozenset({event.data["device_id"]}))

    @callback
    def _on_entity(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Report a changed entity and, for an Occupancy entity, its device."""
        ids = {event.data["entity_id"]}
        if event.data["action"] == "update" and "old_entity_id" in event.data:
            ids.add(event.data["old_entity_id"])
        entity = er.async_get(self._hass).async_get(event.data["entity_id"])
        if (
            entity is not None
            and entity.platform == DOMAIN
            and entity.translation_key == KEY_COUNT
            and entity.device_id is not None
        ):
            ids.add(entity.device_id)
        self._report(frozenset(ids))

    @callback
    def _report(self, ids: frozenset[str]) -> None:
        """Report changed devices or entities."""
        for subscription in tuple(self._subscriptions):
            subscription.async_on_registry(ids)

    @callback
    def _on_quarter(self, _now: datetime) -> None:
        """Report a quarter of an hour."""
        for subscription in tuple(self._subscriptions):
            subscription.async_on_quarter()


DATA_SHARED: HassKey[SharedEvents] = HassKey(f"{DOMAIN}_card_events")
