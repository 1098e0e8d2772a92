"""A config entry's options as a typed value, with their defaults and bounds."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry

from .const import (
    CONF_BUSY_THRESHOLD,
    CONF_DETAIL_DAYS,
    CONF_LOCATIONS,
    CONF_MAXIMUM_AGE,
    CONF_UPDATE_INTERVAL,
    CONF_VERY_BUSY_THRESHOLD,
)

MIN_UPDATE_INTERVAL: Final = 30
MAX_UPDATE_INTERVAL: Final = 3600
MAX_MAXIMUM_AGE: Final = 7 * 24 * 60
MAX_DETAIL_DAYS: Final = 1830

DEFAULT_OPTIONS: Final[dict[str, Any]] = {
    CONF_LOCATIONS: [],
    CONF_UPDATE_INTERVAL: 60,
    CONF_MAXIMUM_AGE: 60,
    # The vendor's own consumer app draws its lines here.
    CONF_BUSY_THRESHOLD: 45,
    CONF_VERY_BUSY_THRESHOLD: 80,
    CONF_DETAIL_DAYS: 90,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OccuspaceOptions:
    """What a user chose; `selection` empty is every location."""

    selection: frozenset[int]
    update_interval: timedelta
    maximum_age: timedelta | None
    busy_threshold: float
    very_busy_threshold: float
    detail_days: int

    @classmethod
    def from_entry(cls, entry: ConfigEntry[Any]) -> OccuspaceOptions:
        """Return the options of an entry, whichever version wrote it."""
        options = DEFAULT_OPTIONS | entry.options
        maximum_age = timedelta(minutes=options[CONF_MAXIMUM_AGE])
        return cls(
            selection=frozenset(int(id_) for id_ in options[CONF_LOCATIONS]),
            update_interval=timedelta(seconds=options[CONF_UPDATE_INTERVAL]),
            maximum_age=maximum_age or None,
            busy_threshold=options[CONF_BUSY_THRESHOLD],
            very_busy_threshold=options[CONF_VERY_BUSY_THRESHOLD],
            detail_days=options[CONF_DETAIL_DAYS],
        )
