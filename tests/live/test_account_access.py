"""One gate per account: a pause and a refused token hold for every caller."""

from datetime import timedelta
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator, faults, generated_account
from tests.builders import build_entry, device_of, entity_of, pass_time, state_of
from tests.conftest import SetUp

MINUTE: Final = timedelta(seconds=61)


async def force_refresh(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Do what `homeassistant.update_entity` does for an automation."""
    await async_setup_component(hass, "homeassistant", {})
    await hass.services.async_call(
        "homeassistant",
        "update_entity",
        {"entity_id": entity_of(hass, entry, 2, "count")},
        blocking=True,
    )


async def call_action(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Call an action."""
    await hass.services.async_call(
        "occuspace",
        "get_daily_visitors",
        {"device_id": device_of(hass, entry, 2)},
        blocking=True,
        return_response=True,
    )


async def test_a_pause_of_an_action_holds_for_live_values_and_forced_refreshes(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Until it is over, nothing is sent; then all is as before."""
    entry = await set_up()
    simulator.misbehave(faults.too_many_requests("600"), "/daily_visitors")
    with pytest.raises(HomeAssistantError, match="Try again in 10 min"):
        await call_action(hass, entry)
    simulator.behave()
    simulator.requests.clear()
    for _ in range(8):
        await force_refresh(hass, entry)
        await pass_time(hass, freezer, MINUTE)
    with pytest.raises(HomeAssistantError, match="Try again in 2 min"):
        await call_action(hass, entry)
    assert not simulator.requests
    assert state_of(hass, entry, 2, "count") == "unavailable"
    await pass_time(hass, freezer, 3 * MINUTE)
    assert state_of(hass, entry, 2, "count") == "100"
    await call_action(hass, entry)


async def test_a_pause_of_live_values_holds_for_actions_and_forced_refreshes(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """And the other way round."""
    entry = await set_up()
    simulator.misbehave(faults.too_many_requests("600"), "/now")
    await pass_time(hass, freezer, MINUTE)
    simulator.behave()
    simulator.requests.clear()
    await force_refresh(hass, entry)
    with pytest.raises(HomeAssistantError, match="Try again in 10 min"):
        await call_action(hass, entry)
    assert not simulator.requests


@pytest.mark.parametrize("place", ["/locations", "/now"])
async def test_a_pause_holds_while_the_set_up_is_tried_again(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    place: str,
) -> None:
    """Home Assistant tries again after 5, 10, 20 seconds and so on."""
    simulator.misbehave(faults.too_many_requests("300"), place)
    await set_up(ConfigEntryState.SETUP_RETRY)
    simulator.behave()
    simulator.requests.clear()
    for _ in range(29):
        await pass_time(hass, freezer, timedelta(seconds=10))
    assert not simulator.requests
    for _ in range(40):
        await pass_time(hass, freezer, timedelta(seconds=10))
    assert entry.state is ConfigEntryState.LOADED
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.parametrize("locations", [4, 100, 300])
async def test_a_revoked_token_is_asked_for_within_one_refresh(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    locations: int,
) -> None:
    """With a handful of requests, and none afterwards."""
    simulator.account = generated_account(locations)
    entry = await set_up(entry=build_entry(simulator))
    simulator.misbehave(faults.UNAUTHORIZED)
    simulator.requests.clear()
    await pass_time(hass, freezer, MINUTE)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"
    assert len(simulator.requests) <= 4 + 1 + 3
    simulator.requests.clear()
    for _ in range(15):
        await pass_time(hass, freezer, MINUTE)
    with pytest.raises(HomeAssistantError):
        await call_action(hass, entry)
    assert not simulator.requests
    # A person may look whether the token is accepted again: one request.
    await force_refresh(hass, entry)
    assert [each.path for each in simulator.requests] == ["/v1/locations"]
