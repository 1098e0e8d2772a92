"""Which hours make up a typical week."""

from datetime import UTC, date, datetime, time, timedelta
from unittest.mock import AsyncMock, MagicMock

from homeassistant.core import HomeAssistant

from custom_components.occuspace.analysis.opening import OpeningHours, VenueCalendar
from custom_components.occuspace.history.typical_weeks import TypicalWeeks

TODAY = date(2026, 6, 15)
"""A Monday."""


async def test_closed_hours_and_exceptional_days_are_left_out(
    hass: HomeAssistant,
) -> None:
    """The week is computed again when the calendar changes."""
    start = datetime(2026, 4, 20, tzinfo=UTC)
    hours = [(start + timedelta(hours=n), 10.0) for n in range(56 * 24)]
    statistics = MagicMock(async_hours=AsyncMock(return_value=hours))
    calendars = {1: VenueCalendar()}
    weeks = TypicalWeeks(hass, statistics, calendars.__getitem__)
    weeks.mark_calendars_stale([1])
    assert await weeks.async_update(MagicMock(), lambda _: TODAY) == ()
    weeks.mark_stale([1])
    assert await weeks.async_update(MagicMock(), lambda _: TODAY) == (1,)
    assert len(weeks.weeks[1].hours) == 7 * 24

    opening = OpeningHours({0: ((time(9), time(12)),)})
    calendars[1] = VenueCalendar(opening, frozenset({date(2026, 6, 8)}))
    weeks.mark_calendars_stale([1, 2])
    assert await weeks.async_update(MagicMock(), lambda _: TODAY) == (1,)
    assert sorted(weeks.weeks[1].hours) == [(0, 9), (0, 10), (0, 11)]
    assert weeks.weeks[1].hours[0, 9].weeks == 7
