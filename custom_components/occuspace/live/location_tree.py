"""The account's locations as a tree, and the live requests that cover them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from ..api import Location
from .display_names import display_names


class Irregularity(StrEnum):
    """A contradiction in a location list."""

    DUPLICATE_ID = "listed more than once"
    UNLISTED_PARENT = "its parent is not listed"
    CYCLE = "it is its own ancestor"


@dataclass(frozen=True)
class LocationTree:
    """Every listed location once, in tree order (parents first).

    `parents` holds the effective parents: None for a root, for a location whose parent
    is not listed, and for the location at which a cycle was cut.
    """

    locations: Mapping[int, Location]
    parents: Mapping[int, int | None]
    irregularities: Mapping[int, Irregularity]

    @classmethod
    def from_list(cls, listed: Iterable[Location]) -> LocationTree:
        """Return the tree of a flat list, also if it contains contradictions."""
        irregularities: dict[int, Irregularity] = {}
        unordered: dict[int, Location] = {}
        for location in listed:
            if location.id in unordered:
                irregularities[location.id] = Irregularity.DUPLICATE_ID
            else:
                unordered[location.id] = (
                    location
                    if location.name
                    else replace(location, name=str(location.id))
                )

        parents: dict[int, int | None] = {}
        for location in unordered.values():
            parents[location.id] = location.parent_id
            if location.parent_id is not None and location.parent_id not in unordered:
                parents[location.id] = None
                irregularities[location.id] = Irregularity.UNLISTED_PARENT
        for cut in _cycle_cuts(parents):
            parents[cut] = None
            irregularities[cut] = Irregularity.CYCLE

        order = _tree_order(parents)
        return cls(
            {id_: unordered[id_] for id_ in order},
            {id_: parents[id_] for id_ in order},
            irregularities,
        )

    @cached_property
    def children(self) -> Mapping[int, tuple[int, ...]]:
        """The direct children of each parent, in tree order."""
        return _children(self.parents)

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The locations without a parent, in tree order."""
        return tuple(id_ for id_, parent in self.parents.items() if parent is None)

    @cached_property
    def account_id(self) -> int:
        """The account's id: its lowest root, preferably one listed as a root."""
        return min(
            self.roots,
            key=lambda id_: (
                self.locations[id_].parent_id is not None
                or not self.locations[id_].is_parent_known,
                id_,
            ),
        )

    @cached_property
    def depths(self) -> Mapping[int, int]:
        """The number of ancestors of each location."""
        depths: dict[int, int] = {}
        for id_, parent in self.parents.items():
            depths[id_] = 0 if parent is None else depths[parent] + 1
        return depths

    @cached_property
    def display_names(self) -> Mapping[int, str]:
        """Unique names of the locations."""
        names = {id_: location.name for id_, location in self.locations.items()}
        return display_names(names, self.parents)

    def ancestors(self, location_id: int) -> Iterator[int]:
        """Yield the ancestors, from the parent up to the root."""
        parent = self.parents[location_id]
        while parent is not None:
            yield parent
            parent = self.parents[parent]

    def path(self, location_id: int) -> tuple[str, ...]:
        """Return the names from the root to the location."""
        ids = [location_id, *self.ancestors(location_id)]
        return tuple(self.locations[id_].name for id_ in reversed(ids))

    def chosen(
        self,
        selection: Collection[int],
        *,
        excluded: Collection[int] = (),
        excluded_alone: Collection[int] = (),
        excluded_descendants: Collection[int] = (),
    ) -> frozenset[int]:
        """Return the locations to follow.

        These are the selected ones with their descendants, or all if none is selected,
        except the `excluded` ones with their descendants, the `excluded_alone` ones
        without theirs, and the descendants of the `excluded_descendants` ones.
        """
        in_selected: set[int] = set()
        in_excluded: set[int] = {*excluded_descendants}
        chosen: set[int] = set()
        # Parents come before their children.
        for id_, parent in self.parents.items():
            if not selection or id_ in selection or parent in in_selected:
                in_selected.add(id_)
            if id_ in excluded or self._is_below(id_, excluded, in_excluded):
                in_excluded.add(id_)
            elif id_ in in_selected and id_ not in excluded_alone:
                chosen.add(id_)
        return frozenset(chosen)

    def _is_below(
        self, location_id: int, excluded: Collection[int], in_excluded: Collection[int]
    ) -> bool:
        """Return whether the parent is excluded with its descendants.

        Also a parent that is not listed: the list may be incomplete.
        """
        parent = self.parents[location_id]
        if parent is None:
            parent = self.locations[location_id].parent_id
            if parent is None or parent in self.locations:
                return False
        return parent in excluded or parent in in_excluded

    def cover(
        self, wanted: Collection[int], unavailable: Collection[int] = ()
    ) -> tuple[int, ...]:
        """Return the fewest locations whose live replies cover the wanted ones.

        A live reply covers its location and the direct children. From the deepest up,
        the parent of an uncovered location is never a worse choice than the location
        itself: its descendants are covered already. Wanted locations that only
        unavailable ones would cover are left out.
        """
        requested: set[int] = set()
        for id_ in sorted(wanted, key=self.depths.__getitem__, reverse=True):
            parent = self.parents[id_]
            if id_ in requested or parent in requested:
                continue
            if parent is not None and parent not in unavailable:
                requested.add(parent)
            elif id_ not in unavailable:
                requested.add(id_)
        return tuple(id_ for id_ in self.locations if id_ in requested)


def _children(parents: Mapping[int, int | None]) -> dict[int, tuple[int, ...]]:
    """Return the direct children by parent, in the order of the mapping."""
    children = defaultdict[int, list[int]](list)
    for id_, parent in parents.items():
        if parent is not None:
            children[parent].append(id_)
    return {parent: tuple(ids) for parent, ids in children.items()}


def _cycle_cuts(parents: Mapping[int, int | None]) -> list[int]:
    """Return the lowest location of every cycle."""
    cuts: list[int] = []
    visited: set[int] = set()
    for start in parents:
        path: list[int] = []
        on_path: set[int] = set()
        id_: int | None = start
        while id_ is not None and id_ not in visited and id_ not in on_path:
            path.append(id_)
            on_path.add(id_)
            id_ = parents[id_]
        if id_ in on_path:
            cuts.append(min(path[path.index(id_) :]))
        visited |= on_path
    return cuts


def _tree_order(parents: Mapping[int, int | None]) -> list[int]:
    """Return the locations depth first, siblings in list order."""
    children = _children(parents)
    order: list[int] = []
    pending = [id_ for id_, parent in parents.items() if parent is None][::-1]
    while pending:
        id_ = pending.pop()
        order.append(id_)
        pending.extend(reversed(children.get(id_, ())))
    return order
