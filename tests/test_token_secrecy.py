"""The token shows up nowhere, whatever is put in and whatever comes back."""

from collections.abc import Callable
import json
import logging
from typing import Any, Final, override

from aiohttp import web
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigEntryState,
)
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.occuspace.const import DOMAIN
from simulator import Simulator, faults
from simulator.faults import Answer

from .builders import device_of
from .conftest import SetUp
from .test_services import ACTIONS

# Long, odd, and spelled differently in JSON and in a URL.
TOKEN: Final = 'the-"secret"/token\\of+the=tests & more'


class Echo(faults.Fault):
    """A reply made of what was sent, as a careless server or a proxy would."""

    def __init__(self, make: Callable[[str], web.Response]) -> None:
        """Keep how the reply is made of the Authorization header."""
        self._make = make

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        """Reply with what was sent."""
        return self._make(request.headers.get("Authorization", ""))


class RawEcho(faults.Fault):
    """A reply that is not HTTP, made of what was sent."""

    def __init__(self, template: str) -> None:
        """Keep the template of what is written to the connection."""
        self._template = template

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        """Write to the connection and end it."""
        assert request.transport
        text = self._template.format(request.headers.get("Authorization", ""))
        request.transport.write(text.encode())
        request.transport.close()
        return web.Response()


def echo(status: int, **more: Any) -> Echo:
    """Return an echo in the message of a JSON reply."""
    return Echo(
        lambda sent: web.json_response(
            {"message": f"Got {sent} {sent!r}", **more}, status=status
        )
    )


def _escaped(text: str) -> str:
    """Return a text as the most careful JSON writer spells it."""
    return "".join(f"\\u{ord(character):04x}" for character in text)


FAULTS: Final = {
    "400": echo(400),
    "401": echo(401),
    "404": echo(404),
    "429": echo(429),
    "500": echo(500),
    "200 with a message": echo(200),
    "200 with an empty list": echo(200, data=[]),
    "200 with nonsense": echo(200, data={"id": "x"}),
    "escaped": Echo(
        lambda sent: web.Response(
            status=400,
            text=f'{{"message": "{_escaped(sent)}"}}',
            content_type="application/json",
        )
    ),
    "as a name": Echo(
        lambda sent: web.json_response(
            {
                "message": "OK",
                "data": [
                    {
                        "id": 1,
                        "name": sent,
                        "parentID": 1,
                        "capacity": 1,
                        "earliestCount": None,
                        "isActive": True,
                    }
                ],
            }
        )
    ),
    "redirect": Echo(
        lambda sent: web.Response(
            status=302, headers={"Location": f"http://127.0.0.1:1/?token={sent}"}
        )
    ),
    "Retry-After": Echo(
        lambda sent: web.Response(status=429, headers={"Retry-After": sent})
    ),
    "not HTTP": RawEcho("{}\r\n\r\n"),
    "bad header": RawEcho("HTTP/1.1 200 OK\r\nBad {} header\r\n\r\n"),
    "bad status": RawEcho("HTTP/1.1 {} OK\r\n\r\n"),
    "bad length": RawEcho("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n"),
    "bad chunk": RawEcho(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\n\r\n"
    ),
    "slow": faults.Slow(9),
    "endless": faults.Endless(),
    "reset": faults.ConnectionReset(),
    "truncated": faults.Truncated(),
}


@pytest.fixture
async def simulator(simulator: Simulator) -> Simulator:
    """Return a simulator that asks for the token of these tests."""
    simulator.token = TOKEN
    return simulator


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_bad_replies_bring_the_token_nowhere(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    entry: MockConfigEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
    fault: faults.Fault,
) -> None:
    """Not the log, not storage, not diagnostics, forms, states, answers or issues."""
    caplog.set_level(logging.DEBUG)
    assert await async_setup_component(hass, "diagnostics", {})
    seen: list[str] = []
    await set_up()
    devices = [device_of(hass, entry, id_) for id_ in (1, 2, 3)]

    for path in ("/now", "/locations", None):
        simulator.misbehave(fault, path)
        seen += await _use_everything(hass, entry, devices)
        seen.append(
            str(await get_diagnostics_for_config_entry(hass, hass_client, entry))
        )
    await hass.config_entries.async_reload(entry.entry_id)
    seen += [str(entry.reason), str(ir.async_get(hass).issues)]
    seen += [str(state.as_dict()) for state in hass.states.async_all()]

    hass.set_state(CoreState.final_write)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert "core.device_registry" in hass_storage
    seen += [
        json.dumps(stored, default=str)
        for key, stored in hass_storage.items()
        if key != "core.config_entries"
    ]
    assert "occuspace" in caplog.text
    _assert_secret(caplog.text, *seen)


async def _use_everything(
    hass: HomeAssistant, entry: MockConfigEntry, devices: list[str | None]
) -> list[str]:
    """Refresh, call every action and try every flow; return what a person sees."""
    seen: list[str] = []
    if entry.state is ConfigEntryState.LOADED:
        await entry.runtime_data.coordinator.async_refresh()
    for action in ACTIONS:
        try:
            response = await hass.services.async_call(
                DOMAIN,
                action,
                {"device_id": devices},
                blocking=True,
                return_response=True,
            )
        except HomeAssistantError as err:
            seen.append(f"{err!r} {err} {err.translation_placeholders}")
        else:
            seen.append(str(response))
    data = {key: entry.data[key] for key in ("base_url", "time_zone")}
    for context in (
        {"source": SOURCE_USER},
        {"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
    ):
        form: Any = await hass.config_entries.flow.async_init(
            DOMAIN,
            context=context,  # type: ignore[arg-type]
        )
        form = await hass.config_entries.flow.async_configure(
            form["flow_id"], {"api_token": TOKEN, "advanced": data}
        )
        seen.append(str(form | {"data_schema": _defaults(form), "result": None}))
        if form["type"] == "form":
            hass.config_entries.flow.async_abort(form["flow_id"])
    return seen


def _defaults(form: Any) -> str:
    """Return what a form shows in its fields."""
    schema = form.get("data_schema")
    return str([vars(key) for key in schema.schema]) if schema else ""


def _assert_secret(*texts: str) -> None:
    """Check that no text has the token, however it is spelled."""
    spellings = {
        TOKEN,
        json.dumps(TOKEN)[1:-1],
        repr(TOKEN)[1:-1],
        json.dumps(json.dumps(TOKEN)[1:-1])[1:-1],
        "secret",
    }
    for text in texts:
        for spelling in spellings:
            position = text.find(spelling)
            assert position < 0, text[max(0, position - 300) : position + 100]
