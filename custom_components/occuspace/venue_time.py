"""The venue's clock."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

type ZoneOf = Callable[[int], ZoneInfo]
"""Returns the time zone of a location."""


def place_hours(
    wall_clock: Iterable[tuple[date, time]], zone: tzinfo
) -> list[datetime]:
    """Return the datetime of each wall-clock hour, in the venue's time zone.

    If an hour occurs twice, because the clock is set back, the second one is the later
    one; an hour that the clock skips is placed after the gap.
    """
    placed: list[datetime] = []
    seen: set[tuple[date, time]] = set()
    for day, hour in wall_clock:
        moment = datetime.combine(
            day, hour.replace(fold=int((day, hour) in seen)), zone
        )
        seen.add((day, hour))
        placed.append(moment.astimezone(UTC).astimezone(zone))
    return placed


def today_at(zone: tzinfo) -> date:
    """Return today at the venue."""
    return datetime.now(zone).date()
