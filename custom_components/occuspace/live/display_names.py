"""Unique display names for the locations of an account."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, count
from typing import Final

from ..api.text import MAX_NAME_LENGTH

# With many ancestors only the nearest and the topmost ones are tried, to limit the
# number of combinations.
_NEAREST: Final = 4
_TOPMOST: Final = 2
# The names of more ancestors, separated by spaces, would exceed MAX_NAME_LENGTH.
_MAX_PATH: Final = MAX_NAME_LENGTH // 2

type _Prefix = tuple[int, ...]


@dataclass(slots=True)
class _Member:
    """A location and its candidate names so far."""

    id: int
    name: str
    has_twin: bool
    possible: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Siblings:
    """The children of one parent; all get the same ancestors as a prefix."""

    path: tuple[str, ...]
    members: list[_Member]

    @property
    def parent(self) -> _Prefix:
        """Return the combination of the parent alone; empty for roots."""
        return tuple(range(len(self.path)))[-1:]

    def prefixes(self, size: int) -> Iterator[_Prefix]:
        """Yield the combinations of `size` ancestors, the nearest first."""
        levels = list(range(len(self.path)))[::-1]
        if len(levels) > _NEAREST + _TOPMOST:
            levels[_NEAREST:-_TOPMOST] = []
        yield from combinations(levels, size)

    def name(self, member: _Member, prefix: _Prefix) -> str:
        """Return the name of a member prefixed by ancestors, topmost first."""
        return " ".join((*(self.path[level] for level in sorted(prefix)), member.name))


def display_names(
    names: Mapping[int, str], parents: Mapping[int, int | None]
) -> dict[int, str]:
    """Return a unique name of at most MAX_NAME_LENGTH characters per location.

    `parents` lists parents before their children. The name is the location's own,
    prefixed by the fewest ancestors that make it unique, the same ones for all children
    of a parent. If the full paths are equal or too long, the id is appended.
    """
    naming = _Naming(_all_siblings(names, parents))
    naming.run()
    return {id_: naming.names[id_] for id_ in parents}


def _all_siblings(
    names: Mapping[int, str], parents: Mapping[int, int | None]
) -> list[_Siblings]:
    """Return the children of each parent, and the roots."""
    paths: dict[int, tuple[str, ...]] = {}
    # Locations with equal full paths have equal keys.
    keys: dict[int, int] = {}
    known: dict[tuple[int | None, str], int] = {}
    for id_, parent in parents.items():
        path = (*(() if parent is None else paths[parent]), names[id_])
        if len(path) > _MAX_PATH:
            path = path[:_TOPMOST] + path[_TOPMOST + 1 :]
        paths[id_] = path
        above = None if parent is None else keys[parent]
        keys[id_] = known.setdefault((above, names[id_]), len(known))
    times = Counter(keys.values())
    members = defaultdict[int | None, list[_Member]](list)
    for id_, parent in parents.items():
        members[parent].append(_Member(id_, names[id_], times[keys[id_]] > 1))
    return [
        _Siblings(() if parent is None else paths[parent], siblings)
        for parent, siblings in members.items()
    ]


class _Naming:
    """Tries increasing numbers of ancestors for unnamed siblings."""

    def __init__(self, siblings: list[_Siblings]) -> None:
        """Initialise without names."""
        self.names: dict[int, str] = {}
        self._pending = dict(enumerate(siblings))
        self._twins = [
            (index, member)
            for index, group in self._pending.items()
            for member in group.members
            if member.has_twin
        ]
        self._siblings = siblings
        # The number of candidates of a name, and the sum of their indexes, which is the
        # index itself if there is one candidate.
        self._claims = Counter[str]()
        self._index_sums = Counter[str]()
        self._taken: set[str] = set()
        self._needing_id: list[tuple[str, _Member]] = []

    def run(self) -> None:
        """Name every location."""
        for size in range(_NEAREST + _TOPMOST + 1):
            self._claim(size)
            retry = self._name_unique(list(self._pending), range(size, size + 1))
            # A named location releases its other candidates, except its own name with
            # and without its parent: these would be ambiguous.
            while retry:
                retry = self._name_unique(retry, range(1, size + 1))
        for group in self._pending.values():
            self._name_by_path(group)
        for name, member in self._needing_id:
            self._add_id(name, member)

    def _claim(self, size: int) -> None:
        """Add the candidates with `size` ancestors for unnamed locations."""
        claimants = [
            (index, member)
            for index, group in self._pending.items()
            for member in group.members
            if not member.has_twin
        ]
        for index, member in claimants + self._twins:
            group = self._siblings[index]
            for prefix in group.prefixes(size):
                name = group.name(member, prefix)
                if name not in member.possible:
                    member.possible.add(name)
                    self._claims[name] += 1
                    self._index_sums[name] += index

    def _name_unique(self, indexes: Iterable[int], sizes: range) -> list[int]:
        """Name siblings with unique candidates; return the indexes to retry."""
        found = {
            index: prefix
            for index in indexes
            if (prefix := self._distinguishing(self._pending[index], sizes)) is not None
        }
        released: set[str] = set()
        for index, prefix in found.items():
            group = self._pending.pop(index)
            self._name_all(group, prefix)
            for member in group.members:
                if not member.has_twin:
                    left = member.possible - {group.name(member, group.parent)}
                    for name in left:
                        self._claims[name] -= 1
                        self._index_sums[name] -= index
                    released |= left
        only = {self._index_sums[name] for name in released if self._claims[name] == 1}
        return [index for index in only if index in self._pending]

    def _distinguishing(self, group: _Siblings, sizes: range) -> _Prefix | None:
        """Return the fewest ancestors that make all siblings without a twin unique."""
        members = [member for member in group.members if not member.has_twin]
        for size in sizes:
            for prefix in group.prefixes(size):
                if all(
                    self._claims[name := group.name(member, prefix)] == 1
                    and self._is_free(name)
                    for member in members
                ):
                    return prefix
        return None

    def _is_free(self, name: str) -> bool:
        """Return whether a name is short enough and not taken."""
        return len(name) <= MAX_NAME_LENGTH and name not in self._taken

    def _name_all(self, group: _Siblings, prefix: _Prefix) -> None:
        """Name siblings; those with a twin get an id later."""
        for member in group.members:
            name = group.name(member, prefix)
            if member.has_twin:
                self._needing_id.append((name, member))
            else:
                self._take(name, member)

    def _name_by_path(self, group: _Siblings) -> None:
        """Name siblings by their full paths, or by their ids if that fails."""
        full = tuple(range(len(group.path)))
        members = [member for member in group.members if not member.has_twin]
        if all(self._is_free(group.name(member, full)) for member in members):
            self._name_all(group, full)
        else:
            self._needing_id += [(member.name, member) for member in group.members]

    def _add_id(self, name: str, member: _Member) -> None:
        """Name a location with its id appended."""
        if len(f"{name} ({member.id})") > MAX_NAME_LENGTH:
            name = member.name
        suffixes = chain(
            (f" ({member.id})",), (f" ({member.id}, {n})" for n in count(2))
        )
        for suffix in suffixes:
            named = name[: MAX_NAME_LENGTH - len(suffix)].rstrip() + suffix
            if named not in self._taken:
                self._take(named, member)
                return

    def _take(self, name: str, member: _Member) -> None:
        """Record the name of a location."""
        self.names[member.id] = name
        self._taken.add(name)
