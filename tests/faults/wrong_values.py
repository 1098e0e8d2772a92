"""Replies in which one value is wrong or missing, made from the right ones."""

from collections.abc import Iterator
import math
from typing import Any, Final

from simulator.faults import Transform

type Place = tuple[str | int, ...]
"""Keys and positions that lead to a value within a reply."""

MISSING: Final = "missing"
AS_TEXT: Final = "the number as a text"

# What a value is replaced by, unless that would be right in its place.
WRONG: Final[dict[str, Any]] = {
    "null": None,
    "a text": "seventy",
    "an empty text": "",
    "an impossible date": "2024-02-30T25:61:61Z",
    "a negative number": -7,
    "a fraction": 0.5,
    "a number": 7,
    "a huge number": 1e300,
    "a number of 31 digits": 10**30,
    "`NaN`": math.nan,
    "true": True,
    "a list": [1],
    "an object": {"a": 1},
    "nested lists": [[[[[[[[[]]]]]]]]],
}


def at(reply: Any, place: Place) -> Any:
    """Return the value at a place."""
    for step in place:
        reply = reply[step]
    return reply


def is_right(kind: str, value: Any) -> bool:
    """Return whether a kind of value would be right where another is."""
    if isinstance(value, bool):
        return kind == "true"
    return isinstance(value, int | float) and kind in {"a number", "a fraction"}


def without(place: Place) -> Transform:
    """Return the fault that a value is missing."""

    def edit(reply: Any) -> Any:
        del at(reply, place[:-1])[place[-1]]
        return reply

    return Transform(edit)


def replaced(place: Place, value: Any) -> Transform:
    """Return the fault that a value is replaced."""

    def edit(reply: Any) -> Any:
        at(reply, place[:-1])[place[-1]] = value
        return reply

    return Transform(edit)


def as_text(place: Place) -> Transform:
    """Return the fault that a number is written as a text."""

    def edit(reply: Any) -> Any:
        holder = at(reply, place[:-1])
        holder[place[-1]] = str(holder[place[-1]])
        return reply

    return Transform(edit)


def variants(place: Place, right: Any) -> Iterator[tuple[str, Transform]]:
    """Yield every way in which the value at a place can be wrong."""
    yield MISSING, without(place)
    if isinstance(right, int | float) and not isinstance(right, bool):
        yield AS_TEXT, as_text(place)
    for kind, value in WRONG.items():
        if not is_right(kind, right):
            yield kind, replaced(place, value)
