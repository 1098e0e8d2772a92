"""The faults: each is what its name says, where and as often as asked."""

import asyncio
from time import perf_counter
from typing import Any

from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponseError
import pytest

from simulator import DEFAULT_TOKEN, example_account, faults

from .conftest import Serve, Served

NOW = "/locations/2/now"


@pytest.fixture
async def example(serve: Serve) -> Served:
    """Return the document's example account, served."""
    return await serve(example_account())


@pytest.mark.parametrize(
    ("fault", "status", "content_type", "start"),
    [
        (faults.BAD_REQUEST, 400, "application/json", '{"message": "'),
        (faults.UNAUTHORIZED, 401, "application/json", '{"message": "'),
        (faults.FORBIDDEN, 403, "application/json", '{"message": "'),
        (faults.NOT_FOUND, 404, "text/html", "<!DOCTYPE html>"),
        (faults.too_many_requests("7"), 429, "application/json", '{"message": "'),
        (faults.INTERNAL_SERVER_ERROR, 500, "text/html", "<!DOCTYPE html>"),
        (faults.SERVICE_UNAVAILABLE, 503, "text/html", "<!DOCTYPE html>"),
        (faults.HTML_PAGE, 200, "text/html", "<!DOCTYPE html>"),
        (faults.NOT_JSON, 200, "application/json", "All is well"),
        (faults.WRONG_TOP_LEVEL, 200, "application/json", "["),
        (faults.Status(418, "short", "text/plain"), 418, "text/plain", "short"),
    ],
)
async def test_status(
    example: Served, fault: faults.Status, status: int, content_type: str, start: str
) -> None:
    """A fixed reply is sent as it stands."""
    example.simulator.misbehave(fault)
    async with example.session.get(example.simulator.base_url + NOW) as response:
        assert response.status == status
        assert response.content_type == content_type
        assert (await response.text()).startswith(start)
        if status == 429:
            assert response.headers["Retry-After"] == "7"
    assert example.simulator.requests[-1].status == status


async def test_transform_in_place(example: Served) -> None:
    """A right reply can be edited before it is sent."""

    def edit(payload: Any) -> None:
        del payload["data"]["count"]
        payload["data"]["percentage"] = "a lot"

    example.simulator.misbehave(faults.Transform(edit))
    data = (await example.json(NOW))["data"]
    assert "count" not in data
    assert data["percentage"] == "a lot"
    assert data["name"] == "Office Building"


async def test_transform_replaces(example: Served) -> None:
    """What the edit returns is sent in place of the reply."""
    example.simulator.misbehave(faults.Transform(lambda payload: payload["data"]))
    assert (await example.json(NOW))["id"] == 2


async def test_transform_keeps_the_status(example: Served) -> None:
    """An edited refusal is still a refusal."""
    example.simulator.misbehave(faults.Transform(lambda _: {"message": "edited"}))
    assert await example.get(NOW, "wrong") == (401, '{"message": "edited"}')


async def test_truncated(example: Served) -> None:
    """Half of the right reply arrives."""
    _, whole = await example.get(NOW)
    example.simulator.misbehave(faults.Truncated())
    status, half = await example.get(NOW)
    assert status == 200
    assert half == whole[: len(whole) // 2]


async def test_garbled(example: Served) -> None:
    """The right reply's bytes can be edited, and called something else."""
    _, whole = await example.get(NOW)
    fault = faults.Garbled(lambda body: body[::-1], "text/plain", {"X-Odd": "1"})
    example.simulator.misbehave(fault)
    async with example.session.get(example.simulator.base_url + NOW) as response:
        assert response.status == 401
        assert response.content_type == "text/plain"
        assert response.headers["X-Odd"] == "1"
    assert await example.get(NOW) == (200, whole[::-1])


async def test_endless(example: Served, caplog: pytest.LogCaptureFixture) -> None:
    """A client may read for as long as it likes, and hang up."""
    example.simulator.misbehave(faults.Endless())
    url = example.simulator.base_url + NOW
    async with example.session.get(url) as response:
        assert response.status == 200
        body = await response.content.readexactly(5_000_000)
        assert body.startswith(b'{"message": "OK", "data": [0')
        response.close()
    example.simulator.behave()
    assert (await example.get(NOW))[0] == 200
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_endless_does_not_delay_stopping(example: Served) -> None:
    """A reply under way is cut off when the simulator stops."""
    example.simulator.misbehave(faults.Endless())
    url = example.simulator.base_url + NOW
    async with example.session.get(url) as response:
        # It would not come to an end otherwise.
        await example.simulator.stop()
        with pytest.raises((ClientPayloadError, ClientConnectionError)):
            await response.read()


async def test_slow(example: Served) -> None:
    """The right reply comes after the delay."""
    example.simulator.misbehave(faults.Slow(0.2))
    start = perf_counter()
    assert (await example.json(NOW))["data"]["count"] == 100
    assert perf_counter() - start >= 0.2


async def test_bomb(example: Served) -> None:
    """A few bytes on the wire are many once unpacked."""
    example.simulator.misbehave(faults.Bomb(3_000_000))
    url = example.simulator.base_url + NOW
    async with example.session.get(url) as response:
        assert int(response.headers["Content-Length"]) < 10_000
        assert len(await response.read()) > 3_000_000


async def test_silence(example: Served) -> None:
    """Nothing comes, however long one waits; the request is recorded."""
    example.simulator.misbehave(faults.Silence())
    asking = asyncio.create_task(example.get(NOW))
    while not example.simulator.requests:
        await asyncio.wait({asking}, timeout=0.01)
    done, _ = await asyncio.wait({asking}, timeout=0.2)
    assert not done
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert [item.status for item in example.simulator.requests] == [None]


async def test_drip(example: Served) -> None:
    """The right reply arrives in the end, a byte at a time."""
    _, right = await example.get(NOW)
    example.simulator.misbehave(faults.Drip(0.001))
    start = perf_counter()
    assert (await example.get(NOW)) == (200, right)
    assert perf_counter() - start >= 0.001 * len(right)


async def test_raw(example: Served) -> None:
    """What is sent need not be HTTP."""
    example.simulator.misbehave(faults.Raw(b"220 mail.example ESMTP\r\n"))
    with pytest.raises(ClientResponseError):
        await example.get(NOW)


async def test_connection_reset(
    example: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """No reply at all: the request is recorded without a status."""
    example.simulator.misbehave(faults.ConnectionReset())
    with pytest.raises(ClientConnectionError):
        await example.get(NOW)
    # aiohttp's client asks once more when a kept connection turns out to be gone.
    assert {item.status for item in example.simulator.requests} == {None}
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_connection_reset_midway(
    example: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """A reply that starts well and never ends."""
    example.simulator.misbehave(faults.ConnectionReset(midway=True))
    with pytest.raises((ClientPayloadError, ClientConnectionError)):
        await example.get(NOW)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_redirect(example: Served, serve: Serve) -> None:
    """A client that follows arrives elsewhere; one that does not, stays."""
    other = await serve(example_account())
    target = f"{other.simulator.base_url}/locations"
    example.simulator.misbehave(faults.Redirect(target))
    assert (await example.get(NOW))[0] == 302
    assert other.simulator.requests == []
    async with example.session.get(example.simulator.base_url + NOW) as response:
        assert str(response.url) == target
    assert [item.path for item in other.simulator.requests] == ["/v1/locations"]


@pytest.mark.parametrize(
    ("path", "struck"),
    [
        (None, {"/locations", "/locations/2/now", "/locations/3/now"}),
        ("/locations", {"/locations"}),
        ("/locations/3/now", {"/locations/3/now"}),
        ("/locations/*/now", {"/locations/2/now", "/locations/3/now"}),
    ],
)
async def test_path(example: Served, path: str | None, struck: set[str]) -> None:
    """A fault occurs on the paths that it was asked for."""
    example.simulator.misbehave(faults.INTERNAL_SERVER_ERROR, path)
    paths = ("/locations", "/locations/2/now", "/locations/3/now")
    found = {item for item in paths if (await example.get(item))[0] == 500}
    assert found == struck


async def test_times_and_newest_first(example: Served) -> None:
    """A fault ends after its number of times; the newest that applies counts."""
    example.simulator.misbehave(faults.FORBIDDEN)
    example.simulator.misbehave(faults.INTERNAL_SERVER_ERROR, "/now", times=2)
    seen = [(await example.get(NOW))[0] for _ in range(3)]
    assert seen == [500, 500, 403]
    example.simulator.behave()
    assert (await example.get(NOW, DEFAULT_TOKEN))[0] == 200
