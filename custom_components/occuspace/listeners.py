"""Who is to be told of what: of one location, or of every refresh."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import LOGGER

# In seconds; what has begun is finished.
MAX_SLICE: Final = 0.005

type ListenerKey = tuple[int | None, object]


class LocationListeners:
    """The listeners of a coordinator by location; None is every refresh."""

    def __init__(self) -> None:
        """Start without any."""
        self._listeners = defaultdict[int | None, dict[object, CALLBACK_TYPE]](dict)

    @callback
    def add(self, listener: CALLBACK_TYPE, location_id: int | None) -> ListenerKey:
        """Add a listener; return what removes it."""
        key = object()
        self._listeners[location_id][key] = listener
        return location_id, key

    @callback
    def remove(self, follower: ListenerKey) -> None:
        """Remove a listener."""
        location_id, key = follower
        listeners = self._listeners[location_id]
        del listeners[key]
        if not listeners:
            del self._listeners[location_id]

    def of(self, location_ids: Iterable[int] | None) -> list[ListenerKey]:
        """Return who follows every refresh, and who follows some or all locations.

        The former come first: they keep the devices that the others belong to.
        """
        wanted = self._listeners.keys() if location_ids is None else location_ids
        return [
            (location_id, key)
            for location_id in dict.fromkeys((None, *wanted))
            for key in self._listeners.get(location_id, ())
        ]

    @callback
    def notify(self, follower: ListenerKey) -> None:
        """Tell a listener, unless it has been removed meanwhile."""
        location_id, key = follower
        if listener := self._listeners.get(location_id, {}).get(key):
            listener()


@callback
def async_call_in_slices[ItemT](
    hass: HomeAssistant, function: Callable[[ItemT], None], items: Iterable[ItemT]
) -> None:
    """Call a function with each item, a few milliseconds at a time.

    Between two slices everything else has its turn; the first begins at once. An item
    that fails is logged, and costs no other.
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
