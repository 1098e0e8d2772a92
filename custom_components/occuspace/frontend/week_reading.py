"""Reads what a week needs from the recorder, in the background."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from homeassistant.core import HomeAssistant

from ..analysis.opening import VenueCalendar
from ..analysis.typical_week import WEEKS, TypicalWeek
from ..history.days import DayRange
from ..history.past_hours import PastHours
from .week import Compared, Metric, WeekHours, WeekQuery

type Hours = Iterable[tuple[datetime, float]]


async def async_read_week(
    hass: HomeAssistant,
    past: PastHours,
    location_id: int,
    query: WeekQuery,
    *,
    calendar: VenueCalendar,
    today: date,
) -> WeekHours:
    """Return the typical week and the compared periods, without exceptional days."""
    statistic, series = query.metric.source

    async def read(first: date, last: date) -> Hours:
        return await past.async_read(
            location_id, statistic, series, DayRange(first, last)
        )

    yesterday = today - timedelta(days=1)
    hours: Hours = ()
    if query.metric is not Metric.OCCUPANCY:
        hours = await read(today - timedelta(weeks=WEEKS), yesterday)
    periods = query.compare.periods(today) if query.compare else None
    both: tuple[Hours, Hours] = ((), ())
    if periods:
        both = await read(*periods.recent), await read(*periods.earlier)

    def usual(hours: Hours) -> Hours:
        return [each for each in hours if calendar.is_usual_hour(each[0])]

    def compute() -> WeekHours:
        week = TypicalWeek.from_hours(usual(hours), today=today)
        if periods is None:
            return WeekHours(week)
        return WeekHours(
            week, Compared(periods, periods.differences(*map(usual, both)))
        )

    return await hass.async_add_executor_job(compute)
