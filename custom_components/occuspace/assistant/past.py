"""Tool results for past days. No I/O."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Final

from .answers import Answer

NO_DATA: Final = "Occuspace has no data for these days."
NOT_READABLE: Final = "Occuspace sends no readable data for these days."
NOT_OVER: Final = "Today is not over yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value of a period: its source, and how the days are combined."""

    noun: str
    column: str
    combine: Callable[[Collection[int]], float]
    best_day: str | None = None


def _average(figures: Collection[int]) -> float:
    """Return the average of daily values."""
    return round(fmean(figures), 1)


FIGURES: Final[Mapping[str, Figure]] = {
    "visitors": Figure(
        noun="daily_visitors",
        column="visitors",
        combine=sum,
        best_day="day_with_most_visitors",
    ),
    "average_occupancy": Figure(
        noun="daily_occupancy", column="average_occupancy", combine=_average
    ),
    "peak_occupancy": Figure(
        noun="daily_occupancy",
        column="peak_occupancy",
        combine=max,
        best_day="peak_day",
    ),
    "average_dwell_time_minutes": Figure(
        noun="daily_dwell_time", column="average_dwell_time", combine=_average
    ),
}
PAST_NOUNS: Final = tuple(dict.fromkeys(figure.noun for figure in FIGURES.values()))


def summarize_past(
    first: date, last: date, today: date, items: Mapping[str, Answer]
) -> Answer:
    """Return the values of a period, computed from the items of the responses.

    A value is null unless all days of the period have data and are over. A value of
    only some of the days is under `partial`, with the number of days.
    """
    days = (last - first).days + 1
    answer: Answer = {"days_with_data": 0}
    unknown: dict[str, str] = {}
    partial: dict[str, Answer] = {}
    so_far: Answer = {}
    best_days: Answer = {}
    with_data: set[str] = set()
    for name, figure in FIGURES.items():
        item = items[figure.noun]
        known = _known(item, figure, first, last)
        with_data |= known.keys()
        now = known.pop(today.isoformat(), None)
        if now is not None:
            so_far[name] = now
        value = figure.combine(known.values()) if known else None
        if len(known) == days:
            answer[name] = value
            if figure.best_day is not None:
                best_days[figure.best_day] = max(known, key=known.__getitem__)
            continue
        answer[name] = None
        unknown[name] = _unknown_reason(item, len(known), days, is_over=last < today)
        if value is not None:
            partial[name] = {"value": value, "days": len(known), "of_days": days}
    answer["days_with_data"] = len(with_data)
    if unknown:
        answer["unknown"] = unknown
    if partial:
        answer["partial"] = partial
    answer |= best_days
    if last >= today:
        answer["today_so_far"] = so_far
        answer["note"] = NOT_OVER
    return answer


def _known(item: Answer, figure: Figure, first: date, last: date) -> dict[str, int]:
    """Return the values by day, for the days of the period that have one."""
    rows: list[Answer] = item.get(figure.noun) or []
    return {
        row["date"]: row[figure.column]
        for row in rows
        if row[figure.column] is not None
        and first.isoformat() <= row["date"] <= last.isoformat()
    }


def _unknown_reason(item: Answer, known: int, days: int, *, is_over: bool) -> str:
    """Return why the value of the whole period is unknown."""
    if error := item.get("error"):
        return str(error)
    if known:
        return f"Only {known} of the {days} days have data."
    if not is_over and days == 1:
        return NOT_OVER
    return NOT_READABLE if item.get("unreadable_rows") else NO_DATA
