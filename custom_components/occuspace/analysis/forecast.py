"""The people expected in the next hours. No I/O.

The typical week, moved by how the last hours compared to it. The numbers below were
chosen with the years 2022 and 2023 of `script/backtest`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from .hours_of_week import TypicalHour
from .typical_week import TypicalWeek

HOUR: Final = timedelta(hours=1)
HALF: Final = HOUR / 2

# With four, the error is the same.
RECENT_HOURS: Final = 6

# What an hour counts, relative to the one after it. With the last three hours alike,
# the error one hour ahead is 0.003 to 0.004 higher.
OLDER: Final = 0.6

# How much of the recent hours' difference holds, and how it fades by the hour. Keeping
# all of it costs 0.003 one hour ahead, and keeping 0.7 of it six hours ahead 0.01.
WEIGHT: Final = 0.9
FADING: Final = 0.85

# People that make the ratio of almost empty hours close to one: a few people at night
# say little about the morning.
PRIOR: Final = 10.0

# The band starts narrower than that of the typical week, by this part, and grows
# towards it by the hour. About eight of ten of the next six hours lie within.
NARROWER: Final = 0.43
GROWING: Final = 0.9
MIN_HALF_WIDTH: Final = 2.0


@dataclass(frozen=True, slots=True)
class ForecastHour:
    """The people expected in an hour, and the band around them.

    About eight of ten counts of the next hours lie between `low` and `high`.
    """

    start: datetime
    expected: float
    low: float
    high: float


class Forecast:
    """What is expected of a location, as of one moment."""

    def __init__(
        self,
        week: TypicalWeek,
        *,
        now: datetime,
        recent: Iterable[tuple[datetime, float]],
        count: float | None = None,
        is_usual: Callable[[datetime], bool] = lambda _start: True,
    ) -> None:
        """Compare the recent hours to the typical ones.

        `recent` is the last hours, by start in venue time, and their mean people.
        `count` is the people now, and counts as an hour around now. Nothing is
        expected in an hour, by start, that is not usual.
        """
        self._week = week
        self._is_usual = is_usual
        until = now.astimezone(UTC)
        seen = [(start.astimezone(UTC) + HALF, people) for start, people in recent]
        if count is not None:
            seen.append((until, count))
        known = [
            (moment, people, usual.typical)
            for moment, people in seen
            if -HALF <= until - moment <= RECENT_HOURS * HOUR - HALF
            and (usual := self._usual(moment.astimezone(now.tzinfo))) is not None
        ]
        self._newest = max((moment for moment, _, _ in known), default=None)
        self._ratio = _ratio(known)

    def at(self, moment: datetime) -> ForecastHour | None:
        """Return the people expected at a moment in venue time, None if not known."""
        usual = self._usual(moment)
        if usual is None:
            return None
        weight = narrower = 0.0
        if self._newest is not None:
            # In UTC, where days of 23 and 25 hours are in order.
            ahead = max((moment.astimezone(UTC) - self._newest) / HOUR, 0.0)
            weight = WEIGHT * FADING**ahead
            narrower = NARROWER * GROWING**ahead
        people = usual.typical * (1 + weight * (self._ratio - 1))

        def half_width(width: float) -> float:
            return max((1 - narrower) * width, min(width, MIN_HALF_WIDTH))

        low = people - half_width(usual.typical - usual.low)
        high = people + half_width(usual.high - usual.typical)
        return ForecastHour(moment, people, max(low, 0.0), high)

    def _usual(self, moment: datetime) -> TypicalHour | None:
        """Return the typical occupancy at a moment, if its hour is usual."""
        if not self._is_usual(moment.replace(minute=0, second=0, microsecond=0)):
            return None
        return self._week.usual(moment)

    def hours(self, starts: Iterable[datetime]) -> list[ForecastHour]:
        """Return the people expected in hours; hours not known are left out."""
        # An hour's values apply to its middle.
        return [
            replace(expected, start=start)
            for start in starts
            if (expected := self.at(start.replace(minute=30, second=0, microsecond=0)))
        ]


def _ratio(known: Sequence[tuple[datetime, float, float]]) -> float:
    """Return the people of recent moments, as a share of the typical ones."""
    if not known:
        return 1.0
    newest = max(moment for moment, _, _ in known)
    seen = typical = PRIOR
    for moment, people, usual in known:
        weight = OLDER ** ((newest - moment) / HOUR)
        seen += weight * people
        typical += weight * usual
    return seen / typical
