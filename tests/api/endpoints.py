"""The seven endpoints: how each is asked, and what the document's example means."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
import json
from pathlib import Path
from typing import Any, Final

from custom_components.occuspace.api import (
    ChildNow,
    DailyDwellTime,
    DailyOccupancy,
    DailyVisitors,
    HourlyOccupancy,
    HourlyVisitors,
    Location,
    LocationNow,
    OccuspaceClient,
    Reply,
)

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
FIRST, SECOND = date(2024, 1, 1), date(2024, 1, 2)
RANGE: Final = "start=2024-01-01&end=2024-01-02"

type Place = tuple[str | int, ...]
"""Keys and positions that lead to a value within a reply."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint with the document's example of it."""

    name: str
    target: str
    ask: Callable[[OccuspaceClient], Awaitable[Reply[Any]]]
    expected: Any
    unread: frozenset[str] = field(default=frozenset())
    """Keys that a reply has and no model needs."""

    def example(self) -> Any:
        """Return the document's example reply, to be changed at will."""
        return load(self.name)


def load(name: str) -> Any:
    """Return a reply of the fixtures."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the place of a value and of everything within it."""
    yield place
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*place, key))
    if isinstance(value, list):
        for position, inner in enumerate(value):
            yield from places(inner, (*place, position))


def at(wire: Any, place: Place) -> Any:
    """Return the value at a place."""
    for step in place:
        wire = wire[step]
    return wire


def put(wire: Any, place: Place, value: Any) -> Any:
    """Return a reply with another value at a place."""
    if not place:
        return value
    at(wire, place[:-1])[place[-1]] = value
    return wire


def without(wire: Any, place: Place) -> Any:
    """Return a reply without a key."""
    del at(wire, place[:-1])[place[-1]]
    return wire


LOCATIONS: Final = Endpoint(
    name="locations",
    target="/v1/locations",
    ask=lambda client: client.get_locations(),
    expected=(
        Location(
            id=1,
            name="Sales",
            parent_id=None,
            capacity=1000,
            earliest_count=date(2020, 1, 15),
            is_active=True,
        ),
        Location(
            id=2,
            name="Office Building",
            parent_id=1,
            capacity=500,
            earliest_count=date(2020, 1, 15),
            is_active=True,
        ),
    ),
)

NOW: Final = Endpoint(
    name="now",
    target="/v1/locations/2/now",
    ask=lambda client: client.get_now(2),
    expected=LocationNow(
        id=2,
        name="Office Building",
        count=100,
        percentage=20,
        timestamp=datetime(2020, 2, 15, 15, 30, tzinfo=UTC),
        is_active=True,
        children=(
            ChildNow(
                id=3, name="Office 1st Floor", count=70, percentage=18, is_active=True
            ),
            ChildNow(
                id=4, name="Office 2nd Floor", count=30, percentage=30, is_active=True
            ),
        ),
    ),
)

HISTORY: Final = (
    Endpoint(
        name="daily_occupancy",
        target=f"/v1/locations/2/daily_occupancy?{RANGE}",
        ask=lambda client: client.get_daily_occupancy(2, FIRST, SECOND),
        expected=(
            DailyOccupancy(
                day=FIRST,
                average_occupancy=19,
                average_utilization=7,
                peak_occupancy=52,
                peak_utilization=18,
            ),
            DailyOccupancy(
                day=SECOND,
                average_occupancy=36,
                average_utilization=12,
                peak_occupancy=102,
                peak_utilization=35,
            ),
        ),
        unread=frozenset({"timestamp"}),
    ),
    Endpoint(
        name="hourly_occupancy",
        target=f"/v1/locations/2/hourly_occupancy?{RANGE}",
        ask=lambda client: client.get_hourly_occupancy(2, FIRST, SECOND),
        expected=(
            HourlyOccupancy(
                hour=time(0),
                average_occupancy=6,
                average_utilization=2,
                peak_occupancy=10,
                peak_utilization=3,
            ),
            HourlyOccupancy(
                hour=time(1),
                average_occupancy=6,
                average_utilization=2,
                peak_occupancy=8,
                peak_utilization=3,
            ),
        ),
    ),
    Endpoint(
        name="daily_visitors",
        target=f"/v1/locations/2/daily_visitors?{RANGE}",
        ask=lambda client: client.get_daily_visitors(2, FIRST, SECOND),
        expected=(
            DailyVisitors(day=FIRST, visitors=61),
            DailyVisitors(day=SECOND, visitors=145),
        ),
        unread=frozenset({"timestamp", "normalizedTime"}),
    ),
    Endpoint(
        name="hourly_visitors",
        target=f"/v1/locations/2/hourly_visitors?{RANGE}",
        ask=lambda client: client.get_hourly_visitors(2, FIRST, SECOND),
        expected=(
            HourlyVisitors(
                day=FIRST,
                hour=time(0),
                visitors=0,
                timestamp=datetime(2024, 1, 1, tzinfo=UTC),
            ),
            HourlyVisitors(
                day=FIRST,
                hour=time(1),
                visitors=2,
                timestamp=datetime(2024, 1, 1, 1, tzinfo=UTC),
            ),
        ),
        unread=frozenset({"timestamp"}),
    ),
    Endpoint(
        name="daily_dwell_time",
        target=f"/v1/locations/2/daily_dwell_time?{RANGE}",
        ask=lambda client: client.get_daily_dwell_time(2, FIRST, SECOND),
        expected=(
            DailyDwellTime(day=FIRST, average_dwell_time=241, peak_dwell_time=312),
            DailyDwellTime(day=SECOND, average_dwell_time=211, peak_dwell_time=301),
        ),
        unread=frozenset({"timestamp", "normalizedTime"}),
    ),
)

ENDPOINTS: Final = (LOCATIONS, NOW, *HISTORY)
