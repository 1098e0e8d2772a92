"""What a card shows of a location's day. No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from ..analysis.advice import DayHour, Sentence, Situation, advise
from ..analysis.hours_of_week import HOURS_PER_DAY, TypicalHour
from ..analysis.typical_week import MIN_WEEKS, TypicalWeek
from ..history.progress import HistoryState
from ..live.snapshot import LocationStatus, NoValueReason
from ..location_data import LocationData, make_forecast
from ..sensor_descriptions import busy_level, usual_level
from ..venue_time import hours_of_day

REASON: Final = "reason"
REMOVED: Final = "removed"
NOT_PERMITTED_HERE: Final = "not_permitted_here"
DOUBTFUL: Final = "doubtful"
UNREACHABLE: Final = NoValueReason.UNREACHABLE.value

type Day = dict[str, Any]
"""A card's data, as JSON."""


class DayHistory(StrEnum):
    """Whether the typical hours of a day are known."""

    NONE = "none"
    CATCHING_UP = "catching_up"
    TOO_SHORT = "too_short"
    READY = "ready"


_TO_MINUTES: Final = "%Y-%m-%dT%H:%MZ"
_TO_SECONDS: Final = "%Y-%m-%dT%H:%M:%SZ"

# Without a loaded account; the hours of the day remain.
_UNKNOWN: Final[Day] = {
    REASON: UNREACHABLE,
    "measured_at": None,
    "count": None,
    "percentage": None,
    "level": None,
    "comparison": None,
    "is_open": None,
    "opens": None,
    "closes": None,
    "is_doubtful": None,
    "sentence": {"now": UNREACHABLE, "next": None, "at": None},
}


@dataclass(frozen=True, slots=True)
class CardNames:
    """The name of a location's device, and its enabled Occupancy entity."""

    name: str
    entity_id: str | None

    def as_json(self) -> Day:
        """Return the first fields of a day."""
        return {"name": self.name, "entity_id": self.entity_id}


def build_day(names: CardNames, data: LocationData, *, is_updated: bool) -> Day:
    """Return the day of a location, as of `data.now`.

    Without `is_updated`, because the last refresh failed, there are no live values.
    """
    now, calendar = data.now, data.calendar
    status = data.status if is_updated else None
    reason = UNREACHABLE if status is None else _value(data.status.no_value)
    opening = calendar.opening
    history = history_state(data)
    hours = _hours(data, status)
    is_open = calendar.is_open(now)
    opens = opening.next_opening(now) if opening else None
    closes = opening.next_closing(now) if opening else None
    is_doubtful = data.is_doubtful if status else None
    sentence = advise(
        Situation(
            now=now,
            reason=reason,
            count=status.count if status else None,
            percentage=status.percentage if status else None,
            capacity=data.status.location.capacity,
            busy_threshold=data.busy_thresholds[0],
            comparison=data.comparison if status else None,
            is_learning=_is_learning(data, history),
            is_doubtful=is_doubtful,
            is_open=is_open,
            opens=opens,
            closes=closes,
            hours=[hour for hour, _ in hours],
        )
    )
    measured = _measured(data)
    return {
        **names.as_json(),
        "zone": str(now.tzinfo),
        "date": now.date().isoformat(),
        "capacity": data.status.location.capacity,
        "thresholds": list(data.busy_thresholds),
        REASON: reason,
        "measured_at": _iso(status.measured_at) if status else None,
        "count": status.count if status else None,
        "percentage": status.percentage if status else None,
        "level": busy_level(data) if status else None,
        "comparison": _value(usual_level(data)) if status else None,
        "is_open": is_open,
        "opens": _iso(opens),
        "closes": _iso(closes),
        "is_doubtful": is_doubtful,
        "history": history.value,
        "starts": [_iso(hour.start) for hour, _ in hours],
        "typical": _people_by_hour(hour.typical for hour, _ in hours),
        "low": _people_by_hour(usual.low if usual else None for _, usual in hours),
        "high": _people_by_hour(usual.high if usual else None for _, usual in hours),
        "measured": _people_by_hour(measured.get(hour.start) for hour, _ in hours),
        "expected": _people_by_hour(hour.expected for hour, _ in hours),
        "sentence": _sentence(sentence),
    }


def build_unloaded_day(
    names: CardNames,
    last: Day | None,
    *,
    today: date,
    zone: str,
    thresholds: tuple[float, float],
) -> Day:
    """Return the day while the account is not loaded.

    The typical and measured hours of the last event remain until its day ends.
    """
    if last and last.get("date") == today.isoformat():
        return last | names.as_json() | _UNKNOWN | {"expected": []}
    hours = ("starts", "typical", "low", "high", "measured", "expected")
    return {
        **names.as_json(),
        "zone": zone,
        "date": today.isoformat(),
        "capacity": None,
        "thresholds": list(thresholds),
        **_UNKNOWN,
        "history": DayHistory.CATCHING_UP.value,
        **{name: list[None]() for name in hours},
    }


def history_state(data: LocationData) -> DayHistory:
    """Return whether the typical hours of today are known."""
    week, weekday = data.week, data.now.weekday()
    return history_of(
        data,
        is_known=week is not None
        and any(week.is_known(weekday, hour) for hour in range(HOURS_PER_DAY)),
        is_read=is_week_read(data),
    )


def is_week_read(data: LocationData) -> bool:
    """Return whether there is a typical week, or will be none."""
    return data.week is not None or not data.options.detail_days


def history_of(data: LocationData, *, is_known: bool, is_read: bool) -> DayHistory:
    """Return whether hours are known, and if not, why."""
    if data.history is None:
        return DayHistory.NONE
    if is_known:
        return DayHistory.READY
    if is_read and data.history.progress.state is HistoryState.UP_TO_DATE:
        return DayHistory.TOO_SHORT
    return DayHistory.CATCHING_UP


def typical_hour(week: TypicalWeek, start: datetime) -> TypicalHour | None:
    """Return the typical hour of the week, None if too few weeks are known."""
    typical = week.hours.get((start.weekday(), start.hour))
    return typical if typical is not None and typical.weeks >= MIN_WEEKS else None


def _is_learning(data: LocationData, history: DayHistory) -> bool:
    """Return whether the typical day will be known, but is not yet."""
    is_missing = history in {DayHistory.CATCHING_UP, DayHistory.TOO_SHORT}
    return is_missing and not data.calendar.is_exceptional(data.now)


def _hours(
    data: LocationData, status: LocationStatus | None
) -> Sequence[tuple[DayHour, TypicalHour | None]]:
    """Return the hours of today, and what is typical of each.

    People are expected from the current hour on.
    """
    now, week, calendar = data.now, data.week, data.calendar
    starts = _utc_hours(now.date(), now.tzinfo or UTC)
    if week is None:
        return [(DayHour(start=start), None) for start in starts]
    usual = {
        start: local for start, local in starts.items() if calendar.is_usual_hour(local)
    }
    this_hour = max(
        (start for start in starts if start <= _utc(now)), default=_utc(now)
    )
    forecast = make_forecast(week, calendar, data.figures, status, now)
    hours: list[tuple[DayHour, TypicalHour | None]] = []
    for start in starts:
        if (local := usual.get(start)) is None:
            hours.append((DayHour(start=start, is_usual=False), None))
            continue
        typical = typical_hour(week, local)
        ahead = forecast.hours((local,)) if start >= this_hour else ()
        hour = DayHour(
            start=start,
            typical=typical.typical if typical else None,
            expected=ahead[0].expected if ahead else None,
        )
        hours.append((hour, typical))
    return hours


@lru_cache(maxsize=32)
def _utc_hours(day: date, zone: tzinfo) -> dict[datetime, datetime]:
    """Return the start of each hour of a day, in venue time by UTC."""
    return {_utc(start): start for start in hours_of_day(day, zone)}


def _measured(data: LocationData) -> dict[datetime, float]:
    """Return the mean people of the past hours of today."""
    figure = data.figures.hours_today if data.figures else None
    hours = (figure.value or ()) if figure else ()
    return {_utc(start): people for start, people in hours}


def _sentence(sentence: Sentence) -> Day:
    """Return the sentence as JSON."""
    now, change = sentence.now, sentence.next
    return {
        "now": None if now is None else str(now),
        "next": _value(change),
        "at": _iso(sentence.at),
    }


def _value(member: StrEnum | None) -> str | None:
    """Return the plain text of a member."""
    return None if member is None else member.value


def _people_by_hour(hours: Iterable[float | None]) -> list[int | None]:
    """Return whole numbers of people; an empty list if none is known."""
    people = [None if each is None else round(each) for each in hours]
    return people if any(each is not None for each in people) else []


def _iso(moment: datetime | None) -> str | None:
    """Return a moment in UTC, in its shortest form."""
    if moment is None:
        return None
    return _utc(moment).strftime(_TO_SECONDS if moment.second else _TO_MINUTES)


def _utc(moment: datetime) -> datetime:
    """Return a moment in UTC."""
    return moment.astimezone(UTC)
