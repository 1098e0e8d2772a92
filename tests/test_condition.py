"""Conditions, through real automations on the integration's own entities."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest

from custom_components.occuspace.condition import CONDITIONS
from custom_components.occuspace.const import DOMAIN
from simulator import Account, Simulator

from .conftest import SetUp
from .space import FIRST, REFRESH, SECOND, TARGETS, Space, two_floors

ASK: Final = "ask"
ASKED: Final = {"trigger": "event", "event_type": ASK}

type Step = Callable[[Space, int], Awaitable[None]]


def people(count: int) -> Step:
    """Return a step that sets the number of people in a location."""
    return lambda space, location: space.people(location, count)


def compared(level: str) -> Step:
    """Return a step that sets how a location compares to usual."""
    return lambda space, location: space.show(location, "compared_to_usual", level)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A condition, its entity, and when it does and does not pass."""

    key: str
    kind: str
    no: Step
    yes: Step
    options: dict[str, Any] = field(default_factory=dict)


CASES: Final = (
    Case(
        key="is_occupancy",
        kind="count",
        options={"threshold": {"type": "above", "value": {"number": 50}}},
        no=people(50),
        yes=people(51),
    ),
    Case(
        key="is_utilization",
        kind="percentage",
        options={
            "threshold": {
                "type": "between",
                "value_min": {"number": 40, "unit_of_measurement": "%"},
                "value_max": {"number": 60, "unit_of_measurement": "%"},
            }
        },
        no=people(61),
        yes=people(60),
    ),
    Case(
        key="is_busy_level",
        kind="busy_level",
        options={"busy_level": ["busy", "very_busy"]},
        no=people(20),
        yes=people(95),
    ),
    Case(
        key="is_compared_to_usual",
        kind="compared_to_usual",
        options={"compared_to_usual": ["quieter", "much_quieter"]},
        no=compared("as_usual"),
        yes=compared("quieter"),
    ),
    Case(
        key="is_reporting",
        kind="count",
        no=lambda space, location: space.deactivate(location),
        yes=lambda space, location: space.deactivate(location, active=True),
    ),
)

every_condition = pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)


@pytest.fixture
def account() -> Account:
    """Return a building with two floors."""
    return two_floors()


@pytest.fixture
async def space(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
) -> Space:
    """Return the building, set up."""
    return Space(hass, simulator, await set_up(), freezer)


def configured(case: Case, target: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Return a condition as the automation editor writes it."""
    return {
        "condition": f"{DOMAIN}.{case.key}",
        "target": target,
        "options": {**case.options, **options},
    }


async def holds(space: Space) -> bool:
    """Return whether the automation's condition lets it run now."""
    space.runs.clear()
    space.hass.bus.async_fire(ASK)
    await space.hass.async_block_till_done()
    return len(space.runs) == 1


async def make_unknown(space: Space, case: Case, location: int) -> None:
    """Make the values of a location unknown."""
    await space.deactivate(location)
    if case.kind == "compared_to_usual":
        await space.show(location, "compared_to_usual", "unknown")


def test_every_condition_is_tried() -> None:
    """The cases of this module cover the table; `is_open` needs opening hours."""
    assert {case.key for case in CASES} | {"is_open"} == CONDITIONS.keys()


async def test_every_condition_is_described(hass: HomeAssistant, space: Space) -> None:
    """The editor has descriptions, limited to this integration's entities."""
    assert await async_setup_component(hass, "automation", {})
    found = await async_get_all_descriptions(hass)
    ours = {
        key.removeprefix(f"{DOMAIN}."): description
        for key, description in found.items()
        if key.startswith(f"{DOMAIN}.")
    }
    assert ours.keys() == CONDITIONS.keys()
    for description in ours.values():
        assert description is not None
        targets = description["target"]["entity"]
        assert {each["integration"] for each in targets} == {DOMAIN}


@every_condition
@pytest.mark.parametrize("by", TARGETS)
async def test_it_passes_for_its_target(space: Space, case: Case, by: str) -> None:
    """Values of other locations do not matter."""
    await case.no(space, FIRST)
    await case.yes(space, SECOND)
    target = space.target(by, FIRST, case.kind)
    await space.automate(ASKED, [configured(case, target)])
    assert not await holds(space)
    await case.yes(space, FIRST)
    assert await holds(space)
    await case.no(space, FIRST)
    assert not await holds(space)


@every_condition
@pytest.mark.parametrize(
    ("behavior", "expected"),
    [("any", (False, True, True)), ("all", (False, False, True))],
)
async def test_any_or_all_of_them(
    space: Space, case: Case, behavior: str, expected: tuple[bool, ...]
) -> None:
    """With none, one and both of two locations."""
    for floor in (FIRST, SECOND):
        await case.no(space, floor)
    target = {"area_id": space.area(FIRST, SECOND)}
    await space.automate(ASKED, [configured(case, target, behavior=behavior)])
    seen = [await holds(space)]
    for floor in (FIRST, SECOND):
        await case.yes(space, floor)
        seen.append(await holds(space))
    assert tuple(seen) == expected


@every_condition
@pytest.mark.parametrize("behavior", ["any", "all"])
async def test_it_does_not_pass_for_unknown_values(
    space: Space, case: Case, behavior: str
) -> None:
    """With "all", one unknown location is enough to fail."""
    for floor in (FIRST, SECOND):
        await case.yes(space, floor)
    target = {"area_id": space.area(FIRST, SECOND)}
    await space.automate(ASKED, [configured(case, target, behavior=behavior)])
    await make_unknown(space, case, SECOND)
    assert await holds(space) == (behavior == "any")
    await make_unknown(space, case, FIRST)
    assert not await holds(space)


@every_condition
async def test_it_does_not_pass_while_the_api_is_unreachable(
    space: Space, case: Case
) -> None:
    """Regardless of the last known values."""
    await case.yes(space, FIRST)
    target = {"device_id": space.device(FIRST)}
    await space.automate(ASKED, [configured(case, target)])
    await space.disconnect()
    if case.kind == "compared_to_usual":
        await space.show(FIRST, "compared_to_usual", "unavailable")
    assert not await holds(space)


@every_condition
@pytest.mark.parametrize("behavior", ["any", "all"])
async def test_it_does_not_pass_without_locations(
    space: Space, case: Case, behavior: str
) -> None:
    """An area without locations is not quiet."""
    target = {"area_id": "nowhere"}
    await space.automate(ASKED, [configured(case, target, behavior=behavior)])
    assert not await holds(space)


@every_condition
async def test_it_passes_after_the_duration(space: Space, case: Case) -> None:
    """An interruption restarts the duration."""
    await case.no(space, FIRST)
    target = {"device_id": space.device(FIRST)}
    await space.automate(ASKED, [configured(case, target, **{"for": "00:10:00"})])
    for _ in range(2):
        await case.yes(space, FIRST)
        await space.wait(timedelta(minutes=10) - 2 * REFRESH)
        assert not await holds(space)
        await space.wait(3 * REFRESH)
        assert await holds(space)
        await case.no(space, FIRST)
        assert not await holds(space)


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("is_busy_level", {}),
        ("is_busy_level", {"busy_level": []}),
        ("is_busy_level", {"busy_level": ["crowded"]}),
        ("is_compared_to_usual", {"compared_to_usual": ["busy"]}),
        ("is_occupancy", {}),
        ("is_utilization", {"threshold": {"type": "above"}}),
    ],
)
async def test_a_condition_without_levels_is_rejected(
    hass: HomeAssistant, space: Space, key: str, options: dict[str, Any]
) -> None:
    """The automation is set up, and does not run."""
    condition = {
        "condition": f"{DOMAIN}.{key}",
        "target": {"device_id": space.device(FIRST)},
        "options": options,
    }
    watch = {
        "alias": "Watch",
        "triggers": [ASKED],
        "conditions": [condition],
        "actions": [],
    }
    assert await async_setup_component(hass, "automation", {"automation": watch})
    state = hass.states.get("automation.watch")
    assert state is not None
    assert state.state == "unavailable"
