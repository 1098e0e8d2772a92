"""The hours of a week and what is usual in each, in little memory. Pure."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, override

HOURS_PER_DAY: Final = 24
HOURS_PER_WEEK: Final = 7 * HOURS_PER_DAY
_FIGURES: Final = 4

# Beyond a quartile by more than so many interquartile ranges is much.
MUCH: Final = 1.5


class UsualLevel(StrEnum):
    """How the people now compare to what is usual."""

    MUCH_QUIETER = "much_quieter"
    QUIETER = "quieter"
    AS_USUAL = "as_usual"
    BUSIER = "busier"
    MUCH_BUSIER = "much_busier"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a count compares to what is usual; the difference is from the median."""

    level: UsualLevel
    difference: float


@dataclass(frozen=True, slots=True)
class TypicalHour:
    """An hour of the week, in people; `weeks` is how many weeks it was seen in."""

    median: float
    lower_quartile: float
    upper_quartile: float
    weeks: int

    def compare(self, count: float) -> Comparison:
        """Return how people compare to what is usual."""
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

    As plain numbers: hundreds of objects for each of thousands of locations would weigh
    on every garbage collection.
    """

    __slots__ = ("_figures",)

    def __init__(self, hours: Mapping[tuple[int, int], TypicalHour]) -> None:
        """Take the hours over."""
        self._figures = array("d", bytes(8 * _FIGURES * HOURS_PER_WEEK))
        for (weekday, hour), each in hours.items():
            at = (weekday * HOURS_PER_DAY + hour) * _FIGURES
            self._figures[at : at + _FIGURES] = array(
                "d", (each.median, each.lower_quartile, each.upper_quartile, each.weeks)
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
