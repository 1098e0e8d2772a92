"""Serialization of action responses. No I/O."""

from datetime import UTC
from typing import Any, Final

from ..analysis.best_time import BestTime
from ..analysis.forecast import HOUR, ForecastHour
from ..analysis.hours_of_week import HOURS_PER_DAY
from ..analysis.trend import Trend, UnusualDay
from ..analysis.typical_week import TypicalWeek
from ..api import Reply

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

type Response = dict[str, Any]


def reply_message(reply: Reply[Any]) -> str | None:
    """Return the API's message, with the number of rows left out."""
    if not reply.unreadable:
        return reply.message
    left_out = (
        "1 row could not be read and was left out"
        if reply.unreadable == 1
        else f"{reply.unreadable} rows could not be read and were left out"
    )
    return f"{reply.message}; {left_out}" if reply.message else left_out


def serialize_week(week: TypicalWeek) -> list[Response]:
    """Return the days of a typical week, Monday first."""
    return [
        {
            "weekday": name,
            "hours": [
                serialize_hour(week, weekday, hour) for hour in range(HOURS_PER_DAY)
            ],
            "peak_window": serialize_window(week.peak_window(weekday)),
            "quietest_hours": serialize_window(week.quietest_hours(weekday)),
        }
        for weekday, name in enumerate(WEEKDAYS)
    ]


def serialize_trend(trend: Trend) -> Response:
    """Return the response fields of a trend."""
    return {
        "days": trend.days,
        "slope_per_week": rounded(trend.slope),
        "change_percent": rounded(trend.change_percent),
        "r_squared": rounded(trend.r_squared),
        "classification": trend.direction.value,
        "unusual_days": [serialize_day(day) for day in trend.unusual_days],
    }


def serialize_hour(week: TypicalWeek, weekday: int, hour: int) -> Response:
    """Return an hour of the typical week; null values if it has too few weeks.

    The keys of older versions, when the figures were quartiles, are kept.
    """
    typical = week.hours.get((weekday, hour))
    known = typical if week.is_known(weekday, hour) else None
    return {
        "hour": f"{hour:02}:00",
        "typical": rounded(known.typical) if known else None,
        "low": rounded(known.low) if known else None,
        "high": rounded(known.high) if known else None,
        "median": rounded(known.typical) if known else None,
        "lower_quartile": rounded(known.low) if known else None,
        "upper_quartile": rounded(known.high) if known else None,
        "weeks": typical.weeks if typical else 0,
    }


def serialize_window(window: tuple[int, int] | None) -> Response | None:
    """Return the start and end hour; the end of the day is 24:00."""
    if window is None:
        return None
    return {"start": f"{window[0]:02}:00", "end": f"{window[1]:02}:00"}


def serialize_best_time(best: BestTime, capacity: int | None) -> Response:
    """Return a window with the expected occupancy and utilization."""
    return {
        "start": best.start.isoformat(),
        "end": best.end.isoformat(),
        "expected_occupancy": rounded(best.expected_occupancy),
        "expected_utilization": _utilization(best.expected_occupancy, capacity),
    }


def serialize_forecast_hour(hour: ForecastHour, capacity: int | None) -> Response:
    """Return an hour with the expected occupancy, its band and the utilization."""
    end = (hour.start.astimezone(UTC) + HOUR).astimezone(hour.start.tzinfo)
    return {
        "start": hour.start.isoformat(),
        "end": end.isoformat(),
        "expected_occupancy": rounded(hour.expected),
        "low": rounded(hour.low),
        "high": rounded(hour.high),
        "expected_utilization": _utilization(hour.expected, capacity),
    }


def _utilization(people: float, capacity: int | None) -> float | None:
    """Return people as a percentage of the capacity, None without one."""
    return rounded(100 * people / capacity) if capacity else None


def serialize_day(unusual: UnusualDay) -> Response:
    """Return an unusual day with its expected and observed value."""
    return {
        "date": unusual.day.isoformat(),
        "expected": rounded(unusual.expected),
        "observed": unusual.observed,
        "z_score": rounded(unusual.z),
    }


def rounded(value: float | None) -> float | None:
    """Return a value rounded to two decimals."""
    return None if value is None else round(value, 2)
