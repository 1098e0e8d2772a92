"""What the daily sensors show, and how far the past has been fetched. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..api import DailyOccupancy, HourlyOccupancy, HourlyVisitors


class HistoryState(StrEnum):
    """How the fetching of the past stands."""

    UP_TO_DATE = "up_to_date"
    CATCHING_UP = "catching_up"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One location's figures, as of one day of the venue; None is not known.

    People, except for the dwell time, which is in minutes.
    """

    day: date
    visitors_today: int | None = None
    peak_occupancy_today: int | None = None
    visitors_yesterday: int | None = None
    dwell_time_yesterday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How the fetching stands; `days_left` adds up the days of every request."""

    state: HistoryState = HistoryState.CATCHING_UP
    percent: int = 0
    days_left: int = 0


def total_visitors(rows: Sequence[HourlyVisitors]) -> int | None:
    """Return the visitors of some hours, None if no hour is known."""
    known = [row.visitors for row in rows if row.visitors is not None]
    return sum(known) if known else None


def highest_peak(rows: Sequence[DailyOccupancy | HourlyOccupancy]) -> int | None:
    """Return the largest number of people, None if no peak is known."""
    return max(
        (row.peak_occupancy for row in rows if row.peak_occupancy is not None),
        default=None,
    )
