"""Checks the time zone of a config entry against its history."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..analysis.venue_zone import WallClockRow, fits, propose_time_zones, venue_offsets
from ..api import HourlyVisitors, Location, OccuspaceClient, OccuspaceError
from ..const import LOGGER
from ..data import OccuspaceConfigEntry
from ..live.location_tree import LocationTree
from .gone_locations import async_delete_zone_issue, async_raise_zone_issue

# In seconds, for both requests while adding an account.
MAX_WAIT: Final = 20
DAYS_PER_REQUEST: Final = timedelta(days=2)
CHECK_INTERVAL: Final = timedelta(days=1)

# One day in winter and one in summer, in either hemisphere.
_SEASONS: Final = ((1, 10), (7, 10))
_SUMMER: Final = range(4, 11)


async def async_better_zone(
    hass: HomeAssistant, client: OccuspaceClient, tree: LocationTree, chosen: str
) -> str | None:
    """Return the time zone of the history if it contradicts the chosen one.

    Sends at most two requests, and ignores failures.
    """
    location = _oldest_location(tree)
    if location is None or location.earliest_count is None:
        return None
    today = dt_util.utcnow().date()
    rows: list[WallClockRow] = []
    with suppress(OccuspaceError, TimeoutError):
        async with asyncio.timeout(MAX_WAIT):
            for end in (today, _other_season(today)):
                if end >= location.earliest_count:
                    reply = await client.get_hourly_visitors(
                        location.id, end - DAYS_PER_REQUEST, end
                    )
                    rows += _wall_clock(reply.data)
    zones = await _async_fitting_zones(hass, rows, chosen)
    return zones[0] if zones else None


class TimeZoneCheck:
    """Creates a repair issue if the history contradicts the entry's time zone.

    Checks the first conclusive rows after the start, then once a day. Rows of locations
    with a time zone of their own say nothing about that of the entry; a contradiction
    is logged once per location.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: OccuspaceConfigEntry,
        override_of: Callable[[int], ZoneInfo | None],
    ) -> None:
        """Initialise without a check; `override_of` returns a location's own zone."""
        self._hass = hass
        self._entry = entry
        self._override_of = override_of
        self._wrong_overrides: set[int] = set()
        self._is_checking = False
        self._checked_at: datetime | None = None

    async def async_check_time_zone(
        self, location_id: int, rows: Sequence[HourlyVisitors]
    ) -> None:
        """Check the time zone against rows of a location, if a check is due."""
        if own := self._override_of(location_id):
            self._check_override(location_id, own, rows)
            return
        now = dt_util.utcnow()
        # The clock may have been set back.
        is_due = (
            self._checked_at is None or abs(now - self._checked_at) >= CHECK_INTERVAL
        )
        wall_clock = _wall_clock(rows)
        if self._is_checking or not is_due or not venue_offsets(wall_clock):
            return
        self._is_checking = True
        try:
            chosen = self._entry.data[CONF_TIME_ZONE]
            zones = await _async_fitting_zones(self._hass, wall_clock, chosen)
        finally:
            self._is_checking = False
        self._checked_at = now
        if zones is None:
            async_delete_zone_issue(self._hass, self._entry)
        elif zones:
            LOGGER.debug("The history of %s fits %s", self._entry.title, zones[0])
            async_raise_zone_issue(self._hass, self._entry, zones)

    def _check_override(
        self, location_id: int, zone: ZoneInfo, rows: Sequence[HourlyVisitors]
    ) -> None:
        """Log that the rows of a location contradict its own time zone."""
        if location_id in self._wrong_overrides:
            return
        if not fits(venue_offsets(_wall_clock(rows)), zone):
            self._wrong_overrides.add(location_id)
            LOGGER.warning(
                "The history of location %d of %s contradicts its time zone %s",
                location_id,
                self._entry.title,
                zone.key,
            )


async def _async_fitting_zones(
    hass: HomeAssistant, rows: Sequence[WallClockRow], chosen: str
) -> tuple[str, ...] | None:
    """Return the zones that fit the rows; None if the chosen one may be right."""
    offsets = venue_offsets(rows)
    zone = await dt_util.async_get_time_zone(chosen)
    if not offsets or (isinstance(zone, ZoneInfo) and fits(offsets, zone)):
        return None
    return await hass.async_add_executor_job(
        partial(propose_time_zones, rows, (hass.config.time_zone,))
    )


def _oldest_location(tree: LocationTree) -> Location | None:
    """Return the location with the longest history, active ones first."""
    counted = [
        location for location in tree.locations.values() if location.earliest_count
    ]
    return min(
        counted,
        key=lambda location: (
            not location.is_active,
            location.earliest_count or date.max,
        ),
        default=None,
    )


def _other_season(today: date) -> date:
    """Return an earlier day on the other side of daylight saving time."""
    month, day = _SEASONS[today.month not in _SUMMER]
    other = date(today.year, month, day)
    return other if other < today else other.replace(year=today.year - 1)


def _wall_clock(rows: Sequence[HourlyVisitors]) -> list[WallClockRow]:
    """Return the moment, day and hour of each row."""
    return [(row.timestamp, row.day, row.hour) for row in rows]
