"""Locations whose history is to be fetched."""

from datetime import date
from typing import Final

from custom_components.occuspace.api import Location
from custom_components.occuspace.history.ledger import Ledger
from custom_components.occuspace.history.plan import PendingLocation

TODAY: Final = date(2026, 6, 18)
"""A Thursday."""
OPENED: Final = date(2026, 1, 5)


def pending(ledger: Ledger, *location_ids: int) -> list[PendingLocation]:
    """Return locations with their records."""
    return [
        PendingLocation(
            Location(
                id=id_,
                name=str(id_),
                parent_id=None,
                capacity=10,
                earliest_count=OPENED,
            ),
            ledger.record(id_, TODAY),
            TODAY,
        )
        for id_ in location_ids
    ]
