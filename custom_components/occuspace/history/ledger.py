"""Which days of each location have been imported, and which had no data. No I/O.

The recorder has the rows. The ledger records what they do not show: complete days, and
how often a day without data was requested.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
import re
from typing import Any, Final

from .days import ONE_DAY, DayRange, DaySet
from .series import SERIES, Series

# A day without data is requested again after 1, 2, 4, ... days.
MAX_DOUBLINGS: Final = 8

_DIGITS: Final = re.compile(r"[0-9]{1,18}")
_FIRST_YEAR: Final = "1970"
_LAST_YEAR: Final = "2999"
_LONG_AGO: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class MissingDays:
    """Days without data: how often they were requested, and when last."""

    attempts: int
    asked_on: date

    def is_due(self, today: date) -> bool:
        """Return whether to request the days again."""
        if self.asked_on > today:
            # The clock was wrong when this was written.
            return True
        doublings = min(max(self.attempts - 1, 0), MAX_DOUBLINGS)
        return today - self.asked_on >= timedelta(days=2**doublings)


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """The record of one series of one location.

    `again` are fetched days that have to be fetched once more. `checked_on` is the day
    on which the newest days were last requested again, None if not known.
    """

    fetched: DaySet = field(default_factory=DaySet)
    gaps: Mapping[MissingDays, DaySet] = field(default_factory=dict)
    again: DaySet = field(default_factory=DaySet)
    checked_on: date | None = None

    @property
    def requested(self) -> DaySet:
        """Return the requested days, with or without data."""
        days = self.fetched | self.again
        for missing in self.gaps.values():
            days |= missing
        return days

    def days_to_fetch(self, wanted: DaySet, today: date) -> DaySet:
        """Return the days to request today."""
        days_to_fetch = wanted - self.fetched | self.again
        for gap, days in self.gaps.items():
            if not gap.is_due(today):
                days_to_fetch -= days
        return days_to_fetch

    def with_reply(
        self, asked: DayRange, found: Collection[date], today: date
    ) -> SeriesRecord:
        """Return the record after a reply with data of some days."""
        there = DaySet.of(found) & DaySet((asked,))
        missing = DaySet((asked,)) - there - self.fetched
        gaps = {gap: days - DaySet((asked,)) for gap, days in self.gaps.items()}
        for gap, days in self.gaps.items():
            # Days that were not due yet were only requested along with others.
            again = MissingDays(gap.attempts + 1, today) if gap.is_due(today) else gap
            gaps[again] = gaps.get(again, DaySet()) | (days & missing)
            missing -= days
        first = MissingDays(1, today)
        gaps[first] = gaps.get(first, DaySet()) | missing
        return SeriesRecord(
            self.fetched | there,
            {gap: days for gap, days in gaps.items() if days.ranges},
            self.again - there,
            self.checked_on,
        )

    def reopened(self, days: DaySet) -> SeriesRecord:
        """Return the record with some days to fetch again."""
        gaps = {gap: missing - days for gap, missing in self.gaps.items()}
        return SeriesRecord(
            self.fetched - days,
            {gap: missing for gap, missing in gaps.items() if missing.ranges},
            self.again | (self.fetched & days),
            self.checked_on,
        )

    def before(self, today: date) -> SeriesRecord:
        """Return the record without days that are not over yet."""
        if self.fetched.last is None or self.fetched.last < today:
            return self
        over = DaySet((DayRange(date.min, today - ONE_DAY),))
        return replace(self, fetched=self.fetched & over, again=self.again & over)


@dataclass(slots=True)
class LocationRecord:
    """The records of one location.

    `checked_on` applies to every series without a day of its own.
    """

    checked_on: date
    series: dict[Series, SeriesRecord] = field(default_factory=dict)

    def __getitem__(self, series: Series) -> SeriesRecord:
        """Return one series' record."""
        return self.series.get(series, _NOTHING)

    def checked_on_of(self, series: Series) -> date:
        """Return the day on which the newest days were last requested again."""
        return self[series].checked_on or self.checked_on

    def snapshot(self) -> LocationRecord:
        """Return a copy for another thread."""
        return LocationRecord(self.checked_on, dict(self.series))


_NOTHING: Final = SeriesRecord()


class Ledger:
    """The records of every location of an account."""

    def __init__(self, locations: dict[int, LocationRecord] | None = None) -> None:
        """Initialise, with records if there are any."""
        self._locations = locations or {}

    @property
    def location_ids(self) -> tuple[int, ...]:
        """Return the locations with records."""
        return tuple(self._locations)

    def drop(self, location_id: int) -> None:
        """Remove the records of a location."""
        self._locations.pop(location_id, None)

    def record(self, location_id: int, today: date) -> LocationRecord:
        """Return the record of a location, a new one if there is none."""
        return self._locations.setdefault(location_id, LocationRecord(today))

    def record_result(
        self,
        location_id: int,
        series: Series,
        asked: DayRange,
        found: Collection[date],
        today: date,
    ) -> None:
        """Record a reply whose rows the recorder has committed."""
        record = self.record(location_id, today)
        record.series[series] = record[series].with_reply(asked, found, today)

    def record_check(self, location_id: int, series: Series, today: date) -> None:
        """Record that the newest days of a series have been requested again."""
        record = self.record(location_id, today)
        record.series[series] = replace(record[series], checked_on=today)

    def reopen_days_not_over(self, location_id: int, today: date) -> None:
        """Reopen days of a location that were recorded while the clock was wrong."""
        record = self.record(location_id, today)
        for series, kept in record.series.items():
            record.series[series] = kept.before(today)

    def reopen(
        self, location_id: int, series: Collection[Series], days: DaySet, today: date
    ) -> None:
        """Reopen days, so that they are fetched again."""
        record = self.record(location_id, today)
        for each in series:
            record.series[each] = record[each].reopened(days)

    def as_dict(self) -> dict[str, Any]:
        """Return the stored form; may run in another thread."""
        return {
            str(location_id): {
                "checked_on": record.checked_on.isoformat(),
                "series": {
                    series.key: {
                        "fetched": _stored(kept.fetched),
                        "again": _stored(kept.again),
                        "checked_on": kept.checked_on and kept.checked_on.isoformat(),
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
    def from_dict(cls, stored: object, unread: list[str] | None = None) -> Ledger:
        """Return what is readable of a stored ledger; adds the rest to `unread`."""
        unread = [] if unread is None else unread
        locations: dict[int, LocationRecord] = {}
        if not isinstance(stored, dict):
            unread.append("locations")
            return cls()
        for location_id, record in stored.items():
            if (
                isinstance(record, dict)
                and isinstance(record.get("series"), dict)
                and _DIGITS.fullmatch(str(location_id))
            ):
                locations[int(location_id)] = _record(location_id, record, unread)
            else:
                unread.append(f"location {location_id}")
        return cls(locations)


def _record(
    location_id: str, stored: Mapping[str, Any], unread: list[str]
) -> LocationRecord:
    """Return what is readable of a location's record."""
    record = LocationRecord(_LONG_AGO)
    try:
        record.checked_on = _day(stored.get("checked_on"))
    except ValueError:
        unread.append(f"the last check of location {location_id}")
    for name, kept in stored["series"].items():
        try:
            if not isinstance(kept["gaps"], list):
                raise TypeError(kept)  # noqa: TRY301  as everything else that is odd
            record.series[SERIES[name]] = SeriesRecord(
                _restored(kept["fetched"]),
                {
                    MissingDays(_attempts(attempts), _day(day)): _restored(days)
                    for attempts, day, days in kept["gaps"]
                },
                _restored(kept["again"]),
                _day(checked_on) if (checked_on := kept.get("checked_on")) else None,
            )
        except TypeError, ValueError, LookupError:
            unread.append(f"{name} of location {location_id}")
    return record


def _attempts(stored: object) -> int:
    """Return a stored number of requests."""
    if type(stored) is int and stored > 0:
        return stored
    raise ValueError(stored)


def _day(stored: object) -> date:
    """Return a stored day of a plausible century."""
    if isinstance(stored, str) and _FIRST_YEAR <= stored[:4] <= _LAST_YEAR:
        return date.fromisoformat(stored)
    raise ValueError(stored)


def _stored(days: DaySet) -> list[list[str]]:
    """Return the stored form of days."""
    return [[each.first.isoformat(), each.last.isoformat()] for each in days.ranges]


def _restored(stored: Iterable[Iterable[str]]) -> DaySet:
    """Return stored days."""
    if not isinstance(stored, list):
        raise TypeError(stored)
    ranges = [DayRange(_day(first), _day(last)) for first, last in stored]
    if not all(map(len, ranges)):
        raise ValueError(stored)
    return DaySet.from_ranges(ranges)
