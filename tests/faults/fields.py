"""Wrong and missing values in every field of the list and of a live reply."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from . import sights
from .fault import MINUTE, TREE_INTERVAL, Family, Fault, Recovery, Sight, Trial
from .recoveries import NEXT_LIST, NEXT_REFRESH
from .venue import CAMPUS_LIVE, LIBRARY_LIVE, LIST
from .world import World
from .wrong_values import AS_TEXT, Place, variants

TEXTS: Final = ("a text", "an empty text", "a date of no calendar")
NAMES: Final = ("a text", "a date of no calendar")
NOT_JSON: Final = ("`NaN`",)
NULL: Final = ("null",)

# Where the list has the reading room.
LISTED: Final = ("data", 3)
OWN: Final = ("data",)
CHILD: Final = ("data", "childCounts", 0)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a reply, and what comes of it when it is wrong.

    `right` stands for its right value, of which only the type matters.
    """

    name: str
    place: Place
    right: Any
    usually: Sight
    except_: Mapping[Sight, tuple[str, ...]] = field(default_factory=dict)

    def sight(self, kind: str) -> Sight:
        """Return what a user sees of one kind of wrong value."""
        for sight, kinds in self.except_.items():
            if kind in kinds:
                return sight
        return self.usually

    def fault(self, path: str, recovery: Recovery) -> Fault:
        """Return the row of the table."""
        step = TREE_INTERVAL if path == LIST else MINUTE
        return Fault(
            name=self.name,
            trials=tuple(
                Trial(
                    name=kind,
                    inject=partial(_misbehave, fault, path),
                    sees=self.sight(kind),
                    recovery=recovery,
                    steps=(step,),
                )
                for kind, fault in variants(self.place, self.right)
            ),
        )


def _misbehave(fault: Any, path: str, world: World) -> None:
    """Let the server misbehave."""
    world.misbehave(fault, path)


def _list() -> Iterator[Field]:
    """Yield the fields of the list."""
    undisturbed, gone = sights.UNDISTURBED, sights.READING_ROOM_UNAVAILABLE
    yield Field("`message`", ("message",), "OK", undisturbed)
    yield Field("`data`", ("data",), [], undisturbed)
    yield Field("A location", LISTED, {}, gone, {undisturbed: NOT_JSON})
    yield _listed("id", 4, gone, {undisturbed: (AS_TEXT,)})
    yield _listed("name", "", undisturbed, {sights.RENAMED: NAMES})
    yield _listed("parentID", 2, undisturbed)
    yield _listed(
        "capacity",
        400,
        sights.READING_ROOM_CAPACITY_UNKNOWN,
        {undisturbed: (AS_TEXT,)},
    )
    yield _listed("earliestCount", "", undisturbed)
    yield _listed("isActive", right=True, usually=undisturbed)


def _listed(
    key: str,
    right: Any,
    usually: Sight,
    except_: Mapping[Sight, tuple[str, ...]] | None = None,
) -> Field:
    """Return a field of a location in the list; what is no JSON changes nothing."""
    exceptions = dict(except_ or {})
    exceptions[sights.UNDISTURBED] = (
        *exceptions.get(sights.UNDISTURBED, ()),
        *NOT_JSON,
    )
    return Field(f"`{key}` of a location", (*LISTED, key), right, usually, exceptions)


def _own(gone: Sight, count_unknown: Sight, null_count: Sight) -> Iterator[Field]:
    """Yield the fields of a live reply that are about its own location."""
    undisturbed = sights.UNDISTURBED
    exceptions: dict[Sight, tuple[str, ...]]
    for name, place, right, usually, except_ in (
        ("`message`", ("message",), "OK", undisturbed, {}),
        ("`data`", OWN, {}, gone, {}),
        ("`id`", (*OWN, "id"), 1, gone, {undisturbed: (AS_TEXT,)}),
        ("`name`", (*OWN, "name"), "", undisturbed, {}),
        (
            "`count`",
            (*OWN, "count"),
            1,
            count_unknown,
            {undisturbed: (AS_TEXT,), null_count: NULL},
        ),
        ("`percentage`", (*OWN, "percentage"), 0.5, undisturbed, {}),
        ("`timestamp`", (*OWN, "timestamp"), "", undisturbed, {}),
        ("`isActive`", (*OWN, "isActive"), True, undisturbed, {}),
        ("`childCounts`", (*OWN, "childCounts"), [], undisturbed, {}),
    ):
        if gone is undisturbed:
            exceptions = {undisturbed: (*NOT_JSON, AS_TEXT), **except_}
        else:
            exceptions = {gone: NOT_JSON, **except_}
        yield Field(name, place, right, usually, exceptions)


def _child() -> Iterator[Field]:
    """Yield the fields of a child in a live reply; the child is asked itself."""
    yield Field("A child", CHILD, {}, sights.UNDISTURBED)
    for key, right, except_ in (
        ("id", 4, {}),
        ("name", "", {}),
        ("count", 70, {sights.READING_ROOM_COUNT_UNKNOWN: NULL}),
        ("percentage", 0.18, {}),
        ("isActive", True, {}),
    ):
        yield Field(
            f"`{key}` of a child", (*CHILD, key), right, sights.UNDISTURBED, except_
        )


FAMILIES: Final = (
    Family(
        title="Wrong values in the list of locations",
        about=(
            "Every field of `GET /locations`, missing and with every kind of wrong "
            "value in its place, at one location of six."
        ),
        faults=tuple(each.fault(LIST, NEXT_LIST) for each in _list()),
        is_one_test=True,
    ),
    Family(
        title="Wrong values in a live reply",
        about=(
            "The same for `GET /locations/:id/now` of a location that no other reply "
            "tells of."
        ),
        faults=tuple(
            each.fault(CAMPUS_LIVE, NEXT_REFRESH)
            for each in _own(
                sights.CAMPUS_UNAVAILABLE,
                sights.CAMPUS_COUNT_UNKNOWN,
                sights.CAMPUS_COUNT_UNKNOWN,
            )
        ),
        is_one_test=True,
    ),
    Family(
        title="Wrong values in a live reply beneath another",
        about=(
            "The same for a location that its parent's reply tells of too, and for the "
            "children in its reply, which are asked themselves if need be."
        ),
        faults=tuple(
            each.fault(LIBRARY_LIVE, NEXT_REFRESH)
            for each in (
                *_own(
                    sights.UNDISTURBED,
                    sights.UNDISTURBED,
                    sights.LIBRARY_COUNT_UNKNOWN,
                ),
                *_child(),
            )
        ),
        is_one_test=True,
    ),
)
