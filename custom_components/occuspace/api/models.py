"""The vendor's replies as typed values.

The one place that knows the wire's spellings. From here on people are int, shares of a
capacity are percent (0 to 100 and above), durations are minutes, moments are aware
datetimes in UTC, and what the API does not know is None.

Only ids and the days and hours of history rows are required. Any other field that is
missing or not readable is None, and the rest of the reply is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
import re
from typing import Any, Final

from mashumaro import field_options

# Far beyond any building, and small enough for every database column.
_MAX_PEOPLE = 100_000_000
_MAX_NUMBER = 2**63 - 1
_FLAGS = {"true": True, "false": False, "1": True, "0": False}
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2200
_DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")

# Two of them and an id still fit into a state.
MAX_NAME_LENGTH: Final = 100
# Control characters, line ends, and what turns the direction of the text around.
_NO_LETTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What nobody sees, but a computer reads. The two joiners are part of some scripts.
_INVISIBLE = re.compile(
    r"[\xad\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)


def _number(value: object) -> float:
    """Return a finite number that is not negative, which may be written as text."""
    if isinstance(value, str) and _DECIMAL.fullmatch(text := value.strip()):
        value = float(text) if "." in text else int(text)
    # bool is an int in Python, and not a number in JSON.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not 0 <= value <= _MAX_NUMBER:
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
    number = _number(value)
    if number > _MAX_PEOPLE:
        raise ValueError("out of range")
    return round(number)


def _percent(value: object) -> float:
    """Return percent from the documented fraction of the capacity."""
    number = _number(value)
    if number > _MAX_PEOPLE:
        raise ValueError("out of range")
    percent = round(number * 100, 4)
    return int(percent) if percent.is_integer() else percent


def _text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def sanitize_line(text: str, length: int) -> str:
    """Return a text as one line of at most `length` characters."""
    seen = _INVISIBLE.sub("", _NO_LETTERS.sub(" ", text))
    return " ".join(seen.split())[:length].strip()


def _name(value: object) -> str:
    """Return a name that has something to read."""
    if not (name := sanitize_line(_text(value), MAX_NAME_LENGTH)):
        raise ValueError("empty")
    return name


def _flag(value: object) -> bool:
    """Return a flag, which may be written as text or as 0 and 1."""
    if isinstance(value, str):
        value = _FLAGS.get(value.strip().lower(), value)
    if isinstance(value, int | float) and value in {0, 1}:
        return bool(value)
    raise TypeError("not a boolean")


def _moment(value: object) -> datetime:
    """Return a moment; a text without an offset is UTC without saying so."""
    moment = datetime.fromisoformat(_text(value))
    if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
        raise ValueError("out of range")
    return (
        moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    )


def _day(value: object) -> date:
    """Return a day, also from the longer form of a moment."""
    day = date.fromisoformat(_text(value)[:10])
    if not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        raise ValueError("out of range")
    return day


def _clock_time(value: object) -> time:
    """Return a wall-clock time (the prose says HH-MM-SS, the examples HH:MM:SS)."""
    text = _text(value).replace("-", ":")
    if text.startswith("24"):
        # Python takes it for the midnight before, which is another hour.
        raise ValueError("no hour of the day")
    return time.fromisoformat(text).replace(tzinfo=None)


# What mashumaro and the readers above raise on a value that is not as declared.
READ_ERRORS = (ValueError, TypeError, LookupError, AttributeError, OverflowError)


def _required(alias: str, read: Callable[[object], Any]) -> dict[str, Any]:
    """Return the metadata of a field without which there is no model."""
    return field_options(alias=alias, deserialize=read)


def _optional(
    alias: str,
    read: Callable[[object], Any],
    otherwise: object = None,
    *,
    nullable: bool = True,
) -> dict[str, Any]:
    """Return the metadata of a field that is `otherwise` where it is not readable."""

    def read_if_possible(value: object) -> Any:
        try:
            return read(value)
        except READ_ERRORS:
            return otherwise

    return field_options(alias=alias, deserialize=read_if_possible) | {
        "nullable": nullable
    }


# Filled in by what decodes a reply, never by the reply itself.
_UNREADABLE: Final = field_options(deserialize=lambda _: ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A location node (section "Location List"); `name` is empty if not readable."""

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
    """The fields that were missing or not readable, as the API spells them."""

    @classmethod
    def __pre_deserialize__(cls, wire: dict[Any, Any]) -> dict[Any, Any]:
        """Accept `parentId`, as in the vendor's own connector schema."""
        if "parentId" in wire and "parentID" not in wire:
            return wire | {"parentID": wire["parentId"]}
        return wire

    @property
    def is_parent_known(self) -> bool:
        """Return whether the API named the parent, or said that there is none."""
        return "parentID" not in self.unreadable

    @property
    def has_never_counted(self) -> bool:
        """Return whether the API said that there is no count of this location."""
        return self.earliest_count is None and "earliestCount" not in self.unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNow:
    """A direct child within a live reply (section "Real-Time Data", "Child Object").

    `name` is empty if not readable.
    """

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
    """The fields that were missing or not readable, as the API spells them."""


def _children(value: object) -> tuple[ChildNow, ...]:
    """Return the children, which are decoded one by one before their parent."""
    return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationNow:
    """A live reply: a location and its direct children (section "Real-Time Data").

    `name` is empty if not readable.
    """

    id: int = field(metadata=_required("id", _identifier))
    name: str = field(default="", metadata=_optional("name", _name, "", nullable=False))
    count: int | None = field(default=None, metadata=_optional("count", _people))
    percentage: float | None = field(
        default=None, metadata=_optional("percentage", _percent)
    )
    timestamp: datetime | None = field(
        default=None, metadata=_optional("timestamp", _moment)
    )
    is_active: bool | None = field(
        default=None, metadata=_optional("isActive", _flag, nullable=False)
    )
    children: tuple[ChildNow, ...] = field(
        default=(), metadata=_optional("childCounts", _children, ())
    )
    unreadable: tuple[str, ...] = field(default=(), metadata=_UNREADABLE)
    """The fields that were missing or not readable, as the API spells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyOccupancy:
    """Occupancy of one day of the venue (section "Daily Occupancy")."""

    day: date = field(metadata=_required("normalizedDate", _day))
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
class HourlyOccupancy:
    """Occupancy of one hour of the day over the whole range ("Hourly Occupancy")."""

    hour: time = field(metadata=_required("normalizedTime", _clock_time))
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
    """What the API answered, with its `message` if that is not "OK".

    `unreadable` counts the nodes or rows that were left out.
    """

    data: DataT
    message: str | None = None
    unreadable: int = 0
