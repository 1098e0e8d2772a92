"""What a card shows of a location's typical week. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from ..analysis.hours_of_week import HOURS_PER_DAY, HOURS_PER_WEEK
from ..analysis.periods import WEEKS_PER_PERIOD, Difference, Periods
from ..analysis.typical_week import MIN_WEEKS, TypicalWeek
from ..history.metadata import OCCUPANCY, UTILIZATION, VISITORS, Statistic
from ..history.series import HOURLY_OCCUPANCY, VISITORS as HOURLY_VISITORS, Series
from ..location_data import LocationData
from .day import (
    REASON,
    UNREACHABLE,
    CardNames,
    Day,
    DayHistory,
    history_of,
    is_week_read,
)

WEEKS_PER_YEAR: Final = 52

_SLOTS: Final = tuple(divmod(slot, HOURS_PER_DAY) for slot in range(HOURS_PER_WEEK))


class Metric(StrEnum):
    """What the hours of a week count."""

    OCCUPANCY = "occupancy"
    UTILIZATION = "utilization"
    VISITORS = "visitors"

    @property
    def source(self) -> tuple[Statistic, Series]:
        """Return the statistic that has the hours, and the series it comes from."""
        return _SOURCES[self]

    def rounded(self, value: float | None) -> float | None:
        """Return people as a whole number, per cent with one decimal."""
        if value is None:
            return None
        return round(value, 1) if self is Metric.UTILIZATION else round(value)


_SOURCES: Final[Mapping[Metric, tuple[Statistic, Series]]] = {
    Metric.OCCUPANCY: (OCCUPANCY, HOURLY_OCCUPANCY),
    Metric.UTILIZATION: (UTILIZATION, HOURLY_OCCUPANCY),
    Metric.VISITORS: (VISITORS, HOURLY_VISITORS),
}


class Compare(StrEnum):
    """What the last four weeks are compared with."""

    PREVIOUS_WEEKS = "previous_weeks"
    LAST_YEAR = "last_year"

    def periods(self, today: date) -> Periods:
        """Return the periods: the last four weeks up to yesterday, and others."""
        is_year = self is Compare.LAST_YEAR
        return Periods(
            today - timedelta(days=1), WEEKS_PER_YEAR if is_year else WEEKS_PER_PERIOD
        )


@dataclass(frozen=True, slots=True)
class WeekQuery:
    """What is asked of a week."""

    metric: Metric
    compare: Compare | None = None

    @property
    def needs_reading(self) -> bool:
        """Return whether more is needed than the typical week of the entities."""
        return self.metric is not Metric.OCCUPANCY or self.compare is not None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two periods, and how they differ by weekday and hour."""

    periods: Periods
    differences: Mapping[tuple[int, int], Difference]


@dataclass(frozen=True, slots=True)
class WeekHours:
    """What has been read from the recorder."""

    week: TypicalWeek = field(default_factory=TypicalWeek)
    compared: Compared | None = None
    is_complete: bool = True


def build_week(
    names: CardNames, data: LocationData, query: WeekQuery, hours: WeekHours
) -> Day:
    """Return the week of a location, as of `data.now`."""
    metric, opening = query.metric, data.calendar.opening
    closed = [
        number
        for number, slot in enumerate(_SLOTS)
        if opening is not None and not opening.is_open_in(*slot)
    ]
    is_occupancy = metric is Metric.OCCUPANCY
    week = (data.week or TypicalWeek()) if is_occupancy else hours.week
    typical, weeks = _typical(week, metric, frozenset(closed))
    return {
        **names.as_json(),
        "zone": str(data.now.tzinfo),
        "metric": metric.value,
        REASON: None,
        "history": history_of(
            data,
            is_known=any(each is not None for each in typical),
            is_read=is_week_read(data) if is_occupancy else hours.is_complete,
        ).value,
        "now": _now(data.now),
        "typical": typical,
        "weeks": weeks,
        "closed": closed,
        "comparison": _comparison(query, hours.compared, frozenset(closed)),
    }


def build_unloaded_week(
    names: CardNames, last: Day | None, query: WeekQuery, *, now: datetime
) -> Day:
    """Return the week while the account is not loaded: what was sent last."""
    unknown = {
        "metric": query.metric.value,
        "history": DayHistory.CATCHING_UP.value,
        "typical": [None] * HOURS_PER_WEEK,
        "weeks": [0] * HOURS_PER_WEEK,
        "closed": list[int](),
        "comparison": None,
    }
    return {
        **(last or unknown),
        **names.as_json(),
        "zone": str(now.tzinfo),
        REASON: UNREACHABLE,
        "now": _now(now),
    }


def _typical(
    week: TypicalWeek, metric: Metric, closed: frozenset[int]
) -> tuple[list[float | None], list[int]]:
    """Return the typical values by hour, and the number of weeks behind each."""
    values: list[float | None] = []
    weeks: list[int] = []
    for number, slot in enumerate(_SLOTS):
        known = None if number in closed else week.hours.get(slot)
        count = known.weeks if known else 0
        weeks.append(count)
        values.append(
            metric.rounded(known.typical) if known and count >= MIN_WEEKS else None
        )
    return values, weeks


def _comparison(
    query: WeekQuery, compared: Compared | None, closed: frozenset[int]
) -> dict[str, Any] | None:
    """Return the differences by hour, and the days that are compared."""
    if query.compare is None or compared is None:
        return None
    known = [
        None if number in closed else compared.differences.get(slot)
        for number, slot in enumerate(_SLOTS)
    ]
    periods = compared.periods
    return {
        "kind": query.compare.value,
        "recent": [day.isoformat() for day in periods.recent],
        "earlier": [day.isoformat() for day in periods.earlier],
        "difference": [
            query.metric.rounded(each.mean if each else None) for each in known
        ],
        "weeks": [each.weeks if each else 0 for each in known],
    }


def _now(now: datetime) -> list[int]:
    """Return the weekday and the hour of a moment."""
    return [now.weekday(), now.hour]
