"""The account's location list and when to refresh it."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..api import Location, OccuspaceError, Reply
from ..const import LOGGER
from .location_tree import LocationTree

TREE_INTERVAL: Final = timedelta(minutes=10)

# Names take longest: about 2 ms for this many, 120 ms for 5,000.
MAX_LOCATIONS_ON_LOOP: Final = 100


class LocationList:
    """The tree of the last location list.

    `revision` counts the lists that differ from the one before, and their first
    repetitions, which confirm what is missing. `is_complete` is whether every location
    of the last list was readable.
    """

    def __init__(self) -> None:
        """Initialise without a tree."""
        self.revision = 0
        self.is_complete = True
        self._tree: LocationTree | None = None
        self._listed: tuple[Location, ...] = ()
        self._unreadable = 0
        self._is_confirmed = False
        self._updated_at: datetime | None = None
        self._is_failing = False

    @property
    def is_missing(self) -> bool:
        """Return whether no list has been received yet."""
        return self._tree is None

    @property
    def tree(self) -> LocationTree:
        """Return the tree; the first refresh fails without one."""
        assert self._tree is not None  # noqa: S101  narrows the type
        return self._tree

    @property
    def is_due(self) -> bool:
        """Return whether the list is missing or too old, or the clock was changed."""
        if self._updated_at is None or self._is_failing:
            return True
        return abs(dt_util.utcnow() - self._updated_at) >= TREE_INTERVAL

    def log_failure(self, err: OccuspaceError) -> None:
        """Log the first failure; the list is due at the next refresh."""
        if not self._is_failing:
            LOGGER.info("The locations could not be listed: %s", err)
        self._is_failing = True

    async def async_update(self, reply: Reply[tuple[Location, ...]]) -> None:
        """Apply a new list."""
        if self._is_failing:
            LOGGER.info("The locations can be listed again")
        self._is_failing = False
        self._updated_at = dt_util.utcnow()
        if reply.unreadable and self.is_complete:
            LOGGER.warning("%d listed locations are unreadable", reply.unreadable)
        self.is_complete = not reply.unreadable
        is_same_list = self._tree is not None and reply.data == self._listed
        is_repeated = is_same_list and reply.unreadable == self._unreadable
        if not (is_repeated and self._is_confirmed):
            self.revision += 1
        self._unreadable = reply.unreadable
        self._is_confirmed = is_repeated
        if is_same_list:
            # Keep the object: its cached properties are still valid.
            return
        self._listed = reply.data
        completed = list(map(self._completed, reply.data))
        if len(completed) > MAX_LOCATIONS_ON_LOOP:
            tree = await asyncio.to_thread(_tree_with_names, completed)
        else:
            tree = _tree_with_names(completed)
        known = self._tree.irregularities if self._tree else {}
        for id_, irregularity in tree.irregularities.items():
            if known.get(id_) != irregularity:
                LOGGER.warning("Location %s in the list: %s", id_, irregularity)
        self._tree = tree

    def _completed(self, location: Location) -> Location:
        """Return a location whose unreadable fields have their last known values.

        These are the name, the parent and the first day with data.
        """
        known = self._tree.locations.get(location.id) if self._tree else None
        if known is None or not location.unreadable:
            return location
        return replace(
            location,
            name=location.name or known.name,
            parent_id=location.parent_id
            if location.is_parent_known
            else known.parent_id,
            earliest_count=location.earliest_count or known.earliest_count
            if not location.has_never_counted
            else None,
        )


def _tree_with_names(listed: Iterable[Location]) -> LocationTree:
    """Return the tree of a list; its names are made here, perhaps in a thread."""
    tree = LocationTree.from_list(listed)
    _ = tree.display_names
    return tree
