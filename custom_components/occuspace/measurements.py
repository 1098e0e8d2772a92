"""When each location was measured, whatever the server's clock says."""

from dataclasses import dataclass
from datetime import datetime

from homeassistant.util import dt as dt_util

from .api import LocationNow


@dataclass(frozen=True, slots=True)
class Moment:
    """When a reading was measured, None if not known, and since when it ages."""

    measured_at: datetime | None
    ages_from: datetime


class Measurements:
    """The moments of measurement, none of which lies in the future.

    A moment in the future counts as the moment it was first seen, and a reply without
    one ages from when it was first seen. Otherwise the values of a server that is stuck
    would not become stale.
    """

    def __init__(self) -> None:
        """Start without having seen any reply."""
        self._first_seen: dict[int, tuple[datetime | LocationNow, datetime]] = {}

    def of(self, reply: LocationNow) -> Moment:
        """Return the moment of a live reply."""
        now = dt_util.utcnow()
        timestamp = reply.timestamp
        what = reply if timestamp is None else timestamp
        seen = self._first_seen.get(reply.id)
        if seen is not None and seen[0] == what:
            since = min(seen[1], now)
        elif timestamp is not None and timestamp <= now:
            self._first_seen.pop(reply.id, None)
            return Moment(timestamp, timestamp)
        else:
            self._first_seen[reply.id] = (what, now)
            since = now
        return Moment(None if timestamp is None else since, since)
