"""Whether an account writes percentages as fractions, as documented, or as percent."""

from collections.abc import Iterable, Mapping
from typing import Final

from .models import Location

# Readings that have to agree before percentages without a count follow them.
MIN_AGREEING: Final = 3
_MAX_SCORE: Final = 10
# Percentages are rounded to whole percent, and counts to whole people.
_ROUNDING: Final = 0.6
_PERSON: Final = 0.5


class PercentScale:
    """Decides by counts and capacities, reading by reading and for the account.

    The models read every percentage as a fraction: 0.2 is 20 percent. An account that
    writes 20 comes out as 2000, which `corrected` divides by a hundred.
    """

    def __init__(self) -> None:
        """Start with the documented fraction."""
        self._capacities: Mapping[int, int] = {}
        self._score = 0

    @property
    def is_percent(self) -> bool:
        """Return whether enough readings agree that percentages are percent."""
        return self._score >= MIN_AGREEING

    def learn_capacities(self, locations: Iterable[Location]) -> None:
        """Use the capacities of a location list from now on."""
        self._capacities = {
            each.id: each.capacity for each in locations if each.capacity
        }

    def observe(
        self, location_id: int, count: int | None, percentage: float | None
    ) -> None:
        """Let a reading count, if it fits exactly one of the two scales."""
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

    def _fits_percent(
        self, location_id: int, count: int | None, percentage: float | None
    ) -> bool | None:
        """Return which scale the count fits, None if it fits both or neither."""
        capacity = self._capacities.get(location_id)
        if not count or not capacity or percentage is None:
            return None
        as_fraction = is_share(percentage, count, capacity)
        as_percent = is_share(percentage / 100, count, capacity)
        return None if as_fraction == as_percent else as_percent


def is_share(percentage: float, count: int, capacity: int) -> bool:
    """Return whether a percentage is that of a count and a capacity, both rounded."""
    tolerance = _ROUNDING + 100 * _PERSON / capacity
    return abs(percentage - 100 * count / capacity) <= tolerance


def hundredth(percentage: float | None) -> float | None:
    """Return a percentage that was read as a fraction and is percent."""
    if percentage is None:
        return None
    percent = round(percentage / 100, 4)
    return int(percent) if percent.is_integer() else percent
