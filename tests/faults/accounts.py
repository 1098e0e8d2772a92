"""Accounts that change, and lists that are not a tree."""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from typing import Any, Final

from simulator import Location
from simulator.faults import INTERNAL_SERVER_ERROR, UNAUTHORIZED, Transform

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Act, Expectation, Family, Fault, Trial
from .fault_env import UNAVAILABLE, FaultEnv
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

ONE_LIST: Final = (TREE_INTERVAL, MINUTE)
TWO_LISTS: Final = (TREE_INTERVAL, TREE_INTERVAL, MINUTE)
NEWER: Final = "-newer"
MANY: Final = 1_500
FIRST_OF_MANY: Final = 1000


def _edit_list(edit: Callable[[list[Any]], Any]) -> Act:
    """Return the act that changes the list."""

    def inject(env: FaultEnv) -> None:
        transform = Transform(lambda reply: reply | {"data": edit(reply["data"])})
        env.misbehave(transform, LIST)

    return inject


def _with(changes: dict[int, dict[str, Any]]) -> Act:
    """Return the act that changes some locations in the list."""
    return _edit_list(
        lambda nodes: [node | changes.get(node["id"], {}) for node in nodes]
    )


def _in_a_cycle(nodes: list[Any]) -> list[Any]:
    """Return the list with each location below the previous one."""
    return [
        node | {"parentID": nodes[position - 1]["id"]}
        for position, node in enumerate(nodes)
    ]


def _without(*ids: int) -> Act:
    """Return the act that leaves some locations out of the list."""
    return _edit_list(lambda nodes: [each for each in nodes if each["id"] not in ids])


def _not_a_tree() -> Iterator[tuple[str, Act]]:
    """Yield lists of all locations that are not a tree."""
    yield "every location twice", _edit_list(lambda nodes: nodes + nodes)
    yield (
        "an id twice, with other values",
        _edit_list(lambda nodes: [*nodes, nodes[3] | {"name": "Twin", "capacity": 1}]),
    )
    yield "an unlisted parent", _with({COURTS: {"parentID": 99}})
    yield "its own parent", _with({COURTS: {"parentID": COURTS}})
    yield (
        "a cycle of two",
        _with(
            {LIBRARY: {"parentID": READING_ROOM}, READING_ROOM: {"parentID": LIBRARY}}
        ),
    )
    yield (
        "no parents",
        _edit_list(lambda nodes: [node | {"parentID": None} for node in nodes]),
    )
    yield "upside down", _edit_list(lambda nodes: nodes[::-1])


def _add_many(env: FaultEnv) -> None:
    """Add many locations to one building."""
    for id_ in range(FIRST_OF_MANY, FIRST_OF_MANY + MANY):
        env.simulator.account.add(Location(id_, f"Desk {id_}", GYM, 1, count=0))


def _remove_many(env: FaultEnv) -> None:
    """Remove them."""
    for id_ in range(FIRST_OF_MANY, FIRST_OF_MANY + MANY):
        env.simulator.account.remove(id_)


def _many_shown(env: FaultEnv) -> None:
    """Check that every new location has its value, and the others theirs."""
    shown = env.shown_states()
    new = [each for each in shown if each >= FIRST_OF_MANY]
    assert len(new) == MANY
    assert {shown[each]["count"][0] for each in new} == {"0"}
    assert {each for each in env.differences() if each < FIRST_OF_MANY} == set()


def _move_away(env: FaultEnv) -> None:
    """Replace all locations by another."""
    env.simulator.account.locations.clear()
    env.simulator.account.add(Location(7, "Annex", None, 10, count=1))


def _move_back(env: FaultEnv) -> None:
    """Restore the locations."""
    people = env.people_at_courts
    env.simulator.account.locations = venue().locations
    env.simulator.account.locations[COURTS].count = people


def _only_annex(env: FaultEnv) -> None:
    """Check that only the new location is left."""
    shown = env.shown_states()
    assert shown.keys() == {7}
    assert shown[7]["count"][0] == "1"


def _only_quietest_space(env: FaultEnv) -> None:
    """Check that every value is right, wherever the list puts its location."""
    for states in env.differences().values():
        assert states.keys() <= {"quietest_space"}


def _gone(*locations: int) -> Expectation:
    """Expect locations without devices and all others unaffected."""

    def check(env: FaultEnv) -> None:
        found = env.differences()
        for location in locations:
            assert env.device_name(location) is None
            assert set(found.pop(location).values()) == {None}
        assert found == {}

    return Expectation(
        "Its device is removed after two consecutive lists without it", check
    )


def _revoke(env: FaultEnv) -> None:
    """Revoke the token."""
    env.simulator.token += NEWER


def _grant(env: FaultEnv) -> None:
    """Make the old token valid again."""
    env.simulator.token = env.simulator.token.removesuffix(NEWER)


def _nothing(_world: FaultEnv) -> None:
    """Do nothing."""


def _forbid(location: int) -> Act:
    """Return the act that forbids one location to the token."""

    def inject(env: FaultEnv) -> None:
        env.misbehave(UNAUTHORIZED, f"/locations/{location}/now")

    return inject


def _fail_each(failing: Collection[int]) -> Act:
    """Return the act that lets the server fail for some locations."""

    def inject(env: FaultEnv) -> None:
        for location in failing:
            env.misbehave(INTERNAL_SERVER_ERROR, f"/locations/{location}/now")

    return inject


def _only_uncovered(failing: Collection[int]) -> Expectation:
    """Expect locations that fail with their parent to be unavailable."""
    parents = {id_: each.parent_id for id_, each in venue().locations.items()}
    uncovered = {id_ for id_ in failing if parents[id_] in {*failing, None}}

    def check(env: FaultEnv) -> None:
        found = env.differences()
        for states in found.values():
            # It is computed from the available children.
            if states.get("quietest_space") != UNAVAILABLE:
                states.pop("quietest_space", None)
        found = {id_: states for id_, states in found.items() if states}
        assert found == env.all_of(uncovered, UNAVAILABLE)

    return Expectation(
        "Locations that fail together with their parent are unavailable; all others "
        "are current and correct",
        check,
        (expectations.FETCH_FAILED,),
    )


def _trial(name: str, inject: Act, expects: Expectation, **more: Any) -> Trial:
    """Return a trial of a list."""
    more.setdefault("steps", ONE_LIST)
    more.setdefault("recovery", NEXT_LIST)
    return Trial(name=name, inject=inject, expects=expects, **more)


NOT_A_TREE: Final = Expectation(
    "All values are current and correct; *Quietest space* follows the list",
    _only_quietest_space,
)

FAMILIES: Final = (
    Family(
        title="The account",
        about="The server works, but the account has changed.",
        faults=(
            Fault(
                name="The token is revoked",
                trials=(
                    _trial(
                        "permanently",
                        _revoke,
                        expectations.TOKEN_REQUESTED,
                        remove=_nothing,
                        recovery=NEW_TOKEN,
                    ),
                    _trial(
                        "temporarily",
                        _revoke,
                        expectations.TOKEN_REQUESTED,
                        remove=_grant,
                        recovery=RELOADED,
                    ),
                ),
            ),
            Fault(
                name="The token has no access to one location",
                trials=(
                    _trial("a leaf", _forbid(READING_ROOM), expectations.UNAFFECTED),
                    _trial("a parent", _forbid(LIBRARY), expectations.UNAFFECTED),
                    _trial("the root", _forbid(1), expectations.CAMPUS_NOT_PERMITTED),
                ),
            ),
            Fault(
                name="Any set of locations fails, except all",
                trials=tuple(
                    Trial(
                        name=" ".join(map(str, failing)),
                        inject=_fail_each(failing),
                        expects=_only_uncovered(failing),
                        recovery=NEXT_REFRESH,
                    )
                    for count in range(1, len(ALL))
                    for failing in combinations(sorted(ALL), count)
                ),
            ),
            Fault(
                name="The capacity of a location becomes 0",
                trials=(
                    _trial(
                        "0",
                        _with({READING_ROOM: {"capacity": 0}}),
                        expectations.READING_ROOM_CAPACITY_ZERO,
                    ),
                ),
            ),
            Fault(
                name="The list is not a tree: duplicates, cycles, unlisted parents",
                trials=tuple(
                    _trial(name, inject, NOT_A_TREE) for name, inject in _not_a_tree()
                ),
            ),
            Fault(
                name="A location temporarily gets children",
                trials=(
                    _trial(
                        "a cycle of all",
                        _edit_list(_in_a_cycle),
                        NOT_A_TREE,
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
                        expectations.ALL_UNAVAILABLE,
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
                        expectations.READING_ROOM_UNAVAILABLE,
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
                name="All locations are replaced by another",
                trials=(
                    _trial(
                        "gone",
                        _move_away,
                        Expectation(
                            "Their devices are removed after two lists without them; "
                            "the new location is added",
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
                        Expectation(
                            "All are added; the others are unaffected", _many_shown
                        ),
                        remove=_remove_many,
                        recovery=TWO_MORE_LISTS,
                    ),
                ),
            ),
        ),
    ),
)
