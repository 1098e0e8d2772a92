"""The token is in the header of a request, and in nothing that is told of it."""

from collections.abc import Callable
from dataclasses import replace
import json
import re
from typing import Final
from urllib.parse import quote, quote_plus

import aiohttp
import pytest

from custom_components.occuspace.api import (
    BadRequestError,
    ConnectionFailedError,
    OccuspaceClient,
    UnauthorizedError,
    UnexpectedReplyError,
)
from simulator import faults

from .conftest import TOKEN, Api, refused
from .endpoints import NOW

REDACTED: Final = "**REDACTED**"


def _escaped(text: str) -> str:
    """Return a text as the most careful JSON writer spells it."""
    return "".join(f"\\u{ord(character):04x}" for character in text)


def _quoted(text: str) -> str:
    """Return a text as a URL spells it."""
    return quote(text, safe="")


def _quoted_lower(text: str) -> str:
    """Return a text as a URL may spell it too."""
    return re.sub("%..", lambda match: match[0].lower(), _quoted(text))


def _broken(text: str) -> str:
    """Return a text with invisible characters in it, which names and messages lose."""
    return "\u200b".join(text) + "\ufeff"


def _broken_and_escaped(text: str) -> str:
    """Return the same as an escape of JSON."""
    return "\\u00ad".join(text)


spellings: Final = pytest.mark.parametrize(
    "spell", [str, _escaped, _quoted, _broken, _broken_and_escaped]
)


@spellings
async def test_a_server_that_quotes_the_token_is_not_quoted(
    api: Api, client: OccuspaceClient, spell: Callable[[str], str]
) -> None:
    """However it spells it."""
    api.fault = faults.Status(400, f'{{"message": "No: {spell(TOKEN)}"}}')
    err = await refused(client)
    assert isinstance(err, BadRequestError)
    assert err.message == f"No: {REDACTED}"


@pytest.mark.parametrize(
    ("depth", "text"),
    [(200, f"No: {REDACTED}"), (300, "the API gave no reason")],
)
async def test_no_nesting_hides_the_token(
    api: Api, client: OccuspaceClient, depth: int, text: str
) -> None:
    """What can be read and not be written again is not told at all."""
    nest = "[" * depth + "]" * depth
    body = f'{{"message": "No: {_escaped(TOKEN)}", "nest": {nest}}}'
    api.fault = faults.Status(400, body)
    assert str(await refused(client)) == text


@pytest.mark.parametrize(
    "spell", [str, _escaped, repr, _quoted, _quoted_lower, quote_plus]
)
async def test_a_token_of_odd_characters_is_not_quoted(
    api: Api, session: aiohttp.ClientSession, spell: Callable[[str], str]
) -> None:
    """Every spelling changes other ones of them."""
    token = 'quote"and back\\slash'
    text = spell(token)
    wire = text if spell is _escaped else json.dumps(text)[1:-1]
    api.fault = faults.Status(400, f'{{"message": "No: {wire}"}}')
    err = await refused(OccuspaceClient(session, token, api.base_url))
    assert str(err).replace("'", "") == f"No: {REDACTED}"


@spellings
async def test_a_good_reply_that_has_the_token_comes_without_it(
    api: Api, client: OccuspaceClient, spell: Callable[[str], str]
) -> None:
    """In its message and in its data."""
    text = json.dumps(NOW.example() | {"message": "Hello XX"})
    text = text.replace("Office Building", "XX's").replace("XX", spell(TOKEN))
    api.body = text.encode()
    reply = await client.get_now(2)
    assert reply.message == f"Hello {REDACTED}"
    assert reply.data == replace(NOW.expected, name=f"{REDACTED}'s")


@pytest.mark.parametrize(
    "header",
    [
        f"Bearer {TOKEN}",
        f"X-Echo: \x00{TOKEN}",
        f"Content-Encoding: {TOKEN}",
        f"Transfer-Encoding: {TOKEN}",
        f"Content-Length: {TOKEN}",
    ],
)
async def test_a_malformed_header_is_not_quoted(
    api: Api, client: OccuspaceClient, header: str
) -> None:
    """What it has is the server's."""
    api.fault = faults.Raw(f"HTTP/1.1 200 OK\r\n{header}\r\n\r\n{TOKEN}".encode())
    err = await refused(client)
    assert isinstance(err, ConnectionFailedError | UnexpectedReplyError)
    assert len(api.received) == 1


@pytest.mark.parametrize("reply", [f"HTTP/1.1 {TOKEN}\r\n\r\n", f"{TOKEN}\r\n\r\n"])
async def test_what_is_not_http_is_not_quoted(
    api: Api, client: OccuspaceClient, reply: str
) -> None:
    """Nor is a status that is none."""
    api.fault = faults.Raw(reply.encode())
    assert type(await refused(client)) is ConnectionFailedError


async def test_where_a_redirect_leads_is_not_quoted(
    api: Api, client: OccuspaceClient
) -> None:
    """Its address may hold the token."""
    api.fault = faults.Redirect(f"{api.base_url}/login?token={TOKEN}")
    assert str(await refused(client)) == "HTTP 302"


async def test_a_reply_with_escapes_that_is_no_json_is_only_refused(
    api: Api, client: OccuspaceClient
) -> None:
    """There is nothing to unescape in it."""
    api.fault = faults.Status(200, "\\u00")
    assert isinstance(await refused(client), UnexpectedReplyError)


@pytest.mark.parametrize("token", ["töken", "to\nken", "to\r\nken: x", "to\x00ken"])
async def test_a_token_that_no_header_can_carry_is_not_sent(
    api: Api, session: aiohttp.ClientSession, token: str
) -> None:
    """It cannot be right, and could break out of the header."""
    client = OccuspaceClient(session, token, api.base_url)
    with pytest.raises(UnauthorizedError) as caught:
        await client.get_locations()
    assert token not in str(caught.value)
    assert not api.received


async def test_a_short_token_does_not_garble_replies(
    api: Api, session: aiohttp.ClientSession
) -> None:
    """Its letters may well be in a name."""
    api.reply(NOW.example())
    reply = await OccuspaceClient(session, "Office", api.base_url).get_now(2)
    assert reply.data == NOW.expected
