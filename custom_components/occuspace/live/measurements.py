"""Measurement times, corrected for a wrong clock of the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..api import LocationNow

# Longer than any update interval or pause: the clock was changed or had stopped.
MAX_GAP: Final = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a reading was measured (None if unknown), and the start of its age."""

    measured_at: datetime | None
    ages_from: datetime


@dataclass(slots=True)
class _Seen:
    """A future timestamp or a reply without one, and when it was seen."""

    what: datetime | LocationNow
    first: datetime
    last: datetime


class Measurements:
    """The measurement times of locations, none of them in the future.

    A future timestamp is replaced by the time it was first seen, and a reply without a
    timestamp ages from when it was first seen. Otherwise the values of a server that
    has stopped updating would never become stale.
    """

    def __init__(self) -> None:
        """Initialise without replies."""
        self._seen: dict[int, _Seen] = {}

    def of(self, reply: LocationNow) -> Moment:
        """Return when a live reply was measured."""
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
