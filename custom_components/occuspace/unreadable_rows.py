"""The rows of a reply that could not be read: logged once, and part of the message."""

import logging
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .api import Reply
from .asked_location import AskedLocation

_LOGGER: Final = logging.getLogger(__name__)

# The accounts and endpoints that have been logged.
_LOGGED: Final[HassKey[set[tuple[str, str]]]] = HassKey("occuspace_unreadable_rows")


@callback
def message_of(
    hass: HomeAssistant, location: AskedLocation, endpoint: str, reply: Reply[Any]
) -> str | None:
    """Return the API's message, with the number of rows that were left out."""
    if not reply.unreadable:
        return reply.message
    account = location.data.coordinator.config_entry
    logged = hass.data.setdefault(_LOGGED, set())
    if (account.entry_id, endpoint) not in logged:
        logged.add((account.entry_id, endpoint))
        _LOGGER.warning(
            "Occuspace sent rows of %s that could not be read and were left out, "
            "first for %s of %s: %d",
            endpoint,
            location.name,
            account.title,
            reply.unreadable,
        )
    left_out = (
        "1 row could not be read and was left out"
        if reply.unreadable == 1
        else f"{reply.unreadable} rows could not be read and were left out"
    )
    return f"{reply.message}; {left_out}" if reply.message else left_out
