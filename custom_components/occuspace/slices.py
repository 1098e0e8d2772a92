"""Does many small things without keeping everything else waiting."""

from collections.abc import Callable, Iterable
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .const import LOGGER

# In seconds; what has begun is finished.
LONGEST_SLICE: Final = 0.005


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
        end = hass.loop.time() + LONGEST_SLICE
        for item in pending:
            try:
                function(item)
            except Exception:  # noqa: BLE001  as the base coordinator does
                LOGGER.exception("Unexpected error updating %s", item)
            if hass.loop.time() >= end:
                hass.loop.call_soon(call_some)
                return

    call_some()
