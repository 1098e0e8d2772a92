"""Tells many listeners without keeping everything else waiting."""

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

# A few milliseconds' worth.
LISTENERS_PER_SLICE: Final = 400


@callback
def async_tell_in_slices(
    hass: HomeAssistant,
    listeners: Mapping[Any, tuple[CALLBACK_TYPE, Any]],
) -> None:
    """Tell a coordinator's listeners, in slices between which others have a turn.

    One that is removed meanwhile is not told.
    """
    pending = iter(tuple(listeners.items()))

    @callback
    def tell_slice() -> None:
        some = tuple(islice(pending, LISTENERS_PER_SLICE))
        for key, (listener, _context) in some:
            if key in listeners:
                listener()
        if len(some) == LISTENERS_PER_SLICE:
            hass.loop.call_soon(tell_slice)

    tell_slice()
