"""Removes the rows that were placed in a time zone that has been corrected since."""

from collections.abc import Iterable

from ..const import LOGGER
from .ledger_store import LedgerStore
from .statistics import LocationStatistics


class ZoneChange:
    """What is left to do after the venue's time zone was changed."""

    def __init__(self, statistics: LocationStatistics, store: LedgerStore) -> None:
        """Start with what the store has found."""
        self._statistics = statistics
        self._store = store

    def has_misplaced(self, location_id: int) -> bool:
        """Return whether the rows of a location are still at the wrong hours."""
        return location_id in self._store.misplaced

    async def async_apply(self, location_ids: Iterable[int]) -> None:
        """Remove misplaced rows of some locations; all of it is fetched again.

        The ledger forgets a location only once its rows are gone, so that an
        interruption leaves nothing behind.
        """
        misplaced = [id_ for id_ in location_ids if self.has_misplaced(id_)]
        if misplaced:
            LOGGER.info(
                "The time zone has changed: the past of %d locations is fetched again",
                len(misplaced),
            )
        for location_id in misplaced:
            await self._statistics.async_clear(location_id)
            self._store.start_over(location_id)
