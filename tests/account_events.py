"""What may happen to an account, and to the way to it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, override
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from simulator import Account, Location, faults

_UTC: Final = ZoneInfo("UTC")

ROOT: Final = 1
EARLIER_IDS: Final = (2, 3, 4, 5, 6, 7)
LATER_IDS: Final = (8, 9)
IDS: Final = (*EARLIER_IDS, *LATER_IDS)

ALL: Final = ""
LIST: Final = "/locations"
LIVE: Final = "/now"

type Json = dict[str, Any]


def _odd_now(edit: Callable[[Json], Json]) -> Callable[[Json], Json]:
    """Return a change to the data of live replies only."""

    def change(reply: Json) -> Json:
        data = reply.get("data")
        return reply | {"data": edit(data)} if isinstance(data, dict) else reply

    return change


def _odd_list(edit: Callable[[list[Json]], list[Json]]) -> Callable[[Json], Json]:
    """Return a change to the data of lists only."""

    def change(reply: Json) -> Json:
        data = reply.get("data")
        return reply | {"data": edit(data)} if isinstance(data, list) else reply

    return change


def _unreadable(wire: Json) -> Json:
    """Return a location that cannot be read, since nothing says which it is."""
    return wire | {"id": "?"}


def _first_child_unreadable(data: Json) -> Json:
    """Return a live reply of which one child cannot be read."""
    first, *others = data["childCounts"] or [None]
    return data | {"childCounts": [_unreadable(first), *others]} if first else data


FAULTS: Final[dict[str, faults.Fault]] = {
    "400": faults.BAD_REQUEST,
    "401": faults.UNAUTHORIZED,
    "403": faults.FORBIDDEN,
    "404": faults.NOT_FOUND,
    "429 for a moment": faults.too_many_requests("5"),
    "429 for ten minutes": faults.too_many_requests("600"),
    "500": faults.INTERNAL_SERVER_ERROR,
    "503": faults.SERVICE_UNAVAILABLE,
    "HTML": faults.HTML_PAGE,
    "no JSON": faults.NOT_JSON,
    "no object": faults.WRONG_TOP_LEVEL,
    "half of it": faults.Truncated(),
    "reset": faults.ConnectionReset(),
    "reset midway": faults.ConnectionReset(midway=True),
    "no data": faults.Transform(lambda reply: reply | {"data": None}),
}
"""Replies that say nothing."""
LIVE_FAULTS: Final[dict[str, faults.Fault]] = {
    "another location": faults.Transform(
        _odd_now(lambda data: data | {"id": data["id"] + 1})
    ),
}
"""Live replies that say nothing of the location asked for."""

OF_LIVE: Final[dict[str, Callable[[Json], Json]]] = {
    "no count": _odd_now(lambda data: data | {"count": None}),
    "no share": _odd_now(lambda data: data | {"percentage": None}),
    "no time": _odd_now(lambda data: data | {"timestamp": None}),
    "not active": _odd_now(lambda data: data | {"isActive": False}),
    "another name": _odd_now(lambda data: data | {"name": data["name"] + "!"}),
    "no children": _odd_now(lambda data: data | {"childCounts": None}),
    "an unreadable child": _odd_now(_first_child_unreadable),
}
OF_LISTS: Final[dict[str, Callable[[Json], Json]]] = {
    "empty": _odd_list(lambda _nodes: []),
    "without the last": _odd_list(lambda nodes: nodes[:-1]),
    "without the second": _odd_list(lambda nodes: [nodes[0], *nodes[2:]]),
    "last unreadable": _odd_list(lambda nodes: [*nodes[:-1], _unreadable(nodes[-1])]),
}
ODDITIES: Final = OF_LIVE | OF_LISTS
"""Replies that say something else."""


class Event(ABC):
    """Something that happens."""

    @abstractmethod
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        """Change the account, or what strikes the replies of which places."""


@dataclass(frozen=True, slots=True)
class Strike(Event):
    """Replies of a place are wrong from now on."""

    place: str
    what: str

    @override
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        # The newest comes last, and comes first where several strike.
        strikes.pop(self.place, None)
        strikes[self.place] = self.what


@dataclass(frozen=True, slots=True)
class Heal(Event):
    """Replies of a place, or of all, are right again."""

    place: str

    @override
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        strikes.pop(self.place, None)
        if self.place == ALL:
            strikes.clear()


@dataclass(frozen=True, slots=True)
class Count(Event):
    """A location counts other people, at an earlier or later moment."""

    location: int
    people: int
    age: timedelta
    is_active: bool

    @override
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        if location := account.locations.get(self.location):
            location.count = self.people
            location.age = self.age
            location.is_active = self.is_active


@dataclass(frozen=True, slots=True)
class Place(Event):
    """A location is added, moved or renamed; never beneath itself."""

    location: int
    parent: int
    name: str

    @override
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        above: int | None = self.parent
        while above is not None:
            if above == self.location or above not in account.locations:
                return
            above = account.locations[above].parent_id
        node = account.locations.get(self.location)
        if node is None:
            node = Location(self.location, self.name, capacity=40, count=self.location)
            account.add(node)
        node.name, node.parent_id = self.name, self.parent


@dataclass(frozen=True, slots=True)
class Remove(Event):
    """A location is removed with all beneath it."""

    location: int

    @override
    def happen(self, account: Account, strikes: dict[str, str]) -> None:
        if self.location in account.locations:
            account.remove(self.location)


def small_account() -> Account:
    """Return a root with two buildings; one leaf was never counted, one has no size."""
    account = Account("small", zone=_UTC)
    account.add(Location(ROOT, "Company", capacity=200))
    account.add(Location(2, "North", ROOT))
    account.add(Location(3, "South", ROOT))
    account.add(Location(4, "Hall", 2, capacity=50, count=7))
    account.add(Location(5, "Office", 2, capacity=0, count=3))
    account.add(Location(6, "Desk", 4, capacity=8, count=5))
    account.add(Location(7, "Roof", 3, capacity=20, earliest_count=None))
    return account


_LIVE_PLACES: Final = st.sampled_from(
    (LIVE, *(f"/locations/{id_}/now" for id_ in (ROOT, *IDS)))
)
_LOCATIONS: Final = st.sampled_from(IDS)
_AGES: Final = st.sampled_from((0, 0, 1, 20, 29, 31, 59, 61)).map(
    lambda minutes: timedelta(minutes=minutes)
)

EVENTS: Final = st.one_of(
    st.builds(Strike, st.just(ALL), st.sampled_from(tuple(FAULTS))),
    st.builds(Strike, _LIVE_PLACES, st.sampled_from((*FAULTS, *LIVE_FAULTS, *OF_LIVE))),
    st.builds(Strike, _LIVE_PLACES, st.sampled_from(("401", "503", *OF_LIVE))),
    st.builds(Strike, st.just(LIST), st.sampled_from((*FAULTS, *OF_LISTS))),
    st.builds(Strike, st.just(LIST), st.sampled_from(tuple(OF_LISTS))),
    st.builds(Heal, st.just(ALL) | st.just(LIST) | _LIVE_PLACES),
    st.builds(
        Count,
        st.sampled_from((ROOT, *IDS)),
        st.integers(0, 60),
        _AGES,
        st.sampled_from((True, True, False)),
    ),
    st.builds(
        Place,
        _LOCATIONS,
        st.sampled_from((ROOT, *IDS)),
        st.sampled_from(("Hall", "Studio", "Café")),
    ),
    st.builds(Remove, _LOCATIONS),
)
