"""Finds days whose rows are missing from the recorder. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from .days import ONE_DAY, DayRange, DaySet
from .rows import HOUR, midnight, venue_day
from .seams import Seam
from .series import RowKind, Series

# Wrong sums within this time are corrected together.
CORRECTED_AT_ONCE: Final = timedelta(days=31)


def lost_days(
    series: Series, fetched: DaySet, seams: Sequence[Seam], zone: tzinfo
) -> DaySet:
    """Return the fetched days with missing rows.

    These are days without a row. With hourly means also days without their first hour,
    which always has a row, and the day before; with hourly counts also days between
    which the sums do not add up.
    """
    if not seams or not fetched.ranges:
        return fetched
    lost: list[DayRange] = []
    for seam in seams:
        if seam.is_hole and len(days := _days_without(series, seam, fetched, zone)):
            lost += (fetched & DaySet((days,))).ranges
    return DaySet.from_ranges(lost)


def days_around(seam: Seam, fetched: DaySet, zone: tzinfo) -> DayRange:
    """Return the days from the row before a seam to the row after it."""
    oldest, newest = fetched.ranges[0].first, fetched.ranges[-1].last
    first = oldest if seam.before is None else venue_day(seam.before, zone)
    last = newest if seam.after is None else venue_day(seam.after, zone)
    return DayRange(first, last)


def _days_without(
    series: Series, seam: Seam, fetched: DaySet, zone: tzinfo
) -> DayRange:
    """Return the days at a hole that have lost rows, if they had any."""
    around = days_around(seam, fetched, zone)
    if series.row_kind is RowKind.HOURLY_COUNTS and not seam.adds_up:
        return around
    first = around.first if seam.before is None else around.first + ONE_DAY
    last = around.last if seam.after is None else around.last - ONE_DAY
    if series.row_kind is RowKind.DAILY_MEANS:
        return DayRange(first, last)
    if seam.after is None:
        # The database may have been restored to the middle of that day.
        end = midnight(around.first + ONE_DAY, zone)
        is_over = seam.before is not None and seam.before + HOUR >= end
        return DayRange(first if is_over else around.first, last)
    if series.row_kind is RowKind.HOURLY_MEANS:
        is_new_day = seam.before is None or around.first < around.last
        if (
            is_new_day
            and around.last in fetched
            and seam.after > midnight(around.last, zone)
        ):
            last = around.last
        if len(DaySet.from_ranges([DayRange(first, last)]) & fetched):
            first = around.first
    return DayRange(first, last)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows from one to another whose sums have to be recomputed."""

    first: datetime
    last: datetime


def stretches(seams: Sequence[Seam]) -> list[Stretch]:
    """Return the rows whose sums have to be recomputed, oldest first."""
    found: list[Stretch] = []
    for seam in seams:
        if (start := seam.after) is None:
            continue
        if found and start - found[-1].first < CORRECTED_AT_ONCE:
            found[-1] = Stretch(found[-1].first, start)
        else:
            found.append(Stretch(start, start))
    return found
