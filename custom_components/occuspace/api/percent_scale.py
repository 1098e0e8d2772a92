"""Detects whether an account sends percentages as fractions or as percent."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from .models import ChildNow, DailyOccupancy, HourlyOccupancy, Location, LocationNow

# Readings that must agree before the scale applies to readings without a count.
MIN_AGREEING: Final = 3
_MAX_SCORE: Final = 10
# Percentages are rounded to whole percent, and counts to whole people.
_ROUNDING: Final = 0.6
_PERSON: Final = 0.5


class PercentScale:
    """Compares percentages with counts and capacities.

    The models parse every percentage as the documented fraction: 0.2 is 20 percent. An
    account that sends 20 yields 2000, which `corrected` divides by a hundred.
    """

    def __init__(self) -> None:
        """Assume the documented fraction."""
        self._capacities: Mapping[int, int] = {}
        self._score = 0

    @property
    def is_percent(self) -> bool:
        """Return whether enough readings were sent as percent."""
        return self._score >= MIN_AGREEING

    def set_capacities(self, locations: Iterable[Location]) -> None:
        """Use the capacities of a location list."""
        self._capacities = {
            location.id: location.capacity
            for location in locations
            if location.capacity
        }

    def observe(
        self, location_id: int, count: int | None, percentage: float | None
    ) -> None:
        """Update the scale of the account if a reading fits exactly one scale."""
        if (is_percent := self._fits_percent(location_id, count, percentage)) is None:
            return
        step = 1 if is_percent else -1
        self._score = max(-_MAX_SCORE, min(_MAX_SCORE, self._score + step))

    def corrected(
        self, location_id: int, count: int | None, percentage: float | None
    ) -> float | None:
        """Return the percentage of a reading in percent."""
        is_percent = self._fits_percent(location_id, count, percentage)
        if is_percent is None:
            is_percent = self.is_percent
        return hundredth(percentage) if is_percent else percentage

    def correct_now(self, now: LocationNow) -> LocationNow:
        """Return a live reply with all percentages in percent."""
        readings: list[LocationNow | ChildNow] = [now, *now.children]
        for reading in readings:
            self.observe(reading.id, reading.count, reading.percentage)

        def correct(reading: LocationNow | ChildNow) -> Any:
            percentage = self.corrected(reading.id, reading.count, reading.percentage)
            if percentage == reading.percentage:
                return reading
            return replace(reading, percentage=percentage)

        own: LocationNow = correct(now)
        children = tuple(map(correct, now.children))
        return own if children == now.children else replace(own, children=children)

    def _fits_percent(
        self, location_id: int, count: int | None, percentage: float | None
    ) -> bool | None:
        """Return whether the reading is in percent; None if both scales or none fit."""
        capacity = self._capacities.get(location_id)
        if not count or not capacity or percentage is None:
            return None
        as_fraction = is_share(percentage, count, capacity)
        as_percent = is_share(percentage / 100, count, capacity)
        return None if as_fraction == as_percent else as_percent


def is_share(percentage: float, count: int, capacity: int) -> bool:
    """Return whether a percentage matches a count and a capacity, within rounding."""
    tolerance = _ROUNDING + 100 * _PERSON / capacity
    return abs(percentage - 100 * count / capacity) <= tolerance


def hundredth(percentage: float | None) -> float | None:
    """Return the percentage of a value that was sent as percent."""
    if percentage is None:
        return None
    percent = round(percentage / 100, 4)
    return int(percent) if percent.is_integer() else percent


def correct_row[RowT](row: RowT) -> RowT:
    """Return a history row whose percentages were sent as percent."""
    if not isinstance(row, DailyOccupancy | HourlyOccupancy):
        return row
    return replace(
        row,
        average_utilization=hundredth(row.average_utilization),
        peak_utilization=hundredth(row.peak_utilization),
    )
