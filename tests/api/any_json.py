"""Replies of which anything may be anything: JSON, nearly JSON, and bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
import json
from typing import Any, Final, cast

from hypothesis import strategies as st

from .endpoints import Endpoint, Place, at, places

MAX_PEOPLE: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """JSON, or nearly, that no Python value is written as."""

    text: str


@dataclass(frozen=True, slots=True)
class Twice:
    """An object with one key more, which it may have already."""

    wire: dict[str, Any]
    key: str
    value: Any


def write(wire: Any) -> str:
    """Return the JSON of a reply."""
    match wire:
        case Raw(text):
            return text
        case Twice(inner, key, value):
            rest = write(inner)[1:]
            comma = "," if inner else ""
            return f"{{{json.dumps(key)}:{write(value)}{comma}{rest}"
        case dict():
            pairs = (f"{json.dumps(key)}:{write(each)}" for key, each in wire.items())
            return f"{{{','.join(pairs)}}}"
        case list():
            return f"[{','.join(map(write, wire))}]"
        case _:
            return json.dumps(wire)


def nested(depth: int, opening: str, closing: str) -> Raw:
    """Return something within something within something."""
    return Raw(opening * depth + "0" + closing * depth)


def digits(length: int, sign: str, end: str) -> Raw:
    """Return a number that is long."""
    return Raw(f"{sign}9{'7' * length}{end}")


LENGTHS: Final = st.sampled_from((1, 17, 18, 19, 20, 310, 5000))
DEPTHS: Final = st.sampled_from((1, 50, 500, 1000, 1022, 1023, 1024, 1025, 20_000))
NOT_QUITE_JSON: Final = st.sampled_from(
    (
        *("NaN", "Infinity", "-Infinity", "nan", "-0", "-0.0", "1e999", "-1e999"),
        *("1e-999", "0.1e1", "01", "+1", "1.", ".5", "0x10", "1_000", "None", "True"),
        *("undefined", "", "''", '"\\x00"', '"\x00"', '"\\ud800"', '"\\udfff\\ud800"'),
        *('"\\u0000"', '"\ud83d"', "[1,]", "{,}", '{"a":1,"a":2}', "// 1", "1 2"),
    )
).map(Raw)
NUMBERS: Final = (
    st.integers()
    | st.integers(-2, 2)
    | st.integers(-2, 2).map(lambda more: MAX_PEOPLE + more)
    | st.integers(-2, 2).map(lambda more: 2**63 + more)
    | st.floats()
    | st.floats(0, 3)
    | st.builds(digits, LENGTHS, st.sampled_from(("", "-")), st.just(""))
    | st.builds(digits, LENGTHS, st.just(""), st.sampled_from((".5", "e5", "e-400")))
)
OFFSETS: Final = st.sampled_from(("", "Z", "+00:00", "-23:59", "+24:00", "+99:99"))
MOMENTS: Final = (
    st.dates().map(date.isoformat)
    | st.times().map(time.isoformat)
    | st.builds(lambda at, zone: at.isoformat() + zone, st.datetimes(), OFFSETS)
    | st.sampled_from(
        (
            *("2000-01-01T00:00:00+14:00", "2200-12-31T23:59:59-14:00", "2024-W01-1"),
            *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "20240101"),
            *(
                "24:00:00",
                "23-59-60",
                "00-00-00",
                "T10",
                "2024-02-30",
                "\u0662\u0660\u0662\u0664-01-01",
            ),
        )
    )
)
TEXTS: Final = (
    st.text(st.characters(), max_size=20)
    | MOMENTS
    | st.sampled_from(("\x00", "\u2028", "\u202eesrever", " ", "e\u0301" * 9))
    | st.sampled_from(("x" * 100_000, "\U0001f3db" * 10_000, '"\\' * 10_000))
)
LEAVES: Final = (
    st.none()
    | st.booleans()
    | NUMBERS
    | TEXTS
    | NOT_QUITE_JSON
    | st.builds(nested, DEPTHS, st.just("["), st.just("]"))
    | st.builds(nested, DEPTHS, st.just('{"a":'), st.just("}"))
)
KEYS: Final = (
    st.sampled_from(("id", "name", "parentID", "parentId", "data", "message", "count"))
    | st.sampled_from(("childCounts", "timestamp", "normalizedDate", "percentage"))
    | st.text(st.characters(), max_size=5)
)
JSON: Final = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=8,
)


def replace(wire: Any, place: Place, value: Any) -> Any:
    """Put a value in the place of another."""
    if not place:
        return value
    at(wire, place[:-1])[place[-1]] = value
    return wire


def delete(wire: Any, place: Place, _value: Any) -> Any:
    """Take a value away."""
    if place:
        del at(wire, place[:-1])[place[-1]]
    return wire


def insert(wire: Any, place: Place, value: Any) -> Any:
    """Put a value beside another: before it, or once more under its key."""
    if not place:
        return [value, wire]
    *above, last = place
    holder = at(wire, tuple(above))
    if isinstance(holder, list):
        holder.insert(cast("int", last), value)
        return wire
    return replace(wire, tuple(above), Twice(holder, str(last), value))


def append(wire: Any, place: Place, value: Any) -> Any:
    """Put a value behind all others of a list or an object."""
    holder = at(wire, place)
    if isinstance(holder, list):
        holder.append(value)
    elif isinstance(holder, dict):
        holder[f"{value}"[:9]] = value
    return wire


EDITS: Final = (replace, delete, insert, append)

type Edit = Callable[[Any, Place, Any], Any]


@st.composite
def edited(
    draw: st.DrawFn, endpoint: Endpoint, inside: Place = (), edits: Any = EDITS
) -> Any:
    """Return the right reply of an endpoint after one to three edits."""
    wire = endpoint.example()
    for _ in range(draw(st.integers(1, 3))):
        edit: Edit = draw(st.sampled_from(edits))
        within = [each for each in places(wire) if each[: len(inside)] == inside]
        if not within:
            break
        wire = edit(wire, draw(st.sampled_from(within)), draw(MOMENTS | NUMBERS | JSON))
    return wire


def body(wire: Any) -> bytes:
    """Return the bytes of a reply, lone surrogates included."""
    return write(wire).encode("utf-8", "surrogatepass")


BREAKS: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda text: text.decode().encode("utf-16"),
    lambda text: text.decode().encode("utf-32-le"),
    lambda text: b"\xef\xbb\xbf" + text,
    lambda text: text.replace(b"OK", "Açaí".encode("latin-1")),
    lambda text: text * 2,
    lambda text: text.replace(b'"', b"'"),
    lambda text: text.replace(b"0", b"0" * 5000),
    lambda text: text.replace(b" ", b"\x00"),
    lambda text: text.swapcase(),
    lambda text: text[::-1],
)


@st.composite
def mangled(draw: st.DrawFn, endpoint: Endpoint) -> bytes:
    """Return the bytes of a right reply, some of them others."""
    text = body(endpoint.example())
    change = draw(st.sampled_from(("break", "cut", "put", "all")))
    if change == "all":
        return draw(st.binary(max_size=200))
    if change == "break":
        return draw(st.sampled_from(BREAKS))(text)
    first = draw(st.integers(0, len(text)))
    last = first + draw(st.integers(0, 40))
    if change == "cut":
        return text[:first] + text[last:]
    return text[:first] + draw(st.binary(max_size=40)) + text[last:]


RETRY_AFTER: Final = (
    st.text(st.characters(exclude_characters="\r\n"), max_size=30)
    | NUMBERS.map(write)
    | MOMENTS
    | st.builds(
        "{}, {} {} {} {}:{}:{} {}{}".format,
        st.sampled_from(("Mon", "Sun", "", "Xyz")),
        st.integers(0, 40),
        st.sampled_from(("Jan", "Feb", "dec", "Xyz")),
        st.integers(0, 10_000) | st.integers(),
        st.integers(0, 30),
        *[st.integers(0, 70)] * 2,
        st.sampled_from(("GMT", "UTC", "EST", "+", "-", "")),
        st.just("") | st.integers(0, 10_000) | st.integers(0),
    )
)
