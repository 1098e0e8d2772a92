"""One local day of a venue, cut into five-minute slots, whatever its clocks do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

SLOT = timedelta(minutes=5)
SLOT_MINUTES = 5
SLOTS_PER_HOUR = 12


@dataclass(frozen=True, slots=True)
class HourSpan:
    """The slots of one hour on the wall clock."""

    clock_hour: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A local day: when it starts, its slots and its hours."""

    start: datetime
    wall_slots: tuple[int, ...]
    hours: tuple[HourSpan, ...]

    def elapsed(self, now: datetime) -> int:
        """Return how many slots have begun by now."""
        begun = (now - self.start) // SLOT + 1
        return max(0, min(begun, len(self.wall_slots)))


@lru_cache(maxsize=4096)
def local_day(zone: ZoneInfo, day: date) -> LocalDay:
    """Return a local day; it has 23 or 25 hours when the clocks change."""
    start = _midnight(zone, day)
    length = _midnight(zone, day + timedelta(days=1)) - start
    moments = [(start + i * SLOT).astimezone(zone) for i in range(length // SLOT)]
    hours: list[HourSpan] = []
    first = 0
    for (clock_hour, _), slots in groupby(
        moments, key=lambda moment: (moment.hour, moment.utcoffset())
    ):
        end = first + len(list(slots))
        hours.append(HourSpan(clock_hour, first, end))
        first = end
    return LocalDay(
        start=start,
        wall_slots=tuple(
            moment.hour * SLOTS_PER_HOUR + moment.minute // SLOT_MINUTES
            for moment in moments
        ),
        hours=tuple(hours),
    )


def _midnight(zone: ZoneInfo, day: date) -> datetime:
    """Return the instant a local day starts."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
