"""Schedule helpers and calendars that a test commands."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any, override

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    setup_test_component_platform,
)

from simulator import Simulator
from tests.builders import build_entry, build_settings
from tests.space import BUILDING

HOURS = "schedule.hours"
HOLIDAYS = "calendar.holidays"
WORKDAYS = "binary_sensor.workday"

OFFICE = [{"from": "08:00:00", "to": "18:00:00"}]


class Calendar(CalendarEntity):
    """A calendar whose events a test sets."""

    entity_id = HOLIDAYS
    _attr_name = "Holidays"
    _attr_unique_id = "holidays"

    def __init__(self) -> None:
        """Start without events."""
        self.events: list[CalendarEvent] = []
        self.reads = 0
        self.is_broken = False

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the first event."""
        return self.events[0] if self.events else None

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return all events within a range."""
        self.reads += 1
        if self.is_broken:
            raise ValueError("broken")
        return [
            each
            for each in self.events
            if each.start_datetime_local < end_date
            and start_date < each.end_datetime_local
        ]

    async def change(self, *events: CalendarEvent) -> None:
        """Have other events."""
        self.events = list(events)
        self.async_write_ha_state()
        await self.hass.async_block_till_done(wait_background_tasks=True)


def whole_day(day: date) -> CalendarEvent:
    """Return an event of a whole day."""
    return CalendarEvent(day, day + timedelta(days=1), "Holiday")


@pytest.fixture
async def calendar(hass: HomeAssistant) -> Calendar:
    """Return a calendar that Home Assistant has set up."""
    calendar = Calendar()
    setup_test_component_platform(hass, "calendar", [calendar])
    assert await async_setup_component(
        hass, "calendar", {"calendar": {"platform": "test"}}
    )
    await hass.async_block_till_done()
    return calendar


async def set_up_schedule(hass: HomeAssistant, **days: Any) -> None:
    """Set up the schedule helper, or reload it."""
    week = days or dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), OFFICE
    )
    assert await async_setup_component(
        hass, "schedule", {"schedule": {"hours": {"name": "Hours", **week}}}
    )
    await hass.async_block_till_done()


@pytest.fixture
async def schedule(hass: HomeAssistant) -> AsyncIterator[None]:
    """Set up a schedule helper: open on weekdays from 8 to 18."""
    await hass.config.async_set_time_zone("UTC")
    await set_up_schedule(hass)
    yield
    # The helper has a timer of its own.
    component: Any = hass.data["entity_components"]["schedule"]
    await component.async_remove_entity(HOURS)


def build_entry_with(simulator: Simulator, **stored: Any) -> MockConfigEntry:
    """Return an entry with settings of the building."""
    settings = build_settings(BUILDING, **stored)
    return build_entry(simulator, subentries_data=[settings])
