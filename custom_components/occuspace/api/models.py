"""Typed models of the API's replies.

The only module that knows the field names of the API. People are int, percentages are
0 to 100 and above, durations are minutes, timestamps are aware datetimes in UTC, and
unknown values are None.

Only ids and the days and hours of history rows are required. Any other field that is
missing or unreadable is None, and the rest of the reply is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
import re
from typing import Any, Final

from mashumaro import field_options

from .text import (
    MAX_NAME_LENGTH,
    sanitize_line,
)

# More than any building holds, and small enough for every database column.
_MAX_PEOPLE = 100_000_000
_MAX_NUMBER = 2**63 - 1
_FLAGS = {"true": True, "false": False, "1": True, "0": False}
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2200
_DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")


def _number(value: object, maximum: int = _MAX_NUMBER) -> float:
    """Return a finite non-negative number, which may be sent as text."""
    if isinstance(value, str) and _DECIMAL.fullmatch(text := value.strip()):
        value = float(text) if "." in text else int(text)
    # In Python, bool is an int.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not 0 <= value <= maximum:
        raise ValueError("out of range")
    return value


def _identifier(value: object) -> int:
    """Return a location id."""
    number = _number(value)
    if number != int(number):
        raise ValueError("not an id")
    return int(number)


def _people(value: object) -> int:
    """Return a number of people or minutes."""
    return round(_number(value, _MAX_PEOPLE))


def _percent(value: object) -> float:
    """Return the percentage of the documented fraction of the capacity."""
    percent = round(_number(value, _MAX_PEOPLE) * 100, 4)
    return int(percent) if percent.is_integer() else percent


def _text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _name(value: object) -> str:
    """Return a name that is not empty."""
    if not (name := sanitize_line(_text(value), MAX_NAME_LENGTH)):
        raise ValueError("empty")
    return name


def _flag(value: object) -> bool:
    """Return a boolean, which may be sent as text or as 0 and 1."""
    if isinstance(value, str):
        value = _FLAGS.get(value.strip().lower(), value)
    if isinstance(value, int | float) and value in {0, 1}:
        return bool(value)
    raise TypeError("not a boolean")


def _moment(value: object) -> datetime:
    """Return a timestamp in UTC, which is also assumed without an offset."""
    moment = datetime.fromisoformat(_text(value))
    if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
        raise ValueError("out of range")
    return (
        moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    )


def _day(value: object) -> date:
    """Return a day, also from a full timestamp."""
    day = date.fromisoformat(_text(value)[:10])
    if not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        raise ValueError("out of range")
    return day


def _clock_time(value: object) -> time:
    """Return a wall-clock time (documented as HH-MM-SS and as HH:MM:SS)."""
    text = _text(value).replace("-", ":")
    if text.startswith("24"):
        # Python parses it as 00, which is a different hour.
        raise ValueError("no hour of the day")
    return time.fromisoformat(text).replace(tzinfo=None)


# Raised by mashumaro and the parsers above for invalid values.
READ_ERRORS = (ValueError, TypeError, LookupError, AttributeError, OverflowError)


def _required(alias: str, parse: Callable[[object], Any]) -> dict[str, Any]:
    """Return the metadata of a required field."""
    return field_options(alias=alias, deserialize=parse)


def _optional(
    alias: str,
    parse: Callable[[object], Any],
    fallback: object = None,
    *,
    nullable: bool = True,
) -> dict[str, Any]:
    """Return the metadata of a field that is `fallback` if it is unreadable."""

    def parse_or_fall_back(value: object) -> Any:
        try:
            return parse(value)
        except READ_ERRORS:
            return fallback

    return field_options(alias=alias, deserialize=parse_or_fall_back) | {
        "nullable": nullable
    }


# Set by the decoder, never by the reply.
_UNREADABLE: Final = field_options(deserialize=lambda _: ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A listed location (section "Location List"); `name` is empty if unreadable."""

    id: int = field(metadata=_required("id", _identifier))
    name: str = field(default="", metadata=_optional("name", _name, "", nullable=False))
    parent_id: int | None = field(
        default=None, metadata=_optional("parentID", _identifier)
    )
    capacity: int | None = field(default=None, metadata=_optional("capacity", _people))
    earliest_count: date | None = field(
        default=None, metadata=_optional("earliestCount", _day)
    )
    is_active: bool | None = field(
        default=None, metadata=_optional("isActive", _flag, nullable=False)
    )
    unreadable: tuple[str, ...] = field(default=(), metadata=_UNREADABLE)
    """The API's names of the fields that were missing or unreadable."""

    @classmethod
    def __pre_deserialize__(cls, wire: dict[Any, Any]) -> dict[Any, Any]:
        """Accept `parentId`, as in the vendor's own connector schema."""
        if "parentId" in wire and "parentID" not in wire:
            return wire | {"parentID": wire["parentId"]}
        return wire

    @property
    def is_parent_known(self) -> bool:
        """Return whether the parent was readable; a root has none."""
        return "parentID" not in self.unreadable

    @property
    def has_never_counted(self) -> bool:
        """Return whether the API reported that the location has no data."""
        return self.earliest_count is None and "earliestCount" not in self.unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class _LiveValues:
    """The fields of a location and of a child; `name` is empty if unreadable."""

    id: int = field(metadata=_required("id", _identifier))
    name: str = field(default="", metadata=_optional("name", _name, "", nullable=False))
    count: int | None = field(default=None, metadata=_optional("count", _people))
    percentage: float | None = field(
        default=None, metadata=_optional("percentage", _percent)
    )
    is_active: bool | None = field(
        default=None, metadata=_optional("isActive", _flag, nullable=False)
    )
    unreadable: tuple[str, ...] = field(default=(), metadata=_UNREADABLE)
    """The API's names of the fields that were missing or unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNow(_LiveValues):
    """A direct child in a live reply (section "Real-Time Data", "Child Object")."""


def _children(value: object) -> tuple[ChildNow, ...]:
    """Return the children, which are decoded before their parent."""
    return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationNow(_LiveValues):
    """A live reply: a location and its direct children (section "Real-Time Data")."""

    timestamp: datetime | None = field(
        default=None, metadata=_optional("timestamp", _moment)
    )
    children: tuple[ChildNow, ...] = field(
        default=(), metadata=_optional("childCounts", _children, ())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occupancy:
    """The values of an occupancy row."""

    average_occupancy: int | None = field(
        default=None, metadata=_optional("avgOccupancy", _people)
    )
    average_utilization: float | None = field(
        default=None, metadata=_optional("avgPercentageOccupied", _percent)
    )
    peak_occupancy: int | None = field(
        default=None, metadata=_optional("peakOccupancy", _people)
    )
    peak_utilization: float | None = field(
        default=None, metadata=_optional("peakPercentageOccupied", _percent)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyOccupancy(_Occupancy):
    """Occupancy of one day of the venue (section "Daily Occupancy")."""

    day: date = field(metadata=_required("normalizedDate", _day))


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyOccupancy(_Occupancy):
    """Occupancy of one hour of the day over the whole range ("Hourly Occupancy")."""

    hour: time = field(metadata=_required("normalizedTime", _clock_time))


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyVisitors:
    """Visitors of one day of the venue (section "Daily Traffic (Visitors)")."""

    day: date = field(metadata=_required("normalizedDate", _day))
    visitors: int | None = field(default=None, metadata=_optional("visitors", _people))


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyVisitors:
    """Visitors of one hour, in the venue's wall clock ("Hourly Traffic (Visitors)")."""

    day: date = field(metadata=_required("normalizedDate", _day))
    hour: time = field(metadata=_required("normalizedTime", _clock_time))
    visitors: int | None = field(default=None, metadata=_optional("visitors", _people))
    timestamp: datetime | None = field(
        default=None, metadata=_optional("timestamp", _moment)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyDwellTime:
    """Dwell time of one day of the venue, in minutes (section "Daily Dwell Time")."""

    day: date = field(metadata=_required("normalizedDate", _day))
    average_dwell_time: int | None = field(
        default=None, metadata=_optional("avgDwellTime", _people)
    )
    peak_dwell_time: int | None = field(
        default=None, metadata=_optional("peakDwellTime", _people)
    )


@dataclass(frozen=True, slots=True)
class Reply[DataT]:
    """Decoded data, and the API's `message` if that is not "OK".

    `unreadable` is the number of locations or rows that were left out.
    """

    data: DataT
    message: str | None = None
    unreadable: int = 0
