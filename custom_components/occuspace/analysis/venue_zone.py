"""Find the time zones that match a venue's history.

The vendor's history has the UTC time of each row besides its local date and hour.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

type WallClockRow = tuple[datetime | None, date, time]
type Offsets = Mapping[datetime, timedelta]

NO_OFFSET: Final = timedelta()
MAX_OFFSET: Final = timedelta(hours=15)

# Every zone's offset is a multiple of this.
_STEP: Final = timedelta(minutes=15)

_REGIONS: Final = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)

# Preferred among several that match, most likely first.
_COMMON: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Halifax",
    "America/St_Johns",
    "America/Mexico_City",
    "America/Bogota",
    "America/Santiago",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Sydney",
    "Pacific/Auckland",
)


def venue_offsets(rows: Iterable[WallClockRow]) -> Offsets:
    """Return the venue's UTC offset at the moment of each row.

    Empty if it cannot be determined: without UTC times, with implausible ones, or if
    all equal the local time, which they may merely repeat.
    """
    offsets: dict[datetime, timedelta] = {}
    for moment, day, hour in rows:
        if moment is None:
            continue
        wall = datetime.combine(day, hour.replace(tzinfo=None), UTC)
        offset = wall - moment
        if abs(offset) > MAX_OFFSET or offset % _STEP:
            return {}
        offsets[moment] = offset
    return offsets if any(offsets.values()) else {}


def fits(offsets: Offsets, zone: ZoneInfo) -> bool:
    """Return whether a time zone has all of these offsets."""
    return all(
        moment.astimezone(zone).utcoffset() == offset
        for moment, offset in offsets.items()
    )


def propose_time_zones(
    rows: Iterable[WallClockRow], preferred: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the time zones that match all rows, most likely first.

    Empty if the offsets cannot be determined. Blocking: reads time zone files.
    """
    offsets = venue_offsets(rows)
    if not offsets:
        return ()
    known = available_timezones()
    regional = sorted(
        name for name in known if "/" in name and name.split("/")[0] in _REGIONS
    )
    candidates = dict.fromkeys((*preferred, *_COMMON, *regional))
    return tuple(
        name for name in candidates if name in known and fits(offsets, ZoneInfo(name))
    )
