"""Announcing what becomes quiet again, and telling of what stays very busy."""

from datetime import timedelta
from typing import NamedTuple

from homeassistant.core import HomeAssistant
import pytest

from tests.space import FIRST, FLOORS, SECOND, Space

from .conftest import Instantiate


class Case(NamedTuple):
    """A blueprint, what sets it off, and how it is by default."""

    blueprint: str
    before: int
    after: int
    minutes: int
    told: tuple[str, str]


CASES = (
    Case(
        "announce_quiet_again",
        before=95,
        after=20,
        minutes=10,
        told=("It is quiet again", "1st Floor is no longer busy."),
    ),
    Case(
        "notify_stays_very_busy",
        before=60,
        after=95,
        minutes=15,
        told=("1st Floor is very busy", "It has been very busy for 15 minutes."),
    ),
)

both = pytest.mark.parametrize("case", CASES, ids=lambda case: case.blueprint)


@both
async def test_it_tells_once_what_lasts(
    space: Space, instantiate: Instantiate, case: Case
) -> None:
    """Not before, and not again while it lasts."""
    await space.people(FIRST, case.before)
    told = await instantiate(case.blueprint, locations=[space.device(FIRST)])
    await space.people(FIRST, case.after)
    await space.wait(timedelta(minutes=case.minutes - 2))
    assert told.messages == []
    await space.wait(timedelta(minutes=3))
    assert told.messages == [case.told]
    await space.wait(timedelta(hours=1))
    assert told.messages == [case.told]


@both
async def test_it_does_not_tell_what_does_not_last(
    space: Space, instantiate: Instantiate, case: Case
) -> None:
    """Nor what another location does."""
    for floor in FLOORS:
        await space.people(floor, case.before)
    told = await instantiate(case.blueprint, locations=[space.device(FIRST)])
    await space.people(SECOND, case.after)
    await space.people(FIRST, case.after)
    await space.wait(timedelta(minutes=case.minutes / 2))
    await space.people(FIRST, case.before)
    await space.wait(timedelta(hours=1))
    assert told.messages == []


@both
async def test_each_location_is_told_by_itself(
    space: Space, instantiate: Instantiate, case: Case
) -> None:
    """Also if both do it at once."""
    for floor in FLOORS:
        await space.people(floor, case.before)
    told = await instantiate(
        case.blueprint, locations=[space.device(floor) for floor in FLOORS]
    )
    space.simulator.account.locations[FIRST].count = case.after
    await space.people(SECOND, case.after)
    await space.wait(timedelta(minutes=case.minutes + 1))
    title, message = case.told
    assert sorted(told.messages) == sorted(
        (title.replace("1st", name), message.replace("1st", name))
        for name in ("1st", "2nd")
    )


@both
@pytest.mark.parametrize("by", ["inactive", "unreachable", "reload"])
async def test_it_tells_nothing_that_only_became_known(
    space: Space, instantiate: Instantiate, case: Case, by: str
) -> None:
    """Nobody saw it happen."""
    await space.people(FIRST, case.before)
    told = await instantiate(case.blueprint, locations=[space.device(FIRST)])
    if by == "inactive":
        await space.deactivate(FIRST)
    else:
        await space.disconnect()
    await space.people(FIRST, case.after)
    space.simulator.behave()
    if by == "reload":
        await space.reload()
    await space.deactivate(FIRST, active=True)
    await space.wait(timedelta(hours=1))
    assert told.messages == []


@both
async def test_it_tells_nothing_that_became_unknown_meanwhile(
    space: Space, instantiate: Instantiate, case: Case
) -> None:
    """Nobody knows whether it lasted."""
    await space.people(FIRST, case.before)
    told = await instantiate(case.blueprint, locations=[space.device(FIRST)])
    await space.people(FIRST, case.after)
    await space.deactivate(FIRST)
    await space.wait(timedelta(hours=1))
    assert told.messages == []


async def test_the_time_may_be_written_as_text(
    space: Space, instantiate: Instantiate
) -> None:
    """As one does in YAML."""
    told = await instantiate(
        "notify_stays_very_busy",
        locations=[space.device(FIRST)],
        busy_for="00:05:00",
    )
    await space.people(FIRST, 95)
    await space.wait(timedelta(minutes=6))
    assert told.messages == [
        ("1st Floor is very busy", "It has been very busy for 5 minutes.")
    ]


async def test_nothing_is_announced_at_night(
    space: Space, instantiate: Instantiate
) -> None:
    """It is noon, and nobody is there to hear it until three."""
    await space.people(FIRST, 95)
    told = await instantiate(
        "announce_quiet_again", locations=[space.device(FIRST)], not_before="15:00:00"
    )
    await space.people(FIRST, 20)
    await space.wait(timedelta(minutes=30))
    assert told.messages == []


@both
async def test_it_can_be_tried_by_hand(
    hass: HomeAssistant, space: Space, instantiate: Instantiate, case: Case
) -> None:
    """Without a location, of which there is none then."""
    told = await instantiate(case.blueprint, locations=[space.device(FIRST)])
    await hass.services.async_call(
        "automation", "trigger", {"entity_id": "automation.made"}, blocking=True
    )
    assert len(told.messages) == 1
    assert "building" in " ".join(told.messages[0])
