"""What has not changed is not sent again, and is the very same reply."""

from http import HTTPStatus
from urllib.parse import quote

import aiohttp
import pytest

from custom_components.occuspace.api import OccuspaceClient, UnexpectedReplyError
from simulator import Simulator, example_account, faults

from .conftest import TOKEN, Api, refused
from .endpoints import ENDPOINTS, HISTORY, NOW, Endpoint, load, put

LIST = ENDPOINTS[0]
TAG = 'W/"2a-abc"'
NOT_MODIFIED = faults.Status(HTTPStatus.NOT_MODIFIED, "")


def tags_sent(api: Api) -> list[str | None]:
    """Return the tag that each request has sent back."""
    return [each.headers.get("If-None-Match") for each in api.received]


@pytest.mark.parametrize("endpoint", [LIST, NOW], ids=lambda each: each.name)
async def test_what_has_not_changed_is_the_very_same_reply(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """The server is told its own tag, and answers without a body."""
    api.headers["ETag"] = TAG
    api.reply(endpoint.example())
    first = await endpoint.ask(client)
    api.fault = NOT_MODIFIED
    assert await endpoint.ask(client) is first
    assert await endpoint.ask(client) is first
    assert tags_sent(api) == [None, TAG, TAG]


async def test_what_has_changed_is_taken_over(
    api: Api, client: OccuspaceClient
) -> None:
    """With its own tag from then on."""
    api.headers["ETag"] = TAG
    api.reply(NOW.example())
    await client.get_now(2)
    api.headers["ETag"] = '"newer"'
    api.reply(put(NOW.example(), ("data", "count"), 7))
    assert (await client.get_now(2)).data.count == 7
    api.fault = NOT_MODIFIED
    assert (await client.get_now(2)).data.count == 7
    assert tags_sent(api) == [None, TAG, '"newer"']


async def test_an_error_forgets_nothing(api: Api, client: OccuspaceClient) -> None:
    """And is no reply: what was known before is not told in its place."""
    api.headers["ETag"] = TAG
    api.reply(NOW.example())
    first = await client.get_now(2)
    for fault in (faults.SERVICE_UNAVAILABLE, faults.NOT_JSON, faults.UNAUTHORIZED):
        api.fault = fault
        await refused(client)
    api.fault = NOT_MODIFIED
    assert await client.get_now(2) is first


async def test_a_reply_that_cannot_be_read_is_not_remembered(
    api: Api, client: OccuspaceClient
) -> None:
    """The last one that could is, with its own tag."""
    api.headers["ETag"] = TAG
    api.reply(NOW.example())
    await client.get_now(2)
    api.headers["ETag"] = '"broken"'
    api.reply(put(NOW.example(), ("data", "id"), "many"))
    await refused(client)
    await refused(client)
    assert tags_sent(api) == [None, TAG, TAG]


async def test_nobody_is_told_that_nothing_has_changed_who_did_not_ask(
    api: Api, client: OccuspaceClient
) -> None:
    """A server without sense is not believed."""
    api.fault = NOT_MODIFIED
    err = await refused(client)
    assert isinstance(err, UnexpectedReplyError)
    assert "304" in str(err)


@pytest.mark.parametrize("endpoint", HISTORY, ids=lambda each: each.name)
async def test_the_past_is_not_remembered(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """It is kept elsewhere."""
    api.headers["ETag"] = TAG
    api.reply(endpoint.example())
    await endpoint.ask(client)
    await endpoint.ask(client)
    assert tags_sent(api) == [None, None]


@pytest.mark.parametrize(
    "tag",
    [
        f'W/"{TOKEN}"',
        f'"{quote(TOKEN, safe="")}"',
        '"' + "x" * 201 + '"',
        "no quotes",
        '"two", "tags"',
        '"a space inside"',
        '"caf\u00e9"',
        "*",
        "",
    ],
)
async def test_a_tag_that_is_none_or_quotes_the_token_is_not_sent_back(
    api: Api, client: OccuspaceClient, tag: str
) -> None:
    """The token is in one header and in no other."""
    api.headers["ETag"] = tag
    api.reply(NOW.example())
    await client.get_now(2)
    await client.get_now(2)
    assert tags_sent(api) == [None, None]


async def test_locations_that_are_no_longer_listed_are_forgotten(
    api: Api, client: OccuspaceClient
) -> None:
    """The list says which there are."""
    api.headers["ETag"] = TAG
    for location_id in (2, 99):
        api.reply(put(NOW.example(), ("data", "id"), location_id))
        await client.get_now(location_id)
    api.reply(load("locations"))
    await client.get_locations()
    for location_id in (2, 99):
        api.reply(put(NOW.example(), ("data", "id"), location_id))
        await client.get_now(location_id)
    assert tags_sent(api) == [None, None, None, TAG, None]


async def test_the_simulator_sends_nothing_twice(
    session: aiohttp.ClientSession, socket_enabled: None
) -> None:
    """Until something changes there."""
    simulator = Simulator(example_account())
    await simulator.start()
    try:
        client = OccuspaceClient(session, simulator.token, simulator.base_url)
        listed, first = await client.get_locations(), await client.get_now(3)
        assert await client.get_locations() is listed
        simulator.account.locations[3].count = 5
        assert (await client.get_now(3)).data.count == 5
        assert first.data.count != 5
    finally:
        await simulator.stop()
    assert [each.status for each in simulator.requests] == [200, 200, 304, 200]
