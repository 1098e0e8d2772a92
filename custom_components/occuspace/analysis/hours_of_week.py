"""Typical occupancy by hour of the week, stored compactly. No I/O."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, override

HOURS_PER_DAY: Final = 24
HOURS_PER_WEEK: Final = 7 * HOURS_PER_DAY
_FIGURES: Final = 4

# "Much" starts this many interquartile ranges beyond a quartile.
MUCH: Final = 1.5


class UsualLevel(StrEnum):
    """How the current occupancy compares to the typical one."""

    MUCH_QUIETER = "much_quieter"
    QUIETER = "quieter"
    AS_USUAL = "as_usual"
    BUSIER = "busier"
    MUCH_BUSIER = "much_busier"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count compared to the typical hour; `difference` is from its median."""

    level: UsualLevel
    difference: float


@dataclass(frozen=True, slots=True)
class TypicalHour:
    """Occupancy of an hour of the week, in people, over a number of weeks."""

    median: float
    lower_quartile: float
    upper_quartile: float
    weeks: int

    def compare(self, count: float) -> Comparison:
        """Return how a number of people compares to this hour."""
        much = MUCH * max(self.upper_quartile - self.lower_quartile, 1)
        if count > self.upper_quartile:
            is_much = count > self.upper_quartile + much
            level = UsualLevel.MUCH_BUSIER if is_much else UsualLevel.BUSIER
        elif count < self.lower_quartile:
            is_much = count < self.lower_quartile - much
            level = UsualLevel.MUCH_QUIETER if is_much else UsualLevel.QUIETER
        else:
            level = UsualLevel.AS_USUAL
        return Comparison(level, count - self.median)


class HoursOfWeek(Mapping[tuple[int, int], TypicalHour]):
    """Typical hours by weekday (Monday is 0) and hour.

    Stored as plain numbers: hundreds of objects for each of thousands of locations
    would slow down garbage collection.
    """

    __slots__ = ("_figures",)

    def __init__(self, hours: Mapping[tuple[int, int], TypicalHour]) -> None:
        """Store the hours."""
        self._figures = array("d", bytes(8 * _FIGURES * HOURS_PER_WEEK))
        for (weekday, hour), typical in hours.items():
            at = (weekday * HOURS_PER_DAY + hour) * _FIGURES
            self._figures[at : at + _FIGURES] = array(
                "d",
                (
                    typical.median,
                    typical.lower_quartile,
                    typical.upper_quartile,
                    typical.weeks,
                ),
            )

    @override
    def __getitem__(self, slot: tuple[int, int]) -> TypicalHour:
        weekday, hour = slot
        at = (weekday * HOURS_PER_DAY + hour) * _FIGURES
        middle, lower, upper, weeks = self._figures[at : at + _FIGURES]
        if not weeks:
            raise KeyError(slot)
        return TypicalHour(middle, lower, upper, int(weeks))

    @override
    def __iter__(self) -> Iterator[tuple[int, int]]:
        return (
            divmod(slot, HOURS_PER_DAY)
            for slot, weeks in enumerate(self._figures[_FIGURES - 1 :: _FIGURES])
            if weeks
        )

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)
