"""The vendor's replies as typed values.

The one place that knows the wire's spellings. From here on people are int, shares of a
capacity are percent (0 to 100 and above), durations are minutes, moments are aware
datetimes in UTC, and what the API does not know is None.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
import re
from typing import Any, Final

from mashumaro import field_options
from mashumaro.codecs.basic import BasicDecoder
from mashumaro.dialect import Dialect

# Far beyond any building, and small enough for every database column.
_LARGEST = 100_000_000
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2200

# Two of them and an id still fit into a state.
LONGEST_NAME: Final = 100
# Control characters, line ends, and what turns the direction of the text around.
_NO_LETTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What nobody sees, but a computer reads. The two joiners are part of some scripts.
_INVISIBLE = re.compile(
    r"[\xad\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)


def _identifier(value: object) -> int:
    """Return a location id."""
    if type(value) is not int or value < 0:
        raise ValueError("not an id")
    return value


def _number(value: object) -> float:
    """Return a finite number that is not negative."""
    # bool is an int in Python, and not a number in JSON.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not 0 <= value <= _LARGEST:
        raise ValueError("out of range")
    return value


def _people(value: object) -> int:
    """Return a number of people or minutes."""
    return round(_number(value))


def _percent(value: object) -> float:
    """Return percent from the wire's fraction of the capacity."""
    percent = round(_number(value) * 100, 4)
    return int(percent) if percent.is_integer() else percent


def _text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def one_line(text: str, length: int) -> str:
    """Return a text as one line of a bearable length."""
    seen = _INVISIBLE.sub("", _NO_LETTERS.sub(" ", text))
    return " ".join(seen.split())[:length].strip()


def _name(value: object) -> str:
    """Return a name."""
    return one_line(_text(value), LONGEST_NAME)


def _flag(value: object) -> bool:
    """Return a flag."""
    if not isinstance(value, bool):
        raise TypeError("not a boolean")
    return value


def _moment(value: object) -> datetime:
    """Return a moment; a text without an offset is UTC without saying so."""
    moment = datetime.fromisoformat(_text(value))
    if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
        raise ValueError("out of range")
    return (
        moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    )


def _moment_if_readable(value: object) -> datetime | None:
    """Return a moment, None for anything else."""
    return _moment(value) if _is_readable(_moment, value) else None


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


class _Wire(Dialect):
    """How the types of the models are read strictly."""

    serialization_strategy = {  # noqa: RUF012  mashumaro declares it mutable
        bool: {"deserialize": _flag},
        str: {"deserialize": _text},
        datetime: {"deserialize": _moment},
        date: {"deserialize": _day},
        time: {"deserialize": _clock_time},
    }


def _identified(alias: str) -> Any:
    """Declare a field that holds a location id."""
    return field(metadata=field_options(alias=alias, deserialize=_identifier))


def _counted(alias: str) -> Any:
    """Declare a field that holds people or minutes."""
    return field(metadata=field_options(alias=alias, deserialize=_people))


def _shared(alias: str) -> Any:
    """Declare a field that holds a share of the capacity."""
    return field(metadata=field_options(alias=alias, deserialize=_percent))


def _named() -> Any:
    """Declare a field that holds a name."""
    return field(metadata=field_options(deserialize=_name))


def _is_readable(read: Callable[[object], object], value: object) -> bool:
    """Return whether a reader takes a value."""
    try:
        read(value)
    except READ_ERRORS:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A location node (section "Location List")."""

    id: int = _identified("id")
    name: str = _named()
    parent_id: int | None = _identified("parentID")
    capacity: int | None = _counted("capacity")
    earliest_count: date | None = field(metadata=field_options(alias="earliestCount"))
    is_active: bool = field(metadata=field_options(alias="isActive"))

    @classmethod
    def __pre_deserialize__(cls, wire: dict[Any, Any]) -> dict[Any, Any]:
        """Accept `parentId`, which the vendor's own connector schema says.

        And do without what is only good to know, where it makes no sense.
        """
        if "parentId" in wire and "parentID" not in wire:
            wire = wire | {"parentID": wire["parentId"]}
        odd: dict[str, str | None] = {
            key: None
            for key, read in (("capacity", _people), ("earliestCount", _day))
            if key in wire and not _is_readable(read, wire[key])
        }
        if not _name(str(wire.get("name", "?"))):
            odd["name"] = str(wire.get("id"))
        return wire | odd


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNow:
    """A direct child within a live reply (section "Real-Time Data", "Child Object")."""

    id: int = _identified("id")
    name: str = _named()
    count: int | None = _counted("count")
    percentage: float | None = _shared("percentage")
    is_active: bool = field(metadata=field_options(alias="isActive"))


def _children(value: object) -> tuple[ChildNow, ...]:
    """Return the children that can be read; one that cannot costs no other."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("not a list")
    children = []
    for wire in value:
        try:
            children.append(_CHILD.decode(wire))
        except READ_ERRORS:
            continue
    return tuple(children)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationNow:
    """A live reply: a location and its direct children (section "Real-Time Data")."""

    id: int = _identified("id")
    name: str = _named()
    count: int | None = _counted("count")
    percentage: float | None = _shared("percentage")
    timestamp: datetime | None
    is_active: bool = field(metadata=field_options(alias="isActive"))
    children: tuple[ChildNow, ...] = field(
        metadata=field_options(alias="childCounts", deserialize=_children)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyOccupancy:
    """Occupancy of one day of the venue (section "Daily Occupancy")."""

    day: date = field(metadata=field_options(alias="normalizedDate"))
    average_occupancy: int | None = _counted("avgOccupancy")
    average_utilization: float | None = _shared("avgPercentageOccupied")
    peak_occupancy: int | None = _counted("peakOccupancy")
    peak_utilization: float | None = _shared("peakPercentageOccupied")


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyOccupancy:
    """Occupancy of one hour of the day over the whole range ("Hourly Occupancy")."""

    hour: time = field(metadata=field_options(alias="normalizedTime"))
    average_occupancy: int | None = _counted("avgOccupancy")
    average_utilization: float | None = _shared("avgPercentageOccupied")
    peak_occupancy: int | None = _counted("peakOccupancy")
    peak_utilization: float | None = _shared("peakPercentageOccupied")


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyVisitors:
    """Visitors of one day of the venue (section "Daily Traffic (Visitors)")."""

    day: date = field(metadata=field_options(alias="normalizedDate"))
    visitors: int | None = _counted("visitors")


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyVisitors:
    """Visitors of one hour, in the venue's wall clock ("Hourly Traffic (Visitors)")."""

    day: date = field(metadata=field_options(alias="normalizedDate"))
    hour: time = field(metadata=field_options(alias="normalizedTime"))
    visitors: int | None = _counted("visitors")
    timestamp: datetime | None = field(
        default=None, metadata=field_options(deserialize=_moment_if_readable)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyDwellTime:
    """Dwell time of one day of the venue, in minutes (section "Daily Dwell Time")."""

    day: date = field(metadata=field_options(alias="normalizedDate"))
    average_dwell_time: int | None = _counted("avgDwellTime")
    peak_dwell_time: int | None = _counted("peakDwellTime")


@dataclass(frozen=True, slots=True)
class Reply[DataT]:
    """What the API answered, with its `message` if that is not "OK".

    `unreadable` counts the nodes of a list that were left out.
    """

    data: DataT
    message: str | None = None
    unreadable: int = 0


# What mashumaro and the readers above raise on a value that is not as declared.
READ_ERRORS = (ValueError, TypeError, LookupError, AttributeError, OverflowError)

_CHILD = BasicDecoder(ChildNow, default_dialect=_Wire)
LOCATION = BasicDecoder(Location, default_dialect=_Wire)
LOCATION_NOW = BasicDecoder(LocationNow, default_dialect=_Wire)
DAILY_OCCUPANCY = BasicDecoder(list[DailyOccupancy], default_dialect=_Wire)
HOURLY_OCCUPANCY = BasicDecoder(list[HourlyOccupancy], default_dialect=_Wire)
DAILY_VISITORS = BasicDecoder(list[DailyVisitors], default_dialect=_Wire)
HOURLY_VISITORS = BasicDecoder(list[HourlyVisitors], default_dialect=_Wire)
DAILY_DWELL_TIME = BasicDecoder(list[DailyDwellTime], default_dialect=_Wire)
