"""Removes rows that were stored in a time zone that has been corrected."""

from collections.abc import Iterable

from ..api.concurrency import in_slices
from ..const import LOGGER
from .entity_statistics import EntityStatistics
from .ledger_store import LedgerStore
from .statistics import LocationStatistics


class ZoneChange:
    """A change of the time zone of some locations."""

    def __init__(
        self,
        statistics: LocationStatistics,
        store: LedgerStore,
        entities: EntityStatistics,
    ) -> None:
        """Initialise; the store knows the time zones of the rows."""
        self._statistics = statistics
        self._store = store
        self._entities = entities

    def has_misplaced(self, location_id: int) -> bool:
        """Return whether rows of a location are at the wrong hours."""
        return self._store.has_misplaced(location_id)

    async def async_apply(self, location_ids: Iterable[int]) -> None:
        """Remove the misplaced rows of some locations; all days are fetched again.

        The ledger drops a location only after its rows are removed, so that an
        interruption leaves none behind.
        """
        misplaced = [
            id_ async for id_ in in_slices(location_ids) if self.has_misplaced(id_)
        ]
        if misplaced:
            LOGGER.info(
                "The time zone has changed; fetching the history of %d locations again",
                len(misplaced),
            )
        for location_id in misplaced:
            await self._entities.async_blank(location_id)
            await self._statistics.async_clear(location_id)
            self._store.start_over(location_id)
