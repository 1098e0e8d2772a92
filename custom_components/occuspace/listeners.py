"""Listeners by location, notified without blocking the event loop."""

from collections.abc import Callable, Iterable
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import LOGGER

# In seconds; a running call is completed.
MAX_SLICE: Final = 0.005


class LocationListeners:
    """Listeners by location; None holds the listeners of every update."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialise without listeners."""
        self._hass = hass
        self._listeners: dict[int | None, dict[object, CALLBACK_TYPE]] = {}

    @property
    def location_ids(self) -> list[int]:
        """Return the locations that have listeners."""
        return [id_ for id_ in self._listeners if id_ is not None]

    @callback
    def async_add(
        self, listener: CALLBACK_TYPE, location_id: int | None
    ) -> CALLBACK_TYPE:
        """Add a listener; return a function that removes it."""
        key = object()
        self._listeners.setdefault(location_id, {})[key] = listener

        @callback
        def remove() -> None:
            listeners = self._listeners.get(location_id, {})
            listeners.pop(key, None)
            if not listeners:
                self._listeners.pop(location_id, None)

        return remove

    @callback
    def async_notify(self, location_ids: Iterable[int | None]) -> None:
        """Call the listeners of locations, except those removed in the meantime."""
        keys = (
            (location_id, key)
            for location_id in location_ids
            for key in tuple(self._listeners.get(location_id, ()))
        )
        async_call_in_slices(self._hass, self._notify, keys)

    @callback
    def async_notify_all(self) -> None:
        """Call all listeners, those of every update first."""
        self.async_notify((None, *self.location_ids))

    def __bool__(self) -> bool:
        """Return whether there are listeners."""
        return bool(self._listeners)

    @callback
    def _notify(self, key: tuple[int | None, object]) -> None:
        """Call one listener."""
        location_id, listener_key = key
        if listener := self._listeners.get(location_id, {}).get(listener_key):
            listener()


@callback
def async_call_in_slices[ItemT](
    hass: HomeAssistant, function: Callable[[ItemT], None], items: Iterable[ItemT]
) -> None:
    """Call a function for many items without blocking the event loop.

    Other tasks run between slices of a few milliseconds; the first slice runs
    immediately. An error is logged and does not affect the other items.
    """
    pending = iter(items)

    @callback
    def call_some() -> None:
        end = hass.loop.time() + MAX_SLICE
        for item in pending:
            try:
                function(item)
            except Exception:  # noqa: BLE001  as the base coordinator does
                LOGGER.exception("Unexpected error updating %s", item)
            if hass.loop.time() >= end:
                hass.loop.call_soon(call_some)
                return

    call_some()
