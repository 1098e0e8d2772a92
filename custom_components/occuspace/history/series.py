"""The kinds of history. A new kind is one row of the table. No I/O."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum, auto
from typing import Any, Final

from ..api import FetchHistory, HourlyOccupancy, HourlyVisitors, OccuspaceClient
from . import metadata, rows
from .daily_figures import (
    HOURS_PER_DAY,
    are_hours_known,
    highest_peak,
    known_hours,
    total_visitors,
)
from .days import DayRange
from .metadata import Statistic

# Requests of years cover the history of a location almost always.
DAYS_PER_YEAR: Final = 366


class RowKind(Enum):
    """What one row stands for."""

    HOURLY_COUNTS = auto()
    """People counted in an hour; rows have the sum of all hours up to theirs."""
    HOURLY_MEANS = auto()
    DAILY_MEANS = auto()
    """A whole day, on its first hour."""


type MakeRows = Callable[[DayRange, Sequence[Any], tzinfo], Sequence[Sequence[Any]]]
type DaysWithData = Callable[[DayRange, Sequence[Any], tzinfo, int], set[date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFigure:
    """A figure of the current day: a field of DailyFigures, and how it is computed."""

    name: str
    compute: Callable[[Sequence[Any], datetime], Any]
    """Returns the value at a moment in venue time, None if it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """A kind of history of a location, fetched from one endpoint."""

    key: str
    """Identifies the series in stored ledgers; never changes."""
    fetch: FetchHistory[Any]
    max_days: int
    """Days per request. Years of hours in one would burden the event loop."""
    statistics: tuple[Statistic, ...]
    row_kind: RowKind
    make_rows: MakeRows
    """Returns the rows of each of the statistics."""
    days_with_data: DaysWithData
    """Returns the complete days; the last argument counts unreadable rows."""
    is_detail: bool = False
    """Whether only the newest days are wanted, as many as the options say."""
    detail: Series | None = None
    """The series whose rows replace those of this one."""
    today: tuple[TodayFigure, ...] = ()
    yesterday: str | None = None
    """The field of DailyFigures that has the value of a whole day."""
    has_utc_times: bool = False
    """Whether rows have UTC times beside local ones, which show the time zone."""

    @property
    def endpoint(self) -> str:
        """Return the name of the endpoint."""
        return self.fetch.__name__.removeprefix("get_")

    @property
    def is_one_request(self) -> bool:
        """Return whether the whole history of a location is usually one request."""
        return self.max_days >= DAYS_PER_YEAR

    def is_wanted(self, detail_days: int) -> bool:
        """Return whether the newest days are wanted with that much detail."""
        if self.is_detail:
            return detail_days > 0
        return self.detail is None or not detail_days


def _days_of_visitors(
    _days: DayRange, hours: Sequence[HourlyVisitors], zone: tzinfo, unreadable: int
) -> set[date]:
    """Return the days without an unknown or unreadable hour."""
    by_day = defaultdict[date, list[HourlyVisitors]](list)
    for row in hours:
        by_day[row.day].append(row)
    return {
        day
        for day, of_day in by_day.items()
        if are_hours_known([(day, row.hour, row.visitors) for row in of_day], zone)
        and (not unreadable or len(of_day) >= HOURS_PER_DAY)
    }


def _days_of_hours(
    days: DayRange, hours: Sequence[HourlyOccupancy], _zone: tzinfo, _unreadable: int
) -> set[date]:
    """Return the requested day if any of its hours is known."""
    is_known = any(row.average_occupancy is not None for row in hours)
    return {days.first} if is_known else set()


PEAK_TODAY: Final = TodayFigure(name="peak_occupancy_today", compute=highest_peak)

HOURLY_OCCUPANCY: Final = Series(
    key="detail",
    fetch=OccuspaceClient.get_hourly_occupancy,
    max_days=1,
    statistics=(metadata.OCCUPANCY, metadata.UTILIZATION),
    row_kind=RowKind.HOURLY_MEANS,
    make_rows=lambda days, replied, zone: rows.detail_rows(days.first, replied, zone),
    days_with_data=_days_of_hours,
    is_detail=True,
    today=(PEAK_TODAY, TodayFigure(name="hours_today", compute=known_hours)),
)
DAILY_OCCUPANCY: Final = Series(
    key="daily",
    fetch=OccuspaceClient.get_daily_occupancy,
    max_days=3660,
    statistics=(metadata.OCCUPANCY, metadata.UTILIZATION),
    row_kind=RowKind.DAILY_MEANS,
    make_rows=lambda _days, replied, zone: rows.daily_rows(replied, zone),
    days_with_data=lambda _days, replied, _zone, _unreadable: {
        row.day for row in replied if row.average_occupancy is not None
    },
    detail=HOURLY_OCCUPANCY,
    today=(PEAK_TODAY,),
)
DWELL_TIME: Final = Series(
    key="dwell_time",
    fetch=OccuspaceClient.get_daily_dwell_time,
    max_days=3660,
    statistics=(metadata.DWELL_TIME,),
    row_kind=RowKind.DAILY_MEANS,
    make_rows=lambda _days, replied, zone: (rows.dwell_rows(replied, zone),),
    days_with_data=lambda _days, replied, _zone, _unreadable: {
        row.day for row in replied if row.average_dwell_time is not None
    },
    yesterday="dwell_time_yesterday",
)
VISITORS: Final = Series(
    key="visitors",
    fetch=OccuspaceClient.get_hourly_visitors,
    max_days=93,
    statistics=(metadata.VISITORS,),
    row_kind=RowKind.HOURLY_COUNTS,
    make_rows=lambda _days, replied, zone: (rows.visitor_rows(replied, zone),),
    days_with_data=_days_of_visitors,
    today=(TodayFigure(name="visitors_today", compute=total_visitors),),
    yesterday="visitors_yesterday",
    has_utc_times=True,
)

# By their keys, in the order in which they are fetched: what shows most for a request
# comes first.
SERIES: Final = {
    series.key: series
    for series in (DAILY_OCCUPANCY, DWELL_TIME, VISITORS, HOURLY_OCCUPANCY)
}
TYPICAL_WEEK_SERIES: Final = HOURLY_OCCUPANCY


def statistics() -> tuple[Statistic, ...]:
    """Return every statistic of a location."""
    return tuple(
        dict.fromkeys(
            statistic for series in SERIES.values() for statistic in series.statistics
        )
    )
