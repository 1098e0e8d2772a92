"""When each location was measured, whatever the server's clock says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..api import LocationNow

# Longer than any update interval or pause: the clock was set, or stood still.
MAX_GAP: Final = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a reading was measured, None if not known, and since when it ages."""

    measured_at: datetime | None
    ages_from: datetime


@dataclass(slots=True)
class _Seen:
    """A moment in the future or a reply without one, and when it was seen."""

    what: datetime | LocationNow
    first: datetime
    last: datetime


class Measurements:
    """The moments of measurement, none of which lies in the future.

    A moment in the future counts as the moment it was first seen, and a reply without
    one ages from when it was first seen. Otherwise the values of a server that is stuck
    would not become stale.
    """

    def __init__(self) -> None:
        """Start without having seen any reply."""
        self._seen: dict[int, _Seen] = {}

    def of(self, reply: LocationNow) -> Moment:
        """Return the moment of a live reply."""
        now, timestamp = dt_util.utcnow(), reply.timestamp
        what = reply if timestamp is None else timestamp
        seen = self._seen.get(reply.id)
        if (
            seen is not None
            and seen.what == what
            and timedelta() <= now - seen.last <= MAX_GAP
        ):
            seen.last = now
        elif timestamp is not None and timestamp <= now:
            self._seen.pop(reply.id, None)
            return Moment(timestamp, timestamp)
        else:
            seen = self._seen[reply.id] = _Seen(what, now, now)
        return Moment(None if timestamp is None else seen.first, seen.first)
