"""One sentence about a location: how busy it is, and when that changes. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from .hours_of_week import Comparison, UsualLevel
from .typical_week import OPEN_SHARE

HOUR: Final = timedelta(hours=1)

# A difference below either is not worth a word: where weeks are alike, the band around
# the typical number is narrow.
MIN_SHARE: Final = 0.1
MIN_PEOPLE: Final = 5.0

# Before everyone leaves, it always becomes calmer.
NEAR_END: Final = 2 * HOUR

# Without a capacity, hours above this share of the day's typical peak are busy.
BUSY_SHARE: Final = 0.5

MIN_CALM_HOURS: Final = 2

NOTHING: Final = (None, None)

BUSIER: Final = (UsualLevel.BUSIER, UsualLevel.MUCH_BUSIER)


class Now(StrEnum):
    """What there is to say instead of a comparison."""

    CLOSED = "closed"
    CLOSED_OPENS = "closed_opens"
    DOUBTFUL = "doubtful"
    NO_TYPICAL = "no_typical"


class Next(StrEnum):
    """What changes next."""

    CALMER_FROM = "calmer_from"
    CALM_UNTIL = "calm_until"
    CALM_REST = "calm_rest"
    BUSIER_FROM = "busier_from"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHour:
    """An hour of the day; people are None where they are not known."""

    start: datetime
    typical: float | None = None
    expected: float | None = None
    is_usual: bool = True
    """Whether it is at least partly open, on a day that is not exceptional."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the sentence is about, as of one moment."""

    now: datetime
    busy_threshold: float
    """Utilization in percent."""
    hours: Sequence[DayHour] = ()
    """The hours of today, in order."""
    reason: str | None = None
    """Why there is no value."""
    count: float | None = None
    percentage: float | None = None
    capacity: float | None = None
    comparison: Comparison | None = None
    is_learning: bool = False
    """Whether the typical day is not known yet."""
    is_doubtful: bool | None = None
    is_open: bool | None = None
    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The two halves of the sentence, and the time in it."""

    now: str | None = None
    next: Next | None = None
    at: datetime | None = None


def advise(situation: Situation) -> Sentence:
    """Return the sentence about a situation; its halves never contradict."""
    if situation.reason is not None:
        return Sentence(situation.reason)
    if situation.is_open is False:
        is_to_open = situation.opens is not None
        return Sentence(
            Now.CLOSED_OPENS if is_to_open else Now.CLOSED, at=situation.opens
        )
    if situation.is_doubtful:
        return Sentence(Now.DOUBTFUL)
    level = notable_level(situation.count, situation.comparison)
    if level is None and situation.is_learning:
        return Sentence(Now.NO_TYPICAL)
    return Sentence(level, *_next_change(situation, is_busier=level in BUSIER))


def notable_level(
    count: float | None, comparison: Comparison | None
) -> UsualLevel | None:
    """Return how a count compares, if the difference is large enough to mention."""
    if count is None or comparison is None:
        return None
    away = abs(comparison.difference)
    typical = count - comparison.difference
    if away < MIN_PEOPLE or away < MIN_SHARE * typical:
        return UsualLevel.AS_USUAL
    return comparison.level


def _next_change(
    situation: Situation, *, is_busier: bool
) -> tuple[Next | None, datetime | None]:
    """Return what changes next and when."""
    peak = max((hour.typical or 0 for hour in situation.hours), default=0)
    if peak <= 0:
        return NOTHING
    if situation.capacity:
        limit = situation.capacity * situation.busy_threshold / 100
    else:
        limit = BUSY_SHARE * peak
    is_busy = _is_busy(situation, limit)
    near_end = _end_of_use(situation, OPEN_SHARE * peak) - NEAR_END
    if is_busy is None or _utc(situation.now) >= near_end:
        return NOTHING
    coming, is_complete = _coming_hours(situation)
    changes = (hour for hour, people in coming if (people > limit) is not is_busy)
    change = next(changes, None)
    if is_busy:
        is_early = change is not None and _utc(change) < near_end
        return (Next.CALMER_FROM, change) if is_early else NOTHING
    if change is not None:
        return (Next.BUSIER_FROM if is_busier else Next.CALM_UNTIL), change
    with_people = sum(people >= 1 for _, people in coming)
    if is_busier or not is_complete or with_people < MIN_CALM_HOURS:
        return NOTHING
    return Next.CALM_REST, None


def _is_busy(situation: Situation, limit: float) -> bool | None:
    """Return whether it is busy now, by the same figure as the busy level."""
    if situation.percentage is not None:
        return situation.percentage > situation.busy_threshold
    return None if situation.count is None else situation.count > limit


def _end_of_use(situation: Situation, in_use: float) -> datetime:
    """Return when the last hour of the day with enough typical people ends."""
    last = max(
        _utc(hour.start) for hour in situation.hours if (hour.typical or 0) >= in_use
    )
    ends = (last + HOUR, _utc(situation.closes or last + HOUR))
    return min(ends)


def _coming_hours(
    situation: Situation,
) -> tuple[list[tuple[datetime, float]], bool]:
    """Return the next hours up to the first unknown one, and whether these are all."""
    coming: list[tuple[datetime, float]] = []
    for hour in situation.hours:
        if _utc(hour.start) <= _utc(situation.now) or not hour.is_usual:
            continue
        if hour.expected is None:
            return coming, False
        coming.append((hour.start, hour.expected))
    return coming, True


def _utc(moment: datetime) -> datetime:
    """Return a moment in UTC, where days of 23 and 25 hours are in order."""
    return moment.astimezone(UTC)
