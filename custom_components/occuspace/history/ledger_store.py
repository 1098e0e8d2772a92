"""Stores the ledger of a config entry."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
import shutil
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..const import DOMAIN, LOGGER
from ..venue_time import ZoneOf
from .ledger import Ledger

STORAGE_VERSION: Final = 1
SAVE_DELAY: Final = 30
SET_ASIDE: Final = ".set_aside"
MAX_NAMED: Final = 5


def history_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return the store of an entry's ledger."""
    return Store(
        hass,
        STORAGE_VERSION,
        f"{DOMAIN}.{entry_id}.history",
        serialize_in_event_loop=False,
    )


async def async_remove_history(hass: HomeAssistant, entry_id: str) -> None:
    """Remove an entry's ledger and its copy."""
    store = history_store(hass, entry_id)
    await store.async_remove()

    def remove_copy() -> None:
        with suppress(OSError):
            Path(f"{store.path}{SET_ASIDE}").unlink(missing_ok=True)

    await hass.async_add_executor_job(remove_copy)


class LedgerStore:
    """An entry's ledger, and the file that it is in."""

    def __init__(
        self, hass: HomeAssistant, entry_id: str, zone: str, zone_of: ZoneOf
    ) -> None:
        """Initialise with an empty ledger; `zone` is that of most locations."""
        self.ledger = Ledger()
        self._zone = zone
        self._zone_of = zone_of
        self._loaded_zones: dict[int, str] = {}
        self._hass = hass
        self._store = history_store(hass, entry_id)
        self._is_due = False

    async def async_load(self) -> None:
        """Load what is readable of the stored ledger."""
        unread: list[str] = []
        try:
            stored: Any = await self._store.async_load()
        except Exception as err:  # noqa: BLE001  the ledger can be rebuilt after any error
            stored = None
            unread.append(f"{type(err).__name__}: {err}")
        if isinstance(stored, dict):
            self.ledger = Ledger.from_dict(stored.get("locations"), unread)
            self._load_zones(stored)
        elif stored is not None:
            unread.append("locations")
        if unread:
            await self._async_set_aside(unread)

    def _load_zones(self, stored: dict[str, Any]) -> None:
        """Load the time zone in which the rows of each location were stored."""
        # Early versions did not store it, and it could hardly be changed.
        common = stored.get("zone", self._zone)
        zones = stored.get("zones")
        own = zones if isinstance(zones, dict) else {}
        for location_id in self.ledger.location_ids:
            zone = str(own.get(str(location_id), common))
            self._loaded_zones[location_id] = zone

    def has_misplaced(self, location_id: int) -> bool:
        """Return whether rows of a location were stored in another time zone."""
        zone = self._loaded_zones.get(location_id)
        return zone is not None and zone != self._zone_of(location_id).key

    @callback
    def start_over(self, location_id: int) -> None:
        """Remove the records of a location whose misplaced rows have been removed."""
        self.ledger.drop(location_id)
        self._loaded_zones.pop(location_id, None)
        self.schedule_save()

    async def _async_set_aside(self, unread: Sequence[str]) -> None:
        """Copy a file that is damaged or from another version."""
        copy = f"{self._store.path}{SET_ASIDE}"
        try:
            await self._hass.async_add_executor_job(
                shutil.copyfile, self._store.path, copy
            )
        except OSError as err:
            copy = f"nowhere ({err.strerror})"
        more = f" and {len(unread) - MAX_NAMED} more" if unread[MAX_NAMED:] else ""
        LOGGER.warning(
            "The record of imported history is partly unreadable (%s%s); the missing "
            "parts are fetched again. A copy of the file is kept as %s",
            ", ".join(unread[:MAX_NAMED]),
            more,
            copy,
        )
        self.schedule_save()

    @callback
    def schedule_save(self) -> None:
        """Schedule a save."""
        # Another `async_delay_save` would restart the timer.
        if not self._is_due:
            self._is_due = True
            self._store.async_delay_save(self._stored, SAVE_DELAY)

    async def async_save(self) -> None:
        """Save now."""
        await self._store.async_save(self._stored())

    def _stored(self) -> dict[str, Any]:
        """Return the stored form; the recorder has committed all of its days."""
        self._is_due = False
        return {
            "locations": self.ledger.as_dict(),
            "zone": self._zone,
            "zones": self._stored_zones(),
        }

    def _stored_zones(self) -> dict[str, str]:
        """Return the zones of the rows that were not stored in the common one."""
        zones = {
            id_: self._loaded_zones.get(id_) or self._zone_of(id_).key
            for id_ in self.ledger.location_ids
        }
        return {str(id_): zone for id_, zone in zones.items() if zone != self._zone}
