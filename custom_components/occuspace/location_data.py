"""Inputs for the entities of a location."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from homeassistant.util import dt as dt_util

from .analysis.doubtful import is_doubtful
from .analysis.forecast import HOUR, RECENT_HOURS, Forecast
from .analysis.hours_of_week import Comparison, TypicalHour, UsualLevel
from .analysis.opening import VenueCalendar
from .analysis.typical_week import TypicalWeek
from .data import OccuspaceRuntimeData
from .history.account_history import AccountHistory
from .history.daily_figures import DailyFigures
from .live.snapshot import LocationStatus, Snapshot
from .options import OccuspaceOptions
from .settings.location_settings import LocationSettings
from .venue_time import wall_time

# What a forecast, and whether a count is doubtful, depend on.
RECENT: Final = (RECENT_HOURS + 1) * HOUR

# In seconds; typical occupancy changes by the minute.
MAX_AGE: Final = 1


@dataclass(kw_only=True)
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
    levels: dict[int, UsualLevel]
    """The last level of each location."""

    @cached_property
    def typical(self) -> TypicalHour | None:
        """Return the typical occupancy at this time; None on exceptional days."""
        if self.week is None or self.calendar.is_exceptional(self.now):
            return None
        return self.week.usual(self.now)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Return the comparison of the current with the typical occupancy."""
        if self.typical is None or self.status.count is None:
            return None
        comparison = self.typical.compare(
            self.status.count, self.levels.get(self.location_id)
        )
        self.levels[self.location_id] = comparison.level
        return comparison

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
    def expected_in_one_hour(self) -> float | None:
        """Return the people expected in one hour."""
        if self.week is None:
            return None
        # In UTC: an hour later by the clock may be two, or now.
        later = (self.now.astimezone(UTC) + HOUR).astimezone(self.now.tzinfo)
        if self.calendar.is_open(later) is False:
            return None
        forecast = make_forecast(
            self.week, self.calendar, self.figures, self.status, self.now
        )
        expected = forecast.at(later)
        return expected.expected if expected else None

    @property
    def is_doubtful(self) -> bool | None:
        """Return whether a count of zero is most likely that of a dead sensor."""
        return is_count_doubtful(
            self.week, self.calendar, self.figures, self.status, self.now
        )

    def usual_today(
        self, hour_of: Callable[[TypicalWeek, int], int | None]
    ) -> datetime | None:
        """Return when an hour of the typical day begins today."""
        if self.week is None or self.calendar.is_exceptional(self.now):
            return None
        hour = hour_of(self.week, self.now.weekday())
        if hour is None:
            return None
        return wall_time(self.now.date(), hour, self.now.tzinfo or UTC)


def _recent_hours(
    figures: DailyFigures | None, now: datetime
) -> Iterable[tuple[datetime, float]]:
    """Return the last hours of today that are known, and their mean people."""
    hours = figures.hours_today if figures else None
    return hours.value.since(now - RECENT) if hours and hours.value else ()


def is_count_doubtful(
    week: TypicalWeek | None,
    calendar: VenueCalendar,
    figures: DailyFigures | None,
    status: LocationStatus | None,
    now: datetime,
) -> bool | None:
    """Return whether a location's zero is most likely that of a dead sensor."""
    if week is None or status is None or calendar.is_exceptional(now):
        return None
    if calendar.is_open(now) is False:
        return False
    return is_doubtful(
        week, now=now, hours=_recent_hours(figures, now), count=status.count
    )


def make_forecast(
    week: TypicalWeek,
    calendar: VenueCalendar,
    figures: DailyFigures | None,
    status: LocationStatus | None,
    now: datetime,
) -> Forecast:
    """Return the forecast of a location, from what is known of today."""
    recent = list(_recent_hours(figures, now))
    count = status.count if status else None
    if is_count_doubtful(week, calendar, figures, status, now):
        # Not from a dead sensor, which may have failed within its last hour of people.
        count = None
        while recent and recent.pop()[1] == 0:
            pass
    return Forecast(
        week, now=now, recent=recent, count=count, is_usual=calendar.is_usual_hour
    )


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
            now=now.astimezone(self._data.zone_of(location_id)),
            levels=self._data.levels,
        )
        return self._last
