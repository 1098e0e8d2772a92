"""Immutable snapshots of an account: the live values, or why they are missing."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from math import floor

from homeassistant.util import dt as dt_util

from ..api import ChildNow, Location, LocationNow
from .location_list import LocationList
from .location_tree import LocationTree
from .measurements import Moment


class NoValueReason(StrEnum):
    """Why a location's live values are unknown."""

    AWAITED = "awaited"
    UNREACHABLE = "unreachable"
    NOT_PERMITTED = "not_permitted"
    NEVER_MEASURED = "never_measured"
    NOT_REPORTED = "not_reported"
    INACTIVE = "inactive"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A location's values as reported by the API; they may still be invalid.

    Readings with equal values are equal, regardless of their times.
    """

    count: int | None
    percentage: float | None
    is_active: bool | None
    measured_at: datetime | None = field(compare=False)
    ages_from: datetime = field(compare=False)

    @classmethod
    def from_reply(cls, wire: LocationNow | ChildNow, moment: Moment) -> Reading:
        """Return the reading of a location or, with its parent's moment, of a child."""
        return cls(
            count=wire.count,
            percentage=wire.percentage,
            is_active=wire.is_active,
            measured_at=moment.measured_at,
            ages_from=moment.ages_from,
        )

    def no_value(
        self, location: Location, now: datetime, maximum_age: timedelta | None
    ) -> NoValueReason | None:
        """Return why the values are unknown, None if they are known.

        Without `isActive`, values with a recent timestamp are known.
        """
        if location.has_never_counted and not self.count:
            # The API reports zero for a location that never had a sensor.
            return NoValueReason.NEVER_MEASURED
        if self.is_active is False:
            return NoValueReason.INACTIVE
        if self.count is None and self.percentage is None:
            return NoValueReason.NOT_REPORTED
        if self.is_active is None and self.measured_at is None:
            return NoValueReason.NOT_REPORTED
        if maximum_age is not None and now - self.ages_from > maximum_age:
            return NoValueReason.STALE
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationStatus:
    """The status of a location.

    `reading` is None if the location is awaited, was unreachable or not permitted;
    `no_value` is None if the reading's values are known.
    """

    location: Location
    reading: Reading | None
    no_value: NoValueReason | None
    is_capacity_outdated: bool = False
    """Whether the capacity has changed and the new one is not yet listed."""

    @property
    def is_available(self) -> bool:
        """Return whether the API returned this location."""
        return self.reading is not None

    @property
    def is_active(self) -> bool | None:
        """Return the API's isActive, also if the values are unknown.

        Without it, a location with known values is active.
        """
        if self.reading is None:
            return None
        if self.reading.is_active is None and self.no_value is None:
            return True
        return self.reading.is_active

    @property
    def measured_at(self) -> datetime | None:
        """Return when the values were measured, also if they are unknown."""
        return None if self.reading is None else self.reading.measured_at

    @property
    def count(self) -> int | None:
        """Return the current number of people."""
        return self.reading.count if self.reading and not self.no_value else None

    @property
    def percentage(self) -> float | None:
        """Return the people in percent of the capacity; unknown without one.

        Computed from count and capacity if the API omits it.
        """
        if self.reading is None or self.no_value:
            return None
        if self.is_capacity_outdated:
            # The API reports 0 % for a location without a capacity.
            return self.reading.percentage or None
        if not (capacity := self.location.capacity):
            return None
        if self.reading.percentage is None and self.count is not None:
            # Rounded to whole percent, as in the API.
            return floor(100 * self.count / capacity + 0.5)
        return self.reading.percentage

    @property
    def free_capacity(self) -> int | None:
        """Return how many more people fit; unknown without a capacity."""
        if self.count is None or not self.location.capacity:
            return None
        return max(0, self.location.capacity - self.count)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A snapshot of the account.

    `statuses` holds the chosen locations in tree order; `tree_revision` counts the
    accepted location lists.
    """

    tree: LocationTree
    tree_revision: int
    statuses: Mapping[int, LocationStatus]
    is_tree_complete: bool = True
    """Whether every location of the last list was readable."""

    @property
    def oldest_value(self) -> datetime | None:
        """Return from when the oldest known value ages; None without known values."""
        return min(
            (
                status.reading.ages_from
                for status in self.statuses.values()
                if status.reading is not None and status.no_value is None
            ),
            default=None,
        )

    @cached_property
    def quietest_spaces(self) -> Mapping[int, str]:
        """The name of the leaf with the lowest utilization below each location.

        Only for locations with a followed leaf of known utilization, and without one
        that is still awaited.
        """
        quietest: dict[int, tuple[float, str]] = {}
        undecided: set[int] = set()
        for id_, status in self.statuses.items():
            if id_ in self.tree.children:
                continue
            if status.no_value is NoValueReason.AWAITED:
                undecided.update(self.tree.ancestors(id_))
            if status.percentage is None:
                continue
            leaf = (status.percentage, self.tree.display_names[id_])
            for ancestor in self.tree.ancestors(id_):
                quietest[ancestor] = min(leaf, quietest.get(ancestor, leaf))
        return {
            id_: name for id_, (_, name) in quietest.items() if id_ not in undecided
        }


def build_snapshot(
    locations: LocationList,
    chosen: Container[int],
    readings: Mapping[int, Reading],
    *,
    refused: Container[int],
    outdated_capacities: Container[int],
    awaited: Container[int],
    maximum_age: timedelta | None,
) -> Snapshot:
    """Return a snapshot of the chosen locations.

    `refused` are the locations without permission, `awaited` those that may still
    answer; with a `maximum_age` of None no value becomes stale.
    """
    now = dt_util.utcnow()

    def status_of(location: Location) -> LocationStatus:
        is_capacity_outdated = location.id in outdated_capacities
        if is_capacity_outdated:
            location = replace(location, capacity=None)
        no_value: NoValueReason | None
        if (reading := readings.get(location.id)) is not None:
            no_value = reading.no_value(location, now, maximum_age)
        elif location.id in refused:
            no_value = NoValueReason.NOT_PERMITTED
        elif location.id in awaited:
            no_value = NoValueReason.AWAITED
        else:
            no_value = NoValueReason.UNREACHABLE
        return LocationStatus(
            location=location,
            reading=reading,
            no_value=no_value,
            is_capacity_outdated=is_capacity_outdated,
        )

    return Snapshot(
        tree=locations.tree,
        tree_revision=locations.revision,
        is_tree_complete=locations.is_complete,
        statuses={
            id_: status_of(location)
            for id_, location in locations.tree.locations.items()
            if id_ in chosen
        },
    )


def changed_locations(before: Snapshot, now: Snapshot) -> frozenset[int]:
    """Return the locations whose status or quietest space changed."""
    if before is now:
        return frozenset()
    statuses = {
        id_
        for id_, status in now.statuses.items()
        if before.statuses.get(id_) != status
    }
    spaces = before.quietest_spaces.items() ^ now.quietest_spaces.items()
    gone = before.statuses.keys() - now.statuses.keys()
    return frozenset(statuses | gone | {id_ for id_, _ in spaces})
