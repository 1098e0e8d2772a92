"""The quietest upcoming windows, based on the forecast. No I/O."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from statistics import fmean
from typing import Final

from .forecast import Forecast
from .opening import VenueCalendar

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
    calendar: VenueCalendar | None = None,
    count: int = 4,
) -> list[BestTime]:
    """Return the windows with the fewest people, best first, that do not overlap.

    Windows start at quarter hours of venue time; `earliest` and `latest` are aware
    datetimes in the venue's time zone. Windows with an unknown hour are left out, and
    those on exceptional days. Without an `opening`, the hours of the calendar apply.

    Raises:
        WindowTooShortError: if no window fits, or the duration is not positive.

    """
    is_possible = _possible(opening, calendar or VenueCalendar(), earliest, latest)
    windows = [
        window
        for window in _windows(earliest, latest, duration)
        if is_possible(*window)
    ]
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
    earliest: datetime, latest: datetime, duration: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    """Yield every window between two moments."""
    zone = earliest.tzinfo
    # In UTC, so that windows keep their length when the clocks change.
    start = _utc(earliest).replace(second=0, microsecond=0)
    start += -timedelta(minutes=start.minute) % STEP
    if start < _utc(earliest):
        start += STEP
    while duration <= _utc(latest) - start:
        yield start.astimezone(zone), (start + duration).astimezone(zone)
        start += STEP


def _possible(
    opening: Opening | None,
    calendar: VenueCalendar,
    earliest: datetime,
    latest: datetime,
) -> Callable[[datetime, datetime], bool]:
    """Return whether a window is within opening hours and not on exceptional days."""
    stretches = None
    if opening is None and calendar.opening is not None and earliest.tzinfo:
        stretches = [
            (_utc(opens), _utc(closes))
            for opens, closes in calendar.opening.stretches(
                earliest.date() - timedelta(days=1), latest.date(), earliest.tzinfo
            )
        ]

    def is_possible(start: datetime, end: datetime) -> bool:
        if calendar.exceptional.intersection(_dates(start, end)):
            return False
        if opening is not None:
            return _is_open(start, end, opening)
        return stretches is None or any(
            opens <= _utc(start) and _utc(end) <= closes for opens, closes in stretches
        )

    return is_possible


def _dates(start: datetime, end: datetime) -> list[date]:
    """Return the dates that a window touches."""
    first, last = start.date(), (end - timedelta(microseconds=1)).date()
    days = max(0, (last - first).days)
    return [first + timedelta(days=number) for number in range(days + 1)]


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
