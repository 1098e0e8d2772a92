"""Switching off lights and screens on an empty floor after hours."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.space import FIRST, FLOORS, SECOND, Space

from .conftest import LAMP, Instantiate, state, switch

BLUEPRINT = "switch_off_when_empty"

EVENING = datetime(2026, 3, 17, 20, 0, 10, tzinfo=UTC)
BEFORE_THE_EVENING = datetime(2026, 3, 17, 17, 30, 10, tzinfo=UTC)
SATURDAY_NOON = datetime(2026, 3, 21, 12, 0, 10, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 3, 20, 23, 0, 10, tzinfo=UTC)

HALF_AN_HOUR = timedelta(minutes=31)


@pytest.fixture
async def _floors(
    hass: HomeAssistant, space: Space, instantiate: Instantiate, switched: list[str]
) -> None:
    """Let a lamp be on for two floors that people are on."""
    await instantiate(
        BLUEPRINT,
        occupied=[space.entity(floor, "occupied") for floor in FLOORS],
        targets={"entity_id": LAMP},
    )
    await switch(hass, LAMP, "on")
    switched.clear()


async def empty(space: Space) -> None:
    """Let everybody leave."""
    for floor in FLOORS:
        await space.people(floor, 0)


@pytest.mark.usefixtures("_floors")
async def test_after_hours_it_switches_off_once_all_are_gone(
    hass: HomeAssistant,
    space: Space,
    freezer: FrozenDateTimeFactory,
    switched: list[str],
) -> None:
    """Of both floors and for half an hour, and once."""
    freezer.move_to(EVENING)
    await space.people(FIRST, 0)
    await space.wait(HALF_AN_HOUR)
    assert switched == []
    await space.people(SECOND, 0)
    await space.wait(HALF_AN_HOUR - timedelta(minutes=3))
    assert switched == []
    await space.wait(timedelta(minutes=5))
    for _ in range(20):
        await space.wait(HALF_AN_HOUR)
    assert switched == ["turn_off"]
    assert state(hass, LAMP) == "off"


@pytest.mark.usefixtures("_floors")
async def test_by_day_it_switches_off_when_the_after_hours_begin(
    space: Space, freezer: FrozenDateTimeFactory, switched: list[str]
) -> None:
    """And not before."""
    freezer.move_to(BEFORE_THE_EVENING)
    await empty(space)
    await space.wait(HALF_AN_HOUR)
    await space.wait(timedelta(minutes=50))
    assert switched == []
    await space.wait(timedelta(minutes=20))
    assert switched == ["turn_off"]


@pytest.mark.usefixtures("_floors")
async def test_on_a_closed_day_it_switches_off_at_noon(
    space: Space, freezer: FrozenDateTimeFactory, switched: list[str]
) -> None:
    """All day it is after hours."""
    freezer.move_to(SATURDAY_NOON)
    await empty(space)
    await space.wait(HALF_AN_HOUR)
    assert switched == ["turn_off"]


async def test_it_switches_off_when_a_closed_day_begins(
    hass: HomeAssistant,
    space: Space,
    instantiate: Instantiate,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Where the evening before was none."""
    freezer.move_to(FRIDAY_NIGHT)
    await instantiate(
        BLUEPRINT,
        occupied=[space.entity(FIRST, "occupied")],
        targets={"entity_id": LAMP},
        after_hours_begin="03:00:00",
        after_hours_end="04:00:00",
    )
    await switch(hass, LAMP, "on")
    await space.people(FIRST, 0)
    await space.wait(HALF_AN_HOUR)
    assert state(hass, LAMP) == "on"
    await space.wait(HALF_AN_HOUR)
    assert state(hass, LAMP) == "off"


@pytest.mark.usefixtures("_floors")
@pytest.mark.parametrize("by", ["inactive", "unreachable"])
async def test_nothing_is_switched_while_one_floor_is_not_known(
    space: Space, freezer: FrozenDateTimeFactory, switched: list[str], by: str
) -> None:
    """Somebody may be there, whatever the others say."""
    freezer.move_to(EVENING)
    await empty(space)
    if by == "inactive":
        await space.deactivate(SECOND)
    else:
        await space.disconnect()
    await space.wait(HALF_AN_HOUR)
    await space.wait(timedelta(days=1))
    assert switched == []


@pytest.mark.usefixtures("_floors")
async def test_a_floor_that_is_known_again_has_to_be_empty_for_a_while(
    space: Space, freezer: FrozenDateTimeFactory, switched: list[str]
) -> None:
    """The time before does not count; after a reload neither."""
    freezer.move_to(EVENING)
    await empty(space)
    await space.wait(timedelta(minutes=20))
    await space.deactivate(FIRST)
    await space.deactivate(FIRST, active=True)
    await space.wait(timedelta(minutes=20))
    await space.reload()
    await space.wait(timedelta(minutes=20))
    assert switched == []
    await space.wait(timedelta(minutes=15))
    assert switched == ["turn_off"]


@pytest.mark.usefixtures("_floors")
async def test_nothing_is_switched_while_the_count_of_a_floor_is_doubtful(
    hass: HomeAssistant,
    space: Space,
    freezer: FrozenDateTimeFactory,
    switched: list[str],
) -> None:
    """And once it is not any more, as on any other evening."""
    await space.show(SECOND, "doubtful", "on")
    freezer.move_to(BEFORE_THE_EVENING)
    await empty(space)
    for _ in range(10):
        await space.wait(HALF_AN_HOUR)
    assert switched == []
    assert state(hass, LAMP) == "on"
    await space.show(SECOND, "doubtful", "off")
    await space.people(FIRST, 1)
    await space.people(FIRST, 0)
    await space.wait(HALF_AN_HOUR)
    assert switched == ["turn_off"]
