"""Inputs for the sensors of a location."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from homeassistant.util import dt as dt_util

from .analysis.hours_of_week import Comparison, TypicalHour
from .analysis.opening import VenueCalendar
from .analysis.typical_week import TypicalWeek
from .data import OccuspaceRuntimeData
from .history.account_history import AccountHistory
from .history.daily_figures import DailyFigures
from .live.snapshot import LocationStatus, Snapshot
from .options import OccuspaceOptions
from .settings.location_settings import LocationSettings

# In seconds; typical occupancy changes by the minute.
MAX_AGE: Final = 1


@dataclass(slots=True, kw_only=True)
class LocationData:
    """The data of a location at one moment."""

    location_id: int
    status: LocationStatus
    snapshot: Snapshot
    options: OccuspaceOptions
    settings: LocationSettings
    calendar: VenueCalendar
    history: AccountHistory | None
    week: TypicalWeek | None
    now: datetime
    """In the venue's time zone."""
    typical: TypicalHour | None = field(init=False)
    """The typical occupancy at this time of the week."""

    def __post_init__(self) -> None:
        """Compute shared values."""
        is_exceptional = self.calendar.is_exceptional(self.now)
        self.typical = (
            self.week.usual(self.now) if self.week and not is_exceptional else None
        )

    @property
    def is_closed(self) -> bool:
        """Return whether the location is closed; not without opening hours."""
        return self.calendar.is_open(self.now) is False

    @property
    def busy_thresholds(self) -> tuple[float, float]:
        """Return above which utilization the location is busy and very busy."""
        busy, very_busy = (
            self.settings.busy_threshold,
            self.settings.very_busy_threshold,
        )
        busy = self.options.busy_threshold if busy is None else busy
        very_busy = self.options.very_busy_threshold if very_busy is None else very_busy
        # They may come from different locations and be reversed.
        return busy, max(busy, very_busy)

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
        self._revision = 0

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
            and self._revision == self._data.settings.revision
            and abs((now - last.now).total_seconds()) < MAX_AGE
        ):
            return last
        if (status := snapshot.statuses.get(location_id)) is None:
            return None
        self._revision = self._data.settings.revision
        self._last = LocationData(
            location_id=location_id,
            status=status,
            snapshot=snapshot,
            options=self._data.options,
            settings=self._data.settings.of(location_id),
            calendar=self._data.settings.calendar(location_id),
            history=history,
            week=week,
            now=now.astimezone(self._data.time_zone),
        )
        return self._last
