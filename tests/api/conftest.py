"""A server that answers as a test tells it, and a client to ask it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
import json
import traceback
from typing import Any, Final

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.occuspace.api import OccuspaceClient, OccuspaceError
from simulator.faults import Fault

TOKEN: Final = "a-token-of-the-tests+/="
# Longer than any machine takes, and sooner than the test itself is given up.
TIMEOUT: Final = aiohttp.ClientTimeout(total=60)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Do without Home Assistant, whose set-up these tests need not wait for."""


@dataclass(slots=True)
class Api:
    """What is answered to every request, and the requests that came."""

    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None
    received: list[web.Request] = field(default_factory=list)
    base_url: str = ""

    def reply(self, wire: Any) -> None:
        """Answer with this JSON from now on."""
        self.body = json.dumps(wire).encode()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, rightly or wrongly."""
        self.received.append(request)
        if self.fault:
            return await self.fault.reply(request, self._answer)
        return await self._answer(request)

    async def _answer(self, _request: web.Request) -> web.StreamResponse:
        """Answer as told."""
        return web.Response(
            body=self.body, headers=self.headers, content_type="application/json"
        )


@pytest.fixture
async def api(socket_enabled: None) -> AsyncIterator[Api]:
    """Serve on loopback."""
    api = Api()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", api.handle)
    async with TestServer(app) as server:
        api.base_url = str(server.make_url("/v1"))
        yield api


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session, as a client is given one."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(api: Api, session: aiohttp.ClientSession) -> OccuspaceClient:
    """Return a client of the server."""
    return OccuspaceClient(session, TOKEN, api.base_url, timeout=TIMEOUT)


async def refused(client: OccuspaceClient) -> OccuspaceError:
    """Return the error that a request ends in; nothing told of it has the token."""
    with pytest.raises(OccuspaceError) as caught:
        await client.get_now(2)
    err = caught.value
    told = "".join([str(err), repr(err), *traceback.format_exception(err)])
    assert TOKEN not in told
    assert "of-the-tests" not in told
    return err
