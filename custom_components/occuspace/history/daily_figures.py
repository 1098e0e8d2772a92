"""The figures of the daily sensors. No I/O."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import isnan, nan
from typing import Any, Final

from ..api import DailyOccupancy, HourlyOccupancy, HourlyVisitors
from ..venue_time import place_hours

# Figures are read every hour; an older one could not be read again.
MAX_AGE: Final = timedelta(minutes=90)

HOURS_PER_DAY: Final = 24
MAX_HOURS_PER_DAY: Final = HOURS_PER_DAY + 1
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DayHours:
    """The mean people of a day's hours, stored compactly.

    Iterates over the start of each known hour, in venue time, and its mean.
    """

    midnight: datetime
    means: array[float]

    def __iter__(self) -> Iterator[tuple[datetime, float]]:
        """Yield the known hours, oldest first."""
        return self.since(self.midnight)

    def since(self, moment: datetime) -> Iterator[tuple[datetime, float]]:
        """Yield the known hours from that of a moment on, oldest first."""
        zone, start = self.midnight.tzinfo, self.midnight.astimezone(UTC)
        first = max(0, (moment.astimezone(UTC) - start) // HOUR)
        for hour, mean in enumerate(self.means[first:], first):
            if not isnan(mean):
                yield (start + hour * HOUR).astimezone(zone), mean


@dataclass(frozen=True, slots=True)
class Figure[ValueT]:
    """A figure and when it was read; None where Occuspace has no value."""

    value: ValueT | None
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyFigures:
    """One location's figures, as of one day of the venue.

    None is a figure that could not be fetched. People, except for the dwell time,
    which is in minutes.
    """

    day: date
    visitors_today: Figure[int] | None = None
    peak_occupancy_today: Figure[int] | None = None
    hours_today: Figure[DayHours] | None = None
    visitors_yesterday: Figure[int] | None = None
    dwell_time_yesterday: Figure[int] | None = None

    def with_figures(self, figures: Mapping[str, Figure[Any] | None]) -> DailyFigures:
        """Return a copy with some figures replaced."""
        changes: dict[str, Any] = dict(figures)
        return replace(self, **changes)

    def as_of(self, now: datetime) -> DailyFigures:
        """Return a copy without figures of today that are too old."""
        old = {
            name: None
            for name in ("visitors_today", "peak_occupancy_today")
            if (figure := getattr(self, name)) and now - figure.read_at > MAX_AGE
        }
        return self.with_figures(old) if old else self


def total_visitors(rows: Sequence[HourlyVisitors], now: datetime) -> int | None:
    """Return the visitors until now, None if a past hour is unknown."""
    over = _until(rows, now)
    if not are_hours_known([(row.day, row.hour, row.visitors) for row in over], now):
        return None
    known = [row.visitors for row in rows if row.visitors is not None]
    return sum(known) if known else None


def highest_peak(
    rows: Sequence[DailyOccupancy | HourlyOccupancy], now: datetime
) -> int | None:
    """Return the peak until now, None if a past hour is unknown."""
    hours = [row for row in rows if isinstance(row, HourlyOccupancy)]
    over = [row for row in hours if row.hour.hour < now.hour]
    if not are_hours_known(
        [(now.date(), row.hour, row.peak_occupancy) for row in over], now
    ):
        return None
    return max(
        (row.peak_occupancy for row in rows if row.peak_occupancy is not None),
        default=None,
    )


def known_hours(rows: Sequence[HourlyOccupancy], now: datetime) -> DayHours:
    """Return the past hours of today that have a mean."""
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    first, until = midnight.astimezone(UTC), now.astimezone(UTC) - HOUR
    means = array("d", [nan]) * MAX_HOURS_PER_DAY
    starts = place_hours(((now.date(), row.hour) for row in rows), now.tzinfo or UTC)
    for start, row in zip(starts, rows, strict=True):
        moment = start.astimezone(UTC)
        hour = (moment - first) // HOUR
        if row.average_occupancy is not None and moment <= until:
            means[hour] = row.average_occupancy
    return DayHours(midnight, means)


def are_hours_known(
    hours: Sequence[tuple[date, time, int | None]], at: datetime | tzinfo
) -> bool:
    """Return whether all hours between the first and the last one have a value."""
    if any(value is None for _, _, value in hours):
        return False
    zone = at.tzinfo if isinstance(at, datetime) else at
    named = {(day, hour.hour) for day, hour, _ in hours}
    for day in {day for day, _ in named}:
        of_day = [hour for each, hour in named if each == day]
        for hour in range(min(of_day), max(of_day)):
            if hour not in of_day and _exists(day, hour, zone):
                return False
    return True


def _exists(day: date, hour: int, zone: tzinfo | None) -> bool:
    """Return whether the clock shows an hour on a day."""
    wall = datetime.combine(day, time(hour), zone)
    return wall.astimezone(UTC).astimezone(zone).replace(fold=0) == wall


def _until(rows: Sequence[HourlyVisitors], now: datetime) -> list[HourlyVisitors]:
    """Return the rows of past hours."""
    return [row for row in rows if (row.day, row.hour.hour) < (now.date(), now.hour)]
