"""Typical occupancy by weekday and hour, based on the last weeks. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from .hours_of_week import (
    Comparison,
    HoursOfWeek,
    TypicalHour,
    UsualLevel,
)
from .observed_weeks import ObservedWeeks

WEEKS: Final = 8
MIN_WEEKS: Final = 3

# Share of the day's peak: the vendor's rule for the peak window, and our own for
# the hours in use.
PEAK_SHARE: Final = 0.8
OPEN_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class TypicalWeek:
    """Typical hours by weekday (Monday is 0) and hour, in venue time."""

    hours: HoursOfWeek = field(default_factory=lambda: HoursOfWeek({}))

    @classmethod
    def from_hours(
        cls, means: Iterable[tuple[datetime, float]], *, today: date
    ) -> TypicalWeek:
        """Return the typical week of hourly means, in people, by start in venue time.

        Weeks weigh less the older they are on the day `today`. The repeated hour in
        autumn counts as one observation.
        """
        return cls(HoursOfWeek(ObservedWeeks(means, today).typical_hours()))

    def usual(self, moment: datetime) -> TypicalHour | None:
        """Return the typical occupancy at a moment in venue time, in people.

        The values of an hour apply to its middle; between the middles of two hours
        they are interpolated. None if the hour has data of fewer than MIN_WEEKS weeks.
        """
        own = self._known(moment)
        if own is None:
            return None
        # Wall clock: skipped and repeated hours do not matter here.
        wall = moment.replace(tzinfo=None)
        fraction = (wall.minute * 60 + wall.second) / 3600 - 0.5
        neighbour = self._known(wall + timedelta(hours=1 if fraction > 0 else -1))
        if neighbour is None:
            return own
        weight = abs(fraction)

        def between(a: float, b: float) -> float:
            return a + (b - a) * weight

        return TypicalHour(
            between(own.typical, neighbour.typical),
            between(own.low, neighbour.low),
            between(own.high, neighbour.high),
            own.weeks,
        )

    def compare(
        self,
        count: float,
        moment: datetime,
        previous_level: UsualLevel | None = None,
    ) -> Comparison | None:
        """Return how a count compares to the typical occupancy at a moment."""
        usual = self.usual(moment)
        return usual.compare(count, previous_level) if usual else None

    def peak_window(self, weekday: int) -> tuple[int, int] | None:
        """Return the first hour and the end of the window around a day's peak.

        The consecutive hours at or above 80 % of the peak; None without a peak.
        """
        people = self._people(weekday)
        first = end = self.peak_hour(weekday)
        if first is None or end is None:
            return None
        peak = people[first]
        while people.get(first - 1, 0) >= PEAK_SHARE * peak:
            first -= 1
        while people.get(end, 0) >= PEAK_SHARE * peak:
            end += 1
        return first, end

    def peak_hour(self, weekday: int) -> int | None:
        """Return the first of the hours with the most people, None without people."""
        people = self._people(weekday)
        peak = max(people, key=lambda hour: (people[hour], -hour), default=None)
        return peak if peak is not None and people[peak] > 0 else None

    def hours_in_use(self, weekday: int) -> tuple[int, int] | None:
        """Return the first hour in use and the end of the last one.

        An hour in use has at least 10 % of the day's peak. None without people.
        """
        people = self._people(weekday)
        peak = max(people.values(), default=0)
        if peak <= 0:
            return None
        in_use = [
            hour for hour, typical in people.items() if typical >= OPEN_SHARE * peak
        ]
        return min(in_use), max(in_use) + 1

    def quietest_hours(self, weekday: int) -> tuple[int, int] | None:
        """Return the first hour and the end of the quietest two consecutive hours.

        Only between the first and the last hour in use. None if there are none.
        """
        in_use = self.hours_in_use(weekday)
        if in_use is None:
            return None
        people = self._people(weekday)
        pairs = [
            hour
            for hour in range(in_use[0], in_use[1] - 1)
            if hour in people and hour + 1 in people
        ]
        if not pairs:
            return None
        first = min(pairs, key=lambda hour: (people[hour] + people[hour + 1], hour))
        return first, first + 2

    def _people(self, weekday: int) -> dict[int, float]:
        """Return the typical people of a weekday by known hour."""
        return self.hours.people(weekday, MIN_WEEKS)

    def is_known(self, weekday: int, hour: int) -> bool:
        """Return whether an hour has data of at least MIN_WEEKS weeks."""
        typical = self.hours.get((weekday, hour))
        return typical is not None and typical.weeks >= MIN_WEEKS

    def _known(self, moment: datetime) -> TypicalHour | None:
        """Return the typical hour of a moment, if it is known."""
        typical = self.hours.get((moment.weekday(), moment.hour))
        return typical if typical is not None and typical.weeks >= MIN_WEEKS else None
