"""Decodes replies item by item, and counts unreadable fields."""

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
TIMESTAMP: Final = "timestamp"
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
# Not reported if unreadable: children are decoded separately, and the timestamp of a
# row repeats its day and hour.
_UNREPORTED: Final = {(LocationNow, CHILDREN), (HourlyVisitors, TIMESTAMP)}
# Attribute, alias, default, and whether null is a documented value.
_OPTIONAL_FIELDS: Final[dict[type[Any], tuple[tuple[str, str, Any, bool], ...]]] = {
    model: tuple(
        (spec.name, alias, spec.default, spec.metadata["nullable"])
        for spec in fields(model)
        if "nullable" in spec.metadata
        and (model, alias := spec.metadata["alias"]) not in _UNREPORTED
    )
    for model in _MODELS
}


@dataclass(slots=True)
class Decoded[ModelT]:
    """Models, how many were left out, and how often each field was unreadable."""

    models: list[ModelT] = field(default_factory=list)
    left_out: int = 0
    fields: Counter[str] = field(default_factory=Counter)


def decode_items[ItemT: Location | ChildNow | Row](
    kind: type[ItemT], items: Sequence[Any]
) -> Decoded[ItemT]:
    """Return the models of a list.

    Left out are items without a required field, and rows without a readable value.
    """
    decoded = Decoded[ItemT]()
    for item in items:
        try:
            model = _DECODERS[kind].decode(item)
        except READ_ERRORS:
            decoded.left_out += 1
            continue
        if unreadable := _unreadable_fields(model, item):
            decoded.fields.update(unreadable)
            if isinstance(model, Location | ChildNow):
                model = replace(model, unreadable=tuple(unreadable))
            elif not _has_value(model):
                decoded.left_out += 1
                continue
        decoded.models.append(model)
    return decoded


def decode_now(wire: Any, location_id: int) -> tuple[LocationNow, Decoded[ChildNow]]:
    """Return a live reply and its children; a child without an id is left out.

    Raises:
        UnexpectedReplyError: if the reply is for a different location.

    """
    if not isinstance(wire, Mapping):
        raise UnexpectedReplyError("the reply has no data")
    listed = wire.get(CHILDREN)
    children = decode_items(ChildNow, listed if isinstance(listed, list) else ())
    if listed is not None and not isinstance(listed, list):
        children.fields[CHILDREN] += 1
    try:
        now: LocationNow = _DECODERS[LocationNow].decode(
            {**wire, CHILDREN: tuple(children.models)}
        )
    except READ_ERRORS as err:
        raise UnexpectedReplyError("the reply has an invalid or missing id") from err
    if now.id != location_id:
        raise UnexpectedReplyError("the reply is for a different location")
    if unreadable := _unreadable_fields(now, wire):
        now = replace(now, unreadable=tuple(unreadable))
        children.fields.update(unreadable)
    return now, children


def _unreadable_fields(model: Any, wire: Mapping[str, Any]) -> list[str]:
    """Return the API's names of the fields that are missing or unreadable."""
    return [
        alias
        for name, alias, default, nullable in _OPTIONAL_FIELDS[type(model)]
        if getattr(model, name) == default
        and not (alias in wire and wire[alias] is None and nullable)
        and not (alias == PARENT and "parentId" in wire and wire["parentId"] is None)
    ]


def _has_value(row: Row) -> bool:
    """Return whether a row has any value."""
    return any(
        getattr(row, name) is not None for name, *_ in _OPTIONAL_FIELDS[type(row)]
    )
