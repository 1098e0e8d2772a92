"""The visitors of a location's month, compared with last year."""

from datetime import date
from typing import Any

from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from ..analysis.year_comparison import (
    Period,
    YearComparison,
    compare_years,
    period_of_month,
)
from ..history.account_history import AccountHistory
from ..history.days import DayRange
from ..history.progress import HistoryState
from ..history.series import DWELL_TIME, VISITORS, Series
from ..venue_time import today_at
from .day import NOT_PERMITTED_HERE, REASON, REMOVED, UNREACHABLE, DayHistory
from .locations import find_location, may_read

type Visitors = dict[str, Any]
"""The figures of a month, as JSON."""


async def async_visitors(hass: HomeAssistant, user: User, device_id: str) -> Visitors:
    """Return the visitors of a device's location, from the statistics alone."""
    location = find_location(hass, device_id)
    if location is None:
        return {REASON: REMOVED}
    entry, location_id = location.entry, location.location_id
    if not may_read(hass, user, entry, location_id):
        return {REASON: NOT_PERMITTED_HERE}
    if entry.state is not ConfigEntryState.LOADED:
        return {REASON: UNREACHABLE}
    data = entry.runtime_data
    if location_id not in data.coordinator.data.statuses:
        return {REASON: REMOVED}
    zone = data.zone_of(location_id)
    today = today_at(zone)
    period = period_of_month(today)
    figures = YearComparison(None, None, None, None)
    if data.history:
        figures = await _async_figures(data.history, location_id, period, today)
    return {
        REASON: None,
        "zone": zone.key,
        "date": today.isoformat(),
        "history": _history_state(data.history, figures).value,
        "start": period.first.isoformat(),
        "end": period.last.isoformat(),
        "days": len(period.days),
        "is_whole_month": period.is_whole_month,
        "start_last_year": period.last_year.first.isoformat(),
        "end_last_year": period.last_year.last.isoformat(),
        "visitors": figures.visitors,
        "visitors_last_year": figures.visitors_last_year,
        "change": figures.change,
        "dwell_time": figures.dwell_time,
    }


async def _async_figures(
    history: AccountHistory, location_id: int, period: Period, today: date
) -> YearComparison:
    """Return the figures of a period, read from the recorder."""

    async def read(series: Series, days: Period) -> dict[date, float]:
        return await history.imported_days.async_values(
            location_id, series, DayRange(days.first, days.last), today
        )

    visitors = await read(VISITORS, period) | await read(VISITORS, period.last_year)
    return compare_years(period, visitors, await read(DWELL_TIME, period))


def _history_state(
    history: AccountHistory | None, figures: YearComparison
) -> DayHistory:
    """Return whether more figures may follow."""
    if history is None:
        return DayHistory.NONE
    is_known = None not in {figures.visitors, figures.visitors_last_year}
    if is_known or history.progress.state is HistoryState.UP_TO_DATE:
        return DayHistory.READY
    return DayHistory.CATCHING_UP
