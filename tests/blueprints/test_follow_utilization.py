"""Ventilation or heating follows utilization."""

from homeassistant.core import HomeAssistant
import pytest

from tests.space import FIRST, REFRESH, SECOND, Space

from .conftest import FAN, LAMP, Instantiate, state, switch

BLUEPRINT = "follow_utilization"


@pytest.fixture
async def _follows(space: Space, instantiate: Instantiate) -> None:
    """Let the fan follow a floor, which is at 20 %, with defaults."""
    utilization = space.entity(FIRST, "percentage")
    await instantiate(BLUEPRINT, utilization=utilization, devices=[FAN])


async def minutes(space: Space, count: int) -> None:
    """Let minutes pass, one by one."""
    for _ in range(count):
        await space.wait(REFRESH)


@pytest.mark.usefixtures("_follows")
async def test_it_switches_on_above_and_off_below(
    hass: HomeAssistant, space: Space, switched: list[str]
) -> None:
    """In between everything stays as it is, and each is done once."""
    await space.people(FIRST, 60)
    assert state(hass, FAN) == "off"
    await space.people(FIRST, 61)
    assert state(hass, FAN) == "on"
    await space.people(FIRST, 90)
    await space.people(FIRST, 40)
    await minutes(space, 30)
    assert state(hass, FAN) == "on"
    await space.people(FIRST, 39)
    await minutes(space, 10)
    assert state(hass, FAN) == "off"
    await space.people(FIRST, 60)
    await minutes(space, 10)
    assert switched == ["turn_on", "turn_off"]


@pytest.mark.usefixtures("_follows")
async def test_it_runs_for_a_while(
    hass: HomeAssistant, space: Space, switched: list[str]
) -> None:
    """And is switched off once that is over, though nothing changes then."""
    await space.people(FIRST, 61)
    await space.people(FIRST, 10)
    await minutes(space, 13)
    assert switched == ["turn_on"]
    await minutes(space, 7)
    assert switched == ["turn_on", "turn_off"]
    assert state(hass, FAN) == "off"


@pytest.mark.usefixtures("_follows")
@pytest.mark.parametrize(
    ("before", "after", "action"), [(20, 61, "turn_on"), (61, 20, "turn_off")]
)
async def test_nothing_is_switched_while_nothing_is_known(
    space: Space, switched: list[str], before: int, after: int, action: str
) -> None:
    """Inactive or unreachable; then it goes on with what is so."""
    await space.people(FIRST, before)
    await minutes(space, 20)
    switched.clear()
    await space.deactivate(FIRST)
    await space.people(FIRST, after)
    await minutes(space, 20)
    await space.disconnect()
    await minutes(space, 20)
    await space.reconnect()
    assert switched == []
    await space.deactivate(FIRST, active=True)
    assert switched == [action]


@pytest.mark.usefixtures("_follows")
async def test_a_reload_switches_nothing(space: Space, switched: list[str]) -> None:
    """While the values are the same."""
    await space.people(FIRST, 61)
    await space.reload()
    await minutes(space, 10)
    assert switched == ["turn_on"]


@pytest.mark.usefixtures("_follows")
async def test_what_is_switched_by_hand_is_put_right(
    hass: HomeAssistant, space: Space
) -> None:
    """Within five minutes; on, also only after it has run for a while."""
    await space.people(FIRST, 61)
    await switch(hass, FAN, "off")
    await minutes(space, 5)
    assert state(hass, FAN) == "on"
    await space.people(FIRST, 10)
    await minutes(space, 20)
    await switch(hass, FAN, "on")
    await minutes(space, 14)
    assert state(hass, FAN) == "on"
    await minutes(space, 6)
    assert state(hass, FAN) == "off"


@pytest.mark.usefixtures("_follows")
async def test_run_by_hand_it_switches_only_what_has_to_be(
    hass: HomeAssistant, space: Space, switched: list[str]
) -> None:
    """Though the conditions are skipped then."""
    await space.people(FIRST, 61)
    await space.people(FIRST, 50)
    await minutes(space, 20)
    await _run_by_hand(hass)
    await space.deactivate(FIRST)
    await _run_by_hand(hass)
    assert switched == ["turn_on"]
    await space.deactivate(FIRST, active=True)
    await switch(hass, FAN, "off")
    switched.clear()
    await _run_by_hand(hass)
    assert switched == []
    assert state(hass, FAN) == "off"


async def _run_by_hand(hass: HomeAssistant) -> None:
    """Do what "Run" does on the automation's page."""
    await hass.services.async_call(
        "automation", "trigger", {"entity_id": "automation.made"}, blocking=True
    )
    await hass.async_block_till_done()


async def test_a_device_that_is_not_there_is_left_alone(
    hass: HomeAssistant, space: Space, instantiate: Instantiate, switched: list[str]
) -> None:
    """The others are switched; another floor is nothing."""
    hass.states.async_set("fan.broken", "unavailable")
    await instantiate(
        BLUEPRINT,
        utilization=space.entity(FIRST, "percentage"),
        devices=[FAN, "fan.broken", LAMP],
    )
    await switch(hass, LAMP, "on")
    switched.clear()
    await space.people(SECOND, 90)
    await minutes(space, 6)
    assert switched == []
    await space.people(FIRST, 90)
    assert (state(hass, FAN), state(hass, "fan.broken")) == ("on", "unavailable")
    assert switched == ["turn_on"]


@pytest.mark.parametrize("minimum_run_time", [{"minutes": 1}, "00:01:00", None])
async def test_more_is_done(
    hass: HomeAssistant,
    space: Space,
    instantiate: Instantiate,
    minimum_run_time: dict[str, int] | str | None,
) -> None:
    """With the values that were chosen, if the two are the wrong way round too."""
    lamp = {"target": {"entity_id": LAMP}}
    await instantiate(
        BLUEPRINT,
        utilization=space.entity(FIRST, "percentage"),
        devices=[FAN],
        on_above=30,
        off_below=50,
        minimum_run_time=minimum_run_time,
        when_on=[{"action": "input_boolean.turn_on", **lamp}],
        when_off=[{"action": "input_boolean.turn_off", **lamp}],
    )
    await space.people(FIRST, 31)
    await minutes(space, 10)
    assert (state(hass, FAN), state(hass, LAMP)) == ("on", "on")
    await space.people(FIRST, 30)
    assert (state(hass, FAN), state(hass, LAMP)) == ("off", "off")
