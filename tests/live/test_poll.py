"""A round of live requests stays polite, whatever the API does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, override

from aiohttp import web
from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from simulator import Account, Simulator, faults, generated_account
from tests.builders import build_entry, pass_time, state_of
from tests.conftest import SetUp
from tests.test_sensor import MINUTE

# The root tells of the buildings, and each of the eleven floors of its zones.
PARENTS: Final = 12


@pytest.fixture
def account() -> Account:
    """Return an account of three buildings."""
    return generated_account(100)


class Counting(faults.Fault):
    """The right replies, a little late, and how many were under way at once."""

    def __init__(self) -> None:
        """Start with none."""
        self.under_way = 0
        self.most = 0

    @override
    async def reply(
        self,
        request: web.Request,
        answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Reply rightly, a little late."""
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.01)
        self.under_way -= 1
        return await answer(request)


async def test_at_most_four_requests_are_under_way(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """And four are, where there are that many."""
    counting = Counting()
    simulator.misbehave(counting)
    await set_up()
    assert counting.most == 4


async def test_an_api_that_is_down_is_not_asked_for_everything(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """After eight outages in a row, those under way are the last."""
    entry = await set_up()
    assert parents_asked(simulator) == PARENTS
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, "/now")
    simulator.requests.clear()
    await pass_time(hass, freezer, MINUTE)
    assert 8 <= len(simulator.requests) <= 8 + 3
    assert state_of(hass, entry, 1, "count") == "unavailable"
    simulator.behave()
    await pass_time(hass, freezer, MINUTE)
    assert state_of(hass, entry, 1, "count") not in {"unavailable", "unknown"}


async def test_a_token_that_may_see_nothing_is_no_storm(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """After 32 refusals in a row, those under way are the last."""
    simulator.account = generated_account(300)
    simulator.misbehave(faults.UNAUTHORIZED, "/now")
    await set_up(ConfigEntryState.SETUP_RETRY, build_entry(simulator))
    assert len(simulator.requests) <= 1 + 32 + 3


async def test_too_many_requests_end_the_round_at_once(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """What was under way is the last until the API may be asked again."""
    await set_up()
    simulator.misbehave(faults.too_many_requests("300"), "/now")
    simulator.requests.clear()
    await pass_time(hass, freezer, MINUTE)
    assert 1 <= len(simulator.requests) <= 4
    simulator.requests.clear()
    await pass_time(hass, freezer, MINUTE * 4)
    assert not simulator.requests
    simulator.behave()
    await pass_time(hass, freezer, MINUTE * 2)
    assert parents_asked(simulator) == PARENTS


async def test_a_first_round_that_is_refused_for_its_number_is_tried_later(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The entry waits, and says that the API asked for it."""
    simulator.misbehave(faults.too_many_requests("300"), "/now")
    entry = await set_up(ConfigEntryState.SETUP_RETRY)
    assert "limiting requests" in str(entry.reason)


def parents_asked(simulator: Simulator) -> int:
    """Return how many locations were asked for their live values."""
    return len({each.path for each in simulator.requests if "/now" in each.path})
