"""What is known of one location on one past day, and how it is put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .curves import SensorDay
from .local_day import SLOT, SLOT_MINUTES, LocalDay


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a day; minutes is how much of it has been measured."""

    start: datetime
    clock_hour: int
    minutes: int
    average: float
    peak: int
    visitors: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a location, or as much of it as has passed."""

    date: date
    start: datetime
    capacity: int
    hours: tuple[Hour, ...]
    average_dwell: float
    peak_dwell: float

    @property
    def average(self) -> float:
        """Return the average number of people."""
        return average(self.hours)

    @property
    def peak(self) -> int:
        """Return the largest number of people."""
        return max(hour.peak for hour in self.hours)

    @property
    def visitors(self) -> int:
        """Return how many people came in."""
        return sum(hour.visitors for hour in self.hours)


def average(hours: Sequence[Hour]) -> float:
    """Return the average number of people over several hours."""
    minutes = sum(hour.minutes for hour in hours)
    return sum(hour.average * hour.minutes for hour in hours) / minutes


def combine(
    day: date,
    local: LocalDay,
    elapsed: int,
    sensors: Sequence[SensorDay],
    capacity: int,
) -> Day:
    """Return the day of a location that the given sensors make up."""
    counts = _total([sensor.counts[:elapsed] for sensor in sensors])
    entries = [0, *_total([sensor.entries[:elapsed] for sensor in sensors])]
    hours: list[Hour] = []
    for span in local.hours:
        if span.first >= elapsed:
            break
        end = min(span.end, elapsed)
        slots = counts[span.first : end]
        hours.append(
            Hour(
                start=local.start + span.first * SLOT,
                clock_hour=span.clock_hour,
                minutes=len(slots) * SLOT_MINUTES,
                average=sum(slots) / len(slots),
                peak=max(slots),
                visitors=entries[end] - entries[span.first],
            )
        )
    return Day(
        date=day,
        start=local.start,
        capacity=capacity,
        hours=tuple(hours),
        average_dwell=sum(counts) * SLOT_MINUTES / (entries[-1] or 1),
        peak_dwell=max(sensor.dwell(elapsed)[1] for sensor in sensors),
    )


def _total(rows: Sequence[Sequence[int]]) -> Sequence[int]:
    """Add rows of equal length, slot by slot."""
    if len(rows) == 1:
        return rows[0]
    return [sum(slot) for slot in zip(*rows, strict=True)]
