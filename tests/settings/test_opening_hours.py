"""Opening hours from a schedule helper, and what is silent while closed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.schedule.const import DOMAIN as SCHEDULE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.occuspace.assistant.answers import describe_now
from custom_components.occuspace.assistant.locations import ExposedLocation
from custom_components.occuspace.repairs import async_create_fix_flow
from simulator import Account, Simulator
from tests.builders import build_entry, entity_of, pass_time, state_of
from tests.conftest import SetUp
from tests.space import FIRST, SECOND, Space, two_floors

from .conftest import HOURS, build_entry_with

MONDAY = datetime(2026, 6, 1, 7, 59, 30, tzinfo=UTC)
"""Half a minute before it opens."""


@pytest.fixture
def account() -> Account:
    """Return a building with two floors."""
    return two_floors()


@pytest.fixture(autouse=True)
def _before_opening(freezer: FrozenDateTimeFactory) -> None:
    """Stop the clock."""
    freezer.move_to(MONDAY)


@pytest.fixture
def entry(simulator: Simulator) -> MockConfigEntry:
    """Return an entry of which the building has opening hours."""
    return build_entry_with(simulator, opening_hours=HOURS)


def shown(
    hass: HomeAssistant, entry: MockConfigEntry, location: int = FIRST
) -> tuple[str | None, str | None]:
    """Return whether a location is open, and its busy level."""
    return (
        state_of(hass, entry, location, "open"),
        state_of(hass, entry, location, "busy_level"),
    )


@pytest.mark.usefixtures("schedule")
async def test_a_location_is_silent_while_it_is_closed(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """All beneath the location with the setting, and to the minute."""
    entry = await set_up()
    assert shown(hass, entry) == shown(hass, entry, SECOND) == ("off", "unknown")
    assert state_of(hass, entry, FIRST, "count") == "20"
    await pass_time(hass, freezer, timedelta(seconds=31))
    assert shown(hass, entry) == shown(hass, entry, SECOND) == ("on", "not_busy")
    await pass_time(hass, freezer, timedelta(hours=10))
    assert shown(hass, entry) == ("off", "unknown")


@pytest.mark.usefixtures("schedule")
async def test_opening_triggers_nothing(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Neither that it is busy, nor that it is quiet; what follows does."""
    simulator.account.locations[FIRST].count = 90
    space = Space(hass, simulator, await set_up(), freezer)
    for_busy = {
        "trigger": "occuspace.became_busy",
        "target": space.target("device", FIRST, "busy_level"),
    }
    await space.automate(for_busy)
    await space.wait()
    assert shown(hass, space.entry) == ("on", "very_busy")
    assert not space.runs
    await space.people(FIRST, 0)
    await space.people(FIRST, 90)
    assert len(space.runs) == 1


@pytest.mark.usefixtures("schedule")
async def test_the_condition_passes_while_open(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
) -> None:
    """In an automation."""
    space = Space(hass, simulator, await set_up(), freezer)
    target = space.target("device", FIRST, "open")
    condition = {"condition": "occuspace.is_open", "target": target}
    trigger = {"trigger": "event", "event_type": "asked"}
    await space.automate(trigger, [condition])
    hass.bus.async_fire("asked")
    await hass.async_block_till_done()
    assert not space.runs
    await space.wait()
    hass.bus.async_fire("asked")
    await hass.async_block_till_done()
    assert len(space.runs) == 1


@pytest.mark.usefixtures("schedule")
async def test_another_week_of_the_helper_applies_at_once(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """The helper is read once for all locations."""
    entry = await set_up()
    calls = async_capture_events(hass, "call_service")
    component: Any = hass.data["entity_components"][SCHEDULE]
    helper = component.get_entity(HOURS)
    await helper.async_update_config(
        {
            "id": "hours",
            "name": "Hours",
            "monday": [{"from": "07:00:00", "to": "24:00:00"}],
        }
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert shown(hass, entry) == ("on", "not_busy")
    assert len([each for each in calls if each.data["domain"] == SCHEDULE]) == 1


async def _gone_issue(hass: HomeAssistant) -> ir.IssueEntry:
    """Return the only issue."""
    (issue,) = ir.async_get(hass).issues.values()
    return issue


async def test_a_helper_that_is_gone_is_ignored_and_reported(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """Until it is back."""
    entry = await set_up()
    assert shown(hass, entry) == ("unknown", "not_busy")
    issue = await _gone_issue(hass)
    assert issue.translation_key == "opening_hours_gone"
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["location"] == "Location 1"
    hass.states.async_set(HOURS, "unavailable")
    await pass_time(hass, freezer, timedelta(seconds=6))
    assert not ir.async_get(hass).issues
    assert shown(hass, entry) == ("unknown", "not_busy")


@pytest.mark.usefixtures("schedule")
async def test_an_unavailable_helper_keeps_its_hours_until_it_is_gone(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """It is closed meanwhile."""
    entry = await set_up()
    hass.states.async_set(HOURS, "unavailable")
    await pass_time(hass, freezer, timedelta(seconds=6))
    assert shown(hass, entry) == ("off", "unknown")
    er.async_get(hass).async_remove(HOURS)
    hass.states.async_remove(HOURS)
    await pass_time(hass, freezer, timedelta(seconds=6))
    assert shown(hass, entry) == ("unknown", "not_busy")
    await _gone_issue(hass)


async def test_the_repair_removes_the_helper_from_the_settings(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """With the sensor *Open* and the issue."""
    entry = await set_up()
    issue = await _gone_issue(hass)
    flow = await async_create_fix_flow(hass, issue.issue_id, dict(issue.data or {}))
    flow.hass, flow.handler, flow.issue_id = hass, "occuspace", issue.issue_id
    await flow.async_step_confirm({})  # type: ignore[attr-defined]
    await hass.async_block_till_done(wait_background_tasks=True)
    (subentry,) = entry.subentries.values()
    assert dict(subentry.data) == {}
    assert not ir.async_get(hass).issues
    assert entity_of(hass, entry, FIRST, "open") is None


async def test_without_opening_hours_there_is_no_sensor(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """Nor an issue."""
    entry = await set_up(entry=build_entry(simulator))
    assert shown(hass, entry) == (None, "not_busy")
    assert not ir.async_get(hass).issues


@pytest.mark.usefixtures("schedule")
async def test_the_assistant_says_when_a_closed_location_opens(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory
) -> None:
    """Instead of a comparison."""
    entry = await set_up()
    states = {
        key: hass.states.get(str(entity_of(hass, entry, FIRST, key)))
        for key in ("count", "busy_level")
    }
    location = ExposedLocation(
        name="1st Floor",
        device_id="",
        location_id=FIRST,
        entry=entry,
        states={key: state for key, state in states.items() if state},
    )
    assert describe_now(hass, location) == {
        "location": "1st Floor",
        "occupancy": 20,
        "opening_hours": "Closed, opens at 2026-06-01 08:00.",
    }


async def test_hours_of_a_helper_from_the_interface_end_with_the_day(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """It stores 24:00 as a text."""
    evening = [{"from": "20:00:00", "to": "24:00:00"}]
    days = ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hass_storage[SCHEDULE] = {
        "version": 1,
        "minor_version": 1,
        "key": SCHEDULE,
        "data": {
            "items": [
                {
                    "id": "hours",
                    "name": "Hours",
                    "monday": evening,
                    **{day: [] for day in days},
                }
            ]
        },
    }
    assert await async_setup_component(hass, SCHEDULE, {})
    await hass.async_block_till_done()
    entry = await set_up()
    assert shown(hass, entry)[0] == "off"
    await pass_time(hass, freezer, timedelta(hours=15))
    assert shown(hass, entry)[0] == "on"
    await pass_time(hass, freezer, timedelta(hours=1, seconds=31))
    assert shown(hass, entry)[0] == "off"
    component: Any = hass.data["entity_components"][SCHEDULE]
    await component.async_remove_entity(HOURS)
