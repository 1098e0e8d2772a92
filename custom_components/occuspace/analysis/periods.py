"""Two periods of whole weeks, compared hour by hour. No I/O."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Final

from .typical_week import MIN_WEEKS

WEEKS_PER_PERIOD: Final = 4
_LENGTH: Final = timedelta(weeks=WEEKS_PER_PERIOD)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher an hour of the week was, over a number of pairs of weeks."""

    mean: float
    weeks: int


@dataclass(frozen=True, slots=True)
class Periods:
    """Four weeks up to a day, and those a number of weeks earlier."""

    last: date
    weeks_apart: int

    @property
    def recent(self) -> tuple[date, date]:
        """Return the first and the last day of the later period."""
        return self.last - _LENGTH + _DAY, self.last

    @property
    def earlier(self) -> tuple[date, date]:
        """Return the first and the last day of the earlier period."""
        first, last = self.recent
        apart = timedelta(weeks=self.weeks_apart)
        return first - apart, last - apart

    def differences(
        self,
        recent: Iterable[tuple[datetime, float]],
        earlier: Iterable[tuple[datetime, float]],
    ) -> dict[tuple[int, int], Difference]:
        """Return the differences by weekday and hour, from hours in venue time.

        Each week is compared with its counterpart, so a week that is unknown in one
        period counts in neither. Hours with fewer than MIN_WEEKS pairs are left out.
        """
        before = _by_clock(earlier)
        apart = timedelta(weeks=self.weeks_apart)
        pairs: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
        for (day, hour), value in _by_clock(recent).items():
            if (other := before.get((day - apart, hour))) is not None:
                pairs[day.weekday(), hour].append(value - other)
        return {
            slot: Difference(fmean(each), len(each))
            for slot, each in pairs.items()
            if len(each) >= MIN_WEEKS
        }


def _by_clock(
    hours: Iterable[tuple[datetime, float]],
) -> Mapping[tuple[date, int], float]:
    """Return the values by day and hour; of an hour that exists twice, the mean."""
    seen: defaultdict[tuple[date, int], list[float]] = defaultdict(list)
    for start, value in hours:
        seen[start.date(), start.hour].append(value)
    return {slot: fmean(values) for slot, values in seen.items()}
