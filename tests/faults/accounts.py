"""Accounts that change, and lists that are no tree."""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from typing import Any, Final

from simulator import Location
from simulator.faults import INTERNAL_SERVER_ERROR, UNAUTHORIZED, Transform

from . import sights
from .fault import MINUTE, TREE_INTERVAL, Act, Family, Fault, Sight, Trial
from .recoveries import NEW_TOKEN, NEXT_LIST, NEXT_REFRESH, RELOADED, TWO_MORE_LISTS
from .venue import (
    ALL,
    COURTS,
    GYM,
    LIBRARY,
    LIST,
    READING_ROOM,
    venue,
)
from .world import UNAVAILABLE, World

ONE_LIST: Final = (TREE_INTERVAL, MINUTE)
TWO_LISTS: Final = (TREE_INTERVAL, TREE_INTERVAL, MINUTE)
NEWER: Final = "-newer"
MANY: Final = 1_500
FIRST_OF_MANY: Final = 1000


def _edit_list(edit: Callable[[list[Any]], Any]) -> Act:
    """Return the act that lets the server send another list."""

    def inject(world: World) -> None:
        transform = Transform(lambda reply: reply | {"data": edit(reply["data"])})
        world.misbehave(transform, LIST)

    return inject


def _with(changes: dict[int, dict[str, Any]]) -> Act:
    """Return the act that changes some locations in the list."""
    return _edit_list(
        lambda nodes: [node | changes.get(node["id"], {}) for node in nodes]
    )


def _in_a_circle(nodes: list[Any]) -> list[Any]:
    """Return the list with each location beneath the one before it."""
    return [
        node | {"parentID": nodes[position - 1]["id"]}
        for position, node in enumerate(nodes)
    ]


def _without(*ids: int) -> Act:
    """Return the act that leaves some locations out of the list."""
    return _edit_list(lambda nodes: [each for each in nodes if each["id"] not in ids])


def _no_tree() -> Iterator[tuple[str, Act]]:
    """Yield lists that are no tree, with all locations in them."""
    yield "every location twice", _edit_list(lambda nodes: nodes + nodes)
    yield (
        "an id twice, with other values",
        _edit_list(lambda nodes: [*nodes, nodes[3] | {"name": "Twin", "capacity": 1}]),
    )
    yield "an unlisted parent", _with({COURTS: {"parentID": 99}})
    yield "its own parent", _with({COURTS: {"parentID": COURTS}})
    yield (
        "a circle of two",
        _with(
            {LIBRARY: {"parentID": READING_ROOM}, READING_ROOM: {"parentID": LIBRARY}}
        ),
    )
    yield (
        "no parents",
        _edit_list(lambda nodes: [node | {"parentID": None} for node in nodes]),
    )
    yield "upside down", _edit_list(lambda nodes: nodes[::-1])


def _add_many(world: World) -> None:
    """Let the account have many more locations, all in one building."""
    for id_ in range(FIRST_OF_MANY, FIRST_OF_MANY + MANY):
        world.simulator.account.add(Location(id_, f"Desk {id_}", GYM, 1, count=0))


def _remove_many(world: World) -> None:
    """Let them all go again."""
    for id_ in range(FIRST_OF_MANY, FIRST_OF_MANY + MANY):
        world.simulator.account.remove(id_)


def _many_shown(world: World) -> None:
    """Check that every new location has its value, and the others theirs."""
    shown = world.image()
    new = [each for each in shown if each >= FIRST_OF_MANY]
    assert len(new) == MANY
    assert {shown[each]["count"][0] for each in new} == {"0"}
    assert {each for each in world.differences() if each < FIRST_OF_MANY} == set()


def _move_away(world: World) -> None:
    """Let the account be without any of its locations, but with another."""
    world.simulator.account.locations.clear()
    world.simulator.account.add(Location(7, "Annex", None, 10, count=1))


def _move_back(world: World) -> None:
    """Let the account have its locations again."""
    people = world.people_at_courts
    world.simulator.account.locations = venue().locations
    world.simulator.account.locations[COURTS].count = people


def _only_annex(world: World) -> None:
    """Check that the old locations are gone, and the new one is there."""
    shown = world.image()
    assert shown.keys() == {7}
    assert shown[7]["count"][0] == "1"


def _only_quietest_space(world: World) -> None:
    """Check that every value is right, wherever the list puts its location."""
    for states in world.differences().values():
        assert states.keys() <= {"quietest_space"}


def _gone(*locations: int) -> Sight:
    """Return the sight of locations without devices, and others undisturbed."""

    def check(world: World) -> None:
        found = world.differences()
        for location in locations:
            assert world.device_name(location) is None
            assert set(found.pop(location).values()) == {None}
        assert found == {}

    return Sight("Its device is removed, once two lists in a row lack it", check)


def _revoke(world: World) -> None:
    """Let the token be good for nothing from now on."""
    world.simulator.token += NEWER


def _grant(world: World) -> None:
    """Let the old token be good again."""
    world.simulator.token = world.simulator.token.removesuffix(NEWER)


def _nothing(_world: World) -> None:
    """Do nothing."""


def _forbid(location: int) -> Act:
    """Return the act that forbids one location to the token."""

    def inject(world: World) -> None:
        world.misbehave(UNAUTHORIZED, f"/locations/{location}/now")

    return inject


def _fail_each(failing: Collection[int]) -> Act:
    """Return the act that lets the server fail for some locations."""

    def inject(world: World) -> None:
        for location in failing:
            world.misbehave(INTERNAL_SERVER_ERROR, f"/locations/{location}/now")

    return inject


def _only_uncovered(failing: Collection[int]) -> Sight:
    """Return the sight of those that fail and whose parent fails too, unavailable."""
    parents = {id_: each.parent_id for id_, each in venue().locations.items()}
    uncovered = {id_ for id_ in failing if parents[id_] in {*failing, None}}

    def check(world: World) -> None:
        found = world.differences()
        for states in found.values():
            # It is one of the children that are known.
            if states.get("quietest_space") != UNAVAILABLE:
                states.pop("quietest_space", None)
        found = {id_: states for id_, states in found.items() if states}
        assert found == world.all_of(uncovered, UNAVAILABLE)

    return Sight(
        "Those that fail, and whose parent fails too, are unavailable; all others are "
        "fresh and right",
        check,
        (sights.FETCH_FAILED,),
    )


def _trial(name: str, inject: Act, sees: Sight, **more: Any) -> Trial:
    """Return a trial of a list."""
    more.setdefault("steps", ONE_LIST)
    more.setdefault("recovery", NEXT_LIST)
    return Trial(name=name, inject=inject, sees=sees, **more)


NO_TREE: Final = Sight(
    "All values fresh and right; *Quietest space* follows the list",
    _only_quietest_space,
)

FAMILIES: Final = (
    Family(
        title="The account",
        about="The server works, and says something else than before.",
        faults=(
            Fault(
                name="The token is revoked",
                trials=(
                    _trial(
                        "for good",
                        _revoke,
                        sights.TOKEN_WANTED,
                        remove=_nothing,
                        recovery=NEW_TOKEN,
                    ),
                    _trial(
                        "for a while",
                        _revoke,
                        sights.TOKEN_WANTED,
                        remove=_grant,
                        recovery=RELOADED,
                    ),
                ),
            ),
            Fault(
                name="One location is forbidden to the token",
                trials=(
                    _trial("a leaf", _forbid(READING_ROOM), sights.UNDISTURBED),
                    _trial("a parent", _forbid(LIBRARY), sights.UNDISTURBED),
                    _trial("the root", _forbid(1), sights.CAMPUS_NOT_PERMITTED),
                ),
            ),
            Fault(
                name="Any set of locations fails, but not all",
                trials=tuple(
                    Trial(
                        name=" ".join(map(str, failing)),
                        inject=_fail_each(failing),
                        sees=_only_uncovered(failing),
                        recovery=NEXT_REFRESH,
                    )
                    for count in range(1, len(ALL))
                    for failing in combinations(sorted(ALL), count)
                ),
            ),
            Fault(
                name="A location has the capacity 0 from now on",
                trials=(
                    _trial(
                        "0",
                        _with({READING_ROOM: {"capacity": 0}}),
                        sights.READING_ROOM_CAPACITY_UNKNOWN,
                    ),
                ),
            ),
            Fault(
                name="The list is no tree: duplicates, circles, unlisted parents",
                trials=tuple(
                    _trial(name, inject, NO_TREE) for name, inject in _no_tree()
                ),
            ),
            Fault(
                name="A location without others beneath it gets some, for a while",
                trials=(
                    _trial(
                        "a circle of all",
                        _edit_list(_in_a_circle),
                        NO_TREE,
                        recovery=TWO_MORE_LISTS,
                    ),
                ),
            ),
            Fault(
                name="The list is empty",
                trials=(
                    _trial(
                        "empty",
                        _edit_list(lambda _: []),
                        sights.ALL_UNAVAILABLE,
                        steps=TWO_LISTS,
                        recovery=NEXT_REFRESH,
                    ),
                ),
            ),
            Fault(
                name="One location is not listed",
                trials=(
                    _trial(
                        "once",
                        _without(READING_ROOM),
                        sights.READING_ROOM_UNAVAILABLE,
                    ),
                    _trial(
                        "twice",
                        _without(READING_ROOM),
                        _gone(READING_ROOM),
                        steps=TWO_LISTS,
                    ),
                ),
            ),
            Fault(
                name="All locations are gone, and another is there",
                trials=(
                    _trial(
                        "gone",
                        _move_away,
                        Sight(
                            "Their devices are removed, once two lists lack them; the "
                            "other one is there",
                            _only_annex,
                        ),
                        remove=_move_back,
                        steps=TWO_LISTS,
                        recovery=TWO_MORE_LISTS,
                    ),
                ),
            ),
            Fault(
                name=f"{MANY:,} new locations at once",
                count_only=True,
                trials=(
                    _trial(
                        "many",
                        _add_many,
                        Sight("All are there; the others as before", _many_shown),
                        remove=_remove_many,
                        recovery=TWO_MORE_LISTS,
                    ),
                ),
            ),
        ),
    ),
)
