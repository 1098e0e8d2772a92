"""Which hours make up a typical week."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from unittest.mock import AsyncMock, MagicMock

from homeassistant.core import HomeAssistant
import pytest

from custom_components.occuspace.analysis.opening import OpeningHours, VenueCalendar
from custom_components.occuspace.history.days import DaySet
from custom_components.occuspace.history.typical_weeks import (
    TypicalWeeks,
    is_newly_typical,
)

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
    updated: list[Collection[int]] = []
    weeks = TypicalWeeks(
        hass,
        statistics,
        get_ledger=MagicMock(),
        today_of=lambda _: TODAY,
        calendar_of=calendars.__getitem__,
        on_update=updated.append,
    )
    weeks.mark_calendars_stale([1])
    assert await weeks.async_update() == ()
    weeks.mark_stale([1])
    assert await weeks.async_update() == (1,)
    assert len(weeks.weeks[1].hours) == 7 * 24

    opening = OpeningHours({0: ((time(9), time(12)),)})
    calendars[1] = VenueCalendar(opening, frozenset({date(2026, 6, 8)}))
    weeks.mark_calendars_stale([1, 2])
    assert await weeks.async_update() == (1,)
    assert sorted(weeks.weeks[1].hours) == [(0, 9), (0, 10), (0, 11)]
    assert weeks.weeks[1].hours[0, 9].weeks == 7
    assert updated == [(), (1,), (1,)]


async def test_only_the_weeks_asked_for_are_computed(hass: HomeAssistant) -> None:
    """The others stay stale until all are computed."""
    statistics = MagicMock(async_hours=AsyncMock(return_value=[]))
    weeks = TypicalWeeks(
        hass,
        statistics,
        get_ledger=MagicMock(),
        today_of=lambda _: TODAY,
        calendar_of=lambda _: VenueCalendar(),
        on_update=MagicMock(),
    )
    weeks.mark_stale([1, 2, 3])
    assert await weeks.async_update({2, 4}) == (2,)
    assert await weeks.async_update() == (1, 3)
    weeks.keep({3})
    assert list(weeks.weeks) == [3]


@pytest.mark.parametrize(
    ("fetched", "added", "expected"),
    [
        ([8, 1, 25], [25], True),  # the third Monday
        ([8, 1, 25], [8, 1, 25], True),
        ([8, 1], [1], False),
        ([8, 1, 25, 18], [18], False),  # it has been typical before
        ([8, 1, 25, 18], [25, 18], True),
        ([8, 1, 26], [26], False),  # another weekday
    ],
)
def test_a_weekday_is_newly_typical_with_its_third_day(
    fetched: list[int], added: list[int], *, expected: bool
) -> None:
    """However many days come at once."""
    # The 25th and the 18th are those of May.
    days = {day: date(2026, 6 if day < 15 else 5, day) for day in (1, 8, 18, 25, 26)}
    assert (
        is_newly_typical(
            DaySet.of(days[each] for each in fetched),
            [days[each] for each in added],
            TODAY,
        )
        is expected
    )
