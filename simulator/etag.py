"""Entity tags and conditional requests, as a Node Express server has them."""

from base64 import b64encode
from hashlib import sha1
from http import HTTPStatus

from aiohttp import hdrs, web

_LENGTH_OF_HASH = 27


def etag_of(body: bytes) -> str:
    """Return the weak tag of a body: its length, and a part of its hash."""
    digest = b64encode(sha1(body, usedforsecurity=False).digest()).decode("ascii")
    return f'W/"{len(body):x}-{digest[:_LENGTH_OF_HASH]}"'


def is_fresh(request: web.Request, etag: str) -> bool:
    """Return whether the client has said that it knows this already."""
    wanted = request.headers.get(hdrs.IF_NONE_MATCH)
    if wanted is None or "no-cache" in request.headers.get(hdrs.CACHE_CONTROL, ""):
        return False
    known = {each.strip().removeprefix("W/") for each in wanted.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


def conditional(
    request: web.Request, response: web.StreamResponse
) -> web.StreamResponse:
    """Return the response with its tag, or 304 in its place if it is known."""
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return response
    etag = etag_of(response.body)
    if response.status == HTTPStatus.OK and is_fresh(request, etag):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={hdrs.ETAG: etag})
    response.headers[hdrs.ETAG] = etag
    return response
