"""Exceptional days from a calendar, or from a Workday sensor."""

from datetime import UTC, date, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.calendar import CalendarEvent
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Simulator
from tests.builders import pass_time
from tests.conftest import SetUp
from tests.space import FIRST, two_floors

from .conftest import HOLIDAYS, WORKDAYS, Calendar, build_entry_with, whole_day

TODAY = date(2026, 6, 10)
"""A Wednesday."""


@pytest.fixture
def account() -> Account:
    """Return a building with two floors."""
    return two_floors()


@pytest.fixture(autouse=True)
async def _at_noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Stop the clock."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(datetime(2026, 6, 10, 12, tzinfo=UTC))


def exceptional(entry: MockConfigEntry) -> frozenset[date]:
    """Return the exceptional days of a location beneath the setting."""
    days: frozenset[date] = entry.runtime_data.settings.calendar(FIRST).exceptional
    return days


def day(number: int) -> date:
    """Return a day from today."""
    return TODAY + timedelta(days=number)


async def test_every_day_that_an_event_touches_is_exceptional(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    calendar: Calendar,
    freezer: FrozenDateTimeFactory,
) -> None:
    """From eight weeks and a day ago until eight days ahead."""
    evening = datetime(2026, 6, 1, 22, tzinfo=UTC)
    calendar.events = [
        *(whole_day(day(number)) for number in (-58, -57, 0, 8, 9)),
        CalendarEvent(evening, evening + timedelta(hours=2), "Ends at midnight"),
        CalendarEvent(
            evening + timedelta(days=3), evening + timedelta(days=4), "Two days"
        ),
    ]
    entry = await set_up(entry=build_entry_with(simulator, exceptional_days=HOLIDAYS))
    assert exceptional(entry) == {
        *(day(-57), day(0), day(8)),
        *(date(2026, 6, 1), date(2026, 6, 4), date(2026, 6, 5)),
    }
    # Its own state may have been updated by being read.
    assert calendar.reads <= 2
    # The venue's midnight.
    await pass_time(hass, freezer, timedelta(hours=12, seconds=5))
    assert day(9) in exceptional(entry)
    assert day(-57) not in exceptional(entry)


async def test_a_changed_calendar_applies_and_a_broken_one_keeps_its_days(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    calendar: Calendar,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Many changes are read once."""
    entry = await set_up(entry=build_entry_with(simulator, exceptional_days=HOLIDAYS))
    assert exceptional(entry) == frozenset()
    for number in range(1, 5):
        await calendar.change(whole_day(day(number)))
    await pass_time(hass, freezer, timedelta(seconds=6))
    assert exceptional(entry) == {day(4)}
    assert calendar.reads <= 3
    calendar.is_broken = True
    await calendar.change()
    await pass_time(hass, freezer, timedelta(seconds=6))
    assert exceptional(entry) == {day(4)}


async def test_a_day_unlike_its_weekday_is_exceptional_for_a_workday_sensor(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """Weekends are not."""
    holiday, bridge = date(2026, 6, 4), date(2026, 5, 30)

    async def check(call: ServiceCall) -> ServiceResponse:
        asked: date = call.data["check_date"]
        is_workday = (asked.weekday() < 5 and asked != holiday) or asked == bridge
        return {entity_id: {"workday": is_workday} for entity_id in [WORKDAYS]}

    hass.services.async_register(
        "workday", "check_date", check, supports_response=SupportsResponse.ONLY
    )
    hass.states.async_set(WORKDAYS, "on")
    entry = await set_up(entry=build_entry_with(simulator, exceptional_days=WORKDAYS))
    assert exceptional(entry) == {holiday, bridge}
