"""Names of locations, against brute force on small trees."""

from itertools import combinations
from typing import Final

from hypothesis import given, settings, strategies as st

from custom_components.occuspace.api.text import MAX_NAME_LENGTH
from custom_components.occuspace.live.location_tree import LocationTree
from tests.builders import Listed, named_tree

QUICK: Final = settings(max_examples=500, deadline=None, derandomize=True)

# Those with spaces can be read as an ancestor and a name.
NAMES: Final = ["Hall", "Desk", "Floor", "Hall Desk", "Desk (3)", "L" * 60]


@st.composite
def lists(draw: st.DrawFn) -> Listed:
    """Draw up to seven locations, many of the same name."""
    return [
        (
            id_,
            draw(st.none() | st.integers(0, id_ - 1)) if id_ else None,
            draw(st.sampled_from(NAMES)),
        )
        for id_ in range(draw(st.integers(1, 7)))
    ]


def with_ancestors(tree: LocationTree, id_: int, count: int) -> dict[str, set[int]]:
    """Return a location's names with some of its ancestors, and which those are."""
    above = list(tree.ancestors(id_))
    names: dict[str, set[int]] = {}
    for chosen in combinations(above, count):
        ids = [*reversed(chosen), id_]
        names[" ".join(tree.locations[each].name for each in ids)] = set(chosen)
    return names


def possible_names(tree: LocationTree, id_: int) -> set[str]:
    """Return every name that a location could have, without an id."""
    depth = tree.depths[id_]
    return {
        name for count in range(depth + 1) for name in with_ancestors(tree, id_, count)
    }


def twins(tree: LocationTree) -> set[int]:
    """Return the locations whose whole path another one has too."""
    paths = [tree.path(id_) for id_ in tree.locations]
    return {id_ for id_ in tree.locations if paths.count(tree.path(id_)) > 1}


def siblings(tree: LocationTree, parent: int | None) -> list[int]:
    """Return the children of a location, without those that need an id."""
    without = twins(tree)
    return [
        id_
        for id_, above in tree.parents.items()
        if above == parent and id_ not in without
    ]


def shared_prefixes(
    tree: LocationTree, group: list[int], count: int
) -> list[dict[int, str]]:
    """Return the names of siblings with the same ancestors in front, each way."""
    above = list(tree.ancestors(group[0]))
    return [
        {
            id_: " ".join(
                tree.locations[each].name for each in [*reversed(chosen), id_]
            )
            for id_ in group
        }
        for chosen in combinations(above, count)
    ]


@QUICK
@given(lists())
def test_names_are_unique_short_and_independent_of_the_order(
    listed: Listed,
) -> None:
    """Whatever the list looks like, and in whatever order it comes."""
    names = named_tree(listed).display_names
    assert len(set(names.values())) == len(listed)
    assert max(map(len, names.values())) <= MAX_NAME_LENGTH
    for order in (listed[::-1], sorted(listed, key=lambda each: (each[2], each[0]))):
        assert named_tree(order).display_names == names


@QUICK
@given(lists())
def test_siblings_have_the_same_ancestors_in_front(listed: Listed) -> None:
    """Unless the name would be too long: then none of them has any."""
    tree = named_tree(listed)
    for parent in {None, *tree.locations}:
        if not (group := siblings(tree, parent)):
            continue
        names = {id_: tree.display_names[id_] for id_ in group}
        ways = [
            way
            for count in range(tree.depths[group[0]] + 1)
            for way in shared_prefixes(tree, group, count)
        ]
        is_by_id = all(
            name == f"{tree.locations[id_].name} ({id_})" for id_, name in names.items()
        )
        assert names in ways or is_by_id


@QUICK
@given(lists())
def test_no_fewer_ancestors_would_distinguish_siblings(listed: Listed) -> None:
    """With fewer, one of them has a name that another location could have too."""
    tree = named_tree(listed)
    possible = {id_: possible_names(tree, id_) for id_ in tree.locations}

    def is_distinct(way: dict[int, str]) -> bool:
        """Return whether no other location could have one of these names."""
        return all(
            len(name) <= MAX_NAME_LENGTH
            and not any(name in possible[other] for other in possible if other != id_)
            for id_, name in way.items()
        )

    for parent in {None, *tree.locations}:
        if not (group := siblings(tree, parent)):
            continue
        names = {id_: tree.display_names[id_] for id_ in group}
        for count in range(tree.depths[group[0]] + 1):
            ways = shared_prefixes(tree, group, count)
            if names in ways:
                break
            assert not any(map(is_distinct, ways))


def test_a_building_and_a_room_do_where_the_floors_share_their_names() -> None:
    """And the nearest one that is enough, not the whole path."""
    tree = named_tree(
        [
            (1, None, "Campus"),
            (2, 1, "Library"),
            (3, 1, "Gym"),
            (4, 2, "01_Floor"),
            (5, 3, "01_Floor"),
            (6, 2, "04_Archive"),
            (7, 4, "Quiet Room"),
            (8, 5, "Quiet Room"),
            (9, 5, "Sauna"),
        ]
    )
    assert tree.display_names == {
        1: "Campus",
        2: "Library",
        3: "Gym",
        4: "Library 01_Floor",
        5: "Gym 01_Floor",
        6: "Library 04_Archive",
        7: "Library Quiet Room",
        8: "Gym Quiet Room",
        9: "Gym Sauna",
    }


def test_a_longer_path_leaves_the_shorter_name_to_the_other() -> None:
    """A location is not given its whole path because others could have its name."""
    tree = named_tree(
        [
            (1, None, "University"),
            (2, 1, "Campus"),
            (3, 2, "Annex"),
            (4, 2, "Library"),
            (5, 3, "Library"),
        ]
    )
    assert tree.display_names[5] == "Annex Library"
    assert tree.display_names[4] == "Campus Library"


def test_two_floors_of_one_name_do_not_say_which_desk_is_meant() -> None:
    """Even where the other desk has a name already."""
    tree = named_tree(
        [
            (1, None, "Library"),
            (2, 1, "01_Floor"),
            (3, 2, "Desk"),
            (4, None, "Gym"),
            (5, 4, "01_Floor"),
            (6, 5, "Desk"),
            (7, 4, "Desk"),
        ]
    )
    assert tree.display_names[3] == "Library Desk"
    assert tree.display_names[6] == "Gym 01_Floor Desk"
    assert tree.display_names[7] == "Gym Desk"


def test_an_id_behind_a_name_is_no_other_locations_name() -> None:
    """Nor is it cut off where the name is as long as it may be."""
    tree = named_tree([(1, None, "Hall"), (2, None, "Hall"), (3, None, "Hall (1)")])
    assert tree.display_names == {1: "Hall (1, 2)", 2: "Hall (2)", 3: "Hall (1)"}
    long = "L" * MAX_NAME_LENGTH
    tree = named_tree([(1, None, long), (2, None, long)])
    assert tree.display_names == {1: f"{long[:-4]} (1)", 2: f"{long[:-4]} (2)"}
