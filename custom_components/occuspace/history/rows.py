"""Statistics rows from the API's replies, on the recorder's hours. No I/O.

The recorder has one row per full hour of UTC. In half-hour zones a venue's hour is on
the hour of UTC in which it starts; nothing is split.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ..api import DailyDwellTime, DailyOccupancy, HourlyOccupancy, HourlyVisitors
from ..venue_time import place_hours
from .days import ONE_DAY

HOUR = timedelta(hours=1)

_NONE = HourlyOccupancy(
    hour=time(),
    average_occupancy=None,
    average_utilization=None,
    peak_occupancy=None,
    peak_utilization=None,
)


@dataclass(frozen=True, slots=True)
class MeanRow:
    """The mean and the maximum of an hour or a day, None if unknown."""

    start: datetime
    mean: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class CountRow:
    """The visitors of an hour."""

    start: datetime
    visitors: int


def hour_of(moment: datetime) -> datetime:
    """Return the full hour of UTC that a moment lies in."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the recorder's hour in which a day of the venue starts."""
    (start,) = place_hours([(day, time())], zone)
    return hour_of(start)


def venue_hour(start: datetime, zone: tzinfo) -> datetime:
    """Return the venue's hour of a recorder's hour."""
    # It begins in the recorder's hour, not necessarily with it.
    wall = (start + timedelta(minutes=59)).astimezone(zone)
    return wall.replace(minute=0)


def venue_day(start: datetime, zone: tzinfo) -> date:
    """Return the day of the venue that a recorder's hour belongs to."""
    return venue_hour(start, zone).date()


def hours_of(day: date, zone: tzinfo) -> list[datetime]:
    """Return the recorder's hours of a day of the venue: 23, 24 or 25."""
    start, end = midnight(day, zone), midnight(day + ONE_DAY, zone)
    return [start + i * HOUR for i in range((end - start) // HOUR)]


def visitor_rows(rows: Sequence[HourlyVisitors], zone: tzinfo) -> list[CountRow]:
    """Return the visitors by hour, oldest first, without unknown hours."""
    visitors: dict[datetime, int] = {}
    starts = place_hours(((row.day, row.hour) for row in rows), zone)
    for start, row in zip(starts, rows, strict=True):
        if row.visitors is not None:
            hour = hour_of(start)
            visitors[hour] = visitors.get(hour, 0) + row.visitors
    return [CountRow(start, visitors[start]) for start in sorted(visitors)]


def detail_rows(
    day: date, rows: Sequence[HourlyOccupancy], zone: tzinfo
) -> tuple[list[MeanRow], list[MeanRow]]:
    """Return a day's people and percent by hour.

    One row for an hour that exists twice applies to both. The first hour always has a
    row, if any hour has: it replaces the daily row.
    """
    by_clock: defaultdict[int, list[HourlyOccupancy]] = defaultdict(list)
    for row in rows:
        by_clock[row.hour.hour].append(row)
    people: list[MeanRow] = []
    percent: list[MeanRow] = []
    for start in hours_of(day, zone) if rows else ():
        same_hour = by_clock[venue_hour(start, zone).hour]
        # Reuse the last row for the repeated hour.
        row = same_hour.pop(0) if len(same_hour) > 1 else next(iter(same_hour), _NONE)
        if row is not _NONE or not people:
            people.append(MeanRow(start, row.average_occupancy, row.peak_occupancy))
            percent.append(
                MeanRow(start, row.average_utilization, row.peak_utilization)
            )
    return people, percent


def daily_rows(
    rows: Iterable[DailyOccupancy], zone: tzinfo
) -> tuple[list[MeanRow], list[MeanRow]]:
    """Return people and percent by day, each at the venue's midnight."""
    people: list[MeanRow] = []
    percent: list[MeanRow] = []
    for row in rows:
        start = midnight(row.day, zone)
        people.append(MeanRow(start, row.average_occupancy, row.peak_occupancy))
        percent.append(MeanRow(start, row.average_utilization, row.peak_utilization))
    return people, percent


def dwell_rows(rows: Iterable[DailyDwellTime], zone: tzinfo) -> list[MeanRow]:
    """Return minutes by day, each at the venue's midnight."""
    return [
        MeanRow(midnight(row.day, zone), row.average_dwell_time, row.peak_dwell_time)
        for row in rows
    ]
