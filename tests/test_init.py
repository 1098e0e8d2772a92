"""Setting an account up, and taking it down."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from simulator import Simulator, faults

from .builders import build_entry, device_of, state_of
from .conftest import SetUp


async def test_an_account_unloads_and_loads_again(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Nothing is asked while it is unloaded."""
    entry = await set_up()
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert state_of(hass, entry, 2, "count") == "unavailable"
    asked = len(simulator.requests)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, entry, 2, "count") == "100"
    assert len(simulator.requests) == asked + 3


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.SERVICE_UNAVAILABLE, "Occuspace reported a server error (HTTP 503)"),
        (faults.ConnectionReset(), "Failed to connect to Occuspace"),
        (faults.too_many_requests("0"), "Occuspace is limiting requests"),
        (faults.Slow(9), "Timeout while waiting for Occuspace"),
        (faults.Endless(), "an unexpected response"),
        (faults.HTML_PAGE, "Occuspace sent an unexpected response"),
        (faults.NOT_FOUND, "The endpoint does not exist"),
        (
            faults.Transform(lambda _: {"message": "OK", "data": []}),
            "The account has no locations",
        ),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_without_a_list_it_is_tried_again(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    fault: faults.Fault,
    reason: str,
) -> None:
    """The entry says why, in the person's language."""
    simulator.misbehave(fault)
    entry = await set_up(ConfigEntryState.SETUP_RETRY)
    assert reason in str(entry.reason)
    simulator.behave()
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_a_refused_token_asks_for_another(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Reauthentication starts by itself."""
    simulator.misbehave(faults.UNAUTHORIZED)
    entry = await set_up(ConfigEntryState.SETUP_ERROR)
    assert "rejected the API token" in str(entry.reason)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"


async def test_a_token_that_may_see_no_location_is_tried_again(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The list answers, so it is not the token that is refused."""
    simulator.misbehave(faults.UNAUTHORIZED, "/now")
    entry = await set_up(ConfigEntryState.SETUP_RETRY)
    assert "has no access" in str(entry.reason)
    assert not hass.config_entries.flow.async_progress()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"time_zone": "Mars/Olympus"}, "Mars/Olympus is not a valid time zone"),
        ({"base_url": "http://api.example.com/v1"}, "base URL is invalid"),
    ],
)
async def test_an_entry_that_cannot_work_says_what_to_correct(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    data: dict[str, Any],
    reason: str,
) -> None:
    """No token is sent on the word of a damaged entry."""
    entry = build_entry(simulator)
    entry = build_entry(simulator, data=entry.data | data)
    await set_up(ConfigEntryState.SETUP_ERROR, entry)
    assert reason in str(entry.reason)
    assert not simulator.requests


async def test_only_a_device_without_a_location_can_be_removed_by_hand(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, set_up: SetUp
) -> None:
    """And only while it is known which locations there are."""
    assert await async_setup_component(hass, "config", {})
    entry = await set_up()
    stale = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("occuspace", "1_99")}
    )
    client = await hass_ws_client(hass)

    async def remove(device_id: str | None) -> bool:
        answer = await client.remove_device(device_id)
        return bool(answer["success"])

    assert not await remove(device_of(hass, entry, 2))
    await hass.config_entries.async_unload(entry.entry_id)
    assert not await remove(stale.id)
    await hass.config_entries.async_setup(entry.entry_id)
    assert await remove(stale.id)


async def test_the_accounts_own_device_stays(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    simulator: Simulator,
    set_up: SetUp,
) -> None:
    """Also where its location is not chosen: it would only come back."""
    assert await async_setup_component(hass, "config", {})
    entry = await set_up(entry=build_entry(simulator, options={"locations": ["4"]}))
    client = await hass_ws_client(hass)
    answer = await client.remove_device(device_of(hass, entry, 1))
    assert not answer["success"]
