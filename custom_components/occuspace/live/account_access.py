"""What outlives the set-up of an account: how to request, and the last list."""

from dataclasses import dataclass, field
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..api import RateLimit
from .request_order import RequestOrder


@dataclass(slots=True)
class LastList:
    """What the last complete list of locations lacked, to compare with the next."""

    missing: frozenset[int] = frozenset()
    leaves: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountAccess:
    """How an account may be requested from, also when its set-up is tried again."""

    rate_limit: RateLimit = field(default_factory=RateLimit)
    order: RequestOrder = field(default_factory=RequestOrder)
    last_list: LastList = field(default_factory=LastList)


_ACCESS: Final[HassKey[dict[str, AccountAccess]]] = HassKey("occuspace_access")


@callback
def async_account_access(hass: HomeAssistant, entry_id: str) -> AccountAccess:
    """Return the access of an entry."""
    return hass.data.setdefault(_ACCESS, {}).setdefault(entry_id, AccountAccess())


@callback
def async_forget_account_access(hass: HomeAssistant, entry_id: str) -> None:
    """Forget the access of an entry that is removed."""
    hass.data.get(_ACCESS, {}).pop(entry_id, None)
