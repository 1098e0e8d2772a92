"""Expiry of live values, also between two refreshes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from .snapshot import Snapshot


class Expiry:
    """Builds a snapshot, and builds and publishes it again when a value expires."""

    def __init__(
        self,
        hass: HomeAssistant,
        maximum_age: timedelta | None,
        publish: Callable[[Snapshot], None],
    ) -> None:
        """Initialise without a snapshot."""
        self._hass = hass
        self._maximum_age = maximum_age
        self._publish = publish
        self._at: datetime | None = None
        self._cancel: CALLBACK_TYPE | None = None

    @property
    def is_due(self) -> bool:
        """Return whether a value has expired, as the clock may have been changed."""
        return self._at is not None and dt_util.utcnow() >= self._at

    @callback
    def async_follow(self, build: Callable[[], Snapshot]) -> Snapshot:
        """Return a snapshot; from now on, its values expire and no other's."""
        self.async_stop()
        self._at = None
        snapshot = build()
        oldest = snapshot.oldest_value
        if self._maximum_age is None or oldest is None:
            return snapshot
        self._at = oldest + self._maximum_age + timedelta(seconds=1)

        @callback
        def expire(_now: datetime) -> None:
            self._cancel = None
            self._publish(self.async_follow(build))

        self._cancel = async_track_point_in_utc_time(self._hass, expire, self._at)
        return snapshot

    @callback
    def async_stop(self) -> None:
        """Let nothing expire any more."""
        if self._cancel:
            self._cancel()
            self._cancel = None
