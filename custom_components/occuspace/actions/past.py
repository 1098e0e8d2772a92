"""The history actions, their endpoints and response rows. No I/O."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from ..api import (
    DailyDwellTime,
    DailyOccupancy,
    DailyVisitors,
    FetchHistory,
    HourlyOccupancy,
    HourlyVisitors,
    OccuspaceClient,
)
from ..venue_time import place_hours

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric[RowT]:
    """A metric of the trend action, and its value in a row."""

    name: str
    value: Callable[[RowT], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAction[RowT]:
    """An action: its endpoint, how rows are serialized, and the response key."""

    noun: str
    fetch: FetchHistory[RowT]
    serialize: Callable[[Sequence[RowT], tzinfo], list[Row]]
    metric: Metric[RowT] | None = None


def _occupancy(row: DailyOccupancy | HourlyOccupancy) -> Row:
    """Return the values that daily and hourly rows share."""
    return {
        "average_occupancy": row.average_occupancy,
        "average_utilization": row.average_utilization,
        "peak_occupancy": row.peak_occupancy,
        "peak_utilization": row.peak_utilization,
    }


def _daily_occupancy(rows: Sequence[DailyOccupancy], _zone: tzinfo) -> list[Row]:
    """Return a row per day."""
    return [{"date": row.day.isoformat(), **_occupancy(row)} for row in rows]


def _hourly_occupancy(rows: Sequence[HourlyOccupancy], _zone: tzinfo) -> list[Row]:
    """Return a row per hour of the day."""
    return [
        {"hour": row.hour.isoformat(timespec="minutes"), **_occupancy(row)}
        for row in rows
    ]


def _daily_visitors(rows: Sequence[DailyVisitors], _zone: tzinfo) -> list[Row]:
    """Return a row per day."""
    return [{"date": row.day.isoformat(), "visitors": row.visitors} for row in rows]


def _hourly_visitors(rows: Sequence[HourlyVisitors], zone: tzinfo) -> list[Row]:
    """Return a row per hour, with the venue's UTC offset."""
    starts = place_hours(((row.day, row.hour) for row in rows), zone)
    return [
        {
            "start": start.isoformat(),
            "end": _one_hour_after(start).isoformat(),
            "visitors": row.visitors,
        }
        for start, row in zip(starts, rows, strict=True)
    ]


def _one_hour_after(start: datetime) -> datetime:
    """Return the moment one hour later, also when the clocks change."""
    return (start.astimezone(UTC) + timedelta(hours=1)).astimezone(start.tzinfo)


def _daily_dwell_time(rows: Sequence[DailyDwellTime], _zone: tzinfo) -> list[Row]:
    """Return a row per day, in minutes."""
    return [
        {
            "date": row.day.isoformat(),
            "average_dwell_time": row.average_dwell_time,
            "peak_dwell_time": row.peak_dwell_time,
        }
        for row in rows
    ]


ACTIONS: Final[tuple[HistoryAction[Any], ...]] = (
    HistoryAction(
        noun="daily_occupancy",
        fetch=OccuspaceClient.get_daily_occupancy,
        serialize=_daily_occupancy,
        metric=Metric(name="occupancy", value=lambda row: row.average_occupancy),
    ),
    HistoryAction(
        noun="hourly_occupancy",
        fetch=OccuspaceClient.get_hourly_occupancy,
        serialize=_hourly_occupancy,
    ),
    HistoryAction(
        noun="daily_visitors",
        fetch=OccuspaceClient.get_daily_visitors,
        serialize=_daily_visitors,
        metric=Metric(name="visitors", value=lambda row: row.visitors),
    ),
    HistoryAction(
        noun="hourly_visitors",
        fetch=OccuspaceClient.get_hourly_visitors,
        serialize=_hourly_visitors,
    ),
    HistoryAction(
        noun="daily_dwell_time",
        fetch=OccuspaceClient.get_daily_dwell_time,
        serialize=_daily_dwell_time,
        metric=Metric(name="dwell_time", value=lambda row: row.average_dwell_time),
    ),
)

# By metric: how to fetch it, and how to read it from a row.
METRICS: Final[Mapping[str, tuple[FetchHistory[Any], Metric[Any]]]] = {
    action.metric.name: (action.fetch, action.metric)
    for action in ACTIONS
    if action.metric
}
