"""Ways in which a reply can be wrong, for `Simulator.misbehave`."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
import gzip
from http import HTTPStatus
import json
import socket
import struct
from typing import Any, override

from aiohttp import web

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

JSON = "application/json"
HTML = "text/html"


class Fault(ABC):
    """A way to answer wrongly, or not at all."""

    @abstractmethod
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        """Reply to a request; `answer` is what would have answered it rightly."""


@dataclass(frozen=True, slots=True)
class Status(Fault):
    """A fixed reply."""

    status: int
    body: str = ""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        return web.Response(
            status=self.status,
            text=self.body,
            content_type=self.content_type,
            headers=self.headers,
        )


@dataclass(frozen=True, slots=True)
class Transform(Fault):
    """The right reply's JSON, edited: in place, or replaced by what is returned."""

    edit: Callable[[Any], Any]

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        right = await answer(request)
        payload = json.loads(_text(right))
        edited = self.edit(payload)
        return web.json_response(
            payload if edited is None else edited, status=right.status
        )


@dataclass(frozen=True, slots=True)
class Truncated(Fault):
    """The first half of the right reply, sent as if it were all of it."""

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        right = await answer(request)
        text = _text(right)
        return web.Response(
            status=right.status, text=text[: len(text) // 2], content_type=JSON
        )


@dataclass(frozen=True, slots=True)
class Garbled(Fault):
    """The right reply with other bytes, or sent as something else."""

    edit: Callable[[bytes], bytes]
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        right = await answer(request)
        return web.Response(
            status=right.status,
            body=self.edit(_text(right).encode()),
            content_type=self.content_type,
            headers=self.headers,
        )


@dataclass(frozen=True, slots=True)
class Endless(Fault):
    """A list that never ends, until the client hangs up."""

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": JSON})
        await response.prepare(request)
        # A client that hangs up may be noticed in the middle of a write.
        with suppress(ConnectionError):
            await response.write(b'{"message": "OK", "data": [0')
            while True:
                await response.write(b", 0" * 20_000)
        return response


@dataclass(frozen=True, slots=True)
class Bomb(Fault):
    """A small compressed reply that is huge once unpacked."""

    size: int

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        return web.Response(
            body=gzip.compress(b'{"message": "' + b" " * self.size + b'"}'),
            content_type=JSON,
            headers={"Content-Encoding": "gzip"},
        )


@dataclass(frozen=True, slots=True)
class Silence(Fault):
    """No reply, for as long as the client waits."""

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        # The server cancels the handler of a connection that is gone.
        await asyncio.Event().wait()
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Drip(Fault):
    """The right reply, a byte at a time, with a pause in seconds after each."""

    pause: float

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        right = _text(await answer(request)).encode()
        response = web.StreamResponse(
            headers={"Content-Type": JSON, "Content-Length": str(len(right))}
        )
        await response.prepare(request)
        with suppress(ConnectionError):
            for position in range(len(right)):
                await response.write(right[position : position + 1])
                await asyncio.sleep(self.pause)
        return response


@dataclass(frozen=True, slots=True)
class Raw(Fault):
    """Bytes in place of a reply, which need not be HTTP."""

    content: bytes

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if (transport := request.transport) is not None:
            transport.write(self.content)
            transport.close()
        await asyncio.Event().wait()
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Slow(Fault):
    """The right reply, after a delay in seconds."""

    delay: float

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        await asyncio.sleep(self.delay)
        return await answer(request)


@dataclass(frozen=True, slots=True)
class ConnectionReset(Fault):
    """A connection reset in place of the reply, or midway through it."""

    midway: bool = False

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if self.midway:
            response = web.StreamResponse(
                headers={"Content-Type": JSON, "Content-Length": "1000"}
            )
            await response.prepare(request)
            await response.write(b'{"message": "OK", ')
        if (transport := request.transport) is not None:
            # Without lingering, the peer is sent a reset rather than an orderly end.
            if not self.midway:
                transport.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
            transport.abort()
        # The server cancels the handler of a connection that is gone.
        await asyncio.Event().wait()
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Redirect(Fault):
    """A redirection to some other address."""

    location: str
    status: int = HTTPStatus.FOUND

    @override
    async def reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        return web.Response(status=self.status, headers={"Location": self.location})


def express_page(text: str) -> str:
    """Return the error page of a Node Express server."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Error</title>\n</head>\n<body>\n<pre>{text}</pre>\n</body>\n</html>\n"
    )


def message(text: str) -> str:
    """Return the JSON body of an error."""
    return json.dumps({"message": text})


def too_many_requests(retry_after: str = "120") -> Status:
    """Return a 429; `retry_after` is in seconds or an HTTP date."""
    return Status(
        HTTPStatus.TOO_MANY_REQUESTS,
        message("Too many requests"),
        headers={"Retry-After": retry_after},
    )


BAD_REQUEST = Status(HTTPStatus.BAD_REQUEST, message("The arguments are invalid"))
UNAUTHORIZED = Status(HTTPStatus.UNAUTHORIZED, message("Unauthorized"))
FORBIDDEN = Status(HTTPStatus.FORBIDDEN, message("Forbidden"))
NOT_FOUND = Status(HTTPStatus.NOT_FOUND, express_page("Cannot GET"), HTML)
INTERNAL_SERVER_ERROR = Status(
    HTTPStatus.INTERNAL_SERVER_ERROR, express_page("Internal Server Error"), HTML
)
SERVICE_UNAVAILABLE = Status(
    HTTPStatus.SERVICE_UNAVAILABLE, express_page("Service Unavailable"), HTML
)
HTML_PAGE = Status(HTTPStatus.OK, express_page("Under maintenance"), HTML)
NOT_JSON = Status(HTTPStatus.OK, "All is well")
WRONG_TOP_LEVEL = Status(HTTPStatus.OK, '["OK"]')


def _text(response: web.StreamResponse) -> str:
    """Return the body of a complete reply."""
    if not isinstance(response, web.Response) or response.text is None:
        raise TypeError("Only a complete reply with a text body can be changed")
    return response.text
