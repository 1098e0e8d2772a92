"""How the vendor spells what an account knows: the `data` of each reply."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from math import floor
from typing import Any

from .account import Location, Snapshot
from .history import Day, Hour, average

type Row = dict[str, Any]


def location(node: Location, account: Snapshot) -> Row:
    """Return an element of the list of locations."""
    earliest = account.earliest_count(node)
    return {
        "id": node.id,
        "name": node.name,
        "parentID": node.parent_id,
        "capacity": account.capacity(node),
        "earliestCount": earliest.isoformat() if earliest else None,
        "isActive": account.is_active(node),
    }


def now(node: Location, account: Snapshot) -> Row:
    """Return the live reading of a location and its direct children."""
    children = account.children(node)
    measured_at = account.measured_at(node)
    reading = _reading(node, account)
    is_active = reading.pop("isActive")
    return reading | {
        "timestamp": f"{measured_at:%Y-%m-%dT%H:%M:%S.000Z}",
        "isActive": is_active,
        "childCounts": [_reading(child, account) for child in children] or None,
    }


def daily_occupancy(days: Sequence[Day]) -> list[Row]:
    """Return a row for each day."""
    return [
        _occupancy(day.average, day.peak, day.capacity)
        | {"timestamp": _utc(day.start), "normalizedDate": day.date.isoformat()}
        for day in days
    ]


def hourly_occupancy(days: Sequence[Day]) -> list[Row]:
    """Return a row for each hour of the day, over all days."""
    by_hour: defaultdict[int, list[Hour]] = defaultdict(list)
    for day in days:
        for hour in day.hours:
            by_hour[hour.clock_hour].append(hour)
    return [
        _occupancy(average(hours), max(hour.peak for hour in hours), days[-1].capacity)
        | {"normalizedTime": f"{clock_hour:02}:00:00"}
        for clock_hour, hours in sorted(by_hour.items())
    ]


def daily_visitors(days: Sequence[Day]) -> list[Row]:
    """Return a row for each day."""
    return [{"visitors": day.visitors} | _whole_day(day) for day in days]


def hourly_visitors(days: Sequence[Day]) -> list[Row]:
    """Return a row for each hour of each day."""
    return [
        {
            "visitors": hour.visitors,
            "timestamp": _utc(hour.start),
            "normalizedDate": day.date.isoformat(),
            "normalizedTime": f"{hour.clock_hour:02}:00:00",
        }
        for day in days
        for hour in day.hours
    ]


def daily_dwell_time(days: Sequence[Day]) -> list[Row]:
    """Return a row for each day."""
    return [
        {
            "avgDwellTime": _nearest(day.average_dwell),
            "peakDwellTime": _nearest(day.peak_dwell),
        }
        | _whole_day(day)
        for day in days
    ]


# endpoint: the name of its list and what fills it
HISTORY: dict[str, tuple[str, Callable[[Sequence[Day]], list[Row]]]] = {
    "daily_occupancy": ("dailyOccupancy", daily_occupancy),
    "hourly_occupancy": ("hourlyOccupancy", hourly_occupancy),
    "daily_visitors": ("dailyVisitors", daily_visitors),
    "hourly_visitors": ("hourlyVisitors", hourly_visitors),
    "daily_dwell_time": ("dailyDwellTimes", daily_dwell_time),
}


def _reading(node: Location, account: Snapshot) -> Row:
    """Return what a reading says of the location itself and of each child."""
    count = account.count(node)
    return {
        "id": node.id,
        "name": node.name,
        "count": count,
        "percentage": _share(count, account.capacity(node)),
        "isActive": account.is_active(node),
    }


def _occupancy(mean: float, peak: int, capacity: int) -> Row:
    """Return the four figures of an occupancy row."""
    return {
        "avgOccupancy": _nearest(mean),
        "avgPercentageOccupied": _share(mean, capacity),
        "peakOccupancy": peak,
        "peakPercentageOccupied": _share(peak, capacity),
    }


def _whole_day(day: Day) -> Row:
    """Return the three times of a row about a whole day."""
    return {
        "timestamp": _utc(day.start),
        "normalizedDate": day.date.isoformat(),
        "normalizedTime": "00:00:00",
    }


def _utc(moment: datetime) -> str:
    """Return a moment as history spells it: UTC without saying so."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _share(people: float, capacity: int) -> float:
    """Return people ÷ capacity, to two decimals."""
    return _nearest(100 * people / capacity) / 100 if capacity else 0.0


def _nearest(value: float) -> int:
    """Round, halves upwards as the document does (70 of 400 is 0.18)."""
    return floor(value + 0.5)
