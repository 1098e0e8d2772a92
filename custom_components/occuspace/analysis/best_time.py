"""The quietest window of the days to come, by the typical week. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from statistics import fmean
from typing import Final

from .typical_week import TypicalWeek

STEP: Final = timedelta(minutes=15)

type Opening = tuple[time, time]
"""From and until which time of the day; until at or before from is past midnight."""


class WindowTooShortError(ValueError):
    """No window of that length fits, whatever is known of the week."""


@dataclass(frozen=True, slots=True)
class BestTime:
    """A window, and how many people are usual in it on average over its time."""

    start: datetime
    end: datetime
    expected_occupancy: float


def find_best_times(
    week: TypicalWeek,
    *,
    earliest: datetime,
    latest: datetime,
    duration: timedelta,
    opening: Opening | None = None,
    count: int = 4,
) -> list[BestTime]:
    """Return the windows with the fewest people, best first, that do not overlap.

    Windows start at quarter hours of the venue's clock; `earliest` and `latest` are
    aware in the venue's zone. One with an hour that nothing is known of is left out.

    Raises:
        WindowTooShortError: if no window fits at all, or it is to have no length.

    """
    windows = list(_windows(earliest, latest, duration, opening))
    if not windows or duration <= timedelta():
        raise WindowTooShortError

    # Windows share most of their quarter hours.
    @cache
    def people_at(moment: datetime) -> float | None:
        usual = week.usual(moment.astimezone(earliest.tzinfo))
        return usual.median if usual else None

    known = [
        BestTime(start, end, expected)
        for start, end in windows
        if (expected := _expected(people_at, start, end)) is not None
    ]
    chosen: list[BestTime] = []
    # In UTC: the hour that a day has twice is in order only there.
    for each in sorted(
        known, key=lambda each: (each.expected_occupancy, _utc(each.start))
    ):
        if all(
            _utc(each.end) <= _utc(other.start) or _utc(each.start) >= _utc(other.end)
            for other in chosen
        ):
            chosen.append(each)
        if len(chosen) == count:
            break
    return chosen


def _windows(
    earliest: datetime, latest: datetime, duration: timedelta, opening: Opening | None
) -> Iterator[tuple[datetime, datetime]]:
    """Yield every window between two moments, within the opening hours."""
    zone = earliest.tzinfo
    # In UTC, so that a window is as long as it says when the clocks change.
    start = _utc(earliest).replace(second=0, microsecond=0)
    start += -timedelta(minutes=start.minute) % STEP
    if start < _utc(earliest):
        start += STEP
    while duration <= _utc(latest) - start:
        window = start.astimezone(zone), (start + duration).astimezone(zone)
        if opening is None or _is_open(*window, opening):
            yield window
        start += STEP


def _is_open(start: datetime, end: datetime, opening: Opening) -> bool:
    """Return whether a window lies within one day's opening hours."""
    opens, closes = opening
    for day in (start.date() - timedelta(days=1), start.date()):
        until = day if closes > opens else day + timedelta(days=1)
        first = datetime.combine(day, opens, start.tzinfo)
        last = datetime.combine(until, closes, start.tzinfo)
        if _utc(first) <= _utc(start) and _utc(end) <= _utc(last):
            return True
    return False


def _expected(
    people_at: Callable[[datetime], float | None], start: datetime, end: datetime
) -> float | None:
    """Return the average of what is usual, by the time that each sample stands for.

    A sample stands in the middle of every quarter hour, the last of which may be cut
    short by the end of the window.
    """
    samples: list[float] = []
    weights: list[float] = []
    moment, until = _utc(start), _utc(end)
    while moment < until:
        length = min(STEP, until - moment)
        people = people_at(moment + length / 2)
        if people is None:
            return None
        samples.append(people)
        weights.append(length.total_seconds())
        moment += length
    return fmean(samples, weights)


def _utc(moment: datetime) -> datetime:
    """Return a moment in UTC, where arithmetic is not about the wall clock."""
    return moment.astimezone(UTC)
