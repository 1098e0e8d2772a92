"""Typical occupancy by hour of the week, stored compactly. No I/O."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, override

HOURS_PER_DAY: Final = 24
HOURS_PER_WEEK: Final = 7 * HOURS_PER_DAY
_FIGURES: Final = 4

# "Much" starts this many half widths of the band from the typical number. Around 2 % of
# the hours of the backtest lie beyond.
MUCH: Final = 2.0

# The part of a half width by which a count has to come back before its level changes.
# Without it, "became busier than usual" fires a tenth more often for the same band.
HYSTERESIS: Final = 0.5


class UsualLevel(StrEnum):
    """How the current occupancy compares to the typical one."""

    MUCH_QUIETER = "much_quieter"
    QUIETER = "quieter"
    AS_USUAL = "as_usual"
    BUSIER = "busier"
    MUCH_BUSIER = "much_busier"


_BUSIER: Final = (UsualLevel.BUSIER, UsualLevel.MUCH_BUSIER)
_QUIETER: Final = (UsualLevel.QUIETER, UsualLevel.MUCH_QUIETER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count compared to the typical hour; `difference` is from the typical number."""

    level: UsualLevel
    difference: float


@dataclass(frozen=True, slots=True)
class TypicalHour:
    """Occupancy of an hour of the week, in people, over a number of weeks.

    About nine of ten hours lie between `low` and `high`.
    """

    typical: float
    low: float
    high: float
    weeks: int

    def compare(
        self, count: float, previous_level: UsualLevel | None = None
    ) -> Comparison:
        """Return how a number of people compares to this hour.

        A count has to come clearly back before it leaves the previous level.
        """
        difference = count - self.typical
        if difference > 0:
            levels, width = _BUSIER, self.high - self.typical
        else:
            levels, width = _QUIETER, self.typical - self.low
        band, much = width, MUCH * width
        if previous_level in levels:
            band -= HYSTERESIS * width
        if previous_level is levels[1]:
            much -= HYSTERESIS * width
        away = abs(difference)
        if away > much:
            level = levels[1]
        elif away > band:
            level = levels[0]
        else:
            level = UsualLevel.AS_USUAL
        return Comparison(level, difference)


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
                    typical.typical,
                    typical.low,
                    typical.high,
                    typical.weeks,
                ),
            )

    @override
    def __getitem__(self, slot: tuple[int, int]) -> TypicalHour:
        weekday, hour = slot
        at = (weekday * HOURS_PER_DAY + hour) * _FIGURES
        typical, low, high, weeks = self._figures[at : at + _FIGURES]
        if not weeks:
            raise KeyError(slot)
        return TypicalHour(typical, low, high, int(weeks))

    def people(self, weekday: int, min_weeks: int) -> dict[int, float]:
        """Return the typical people of a weekday by hour with enough weeks."""
        first = weekday * HOURS_PER_DAY * _FIGURES
        figures = self._figures[first : first + HOURS_PER_DAY * _FIGURES]
        typical, weeks = figures[::_FIGURES], figures[_FIGURES - 1 :: _FIGURES]
        return {
            hour: people
            for hour, (people, number) in enumerate(zip(typical, weeks, strict=True))
            if number >= min_weeks
        }

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
