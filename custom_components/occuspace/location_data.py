"""Everything that a value of a location may follow from, put together once for all."""

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

# In seconds; what is usual changes by minutes.
MAX_AGE: Final = 1


@dataclass(slots=True, kw_only=True)
class LocationData:
    """What is known of a location at one moment."""

    location_id: int
    status: LocationStatus
    snapshot: Snapshot
    options: OccuspaceOptions
    history: AccountHistory | None
    week: TypicalWeek | None
    now: datetime
    """By the venue's clock."""
    usual: TypicalHour | None = field(init=False)
    """What is usual now."""

    def __post_init__(self) -> None:
        """Work out what several values follow from."""
        self.usual = self.week.usual(self.now) if self.week else None

    @property
    def figures(self) -> DailyFigures | None:
        """Return the figures of the day."""
        return self.history.figures(self.location_id) if self.history else None

    @property
    def comparison(self) -> Comparison | None:
        """Return how the people now compare to what is usual now."""
        if self.usual is None or self.status.count is None:
            return None
        return self.usual.compare(self.status.count)


class LocationDataCache:
    """Puts together what is known of a location; the last one serves all its entities.

    They are told one after the other, and there are thousands of them.
    """

    def __init__(self, data: OccuspaceRuntimeData) -> None:
        """Start with none."""
        self._data = data
        self._last: LocationData | None = None

    def of(self, location_id: int) -> LocationData | None:
        """Return what is known of a location; None once it is no longer listed."""
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
            now=now.astimezone(self._data.time_zone),
        )
        return self._last
