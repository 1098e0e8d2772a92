"""The two days of history that the API document shows, hour by hour.

The document prints the days' totals and the first two hours; the other hours are
chosen such that the totals follow from them.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .history import Day, Hour

# Its history is of another location than its live example, with this capacity.
CAPACITY = 290

# average, peak and visitors by hour; average and peak dwell time of the day
DAYS: dict[date, tuple[str, str, str, int, int]] = {
    date(2024, 1, 1): (
        "5 5 5 5 6 8 12 18 27 35 40 42 42 40 38 34 28 20 14 10 8 6 5 3",
        "8 7 7 7 9 12 18 27 36 44 49 52 51 49 46 42 36 28 20 14 11 9 7 5",
        "0 2 0 0 1 2 4 6 8 8 6 5 5 4 3 2 2 1 1 1 0 0 0 0",
        241,
        312,
    ),
    date(2024, 1, 2): (
        "7 7 6 6 7 11 20 36 55 71 80 84 82 78 74 66 53 38 27 19 14 10 8 5",
        "10 8 8 8 10 17 30 50 71 88 97 102 100 95 90 82 70 54 39 28 20 15 12 8",
        "1 1 0 0 2 4 10 16 20 19 14 11 11 9 8 6 5 3 2 1 1 1 0 0",
        211,
        301,
    ),
}


def recorded_days(zone: ZoneInfo) -> dict[date, Day]:
    """Return the document's days at a venue of that time zone."""
    return {day: _recorded_day(day, zone) for day in DAYS}


def _recorded_day(day: date, zone: ZoneInfo) -> Day:
    """Return one day of the document."""
    averages, peaks, visitors, average_dwell, peak_dwell = DAYS[day]
    start = datetime.combine(day, time(), zone).astimezone(UTC)
    rows = zip(averages.split(), peaks.split(), visitors.split(), strict=True)
    return Day(
        date=day,
        start=start,
        capacity=CAPACITY,
        hours=tuple(
            Hour(
                start=start + timedelta(hours=hour),
                clock_hour=hour,
                minutes=60,
                average=int(average),
                peak=int(peak),
                visitors=int(entered),
            )
            for hour, (average, peak, entered) in enumerate(rows)
        ),
        average_dwell=average_dwell,
        peak_dwell=peak_dwell,
    )
