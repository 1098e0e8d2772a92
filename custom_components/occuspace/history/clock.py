"""The clocks of an account's history."""

from collections.abc import Callable
from datetime import datetime, timedelta
import time
from typing import Final
from zlib import crc32

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import (
    async_track_time_interval,
    async_track_utc_time_change,
)

# Accounts send their hourly requests in different minutes.
FIRST_MINUTE: Final = 2
SPREAD_MINUTES: Final = 8
# Typical values change from hour to hour without any new reading.
CLOCK_INTERVAL: Final = timedelta(minutes=5)

type OnTime = Callable[[datetime], None]


@callback
def async_follow_clock(
    hass: HomeAssistant,
    entry: ConfigEntry,
    *,
    on_hour: OnTime,
    on_quarter: OnTime,
    on_interval: OnTime,
) -> None:
    """Call back every hour, quarter of an hour and CLOCK_INTERVAL until unloaded."""
    minute = FIRST_MINUTE + crc32(entry.entry_id.encode()) % SPREAD_MINUTES
    entry.async_on_unload(
        async_track_utc_time_change(hass, on_hour, minute=minute, second=0)
    )
    entry.async_on_unload(async_track_time_interval(hass, on_interval, CLOCK_INTERVAL))
    # Midnight is at a quarter of an hour in any time zone.
    entry.async_on_unload(
        async_track_utc_time_change(hass, on_quarter, minute=[0, 15, 30, 45], second=0)
    )


def monotonic() -> float:
    """Return seconds of a monotonic clock."""
    return time.monotonic()
