"""Logs when locations become unavailable and available again."""

from collections.abc import Collection, Mapping
from typing import Final

from ..api import OccuspaceError
from ..const import LOGGER
from .location_tree import LocationTree
from .snapshot import Snapshot

MAX_NAMES_LOGGED: Final = 5


def log_availability(
    before: Snapshot | None,
    snapshot: Snapshot,
    failures: Mapping[int, OccuspaceError],
) -> None:
    """Log locations that became unavailable or are available again."""
    unavailable_before = _unavailable(before) if before else frozenset()
    unavailable = _unavailable(snapshot)
    if lost := unavailable - unavailable_before:
        reasons = {str(err) for err in failures.values()}
        LOGGER.info(
            "No live values for %s (%s)",
            _names(snapshot.tree, lost),
            ", ".join(sorted(reasons)) or "not in any reply",
        )
    if back := (unavailable_before - unavailable) & snapshot.statuses.keys():
        LOGGER.info("Live values again for %s", _names(snapshot.tree, back))


def _unavailable(snapshot: Snapshot) -> frozenset[int]:
    """Return the locations without a reply."""
    return frozenset(
        id_ for id_, status in snapshot.statuses.items() if not status.is_available
    )


def _names(tree: LocationTree, ids: Collection[int]) -> str:
    """Return the first names and the number of the rest."""
    names = [tree.display_names[id_] for id_ in sorted(ids)]
    more = len(names) - MAX_NAMES_LOGGED
    listed = ", ".join(names[:MAX_NAMES_LOGGED])
    return f"{listed} and {more} more" if more > 0 else listed
