"""Triggers, through real automations on the integration's own entities."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest

from custom_components.occuspace.const import DOMAIN
from custom_components.occuspace.entity_lookup import no_value_reason
from custom_components.occuspace.trigger import TRIGGERS
from simulator import Account, Simulator, faults

from .conftest import SetUp
from .space import BUILDING, FIRST, REFRESH, SECOND, TARGETS, Space, two_floors

type Step = Callable[[Space, int], Awaitable[None]]


def people(count: int) -> Step:
    """Return a step that sets the number of people in a location."""
    return lambda space, location: space.people(location, count)


# Entities that a space without a recorder does not have.
OF_HISTORY: Final = frozenset({"compared_to_usual", "doubtful"})


def compared(level: str) -> Step:
    """Return a step that sets how a location compares to usual."""
    return lambda space, location: space.show(location, "compared_to_usual", level)


def doubtful(state: str) -> Step:
    """Return a step that sets whether a location's count is doubtful."""
    return lambda space, location: space.show(location, "doubtful", state)


def threshold(kind: str, **values: Any) -> dict[str, Any]:
    """Return the options of a threshold."""
    return {"threshold": {"type": kind, **values}}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A trigger, its entity, and steps that do and do not fire it."""

    key: str
    kind: str
    before: Step
    after: Step
    options: dict[str, Any] = field(default_factory=dict)


ABOVE_50: Final = threshold("above", value={"number": 50})

CROSSINGS: Final = (
    Case(
        key="occupancy_crossed_threshold",
        kind="count",
        options=ABOVE_50,
        before=people(50),
        after=people(51),
    ),
    Case(
        key="utilization_crossed_threshold",
        kind="percentage",
        options=threshold("above", value={"number": 50, "unit_of_measurement": "%"}),
        before=people(50),
        after=people(51),
    ),
    Case(key="became_busy", kind="busy_level", before=people(20), after=people(60)),
    Case(
        key="became_very_busy", kind="busy_level", before=people(60), after=people(95)
    ),
    Case(key="became_quiet", kind="busy_level", before=people(60), after=people(20)),
    Case(
        key="became_busier_than_usual",
        kind="compared_to_usual",
        before=compared("as_usual"),
        after=compared("busier"),
    ),
    Case(
        key="became_quieter_than_usual",
        kind="compared_to_usual",
        before=compared("as_usual"),
        after=compared("much_quieter"),
    ),
    Case(
        key="filled_up",
        kind="count",
        options={"free_capacity": 5},
        before=people(94),
        after=people(95),
    ),
    Case(key="emptied", kind="occupied", before=people(3), after=people(0)),
    Case(
        key="became_doubtful",
        kind="doubtful",
        before=doubtful("off"),
        after=doubtful("on"),
    ),
)
CHANGED: Final = Case(
    key="occupancy_changed",
    kind="count",
    options=threshold("any"),
    before=people(5),
    after=people(6),
)
LOST: Final = Case(
    key="data_lost",
    kind="count",
    before=lambda space, location: space.deactivate(location, active=True),
    after=lambda space, location: space.deactivate(location),
)
BACK: Final = Case(
    key="data_back",
    kind="count",
    before=lambda space, location: space.deactivate(location),
    after=lambda space, location: space.deactivate(location, active=True),
)
HAPPENINGS: Final = (*CROSSINGS, CHANGED, LOST, BACK)
WITH_BEHAVIOR: Final = (*CROSSINGS, LOST, BACK)

every_trigger = pytest.mark.parametrize("case", HAPPENINGS, ids=lambda case: case.key)
every_behaving = pytest.mark.parametrize(
    "case", WITH_BEHAVIOR, ids=lambda case: case.key
)
every_crossing = pytest.mark.parametrize("case", CROSSINGS, ids=lambda case: case.key)


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
    """Return a trigger as the automation editor writes it."""
    return {
        "trigger": f"{DOMAIN}.{case.key}",
        "target": target,
        "options": {**case.options, **options},
    }


def test_every_trigger_is_tried() -> None:
    """The cases of this module cover the whole table."""
    assert {case.key for case in HAPPENINGS} == TRIGGERS.keys()


async def test_every_trigger_is_described(hass: HomeAssistant, space: Space) -> None:
    """The editor has descriptions, limited to this integration's entities."""
    assert await async_setup_component(hass, "automation", {})
    found = await async_get_all_descriptions(hass)
    ours = {
        key.removeprefix(f"{DOMAIN}."): description
        for key, description in found.items()
        if key.startswith(f"{DOMAIN}.")
    }
    assert ours.keys() == TRIGGERS.keys()
    for description in ours.values():
        assert description is not None
        targets = description["target"]["entity"]
        assert {each["integration"] for each in targets} == {DOMAIN}


@every_trigger
@pytest.mark.parametrize("by", TARGETS)
async def test_it_fires_once_for_its_target(space: Space, case: Case, by: str) -> None:
    """For every kind of target; other locations do not fire it."""
    await case.before(space, FIRST)
    await case.before(space, SECOND)
    await space.automate(configured(case, space.target(by, FIRST, case.kind)))

    await case.after(space, SECOND)
    assert space.runs == []

    await case.after(space, FIRST)
    await space.wait()
    assert [run["entity_id"] for run in space.runs] == [space.entity(FIRST, case.kind)]


async def test_a_location_counts_while_it_is_in_the_area(space: Space) -> None:
    """Without reloading the automation."""
    area = space.area()
    await space.automate(configured(CROSSINGS[0], {"area_id": area}))
    devices = dr.async_get(space.hass)
    for place, runs in ((None, 0), (area, 1), (None, 1)):
        devices.async_update_device(space.device(FIRST), area_id=place)
        await space.people(FIRST, 50)
        await space.people(FIRST, 51)
        assert len(space.runs) == runs


async def test_a_renamed_entity_still_counts(space: Space) -> None:
    """If its device is targeted."""
    await space.automate(configured(CROSSINGS[0], {"device_id": space.device(FIRST)}))
    er.async_get(space.hass).async_update_entity(
        space.entity(FIRST, "count"), new_entity_id="sensor.people_downstairs"
    )
    await space.people(FIRST, 50)
    await space.people(FIRST, 51)
    assert [run["entity_id"] for run in space.runs] == ["sensor.people_downstairs"]


@every_trigger
async def test_it_fires_again_after_a_reset(space: Space, case: Case) -> None:
    """Once each time."""
    await case.before(space, FIRST)
    await space.automate(configured(case, {"device_id": space.device(FIRST)}))
    for _ in range(2):
        await case.after(space, FIRST)
        await case.before(space, FIRST)
    # Changing back is a change.
    assert len(space.runs) == (4 if case is CHANGED else 2)


@every_behaving
async def test_first_fires_for_the_first_of_them(space: Space, case: Case) -> None:
    """It does not fire for the second."""
    for floor in (FIRST, SECOND):
        await case.before(space, floor)
    target = {"device_id": [space.device(FIRST), space.device(SECOND)]}
    await space.automate(configured(case, target, behavior="first"))
    await case.after(space, SECOND)
    await case.after(space, FIRST)
    assert [run["entity_id"] for run in space.runs] == [space.entity(SECOND, case.kind)]


@every_behaving
async def test_all_fires_when_the_last_of_them_follows(
    space: Space, case: Case
) -> None:
    """It does not fire before."""
    for floor in (FIRST, SECOND):
        await case.before(space, floor)
    target = {"area_id": space.area(FIRST, SECOND)}
    await space.automate(configured(case, target, behavior="all"))
    await case.after(space, SECOND)
    assert space.runs == []
    await case.after(space, FIRST)
    assert [run["entity_id"] for run in space.runs] == [space.entity(FIRST, case.kind)]


@every_crossing
async def test_all_does_not_fire_while_one_of_them_is_unknown(
    space: Space, case: Case
) -> None:
    """The unknown one might be full or empty."""
    for floor in (FIRST, SECOND):
        await case.before(space, floor)
    target = {"area_id": space.area(FIRST, SECOND)}
    await space.automate(configured(case, target, behavior="all"))
    await space.deactivate(SECOND)
    if case.kind in OF_HISTORY:
        await space.show(SECOND, case.kind, "unknown")
    await case.after(space, FIRST)
    assert space.runs == []


@every_behaving
async def test_it_fires_after_the_duration(space: Space, case: Case) -> None:
    """It does not fire if the state ends earlier."""
    lasting = timedelta(minutes=10)
    await case.before(space, FIRST)
    target = {"device_id": space.device(FIRST)}
    await space.automate(configured(case, target, **{"for": "00:10:00"}))

    await case.after(space, FIRST)
    await space.wait(lasting / 2)
    await case.before(space, FIRST)
    await space.wait(lasting)
    assert space.runs == []

    await case.after(space, FIRST)
    await space.wait(lasting - REFRESH)
    assert space.runs == []
    await space.wait(2 * REFRESH)
    assert len(space.runs) == 1


@every_crossing
async def test_an_unknown_state_interrupts_the_duration(
    space: Space, case: Case
) -> None:
    """Whether the state lasted is unknown."""
    await case.before(space, FIRST)
    target = {"device_id": space.device(FIRST)}
    await space.automate(configured(case, target, **{"for": "00:10:00"}))
    await case.after(space, FIRST)
    await space.deactivate(FIRST)
    if case.kind in OF_HISTORY:
        await space.show(FIRST, case.kind, "unknown")
    await space.wait(timedelta(minutes=20))
    assert space.runs == []


@pytest.mark.parametrize("case", [*CROSSINGS, CHANGED], ids=lambda case: case.key)
@pytest.mark.parametrize("by", ["inactive", "unreachable", "reload"])
async def test_it_does_not_fire_because_a_value_became_known(
    space: Space, case: Case, by: str
) -> None:
    """Regardless of the last known value."""
    await case.before(space, FIRST)
    await space.automate(configured(case, {"device_id": space.device(FIRST)}))
    is_of_history = case.kind in OF_HISTORY
    if by == "reload":
        # The integration starts again with a different value.
        await space.disconnect()
        if is_of_history:
            await space.show(FIRST, case.kind, "unavailable")
        await case.after(space, FIRST)
        space.simulator.behave()
        await space.reload()
    else:
        if by == "inactive":
            await space.deactivate(FIRST)
        else:
            await space.disconnect()
        if is_of_history:
            await space.show(
                FIRST, case.kind, "unknown" if by == "inactive" else "unavailable"
            )
        await case.after(space, FIRST)
        await space.deactivate(FIRST, active=True)
        await space.reconnect()
    await space.wait()
    assert space.runs == []


@every_trigger
async def test_a_reload_alone_does_not_fire(space: Space, case: Case) -> None:
    """Neither before nor after the trigger's state is reached."""
    await space.automate(configured(case, {"device_id": space.device(FIRST)}))
    await case.before(space, FIRST)
    space.runs.clear()
    await space.reload()
    await case.after(space, FIRST)
    space.runs.clear()
    await space.reload()
    await space.wait()
    assert space.runs == []


@every_trigger
async def test_starting_home_assistant_does_not_fire(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
    case: Case,
) -> None:
    """Automations may start before the values are available."""
    entry = await set_up()
    space = Space(hass, simulator, entry, freezer)
    await case.before(space, FIRST)
    await case.after(space, FIRST)
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    await space.automate(configured(case, {"device_id": space.device(FIRST)}))

    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    await space.wait()
    assert space.runs == []


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (threshold("above", value={"number": 50}), 51, 50),
        (threshold("below", value={"number": 50}), 49, 50),
        (
            threshold("between", value_min={"number": 40}, value_max={"number": 50}),
            50,
            51,
        ),
        (
            threshold("outside", value_min={"number": 40}, value_max={"number": 50}),
            39,
            40,
        ),
        (threshold("above", value={"entity": "input_number.limit"}), 61, 60),
    ],
    ids=["above", "below", "between", "outside", "entity"],
)
@pytest.mark.parametrize("of", ["occupancy", "utilization"])
async def test_a_threshold_may_be_of_any_kind(
    hass: HomeAssistant,
    space: Space,
    of: str,
    kind: dict[str, Any],
    inside: int,
    outside: int,
) -> None:
    """The capacity being 100, people and per cent are the same number."""
    hass.states.async_set("input_number.limit", "60", {"unit_of_measurement": "%"})
    await space.people(FIRST, outside)
    await space.automate(
        {
            "trigger": f"{DOMAIN}.{of}_crossed_threshold",
            "target": {"device_id": space.device(FIRST)},
            "options": kind,
        }
    )
    await space.people(FIRST, inside)
    await space.people(FIRST, outside)
    assert len(space.runs) == 1


async def test_an_unknown_threshold_is_not_crossed(
    hass: HomeAssistant, space: Space
) -> None:
    """Nor is it crossed when it becomes known."""
    hass.states.async_set("input_number.limit", "unknown")
    await space.automate(
        {
            "trigger": f"{DOMAIN}.occupancy_crossed_threshold",
            "target": {"device_id": space.device(FIRST)},
            "options": threshold("above", value={"entity": "input_number.limit"}),
        }
    )
    await space.people(FIRST, 90)
    hass.states.async_set("input_number.limit", "60")
    await space.people(FIRST, 91)
    assert space.runs == []


async def test_from_busy_to_very_busy_is_not_becoming_busy_again(space: Space) -> None:
    """It has been busy all along."""
    await space.automate(
        {
            "trigger": f"{DOMAIN}.became_busy",
            "target": {"device_id": space.device(FIRST)},
        }
    )
    for count in (20, 60, 95, 60):
        await space.people(FIRST, count)
    assert len(space.runs) == 1


async def test_other_entities_of_the_area_do_not_fire(
    hass: HomeAssistant, space: Space
) -> None:
    """Only the occupancy, of this integration."""
    target = {
        "entity_id": [space.entity(FIRST, "free_capacity"), "sensor.somewhere_else"]
    }
    await space.automate(configured(CHANGED, target))
    hass.states.async_set("sensor.somewhere_else", "1")
    await space.people(FIRST, 30)
    hass.states.async_set("sensor.somewhere_else", "2")
    await hass.async_block_till_done()
    assert space.runs == []


async def _inactive(space: Space) -> None:
    await space.deactivate(FIRST)


async def _stale(space: Space) -> None:
    await space.age(FIRST, timedelta(hours=2))


async def _unreachable(space: Space) -> None:
    await space.disconnect()


async def _unreadable(space: Space) -> None:
    def blank(reply: dict[str, Any]) -> None:
        for child in reply["data"]["childCounts"]:
            if child["id"] == FIRST:
                child.update(count=None, percentage=None)

    space.simulator.misbehave(faults.Transform(blank), f"/locations/{BUILDING}/now")
    space.simulator.misbehave(
        faults.Transform(
            lambda reply: reply["data"].update(count=None, percentage=None)
        ),
        f"/locations/{FIRST}/now",
    )
    await space.wait()


async def _active(space: Space) -> None:
    await space.deactivate(FIRST, active=True)


async def _fresh(space: Space) -> None:
    await space.age(FIRST, timedelta())


async def _reachable(space: Space) -> None:
    await space.reconnect()


@pytest.mark.parametrize(
    ("lose", "find", "reason"),
    [
        (_inactive, _active, "inactive"),
        (_stale, _fresh, "stale"),
        (_unreachable, _reachable, "unreachable"),
        (_unreadable, _reachable, "not_reported"),
    ],
    ids=["inactive", "stale", "unreachable", "not reported"],
)
@pytest.mark.parametrize("key", ["data_lost", "data_back"])
async def test_the_reason_is_in_the_trigger_data(
    space: Space,
    key: str,
    lose: Callable[[Space], Awaitable[None]],
    find: Callable[[Space], Awaitable[None]],
    reason: str,
) -> None:
    """For both data_lost and data_back."""
    await space.automate(
        {
            "trigger": f"{DOMAIN}.{key}",
            "target": {"device_id": space.device(FIRST)},
        }
    )
    await lose(space)
    assert len(space.runs) == (key == "data_lost")
    await find(space)
    assert [run["reason"] for run in space.runs] == [reason]


async def test_a_changed_reason_does_not_fire_again(space: Space) -> None:
    """The data was lost already; data_back has the last reason."""
    await space.automate(configured(BACK, {"device_id": space.device(FIRST)}))
    await space.deactivate(FIRST)
    await space.disconnect()
    space.simulator.account.locations[FIRST].is_active = True
    await space.reconnect()
    assert [run["reason"] for run in space.runs] == ["unreachable"]


async def test_a_first_measurement_is_not_data_back(
    space: Space,
) -> None:
    """The data had not been lost."""
    location = space.simulator.account.locations[FIRST]
    since, location.earliest_count = location.earliest_count, None
    await space.wait()
    await space.reload()
    await space.automate(
        {
            "trigger": f"{DOMAIN}.data_back",
            "target": {"device_id": space.device(FIRST)},
        }
    )
    location.earliest_count = since
    await space.wait(timedelta(hours=1))
    await space.people(FIRST, 12)
    assert space.hass.states.get(space.entity(FIRST, "count")).state == "12"  # type: ignore[union-attr]
    assert space.runs == []


@pytest.mark.parametrize(
    "options", [{}, {"free_capacity": -1}, {"free_capacity": "many"}]
)
async def test_free_capacity_is_a_number_of_people(
    hass: HomeAssistant, space: Space, options: dict[str, Any]
) -> None:
    """0 by default; anything else is rejected."""
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "alias": "Watch",
                "triggers": [
                    {
                        "trigger": f"{DOMAIN}.filled_up",
                        "target": {"device_id": space.device(BUILDING)},
                        "options": options,
                    }
                ],
                "actions": [],
            }
        },
    )
    state = hass.states.get("automation.watch")
    assert state is not None
    assert state.state == ("unavailable" if options else "on")


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("by", ["device", "area"])
async def test_filled_up_uses_the_free_capacity_if_it_is_enabled(
    space: Space, by: str
) -> None:
    """And not the occupancy of the same location as well."""
    case = next(each for each in CROSSINGS if each.key == "filled_up")
    await case.before(space, FIRST)
    await space.automate(configured(case, space.target(by, FIRST, "free_capacity")))
    await case.after(space, FIRST)
    await space.wait()
    found = [run["entity_id"] for run in space.runs]
    assert found == [space.entity(FIRST, "free_capacity")]


@pytest.mark.parametrize("capacity", [None, 0])
async def test_a_location_without_a_capacity_never_fills_up(
    space: Space, simulator: Simulator, capacity: int | None
) -> None:
    """However many people are there."""
    simulator.account.locations[FIRST].capacity = capacity
    await space.wait(timedelta(minutes=11))
    case = next(each for each in CROSSINGS if each.key == "filled_up")
    await space.automate(configured(case, space.target("device", FIRST, "count")))
    for count in (0, 95, 1000):
        await people(count)(space, FIRST)
    assert not space.runs


async def test_an_entity_without_a_device_has_no_reason(hass: HomeAssistant) -> None:
    """Its location cannot be determined."""
    assert no_value_reason(hass, State("sensor.removed", "unknown")) is None
