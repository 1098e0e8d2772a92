"""Wrong and missing values in every field of the list and of a live reply."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Expectation, Family, Fault, Recovery, Trial
from .fault_env import FaultEnv
from .recoveries import NEXT_LIST, NEXT_REFRESH
from .venue import CAMPUS_LIVE, LIBRARY_LIVE, LIST
from .wrong_values import AS_TEXT, Place, variants

TEXTS: Final = ("a text", "an empty text", "an impossible date")
NAMES: Final = ("a text", "an impossible date")
NOT_JSON: Final = ("`NaN`",)
NULL: Final = ("null",)

# Where the list has the reading room.
LISTED: Final = ("data", 3)
OWN: Final = ("data",)
CHILD: Final = ("data", "childCounts", 0)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a reply, and the expectations for wrong values.

    Only the type of `right` matters.
    """

    name: str
    place: Place
    right: Any
    default: Expectation
    except_: Mapping[Expectation, tuple[str, ...]] = field(default_factory=dict)

    def expectation(self, kind: str) -> Expectation:
        """Return what a user sees of one kind of wrong value."""
        for expectation, kinds in self.except_.items():
            if kind in kinds:
                return expectation
        return self.default

    def fault(self, path: str, recovery: Recovery) -> Fault:
        """Return the row of the table."""
        step = TREE_INTERVAL if path == LIST else MINUTE
        return Fault(
            name=self.name,
            trials=tuple(
                Trial(
                    name=kind,
                    inject=partial(_misbehave, fault, path),
                    expects=self.expectation(kind),
                    recovery=recovery,
                    steps=(step,),
                )
                for kind, fault in variants(self.place, self.right)
            ),
        )


def _misbehave(fault: Any, path: str, env: FaultEnv) -> None:
    """Let the server misbehave."""
    env.misbehave(fault, path)


def _list() -> Iterator[Field]:
    """Yield the fields of the list."""
    unaffected, gone = expectations.UNAFFECTED, expectations.READING_ROOM_UNAVAILABLE
    yield Field("`message`", ("message",), "OK", unaffected)
    yield Field("`data`", ("data",), [], unaffected)
    yield Field("A location", LISTED, {}, gone, {unaffected: NOT_JSON})
    yield _listed("id", 4, gone, {unaffected: (AS_TEXT,)})
    yield _listed("name", "", unaffected, {expectations.RENAMED: NAMES})
    yield _listed("parentID", 2, unaffected)
    yield _listed(
        "capacity",
        400,
        expectations.READING_ROOM_CAPACITY_UNKNOWN,
        {unaffected: (AS_TEXT,)},
    )
    yield _listed("earliestCount", "", unaffected)
    yield _listed("isActive", right=True, default=unaffected)


def _listed(
    key: str,
    right: Any,
    default: Expectation,
    except_: Mapping[Expectation, tuple[str, ...]] | None = None,
) -> Field:
    """Return a field of a location in the list; invalid JSON has no effect."""
    exceptions = dict(except_ or {})
    exceptions[expectations.UNAFFECTED] = (
        *exceptions.get(expectations.UNAFFECTED, ()),
        *NOT_JSON,
    )
    return Field(f"`{key}` of a location", (*LISTED, key), right, default, exceptions)


def _own(
    gone: Expectation, count_unknown: Expectation, null_count: Expectation
) -> Iterator[Field]:
    """Yield the fields of a live reply for its own location."""
    unaffected = expectations.UNAFFECTED
    exceptions: dict[Expectation, tuple[str, ...]]
    for name, place, right, default, except_ in (
        ("`message`", ("message",), "OK", unaffected, {}),
        ("`data`", OWN, {}, gone, {}),
        ("`id`", (*OWN, "id"), 1, gone, {unaffected: (AS_TEXT,)}),
        ("`name`", (*OWN, "name"), "", unaffected, {}),
        (
            "`count`",
            (*OWN, "count"),
            1,
            count_unknown,
            {unaffected: (AS_TEXT,), null_count: NULL},
        ),
        ("`percentage`", (*OWN, "percentage"), 0.5, unaffected, {}),
        ("`timestamp`", (*OWN, "timestamp"), "", unaffected, {}),
        ("`isActive`", (*OWN, "isActive"), True, unaffected, {}),
        ("`childCounts`", (*OWN, "childCounts"), [], unaffected, {}),
    ):
        if gone is unaffected:
            exceptions = {unaffected: (*NOT_JSON, AS_TEXT), **except_}
        else:
            exceptions = {gone: NOT_JSON, **except_}
        yield Field(name, place, right, default, exceptions)


def _child() -> Iterator[Field]:
    """Yield the fields of a child, which is requested separately, in a live reply."""
    yield Field("A child", CHILD, {}, expectations.UNAFFECTED)
    for key, right, except_ in (
        ("id", 4, {}),
        ("name", "", {}),
        ("count", 70, {expectations.READING_ROOM_COUNT_UNKNOWN: NULL}),
        ("percentage", 0.18, {}),
        ("isActive", True, {}),
    ):
        yield Field(
            f"`{key}` of a child",
            (*CHILD, key),
            right,
            expectations.UNAFFECTED,
            except_,
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
            "includes."
        ),
        faults=tuple(
            each.fault(CAMPUS_LIVE, NEXT_REFRESH)
            for each in _own(
                expectations.CAMPUS_UNAVAILABLE,
                expectations.CAMPUS_COUNT_UNKNOWN,
                expectations.CAMPUS_COUNT_UNKNOWN,
            )
        ),
        is_one_test=True,
    ),
    Family(
        title="Wrong values in a live reply below another",
        about=(
            "The same for a location that its parent's reply includes too, and for the "
            "children in its reply, which are requested separately if necessary."
        ),
        faults=tuple(
            each.fault(LIBRARY_LIVE, NEXT_REFRESH)
            for each in (
                *_own(
                    expectations.UNAFFECTED,
                    expectations.UNAFFECTED,
                    expectations.LIBRARY_COUNT_UNKNOWN,
                ),
                *_child(),
            )
        ),
        is_one_test=True,
    ),
)
