"""What has been fetched of each location's past, and what the API did not have. Pure.

The recorder holds the rows; the ledger only what it cannot tell: which days are
settled, and how often a day without data was asked for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from .days import DayRange, DaySet

MAX_ATTEMPTS: Final = 3


class Series(StrEnum):
    """What is fetched of a location, each from one endpoint."""

    DAILY = "daily"
    DWELL_TIME = "dwell_time"
    VISITORS = "visitors"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Gap:
    """Why days are missing: how often the API had nothing of them, and when last."""

    attempts: int
    asked_on: date


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """What is settled of one series of one location.

    `again` are days that have been fetched, and are to be fetched once more.
    """

    fetched: DaySet = field(default_factory=DaySet)
    gaps: Mapping[Gap, DaySet] = field(default_factory=dict)
    again: DaySet = field(default_factory=DaySet)

    def open_days(self, wanted: DaySet, today: date) -> DaySet:
        """Return the days still to be asked for today."""
        open_days = wanted - self.fetched | self.again
        for gap, days in self.gaps.items():
            if gap.attempts >= MAX_ATTEMPTS or gap.asked_on == today:
                open_days -= days
        return open_days

    def with_answer(
        self, asked: DayRange, found: Collection[date], today: date
    ) -> SeriesRecord:
        """Return the record after an answer that has data of some days."""
        there = DaySet.of(found) & DaySet((asked,))
        missing = DaySet((asked,)) - there - self.fetched
        gaps = {gap: days - DaySet((asked,)) for gap, days in self.gaps.items()}
        for gap, days in self.gaps.items():
            again = Gap(gap.attempts + 1, today)
            gaps[again] = gaps.get(again, DaySet()) | (days & missing)
            missing -= days
        first = Gap(1, today)
        gaps[first] = gaps.get(first, DaySet()) | missing
        return SeriesRecord(
            self.fetched | there,
            {gap: days for gap, days in gaps.items() if days.ranges},
            self.again - there,
        )

    def forgetting(self, days: DaySet) -> SeriesRecord:
        """Return the record with some days to be asked for again."""
        gaps = {gap: missing - days for gap, missing in self.gaps.items()}
        return SeriesRecord(
            self.fetched - days,
            {gap: missing for gap, missing in gaps.items() if missing.ranges},
            self.again | (self.fetched & days),
        )


@dataclass(slots=True)
class LocationRecord:
    """What is settled of one location; `checked_on` is the last day of upkeep."""

    checked_on: date
    series: dict[Series, SeriesRecord] = field(default_factory=dict)

    def __getitem__(self, series: Series) -> SeriesRecord:
        """Return one series' record."""
        return self.series.get(series, _NOTHING)


_NOTHING: Final = SeriesRecord()


class Ledger:
    """The records of every location of an account."""

    def __init__(self, locations: dict[int, LocationRecord] | None = None) -> None:
        """Start from records or from nothing."""
        self._locations = locations or {}

    def record(self, location_id: int, today: date) -> LocationRecord:
        """Return a location's record, a new one if there is none."""
        return self._locations.setdefault(location_id, LocationRecord(today))

    def settle(
        self,
        location_id: int,
        series: Series,
        asked: DayRange,
        found: Collection[date],
        today: date,
    ) -> None:
        """Take down an answer whose rows the recorder has committed."""
        record = self.record(location_id, today)
        record.series[series] = record[series].with_answer(asked, found, today)

    def forget(
        self, location_id: int, series: Collection[Series], days: DaySet, today: date
    ) -> None:
        """Let days be asked for again."""
        record = self.record(location_id, today)
        for each in series:
            record.series[each] = record[each].forgetting(days)

    def as_dict(self) -> dict[str, Any]:
        """Return what is stored; may run beside the event loop."""
        return {
            str(location_id): {
                "checked_on": record.checked_on.isoformat(),
                "series": {
                    series: {
                        "fetched": _stored(kept.fetched),
                        "again": _stored(kept.again),
                        "gaps": [
                            [gap.attempts, gap.asked_on.isoformat(), _stored(days)]
                            for gap, days in kept.gaps.items()
                        ],
                    }
                    for series, kept in tuple(record.series.items())
                },
            }
            for location_id, record in tuple(self._locations.items())
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Ledger:
        """Return the ledger that was stored."""
        return cls(
            {
                int(location_id): LocationRecord(
                    date.fromisoformat(record["checked_on"]),
                    {
                        Series(series): SeriesRecord(
                            _restored(kept["fetched"]),
                            {
                                Gap(attempts, date.fromisoformat(day)): _restored(days)
                                for attempts, day, days in kept["gaps"]
                            },
                            _restored(kept["again"]),
                        )
                        for series, kept in record["series"].items()
                    },
                )
                for location_id, record in stored.items()
            }
        )


def _stored(days: DaySet) -> list[list[str]]:
    """Return days as they are stored."""
    return [[each.first.isoformat(), each.last.isoformat()] for each in days.ranges]


def _restored(stored: Iterable[Iterable[str]]) -> DaySet:
    """Return days that were stored."""
    return DaySet.from_ranges(
        DayRange(*map(date.fromisoformat, each)) for each in stored
    )
