"""What is asked, what is answered, and what becomes of everything else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
import json
import socket
import threading
from typing import Any, Final

import aiohttp
import pytest

from custom_components.occuspace.api import (
    BadRequestError,
    ConnectionFailedError,
    NotFoundError,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    RequestTimeoutError,
    ServerError,
    UnauthorizedError,
    UnexpectedReplyError,
    transport as transport_module,
)
from custom_components.occuspace.api.decoding import decode_items
from simulator import faults

from .conftest import TOKEN, Api, refused
from .endpoints import ENDPOINTS, FIXTURES, HISTORY, NOW, Endpoint, load, put

each_endpoint: Final = pytest.mark.parametrize(
    "endpoint", ENDPOINTS, ids=lambda each: each.name
)
each_history: Final = pytest.mark.parametrize(
    "endpoint", HISTORY, ids=lambda each: each.name
)


@each_endpoint
async def test_an_endpoint_is_asked_as_the_document_says(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """With the token in the header, and nowhere else."""
    api.reply(endpoint.example())
    await endpoint.ask(client)
    (request,) = api.received
    assert request.method == "GET"
    assert request.path_qs == endpoint.target
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_the_base_urls_own_path_is_kept(
    api: Api, session: aiohttp.ClientSession
) -> None:
    """A gateway may have the API beneath one."""
    api.reply(NOW.example())
    base_url = api.base_url.replace("/v1", "/gate%2Fway/occuspace/v1/")
    await OccuspaceClient(session, f" {TOKEN}\n", base_url).get_now(2)
    (request,) = api.received
    assert request.raw_path == "/gate%2Fway/occuspace/v1/locations/2/now"
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"


@each_endpoint
async def test_a_message_other_than_ok_comes_with_the_data(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """In one line of a bearable length."""
    api.reply(endpoint.example() | {"message": "Partly\n  closed" + "!" * 999})
    reply = await endpoint.ask(client)
    assert reply.data == endpoint.expected
    assert reply.message is not None
    assert reply.message.startswith("Partly closed!!!")
    assert len(reply.message) == 300


@each_history
@pytest.mark.parametrize(
    "wire",
    [
        load("range_missing"),
        {"message": "RANGE MISSING", "data": None},
        {"message": "RANGE MISSING", "data": {}},
        {"message": "RANGE MISSING", "data": []},
        {"message": "RANGE MISSING", "data": "none"},
        {"message": "RANGE MISSING", "data": {"rows": None}},
        {"message": "RANGE MISSING", "data": {"rows": {"a": 1}}},
    ],
)
async def test_no_data_for_the_range_is_no_error(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, wire: Any
) -> None:
    """No rows, and the API's word on it."""
    (key,) = endpoint.example()["data"]
    api.reply(json.loads(json.dumps(wire).replace("rows", key)))
    reply = await endpoint.ask(client)
    assert reply.data == ()
    assert reply.message == "RANGE MISSING"


@each_endpoint
@pytest.mark.parametrize(
    "wire",
    [
        [],
        "OK",
        None,
        {},
        {"message": "OK"},
        {"message": "OK", "data": None},
        {"message": "OK", "data": "none"},
        {"message": 7, "data": {}},
        {"data": {}},
    ],
)
async def test_ok_without_data_is_unexpected(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, wire: Any
) -> None:
    """An empty list is one, the lack of a list is not."""
    api.reply(wire)
    with pytest.raises(UnexpectedReplyError):
        await endpoint.ask(client)


@each_history
@pytest.mark.parametrize("rows", [None, {}, "", "none", 0])
async def test_ok_with_rows_that_are_no_list_is_unexpected(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, rows: Any
) -> None:
    """Something that is empty is not therefore a list."""
    (key,) = endpoint.example()["data"]
    api.reply({"message": "OK", "data": {key: rows}})
    with pytest.raises(UnexpectedReplyError):
        await endpoint.ask(client)


@each_history
async def test_ok_with_no_rows_is_no_error(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """And there is no message."""
    (key,) = endpoint.example()["data"]
    api.reply({"message": "OK", "data": {key: []}})
    reply = await endpoint.ask(client)
    assert reply.data == ()
    assert reply.message is None


async def test_a_reply_about_another_location_is_unexpected(
    api: Api, client: OccuspaceClient
) -> None:
    """Its numbers are not shown as this one's."""
    api.reply(put(NOW.example(), ("data", "id"), 3))
    assert isinstance(await refused(client), UnexpectedReplyError)


@pytest.mark.parametrize(
    ("fault", "error", "text"),
    [
        (faults.BAD_REQUEST, BadRequestError, "The arguments are invalid"),
        (
            faults.Status(400, faults.message("Too\n long")),
            BadRequestError,
            "Too long",
        ),
        (faults.Status(400, "<html>"), BadRequestError, "the API gave no reason"),
        (faults.Status(400, "[]"), BadRequestError, "the API gave no reason"),
        (faults.Status(400, '{"message": 7}'), BadRequestError, "gave no reason"),
        (faults.UNAUTHORIZED, UnauthorizedError, "refused"),
        (faults.FORBIDDEN, UnexpectedReplyError, "HTTP 403"),
        (
            faults.Status(404, (FIXTURES / "not_found.html").read_text(), faults.HTML),
            NotFoundError,
            "no such endpoint",
        ),
        (faults.INTERNAL_SERVER_ERROR, ServerError, "HTTP 500"),
        (faults.SERVICE_UNAVAILABLE, ServerError, "HTTP 503"),
        (faults.Status(204), UnexpectedReplyError, "HTTP 204"),
        (faults.Redirect("/elsewhere"), UnexpectedReplyError, "HTTP 302"),
        (faults.HTML_PAGE, UnexpectedReplyError, "not JSON"),
        (faults.NOT_JSON, UnexpectedReplyError, "not JSON"),
        (faults.Truncated(), UnexpectedReplyError, "not JSON"),
        (faults.WRONG_TOP_LEVEL, UnexpectedReplyError, "not an object"),
        (faults.ConnectionReset(), ConnectionFailedError, ""),
        (faults.ConnectionReset(midway=True), ConnectionFailedError, ""),
    ],
)
async def test_every_failure_is_an_error_of_its_type(
    api: Api,
    client: OccuspaceClient,
    fault: faults.Fault,
    error: type[OccuspaceError],
    text: str,
) -> None:
    """With a reason that a person can read."""
    api.reply(NOW.example())
    api.fault = fault
    err = await refused(client)
    assert type(err) is error
    assert text in str(err)
    assert len(api.received) <= 2


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 01 Jan 1970 00:00:00", 0),
    ],
)
async def test_too_many_requests_say_how_long_to_wait(
    api: Api, client: OccuspaceClient, header: str, seconds: float | None
) -> None:
    """In seconds, or until a date; nonsense says nothing."""
    api.fault = faults.too_many_requests(header)
    err = await refused(client)
    assert isinstance(err, RateLimitedError)
    assert err.retry_after == seconds


async def test_a_date_to_wait_until_is_told_in_seconds(
    api: Api, client: OccuspaceClient
) -> None:
    """From now on."""
    then = datetime.now(UTC) + timedelta(minutes=10)
    api.fault = faults.too_many_requests(format_datetime(then, usegmt=True))
    err = await refused(client)
    assert isinstance(err, RateLimitedError)
    assert err.retry_after == pytest.approx(600, abs=10)


async def test_too_many_requests_may_say_nothing(
    api: Api, client: OccuspaceClient
) -> None:
    """Then it is not known how long to wait."""
    api.fault = faults.Status(429)
    err = await refused(client)
    assert isinstance(err, RateLimitedError)
    assert err.retry_after is None


async def test_an_explanation_is_one_line_that_reads_in_one_direction(
    api: Api, client: OccuspaceClient
) -> None:
    """Whatever characters it has."""
    api.fault = faults.Status(400, json.dumps({"message": "No\x1b[31m\u202e\nway"}))
    err = await refused(client)
    assert isinstance(err, BadRequestError)
    assert err.message == "No [31m way"


async def test_nothing_listens(session: aiohttp.ClientSession) -> None:
    """The port is closed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = OccuspaceClient(session, TOKEN, f"http://127.0.0.1:{port}")
    assert type(await refused(client)) is ConnectionFailedError


async def test_the_host_is_not_found(session: aiohttp.ClientSession) -> None:
    """There is none of this name, by the rules of the internet."""
    client = OccuspaceClient(session, TOKEN, "https://occuspace.invalid/v1")
    assert type(await refused(client)) is ConnectionFailedError


async def test_the_host_has_a_name_that_no_host_can_have(
    session: aiohttp.ClientSession,
) -> None:
    """It is not to be reached either."""
    client = OccuspaceClient(session, TOKEN, f"https://{'a' * 64}.example/v1")
    assert type(await refused(client)) is ConnectionFailedError


async def test_a_late_reply_is_not_waited_for(
    api: Api, session: aiohttp.ClientSession
) -> None:
    """The timeout is the client's."""
    api.fault = faults.Slow(5)
    timeout = aiohttp.ClientTimeout(total=0.1)
    client = OccuspaceClient(session, TOKEN, api.base_url, timeout=timeout)
    assert isinstance(await refused(client), RequestTimeoutError)


async def test_an_endless_reply_is_not_read_to_its_end(
    api: Api, client: OccuspaceClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is its connection used again."""
    monkeypatch.setattr(transport_module, "MAX_BODY_BYTES", 100_000)
    api.fault = faults.Endless()
    err = await refused(client)
    assert isinstance(err, UnexpectedReplyError)
    assert str(err) == "the reply is too large"
    api.fault = None
    api.reply(NOW.example())
    assert (await client.get_now(2)).data == NOW.expected


async def test_a_redirect_is_not_followed(api: Api, client: OccuspaceClient) -> None:
    """Whoever it leads to would get the token."""
    api.fault = faults.Redirect(f"{api.base_url}/locations/3/now")
    await refused(client)
    assert [request.path for request in api.received] == ["/v1/locations/2/now"]


@pytest.mark.parametrize("locations", [10, 2_000])
async def test_a_long_list_is_decoded_beside_the_event_loop(
    api: Api,
    client: OccuspaceClient,
    monkeypatch: pytest.MonkeyPatch,
    locations: int,
) -> None:
    """A short one is not worth a thread."""
    threads = set[int]()

    def record(kind: Any, items: Any) -> Any:
        threads.add(threading.get_ident())
        return decode_items(kind, items)

    monkeypatch.setattr(f"{OccuspaceClient.__module__}.decode_items", record)
    listed = [{"id": id_, "name": f"Room {id_}"} for id_ in range(1, locations + 1)]
    api.reply({"message": "OK", "data": listed})
    reply = await client.get_locations()
    assert [each.id for each in reply.data] == list(range(1, locations + 1))
    assert (threads == {threading.get_ident()}) is (locations == 10)
