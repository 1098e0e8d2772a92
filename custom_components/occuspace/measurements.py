"""When each location was measured, whatever the server's clock says."""

from datetime import datetime

from homeassistant.util import dt as dt_util


class Measurements:
    """The moments of measurement, none of which lies in the future.

    A moment in the future counts as the moment it was first seen. Otherwise the values
    of a server that is stuck, with its clock ahead, would not become stale.
    """

    def __init__(self) -> None:
        """Start without having seen any."""
        self._first_seen: dict[int, tuple[datetime, datetime]] = {}

    def measured_at(
        self, location_id: int, timestamp: datetime | None
    ) -> datetime | None:
        """Return when a location was measured, by the time stamp of its reply."""
        if timestamp is None:
            return None
        seen = self._first_seen.get(location_id)
        if seen is not None and seen[0] == timestamp:
            return seen[1]
        now = dt_util.utcnow()
        if timestamp <= now:
            self._first_seen.pop(location_id, None)
            return timestamp
        self._first_seen[location_id] = (timestamp, now)
        return now
