"""State of an account that is kept across set-ups of its config entry."""

from dataclasses import dataclass, field
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..api import RateLimit
from .request_order import RequestOrder


@dataclass(slots=True)
class LastList:
    """What was missing from the last complete location list."""

    missing: frozenset[int] = frozenset()
    leaves: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountAccess:
    """Rate limit, request order and last location list of an account."""

    rate_limit: RateLimit = field(default_factory=RateLimit)
    order: RequestOrder = field(default_factory=RequestOrder)
    last_list: LastList = field(default_factory=LastList)


_ACCESS: Final[HassKey[dict[str, AccountAccess]]] = HassKey("occuspace_access")


@callback
def async_account_access(hass: HomeAssistant, entry_id: str) -> AccountAccess:
    """Return the access of a config entry."""
    return hass.data.setdefault(_ACCESS, {}).setdefault(entry_id, AccountAccess())


@callback
def async_forget_account_access(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the access of a config entry."""
    hass.data.get(_ACCESS, {}).pop(entry_id, None)
