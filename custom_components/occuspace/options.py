"""The options of a config entry, with their defaults and bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from .const import (
    CONF_BUSY_THRESHOLD,
    CONF_DETAIL_DAYS,
    CONF_EXCLUDED,
    CONF_EXCLUDED_ALONE,
    CONF_EXCLUDED_BENEATH,
    CONF_LOCATIONS,
    CONF_MAXIMUM_AGE,
    CONF_UPDATE_INTERVAL,
    CONF_VERY_BUSY_THRESHOLD,
)
from .live.location_tree import LocationTree

MIN_UPDATE_INTERVAL: Final = 30
MAX_UPDATE_INTERVAL: Final = 3600
MAX_MAXIMUM_AGE: Final = 7 * 24 * 60
MAX_DETAIL_DAYS: Final = 1830

DEFAULT_OPTIONS: Final[dict[str, Any]] = {
    CONF_LOCATIONS: [],
    CONF_EXCLUDED: [],
    CONF_EXCLUDED_ALONE: [],
    CONF_EXCLUDED_BENEATH: [],
    CONF_UPDATE_INTERVAL: 60,
    CONF_MAXIMUM_AGE: 60,
    # The same thresholds as in the vendor's consumer app.
    CONF_BUSY_THRESHOLD: 45,
    CONF_VERY_BUSY_THRESHOLD: 80,
    # What typical weeks are based on.
    CONF_DETAIL_DAYS: 56,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OccuspaceOptions:
    """The options of a config entry; an empty `selection` means all locations."""

    selection: frozenset[int]
    excluded: frozenset[int]
    """Left out with their descendants."""
    excluded_alone: frozenset[int]
    """Left out without their descendants."""
    excluded_descendants: frozenset[int]
    """Followed without their descendants."""
    update_interval: timedelta
    maximum_age: timedelta | None
    busy_threshold: float
    very_busy_threshold: float
    detail_days: int

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> OccuspaceOptions:
        """Return stored options, with defaults for missing ones."""
        options = DEFAULT_OPTIONS | dict(stored)
        maximum_age = timedelta(minutes=options[CONF_MAXIMUM_AGE])
        return cls(
            selection=_ids(options[CONF_LOCATIONS]),
            excluded=_ids(options[CONF_EXCLUDED]),
            excluded_alone=_ids(options[CONF_EXCLUDED_ALONE]),
            excluded_descendants=_ids(options[CONF_EXCLUDED_BENEATH]),
            update_interval=timedelta(seconds=options[CONF_UPDATE_INTERVAL]),
            maximum_age=maximum_age or None,
            busy_threshold=options[CONF_BUSY_THRESHOLD],
            very_busy_threshold=options[CONF_VERY_BUSY_THRESHOLD],
            detail_days=options[CONF_DETAIL_DAYS],
        )

    def chosen(self, tree: LocationTree) -> frozenset[int]:
        """Return the locations to follow."""
        return tree.chosen(
            self.selection,
            excluded=self.excluded,
            excluded_alone=self.excluded_alone,
            excluded_descendants=self.excluded_descendants,
        )


def _ids(stored: Iterable[str]) -> frozenset[int]:
    """Return location ids, which are stored as text."""
    return frozenset(map(int, stored))
