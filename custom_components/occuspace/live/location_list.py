"""Keeps the account's tree, and knows when to ask for it again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..api import Location, OccuspaceError, Reply
from ..const import LOGGER
from .location_tree import LocationTree

TREE_INTERVAL: Final = timedelta(minutes=10)


class LocationList:
    """The tree of the last list of locations.

    `revision` counts the lists that were taken over; `is_complete` is whether every
    node of the last one could be read.
    """

    def __init__(self) -> None:
        """Start without a tree."""
        self.revision = 0
        self.is_complete = True
        self._tree: LocationTree | None = None
        self._listed: tuple[Location, ...] = ()
        self._asked_at: datetime | None = None
        self._failing = False

    @property
    def is_missing(self) -> bool:
        """Return whether there has never been a list."""
        return self._tree is None

    @property
    def tree(self) -> LocationTree:
        """Return the tree, which the first refresh fails without."""
        assert self._tree is not None  # noqa: S101  narrows the type
        return self._tree

    @property
    def is_due(self) -> bool:
        """Return whether the tree is missing or too old, or the clock was set."""
        if self._asked_at is None or self._failing:
            return True
        return abs(dt_util.utcnow() - self._asked_at) >= TREE_INTERVAL

    def log_failure(self, err: OccuspaceError) -> None:
        """Log once that the list cannot be had, and ask again at the next refresh."""
        if not self._failing:
            LOGGER.info("The locations could not be listed: %s", err)
        self._failing = True

    def update(self, reply: Reply[tuple[Location, ...]]) -> None:
        """Follow a list from now on."""
        if self._failing:
            LOGGER.info("The locations can be listed again")
        self._failing = False
        self._asked_at = dt_util.utcnow()
        self.revision += 1
        if reply.unreadable and self.is_complete:
            LOGGER.warning("%d listed locations cannot be read", reply.unreadable)
        self.is_complete = not reply.unreadable
        if self._tree is not None and reply.data == self._listed:
            # The same object, of which everything has been worked out already.
            return
        self._listed = reply.data
        tree = LocationTree.from_list(map(self._completed, reply.data))
        known = self._tree.irregularities if self._tree else {}
        for id_, irregularity in tree.irregularities.items():
            if known.get(id_) != irregularity:
                LOGGER.warning("Location %s in the list: %s", id_, irregularity)
        self._tree = tree

    def _completed(self, location: Location) -> Location:
        """Return a location with what is known of it and does not change by itself.

        A name, a parent or a first day that cannot be read is the last known one.
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
