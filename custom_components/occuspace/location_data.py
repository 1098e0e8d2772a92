"""Inputs for the sensors of a location."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from homeassistant.util import dt as dt_util

from .analysis.hours_of_week import Comparison, TypicalHour
from .analysis.typical_week import TypicalWeek
from .data import OccuspaceRuntimeData
from .history.account_history import AccountHistory
from .history.daily_figures import DailyFigures
from .live.snapshot import LocationStatus, Snapshot
from .options import OccuspaceOptions

# In seconds; typical occupancy changes by the minute.
MAX_AGE: Final = 1


@dataclass(slots=True, kw_only=True)
class LocationData:
    """The data of a location at one moment."""

    location_id: int
    status: LocationStatus
    snapshot: Snapshot
    options: OccuspaceOptions
    history: AccountHistory | None
    week: TypicalWeek | None
    now: datetime
    """In the venue's time zone."""
    typical: TypicalHour | None = field(init=False)
    """The typical occupancy at this time of the week."""

    def __post_init__(self) -> None:
        """Compute shared values."""
        self.typical = self.week.usual(self.now) if self.week else None

    @property
    def figures(self) -> DailyFigures | None:
        """Return the daily figures."""
        return self.history.figures(self.location_id) if self.history else None

    @property
    def comparison(self) -> Comparison | None:
        """Return the comparison of the current with the typical occupancy."""
        if self.typical is None or self.status.count is None:
            return None
        return self.typical.compare(self.status.count)


class LocationDataCache:
    """Caches the last location's data: its entities are updated consecutively."""

    def __init__(self, data: OccuspaceRuntimeData) -> None:
        """Initialise an empty cache."""
        self._data = data
        self._last: LocationData | None = None

    def get(self, location_id: int) -> LocationData | None:
        """Return the data of a location; None once it is no longer listed."""
        snapshot, history = self._data.coordinator.data, self._data.history
        week = history.weeks.get(location_id) if history else None
        now = dt_util.utcnow()
        last = self._last
        if (
            last is not None
            and last.location_id == location_id
            and last.snapshot is snapshot
            and last.week is week
            and abs((now - last.now).total_seconds()) < MAX_AGE
        ):
            return last
        if (status := snapshot.statuses.get(location_id)) is None:
            return None
        self._last = LocationData(
            location_id=location_id,
            status=status,
            snapshot=snapshot,
            options=self._data.options,
            history=history,
            week=week,
            now=now.astimezone(self._data.zone_of(location_id)),
        )
        return self._last
