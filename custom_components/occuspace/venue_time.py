"""The venue's clock."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
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


def wall_time(day: date, hour: int, zone: tzinfo) -> datetime:
    """Return the moment at which an hour of a day begins; 24 is the day's end.

    An hour that the clock skips is placed after the gap.
    """
    moment = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), zone)
    return moment.astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=32)
def hours_of_day(day: date, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the starts of the hours that the clock shows on a day, in order.

    24, or 23 or 25 if the clock is set forward or back by an hour.
    """
    placed: dict[datetime, datetime] = {}
    for hour in range(24):
        first = wall_time(day, hour, zone)
        again = datetime.combine(day, time(hour, fold=1), zone)
        placed[first.astimezone(UTC)] = first
        # Of an hour that the clock skips, the second one is earlier.
        if again.astimezone(UTC) > first.astimezone(UTC):
            placed[again.astimezone(UTC)] = again
    return tuple(placed[moment] for moment in sorted(placed))


def hours_between(start: datetime, end: date) -> list[datetime]:
    """Return the starts of the hours from the one of a moment up to a day.

    In the time zone of `start`; days of 23 and 25 hours have as many.
    """
    zone = start.tzinfo
    until = datetime.combine(end, time(), zone).astimezone(UTC)
    hour = start.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    hours: list[datetime] = []
    while hour < until:
        hours.append(hour.astimezone(zone))
        hour += timedelta(hours=1)
    return hours


def today_at(zone: tzinfo) -> date:
    """Return today at the venue."""
    return datetime.now(zone).date()
