"""The tree, against brute force and against lists that are none."""

from collections.abc import Iterable
from itertools import combinations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.api import Location
from custom_components.occuspace.live.location_tree import Irregularity, LocationTree
from tests.builders import named_tree

QUICK = settings(max_examples=300, deadline=None, derandomize=True)

type Parents = dict[int, int | None]


def tree_of(parents: Iterable[tuple[int, int | None]], name: str = "") -> LocationTree:
    """Return the tree of a list of ids and parents."""
    return LocationTree.from_list(
        Location(
            id=id_,
            name=name or f"L{id_}",
            parent_id=parent,
            capacity=10,
            earliest_count=None,
            is_active=True,
        )
        for id_, parent in parents
    )


@st.composite
def trees(draw: st.DrawFn) -> LocationTree:
    """Draw a tree of up to eight locations, listed in any order."""
    size = draw(st.integers(1, 8))
    parents: list[tuple[int, int | None]] = [
        (id_, draw(st.none() | st.integers(0, id_ - 1)) if id_ else None)
        for id_ in range(size)
    ]
    return tree_of(draw(st.permutations(parents)))


def held_by(tree: LocationTree, asked: Iterable[int]) -> set[int]:
    """Return the locations that live replies would hold."""
    return {each for id_ in asked for each in (id_, *tree.children.get(id_, ()))}


@QUICK
@given(trees(), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_the_cover_is_the_smallest_there_is(
    tree: LocationTree, wanted: set[int], unaskable: set[int]
) -> None:
    """No fewer requests would do, and everything that can be had is had."""
    wanted &= tree.locations.keys()
    askable = tree.locations.keys() - unaskable
    cover = tree.cover(wanted, unaskable)
    coverable = wanted & held_by(tree, askable)
    assert set(cover) <= askable
    assert wanted & held_by(tree, cover) == coverable
    for fewer in range(len(cover)):
        for attempt in combinations(askable, fewer):
            assert not coverable <= held_by(tree, attempt)


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 12)), max_size=15)
)
def test_any_list_gives_every_location_once_and_parents_first(
    listed: list[tuple[int, int | None]],
) -> None:
    """Duplicates, unlisted parents and cycles lose nothing."""
    tree = tree_of(listed)
    assert set(tree.locations) == {id_ for id_, _ in listed}
    seen: set[int] = set()
    for id_, parent in tree.parents.items():
        assert parent is None or parent in seen
        seen.add(id_)
    assert len(set(tree.display_names.values())) == len(tree.locations)


@pytest.mark.parametrize(
    ("listed", "irregularities"),
    [
        ([(1, None), (2, 1)], {}),
        ([(1, None), (1, None)], {1: Irregularity.DUPLICATE_ID}),
        ([(1, None), (2, 9)], {2: Irregularity.UNLISTED_PARENT}),
        ([(1, 1)], {1: Irregularity.CYCLE}),
        ([(5, None), (3, 4), (4, 3), (6, 4)], {3: Irregularity.CYCLE}),
    ],
)
def test_what_is_wrong_with_a_list_is_known(
    listed: list[tuple[int, int | None]], irregularities: dict[int, Irregularity]
) -> None:
    """Each irregularity is named at its location."""
    assert tree_of(listed).irregularities == irregularities


@pytest.mark.parametrize(
    ("listed", "account_id"),
    [
        ([(7, None), (3, 7)], 7),
        ([(9, None), (7, None)], 7),
        ([(2, 99), (7, None)], 7),
        ([(4, 99), (2, 98)], 2),
    ],
)
def test_the_account_is_its_lowest_root(
    listed: list[tuple[int, int | None]], account_id: int
) -> None:
    """A location whose parent is not listed is a root only if there is no other."""
    assert tree_of(listed).account_id == account_id


def test_shared_names_are_told_apart() -> None:
    """By as few ancestors as it takes, and by the id where all are not enough."""
    tree = named_tree(
        [
            (1, None, "Campus"),
            (2, 1, "Library"),
            (3, 1, "Gym"),
            (4, 2, "01_Floor"),
            (5, 3, "01_Floor"),
            (6, 4, "Desk"),
            (7, 5, "Desk"),
            (8, 2, "Atrium"),
            (9, 2, "Atrium"),
        ]
    )
    assert tree.display_names == {
        1: "Campus",
        2: "Library",
        3: "Gym",
        4: "Library 01_Floor",
        5: "Gym 01_Floor",
        6: "Library Desk",
        7: "Gym Desk",
        8: "Library Atrium (8)",
        9: "Library Atrium (9)",
    }


def test_choosing_a_location_chooses_all_beneath() -> None:
    """Choosing none is choosing all."""
    tree = tree_of([(1, None), (2, 1), (3, 2), (4, 1)])
    assert tree.chosen({2}) == {2, 3}
    assert tree.chosen({77}) == frozenset()
    assert tree.chosen(()) == {1, 2, 3, 4}


def by_definition(
    tree: LocationTree,
    selection: set[int],
    excluded: set[int],
    excluded_alone: set[int],
    excluded_descendants: set[int],
) -> set[int]:
    """Return the followed locations, looking at each with all above it."""
    chosen: set[int] = set()
    for id_ in tree.locations:
        above = set(tree.ancestors(id_))
        is_selected = not selection or bool(selection & (above | {id_}))
        is_left_out = (
            id_ in excluded | excluded_alone
            or above & excluded | above & excluded_descendants
        )
        if is_selected and not is_left_out:
            chosen.add(id_)
    return chosen


IDS = st.sets(st.integers(0, 9))


@QUICK
@given(trees(), IDS, IDS, IDS, IDS)
def test_what_is_followed_is_what_the_definition_says(
    tree: LocationTree,
    selection: set[int],
    excluded: set[int],
    excluded_alone: set[int],
    excluded_descendants: set[int],
) -> None:
    """Whatever is chosen and left out, listed or not."""
    chosen = tree.chosen(
        selection,
        excluded=excluded,
        excluded_alone=excluded_alone,
        excluded_descendants=excluded_descendants,
    )
    assert chosen == by_definition(
        tree, selection, excluded, excluded_alone, excluded_descendants
    )


def test_what_is_beneath_an_excluded_location_that_is_missing_stays_out() -> None:
    """The list may be incomplete."""
    tree = tree_of([(1, None), (3, 2), (4, 3), (6, 5)])
    assert tree.chosen((), excluded={2}) == {1, 6}
    assert tree.chosen((), excluded_descendants={2}) == {1, 6}
    assert tree.chosen((), excluded_alone={2}) == {1, 3, 4, 6}


def test_roots_of_the_same_name_have_their_ids_behind() -> None:
    """Nothing stands in front of them."""
    tree = tree_of([(1, None), (2, None), (3, 1)], name="Hall")
    assert tree.display_names == {1: "Hall (1)", 2: "Hall (2)", 3: "Hall Hall"}
