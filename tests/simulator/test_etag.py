"""Conditional requests, as a Node Express server answers them."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulator import Simulator, example_account, faults

URL = "/locations/2/now"


@pytest.fixture
async def simulator(socket_enabled: None) -> AsyncIterator[Simulator]:
    """Serve the example."""
    simulator = Simulator(example_account())
    await simulator.start()
    yield simulator
    await simulator.stop()


async def ask(simulator: Simulator, **headers: str) -> tuple[int, str, bytes]:
    """Return status, tag and body of a reply."""
    headers["Authorization"] = f"Bearer {simulator.token}"
    async with (
        aiohttp.ClientSession() as session,
        session.get(simulator.base_url + URL, headers=headers) as response,
    ):
        return response.status, response.headers.get("ETag", ""), await response.read()


async def test_a_known_reply_is_not_sent_again(simulator: Simulator) -> None:
    """Whatever else the client knows, and whether its tag is weak or strong."""
    status, tag, body = await ask(simulator)
    assert (status, tag[:3]) == (200, 'W/"')
    assert int(tag[3:].partition("-")[0], 16) == len(body)
    for wanted in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        assert await ask(simulator, **{"If-None-Match": wanted}) == (304, tag, b"")


async def test_another_reply_is_sent(simulator: Simulator) -> None:
    """With another tag; and any reply to a client that wants no cached one."""
    _, tag, _ = await ask(simulator)
    wanted = {"If-None-Match": tag}
    status, _, body = await ask(simulator, **wanted, **{"Cache-Control": "no-cache"})
    assert (status, bool(body)) == (200, True)
    simulator.account.locations[3].count = 99
    status, newer, body = await ask(simulator, **wanted)
    assert (status, bool(body)) == (200, True)
    assert newer != tag


async def test_an_error_is_always_sent(simulator: Simulator) -> None:
    """And so is a fault, whatever the client knows."""
    _, tag, _ = await ask(simulator)
    simulator.misbehave(faults.Truncated())
    status, _, body = await ask(simulator, **{"If-None-Match": tag})
    assert (status, bool(body)) == (200, True)
    simulator.behave()
    simulator.token = "another"
    headers = {"Authorization": "Bearer none", "If-None-Match": "*"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(simulator.base_url + URL, headers=headers) as response,
    ):
        assert response.status == 401
