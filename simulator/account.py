"""An account: its locations, which may change while it is served, and their data."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from .curves import Profile, Sensor, SensorDay, sensor_day
from .history import Day, combine
from .local_day import SLOT, local_day


@dataclass(slots=True)
class Location:
    """A location; what only leaves have is derived for those with children."""

    id: int
    name: str
    parent_id: int | None = None
    capacity: int | None = None
    """People it is made for; None is the sum of what lies beneath."""
    profile: Profile = Profile.OFFICE
    earliest_count: date | None = date(2020, 1, 15)
    """First day with data; None for a leaf that never had a sensor."""
    last_count: date | None = None
    """Last day with data; None for a leaf that still counts."""
    is_active: bool = True
    count: int | None = None
    """People now; None follows the curve, or the sum of what lies beneath."""
    age: timedelta = timedelta()
    """How long before now the reading was taken."""
    dead_since: datetime | None = None
    """Since when a leaf's sensor sees no people; None if it works."""
    zone: ZoneInfo | None = None
    """Time zone; None is that of the parent. All locations within are counted by
    the clock of the location asked for."""


@dataclass(slots=True)
class Account:
    """What one token may see; change `locations` at any time."""

    name: str
    zone: ZoneInfo
    locations: dict[int, Location] = field(default_factory=dict)
    seed: int = 1
    outages: tuple[tuple[date, date], ...] = ()
    """First and last days of the times without any data."""
    recorded: dict[date, Day] | None = None
    """Days that every location answers with, in place of its curve."""

    def add(self, location: Location) -> None:
        """Add a location or replace the one with its id."""
        self.locations[location.id] = location

    def remove(self, location_id: int) -> None:
        """Remove a location and all beneath it."""
        for child in [*self.locations.values()]:
            if child.parent_id == location_id and child.id in self.locations:
                self.remove(child.id)
        del self.locations[location_id]


class Snapshot:
    """An account at one moment."""

    def __init__(self, account: Account, now: datetime) -> None:
        """Look at an account at a moment."""
        self._account = account
        self._now = now
        self._children: defaultdict[int | None, list[Location]] = defaultdict(list)
        for location in account.locations.values():
            self._children[location.parent_id].append(location)

    def children(self, location: Location) -> list[Location]:
        """Return a location's direct children."""
        return self._children.get(location.id, [])

    def zone(self, location: Location) -> ZoneInfo:
        """Return a location's time zone: its own, or that of what it lies in."""
        seen: set[int] = set()
        current: Location | None = location
        while current is not None and current.id not in seen:
            if current.zone is not None:
                return current.zone
            seen.add(current.id)
            current = self._account.locations.get(current.parent_id or 0)
        return self._account.zone

    def capacity(self, location: Location) -> int:
        """Return the people a location is made for."""
        if location.capacity is not None:
            return location.capacity
        return sum(leaf.capacity or 0 for leaf in self._leaves(location))

    def earliest_count(self, location: Location) -> date | None:
        """Return the first day a location has data of."""
        days = [leaf.earliest_count for leaf in self._leaves(location)]
        return min((day for day in days if day is not None), default=None)

    def is_active(self, location: Location) -> bool:
        """Return whether a location, or anything beneath it, is counting."""
        return location.is_active and any(
            leaf.is_active and leaf.earliest_count is not None
            for leaf in self._leaves(location)
        )

    def count(self, location: Location) -> int:
        """Return the people in a location now."""
        if not self.is_active(location):
            return 0
        if location.count is not None:
            return location.count
        return sum(self._leaf_count(leaf) for leaf in self._leaves(location))

    def measured_at(self, location: Location) -> datetime:
        """Return when the count was taken, to the minute."""
        return (self._now - location.age).replace(second=0, microsecond=0)

    def days(self, location: Location, start: date, end: date) -> list[Day]:
        """Return the days of a range, both ends included, that have data."""
        earliest = self.earliest_count(location)
        if earliest is None:
            return []
        today = self._now.astimezone(self.zone(location)).date()
        start, end = max(start, earliest), min(end, today)
        span = range((end - start).days + 1)
        days = (self._day(location, start + timedelta(days=i)) for i in span)
        return [day for day in days if day is not None]

    def _day(self, location: Location, day: date) -> Day | None:
        """Return a location's day, or None without data."""
        account = self._account
        if account.recorded is not None:
            return account.recorded.get(day)
        if any(first <= day <= last for first, last in account.outages):
            return None
        leaves = [
            leaf
            for leaf in self._leaves(location)
            if leaf.earliest_count is not None
            and leaf.earliest_count <= day
            and (leaf.last_count is None or day <= leaf.last_count)
        ]
        zone = self.zone(location)
        local = local_day(zone, day)
        elapsed = local.elapsed(self._now)
        if not leaves or not elapsed:
            return None
        sensors = [self._sensor_day(leaf, day, zone) for leaf in leaves]
        return combine(day, local, elapsed, sensors, self.capacity(location))

    def _leaf_count(self, leaf: Location) -> int:
        """Return the people at a leaf now."""
        if not leaf.is_active or leaf.earliest_count is None:
            return 0
        if leaf.count is not None:
            return leaf.count
        zone = self.zone(leaf)
        today = self._now.astimezone(zone).date()
        elapsed = local_day(zone, today).elapsed(self._now)
        return self._sensor_day(leaf, today, zone).counts[elapsed - 1]

    def _sensor_day(self, leaf: Location, day: date, zone: ZoneInfo) -> SensorDay:
        """Return what a leaf's sensor sees on a day."""
        account = self._account
        sensor = Sensor(
            seed=account.seed,
            location_id=leaf.id,
            capacity=leaf.capacity or 0,
            profile=leaf.profile,
            zone=zone,
        )
        seen = sensor_day(sensor, day)
        if leaf.dead_since is None:
            return seen
        start = local_day(zone, day).start
        slots = max(0, ceil((leaf.dead_since - start) / SLOT))
        return seen.until(slots)

    def _leaves(self, location: Location) -> list[Location]:
        """Return the leaves beneath a location, or itself if it is one."""
        leaves: list[Location] = []
        seen: set[int] = set()
        waiting = [location]
        while waiting:
            current = waiting.pop()
            if current.id in seen:
                continue
            seen.add(current.id)
            if children := self.children(current):
                waiting.extend(children)
            else:
                leaves.append(current)
        return leaves
