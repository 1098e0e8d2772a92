"""The people expected in the next hours. No I/O.

The typical week, moved by how the last hours compared to it. The numbers below were
chosen with the years 2022 and 2023 of `script/backtest`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from .typical_week import TypicalWeek

HOUR: Final = timedelta(hours=1)

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
    """The people expected in an hour, and the band around them."""

    start: datetime
    expected: float
    low: float
    high: float


def forecast(
    week: TypicalWeek,
    *,
    now: datetime,
    recent: Iterable[tuple[datetime, float]],
    hours: Sequence[datetime],
) -> list[ForecastHour]:
    """Return the people expected in hours, by start in venue time.

    `recent` is the last hours, by start, and their mean people. Hours that are not
    known are left out; without recent hours it is the typical week.
    """
    newest, ratio = _recent_ratio(week, now, recent)
    expected: list[ForecastHour] = []
    for start in hours:
        usual = week.usual(_middle(start))
        if usual is None:
            continue
        weight = narrower = 0.0
        if newest is not None:
            # In UTC, where days of 23 and 25 hours are in order.
            ahead = max((start.astimezone(UTC) - newest) / HOUR, 0.0)
            weight = WEIGHT * FADING**ahead
            narrower = NARROWER * GROWING**ahead
        people = usual.typical * (1 + weight * (ratio - 1))

        def half_width(width: float, share: float = 1 - narrower) -> float:
            return max(share * width, min(width, MIN_HALF_WIDTH))

        low = people - half_width(usual.typical - usual.low)
        high = people + half_width(usual.high - usual.typical)
        expected.append(ForecastHour(start, people, max(low, 0.0), high))
    return expected


def _recent_ratio(
    week: TypicalWeek, now: datetime, recent: Iterable[tuple[datetime, float]]
) -> tuple[datetime | None, float]:
    """Return the newest recent hour in UTC, and the hours' people to the typical ones.

    None if no recent hour is known.
    """
    until = now.astimezone(UTC)
    known = [
        (start.astimezone(UTC), people, usual.typical)
        for start, people in recent
        if timedelta() <= until - start.astimezone(UTC) <= RECENT_HOURS * HOUR
        and (usual := week.usual(_middle(start))) is not None
    ]
    if not known:
        return None, 1.0
    newest = max(start for start, _, _ in known)
    seen = typical = PRIOR
    for start, people, usual_people in known:
        weight = OLDER ** ((newest - start) / HOUR)
        seen += weight * people
        typical += weight * usual_people
    return newest, seen / typical


def _middle(start: datetime) -> datetime:
    """Return the middle of an hour, to which its typical values apply."""
    return start.replace(minute=30, second=0, microsecond=0)
