"""Decodes replies part by part, and counts what of them is not readable."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from mashumaro.codecs.basic import BasicDecoder

from .errors import UnexpectedReplyError
from .models import (
    READ_ERRORS,
    ChildNow,
    DailyDwellTime,
    DailyOccupancy,
    DailyVisitors,
    HourlyOccupancy,
    HourlyVisitors,
    Location,
    LocationNow,
)

CHILDREN: Final = "childCounts"
MOMENT: Final = "timestamp"
PARENT: Final = "parentID"

type Row = (
    DailyOccupancy | HourlyOccupancy | DailyVisitors | HourlyVisitors | DailyDwellTime
)

_MODELS: Final = (
    Location,
    LocationNow,
    ChildNow,
    DailyOccupancy,
    HourlyOccupancy,
    DailyVisitors,
    HourlyVisitors,
    DailyDwellTime,
)
_DECODERS: Final[dict[type[Any], BasicDecoder[Any]]] = {
    model: BasicDecoder(model) for model in _MODELS
}
# attribute, alias, default and whether null is a documented value
_OPTIONAL_FIELDS: Final[dict[type[Any], tuple[tuple[str, str, Any, bool], ...]]] = {
    model: tuple(
        (each.name, each.metadata["alias"], each.default, each.metadata["nullable"])
        for each in fields(model)
        if "nullable" in each.metadata
    )
    for model in _MODELS
}


@dataclass(slots=True)
class Decoded[ModelT]:
    """Models, how many were left out, and how often each field was not readable."""

    models: list[ModelT] = field(default_factory=list)
    left_out: int = 0
    fields: Counter[str] = field(default_factory=Counter)


def decode_locations(nodes: Sequence[Any]) -> Decoded[Location]:
    """Return the listed locations; a node without an id is left out."""
    decoded = Decoded[Location]()
    for node in nodes:
        try:
            location = _DECODERS[Location].decode(node)
        except READ_ERRORS:
            decoded.left_out += 1
            continue
        if unreadable := _unreadable_fields(location, node):
            location = replace(location, unreadable=tuple(unreadable))
            decoded.fields.update(unreadable)
        decoded.models.append(location)
    return decoded


def decode_now(wire: Any, location_id: int) -> tuple[LocationNow, Decoded[ChildNow]]:
    """Return a live reply, and its children; a child without an id is left out.

    Raises:
        UnexpectedReplyError: if it is not about the location.

    """
    if not isinstance(wire, Mapping):
        raise UnexpectedReplyError("the reply has no data")
    children = Decoded[ChildNow]()
    listed = wire.get(CHILDREN)
    if listed is not None and not isinstance(listed, list):
        children.fields[CHILDREN] += 1
    for each in listed if isinstance(listed, list) else ():
        try:
            child = _DECODERS[ChildNow].decode(each)
        except READ_ERRORS:
            children.left_out += 1
            continue
        if unreadable := _unreadable_fields(child, each):
            child = replace(child, unreadable=tuple(unreadable))
            children.fields.update(unreadable)
        children.models.append(child)
    try:
        now: LocationNow = _DECODERS[LocationNow].decode(
            {**wire, CHILDREN: tuple(children.models)}
        )
    except READ_ERRORS as err:
        raise UnexpectedReplyError("the reply has an invalid or missing id") from err
    if now.id != location_id:
        raise UnexpectedReplyError("the reply is about another location")
    if unreadable := _unreadable_fields(now, wire):
        now = replace(now, unreadable=tuple(unreadable))
        children.fields.update(unreadable)
    return now, children


def decode_rows[RowT: Row](kind: type[RowT], rows: Sequence[Any]) -> Decoded[RowT]:
    """Return the rows of a history reply; one without a readable figure is left out."""
    decoded = Decoded[RowT]()
    for wire in rows:
        try:
            row = _DECODERS[kind].decode(wire)
        except READ_ERRORS:
            decoded.left_out += 1
            continue
        # The moment is only a second opinion on day and hour.
        unreadable = [each for each in _unreadable_fields(row, wire) if each != MOMENT]
        if unreadable:
            decoded.fields.update(unreadable)
            if not _says_anything(row):
                decoded.left_out += 1
                continue
        decoded.models.append(row)
    return decoded


def _unreadable_fields(model: Any, wire: Mapping[str, Any]) -> list[str]:
    """Return the fields that are missing in a reply, or are not readable."""
    return [
        alias
        for name, alias, default, nullable in _OPTIONAL_FIELDS[type(model)]
        if getattr(model, name) == default
        and alias != CHILDREN
        and not (alias in wire and wire[alias] is None and nullable)
        and not (alias == PARENT and "parentId" in wire and wire["parentId"] is None)
    ]


def _says_anything(row: Row) -> bool:
    """Return whether a row has a figure."""
    return any(
        getattr(row, name) is not None
        for name, alias, *_ in _OPTIONAL_FIELDS[type(row)]
        if alias != MOMENT
    )
