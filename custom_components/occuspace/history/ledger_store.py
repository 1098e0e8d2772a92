"""Keeps the ledger over restarts."""

from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from .ledger import Ledger

STORAGE_VERSION: Final = 1
SAVE_DELAY: Final = 30


def history_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where an entry's ledger is kept."""
    return Store(
        hass,
        STORAGE_VERSION,
        f"{DOMAIN}.{entry_id}.history",
        serialize_in_event_loop=False,
    )


class LedgerStore:
    """An entry's ledger, and the file that it is in."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start with an empty ledger."""
        self.ledger = Ledger()
        self._store = history_store(hass, entry_id)
        self._is_due = False

    async def async_load(self) -> None:
        """Go on with the ledger that was saved last."""
        if stored := await self._store.async_load():
            self.ledger = Ledger.from_dict(stored["locations"])

    @callback
    def save_before_long(self) -> None:
        """Save within half a minute."""
        # Asked again, the store would wait again: for as long as days keep coming.
        if not self._is_due:
            self._is_due = True
            self._store.async_delay_save(self._stored, SAVE_DELAY)

    async def async_save(self) -> None:
        """Save now."""
        await self._store.async_save(self._stored())

    def _stored(self) -> dict[str, Any]:
        """Return what is stored; the recorder has committed all of it."""
        self._is_due = False
        return {"locations": self.ledger.as_dict()}
