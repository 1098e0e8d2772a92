"""The config flow, as a person goes through it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.const import DOMAIN
from simulator import Location, Simulator, campus_account, faults

from .builders import build_entry, pass_time, state_of
from .conftest import SetUp

TOKEN = "occuspace-demo-token"


def access(simulator: Simulator, **advanced: str) -> dict[str, Any]:
    """Return what a person types in."""
    return {
        "api_token": TOKEN,
        "advanced": {
            "base_url": simulator.base_url,
            "time_zone": "America/Los_Angeles",
            **advanced,
        },
    }


async def start(hass: HomeAssistant) -> Any:
    """Return the first form."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )


async def submit(hass: HomeAssistant, form: Any, data: Mapping[str, Any]) -> Any:
    """Return what follows on a form."""
    result = await hass.config_entries.flow.async_configure(form["flow_id"], dict(data))
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


def prefilled(form: Any) -> dict[str, Any]:
    """Return every value that a form shows, whatever section it is in."""
    shown: dict[str, Any] = {}
    for key, field in form["data_schema"].schema.items():
        if (inner := getattr(field, "schema", None)) is not None:
            shown |= {str(each): each.default() for each in inner.schema}
        else:
            assert (key.description or {}).get("suggested_value") is None
    return shown


async def test_a_token_adds_every_location(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The entry is named as the root location, and its entities have states."""
    form = await start(hass)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert form["data_schema"].schema["advanced"].options == {"collapsed": True}
    assert prefilled(form) == {
        "base_url": "https://api.occuspace.io/v1",
        "time_zone": hass.config.time_zone,
    }
    data = access(simulator, base_url=f"{simulator.base_url}/")
    result = await submit(hass, form, data | {"api_token": f" {TOKEN}\n"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Sales"
    assert result["data"] == {
        "api_token": TOKEN,
        "base_url": simulator.base_url,
        "time_zone": "America/Los_Angeles",
    }
    entry = result["result"]
    assert entry.unique_id == "1"
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.parametrize(
    ("fault", "errors"),
    [
        (faults.UNAUTHORIZED, {"api_token": "invalid_auth"}),
        (faults.FORBIDDEN, {"base": "unexpected_reply"}),
        (faults.BAD_REQUEST, {"base": "unexpected_reply"}),
        (faults.NOT_FOUND, {"base": "not_the_api"}),
        (faults.too_many_requests(), {"base": "rate_limited"}),
        (faults.INTERNAL_SERVER_ERROR, {"base": "server_error"}),
        (faults.ConnectionReset(), {"base": "cannot_connect"}),
        (faults.Slow(9), {"base": "cannot_connect"}),
        (faults.Endless(), {"base": "unexpected_reply"}),
        (faults.HTML_PAGE, {"base": "unexpected_reply"}),
        (faults.Truncated(), {"base": "unexpected_reply"}),
        (faults.Redirect("http://127.0.0.1:1/"), {"base": "unexpected_reply"}),
        (
            faults.Transform(lambda _: {"message": "OK", "data": []}),
            {"base": "no_locations"},
        ),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_every_error_is_recovered_from_in_the_same_form(
    hass: HomeAssistant,
    simulator: Simulator,
    fault: faults.Fault,
    errors: dict[str, str],
) -> None:
    """What was typed is still there, except the token."""
    simulator.misbehave(fault)
    form = await submit(hass, await start(hass), access(simulator))
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == errors
    assert prefilled(form) == access(simulator)["advanced"]
    assert TOKEN not in str(form)
    simulator.behave()
    result = await submit(hass, form, access(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    "base_url",
    [
        "ftp://127.0.0.1/v1",
        "https://someone:secret@api.example.com/v1",
        "http://api.example.com/v1",
        "https://api.example.com/v1?key=1",
        "https://api.example.com/v1#top",
        "https://",
        "nonsense",
        "http://[::1",
    ],
)
async def test_a_bad_base_url_is_refused_without_a_request(
    hass: HomeAssistant, simulator: Simulator, base_url: str
) -> None:
    """The form says so, keeps it, and takes a good one."""
    form = await start(hass)
    form = await submit(hass, form, access(simulator, base_url=base_url))
    assert form["errors"] == {"base": "invalid_base_url"}
    assert prefilled(form)["base_url"] == base_url
    assert not simulator.requests
    result = await submit(hass, form, access(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_blank_token_is_asked_for_again(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Nothing is sent without one."""
    data = access(simulator) | {"api_token": " "}
    form = await submit(hass, await start(hass), data)
    assert form["errors"] == {"api_token": "token_required"}
    assert not simulator.requests


async def test_the_same_account_is_refused_the_second_time(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Also when a lower root has come to the account in the meantime."""
    await set_up()
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"
    simulator.account.add(Location(0, "Headquarters", None, capacity=5))
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"


async def test_an_account_is_known_under_a_new_organisation(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Its former root is among the locations, and keeps its one device."""
    await set_up()
    simulator.account.add(Location(9, "Organisation", None, capacity=5))
    simulator.account.locations[1].parent_id = 9
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"


async def test_a_part_of_an_account_is_refused(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """A token that sees one floor would add its devices a second time."""
    await set_up()
    for id_ in (1, 2, 3):
        del simulator.account.locations[id_]
    simulator.account.add(Location(50, "Elsewhere", None, capacity=5))
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"


@pytest.mark.parametrize("root", [0, 5])
async def test_a_location_with_the_id_zero_is_one_like_any_other(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, root: int
) -> None:
    """As the root, and as the only location that is left of an account."""
    locations = simulator.account.locations
    locations.clear()
    simulator.account.add(Location(root, "Root", None, capacity=5, count=1))
    simulator.account.add(Location(5 - root, "Hall", root, capacity=5, count=1))
    entry = await set_up(entry=build_entry(simulator))
    assert state_of(hass, entry, 0, "count") == "1"
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"
    del locations[root]
    simulator.account.add(Location(5 - root, "Hall", None, capacity=5))
    simulator.account.add(Location(77, "Elsewhere", None, capacity=5))
    result = await submit(hass, await start(hass), access(simulator))
    assert result["reason"] == "already_configured"


PASTED = (
    "Bearer {}",
    "bearer: {}",
    "Authorization: Bearer {}",
    '$ curl "https://api.occuspace.io/v1/locations" \\ -H “Authorization: Bearer {}”',
    "“{}”",
    "{{{}}}",
    "\u200b{}\u00a0;",
    '"api_token": "{}",',
)


@pytest.mark.parametrize("pasted", PASTED)
async def test_a_token_is_taken_as_people_paste_it(
    hass: HomeAssistant, simulator: Simulator, pasted: str
) -> None:
    """While adding, reconfiguring and renewing."""
    typed = {"api_token": pasted.format(TOKEN)}
    result = await submit(hass, await start(hass), access(simulator) | typed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry: MockConfigEntry = result["result"]
    assert entry.data["api_token"] == TOKEN
    simulator.token = "another-demo-token"
    typed = {"api_token": pasted.format(simulator.token)}
    form = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
    )
    result = await submit(hass, form, access(simulator) | typed)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["api_token"] == "another-demo-token"
    simulator.token = "third-demo-token"
    typed = {"api_token": pasted.format(simulator.token)}
    entry.async_start_reauth(hass)
    await hass.async_block_till_done()
    (form,) = hass.config_entries.flow.async_progress()
    result = await submit(hass, form, typed)
    assert result["reason"] == "reauth_successful"
    assert entry.data["api_token"] == "third-demo-token"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("Bearer", "token_required"),
        ("“”", "token_required"),
        ("Authorization: Bearer {}", "token_required"),
        ("Bearer tökén-demo", "token_characters"),
        ("демо", "token_characters"),
        ("•••••••", "token_characters"),
    ],
)
async def test_a_text_that_is_no_token_is_told_apart_from_a_refused_one(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
    typed: str,
    error: str,
) -> None:
    """Nothing is sent, shown or logged of it; the current one is not kept for it."""
    form = await submit(
        hass, await start(hass), access(simulator) | {"api_token": typed}
    )
    assert form["errors"] == {"api_token": error}
    assert not simulator.requests
    assert typed not in str(form)
    entry = await set_up()
    form = await reconfigure(hass, entry)
    form = await submit(hass, form, access(simulator) | {"api_token": typed})
    assert form["errors"] == {"api_token": error}
    assert len(typed) < 7 or typed not in caplog.text


async def test_two_accounts_live_side_by_side(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Each has its own entry and its own devices."""
    await set_up()
    other = Simulator(campus_account())
    other.account.locations.pop(1, None)
    await other.start()
    result = await submit(hass, await start(hass), access(other))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert len(hass.config_entries.async_loaded_entries(DOMAIN)) == 2
    await other.stop()


async def revoke(
    hass: HomeAssistant, simulator: Simulator, freezer: FrozenDateTimeFactory
) -> Any:
    """Let the token be refused, and return the form that asks for another."""
    simulator.token = "another-demo-token"
    await pass_time(hass, freezer, timedelta(minutes=2))
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_confirm"
    return flow


async def test_a_revoked_token_is_renewed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A wrong one first, then the right one."""
    entry = await set_up()
    form = await revoke(hass, simulator, freezer)
    assert state_of(hass, entry, 2, "count") == "unavailable"
    form = await submit(hass, form, {"api_token": "wrong-demo-token"})
    assert form["errors"] == {"api_token": "invalid_auth"}
    assert form["description_placeholders"]["account"] == "Sales"
    result = await submit(hass, form, {"api_token": simulator.token})
    assert result["reason"] == "reauth_successful"
    assert entry.data["api_token"] == simulator.token
    assert state_of(hass, entry, 2, "count") == "100"


async def test_the_token_of_another_account_is_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The entry keeps what it has."""
    entry = await set_up()
    form = await revoke(hass, simulator, freezer)
    locations = dict(simulator.account.locations)
    simulator.account.locations.clear()
    simulator.account.add(Location(70, "Elsewhere", None, capacity=5))
    form = await submit(hass, form, {"api_token": simulator.token})
    assert form["errors"] == {"api_token": "wrong_account"}
    assert entry.data["api_token"] == TOKEN
    simulator.account.locations.clear()
    simulator.account.locations.update(locations)
    result = await submit(hass, form, {"api_token": simulator.token})
    assert result["reason"] == "reauth_successful"


async def reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Return the form to correct an entry."""
    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    assert prefilled(form)["base_url"] == entry.data["base_url"]
    assert TOKEN not in str(form)
    return form


async def test_an_account_that_has_lost_its_root_is_still_itself(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """By the other locations that it has devices of."""
    entry = await set_up()
    del simulator.account.locations[1]
    simulator.account.locations[2].parent_id = None
    form = await entry.start_reconfigure_flow(hass)
    data = {"base_url": simulator.base_url, "time_zone": "Europe/Paris"}
    result = await submit(hass, form, {"advanced": data})
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["time_zone"] == "Europe/Paris"


async def test_reconfiguring_keeps_the_token_that_is_not_typed(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Only the time zone changes."""
    entry = await set_up()
    advanced = access(simulator, time_zone="Europe/Berlin")["advanced"]
    form = await reconfigure(hass, entry)
    result = await submit(hass, form, {"advanced": advanced})
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == {"api_token": TOKEN, **advanced}
    assert entry.state is ConfigEntryState.LOADED


async def test_another_base_url_needs_the_token_again(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """A token never goes where its owner did not type it in for."""
    entry = await set_up()
    other = Simulator(simulator.account)
    await other.start()
    form = await reconfigure(hass, entry)
    form = await submit(hass, form, {"advanced": access(other)["advanced"]})
    assert form["errors"] == {"api_token": "token_required"}
    assert not other.requests
    result = await submit(hass, form, access(other))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["base_url"] == other.base_url
    await hass.config_entries.async_unload(entry.entry_id)
    await other.stop()
