"""Sets of days, stored as ranges. No I/O."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __len__(self) -> int:
        """Return how many days there are."""
        return max(0, (self.last - self.first).days + 1)

    def __iter__(self) -> Iterator[date]:
        """Yield every day, oldest first."""
        return (self.first + timedelta(days=i) for i in range(len(self)))

    def chunks(self, length: int) -> Iterator[DayRange]:
        """Yield the range in parts of at most that many days, oldest first."""
        first = self.first
        while first <= self.last:
            last = min(self.last, first + timedelta(days=length - 1))
            yield DayRange(first, last)
            first = last + ONE_DAY


@dataclass(frozen=True, slots=True)
class DaySet:
    """Days as ranges in order, none of which touch."""

    ranges: tuple[DayRange, ...] = ()

    @classmethod
    def of(cls, days: Iterable[date]) -> Self:
        """Return the set of some days."""
        ranges: list[DayRange] = []
        for day in sorted(set(days)):
            if ranges and day - ranges[-1].last == ONE_DAY:
                ranges[-1] = DayRange(ranges[-1].first, day)
            else:
                ranges.append(DayRange(day, day))
        return cls(tuple(ranges))

    @classmethod
    def from_ranges(cls, ranges: Iterable[DayRange]) -> Self:
        """Return the set of ranges in any order, which may touch or overlap."""
        merged: list[DayRange] = []
        for day_range in sorted(ranges, key=lambda day_range: day_range.first):
            if merged and day_range.first - merged[-1].last <= ONE_DAY:
                merged[-1] = DayRange(
                    merged[-1].first, max(merged[-1].last, day_range.last)
                )
            elif len(day_range):
                merged.append(day_range)
        return cls(tuple(merged))

    def __contains__(self, day: date) -> bool:
        """Return whether a day is one of them."""
        at = bisect_right(self.ranges, day, key=lambda day_range: day_range.first)
        return at > 0 and day <= self.ranges[at - 1].last

    def __len__(self) -> int:
        """Return how many days there are."""
        return sum(map(len, self.ranges))

    def __reversed__(self) -> Iterator[date]:
        """Yield every day, newest first."""
        return (
            day_range.last - timedelta(days=i)
            for day_range in reversed(self.ranges)
            for i in range(len(day_range))
        )

    def __or__(self, other: DaySet) -> DaySet:
        """Return the days of either."""
        return DaySet.from_ranges((*self.ranges, *other.ranges))

    def __sub__(self, other: DaySet) -> DaySet:
        """Return the days that the other has not."""
        left: list[DayRange] = []
        for day_range in self.ranges:
            first = day_range.first
            for cut in other.ranges:
                if cut.last < first or cut.first > day_range.last:
                    continue
                # Not a day too far: there is none before the first of all.
                if cut.first > first:
                    left.append(DayRange(first, cut.first - ONE_DAY))
                if cut.last >= day_range.last:
                    break
                first = cut.last + ONE_DAY
            else:
                left.append(DayRange(first, day_range.last))
        return DaySet(tuple(left))

    def __and__(self, other: DaySet) -> DaySet:
        """Return the days of both."""
        return self - (self - other)

    @property
    def last(self) -> date | None:
        """Return the newest day, None if there is none."""
        return self.ranges[-1].last if self.ranges else None
