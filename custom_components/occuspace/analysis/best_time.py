"""The quietest upcoming windows, based on the forecast. No I/O."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from statistics import fmean
from typing import Final

from .forecast import Forecast

STEP: Final = timedelta(minutes=15)

type Opening = tuple[time, time]
"""Opening and closing time; closing at or before opening is on the next day."""


class WindowTooShortError(ValueError):
    """No window of the requested length fits, regardless of the typical week."""


@dataclass(frozen=True, slots=True)
class BestTime:
    """A window and its expected occupancy, averaged over its duration."""

    start: datetime
    end: datetime
    expected_occupancy: float


def find_best_times(
    forecast: Forecast,
    *,
    earliest: datetime,
    latest: datetime,
    duration: timedelta,
    opening: Opening | None = None,
    count: int = 4,
) -> list[BestTime]:
    """Return the windows with the fewest people, best first, that do not overlap.

    Windows start at quarter hours of venue time; `earliest` and `latest` are aware
    datetimes in the venue's time zone. Windows with an unknown hour are left out.

    Raises:
        WindowTooShortError: if no window fits, or the duration is not positive.

    """
    windows = list(_windows(earliest, latest, duration, opening))
    if not windows or duration <= timedelta():
        raise WindowTooShortError

    # Windows share most of their quarter hours.
    @cache
    def people_at(moment: datetime) -> float | None:
        hour = forecast.at(moment.astimezone(earliest.tzinfo))
        return hour.expected if hour else None

    known = [
        BestTime(start, end, expected)
        for start, end in windows
        if (expected := _expected(people_at, start, end)) is not None
    ]
    chosen: list[BestTime] = []
    # Compare in UTC, where the repeated hour in autumn is in order.
    for window in sorted(
        known, key=lambda window: (window.expected_occupancy, _utc(window.start))
    ):
        if all(
            _utc(window.end) <= _utc(other.start)
            or _utc(window.start) >= _utc(other.end)
            for other in chosen
        ):
            chosen.append(window)
        if len(chosen) == count:
            break
    return chosen


def _windows(
    earliest: datetime, latest: datetime, duration: timedelta, opening: Opening | None
) -> Iterator[tuple[datetime, datetime]]:
    """Yield every window between two moments, within the opening hours."""
    zone = earliest.tzinfo
    # In UTC, so that windows keep their length when the clocks change.
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
    """Return the average expected occupancy of a window, weighted by time.

    Samples are taken in the middle of every quarter hour; the last quarter hour may
    be cut short by the end of the window. None if one of them is unknown.
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
    """Return a moment in UTC, for arithmetic in elapsed time."""
    return moment.astimezone(UTC)
