"""Sends requests to the Occuspace API and raises typed errors."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp
from aiohttp import hdrs
import orjson
from yarl import URL

from .errors import (
    BadRequestError,
    ConnectionFailedError,
    NotFoundError,
    RateLimitedError,
    RequestTimeoutError,
    ServerError,
    UnauthorizedError,
    UnexpectedReplyError,
)
from .rate_limit import RateLimit
from .redaction import Redactor
from .text import MAX_MESSAGE_LENGTH, sanitize_line

# Two years of hourly visitors are about 2.5 MB.
MAX_BODY_BYTES = 16 * 1024 * 1024


class Transport:
    """Sends GET requests with the token, to the configured origin only.

    Sends nothing during a rate limit pause.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: str,
        base_url: URL,
        timeout: aiohttp.ClientTimeout,
        rate_limit: RateLimit,
    ) -> None:
        """Use an injected session."""
        self._session = session
        self._token = token
        self._base_url = base_url
        self._timeout = timeout
        self._rate_limit = rate_limit
        self.redactor = Redactor(token)

    async def get(
        self,
        path: Iterable[str],
        query: Mapping[str, str] | None = None,
        etag: str | None = None,
    ) -> tuple[bytes | None, str | None]:
        """Return the body and entity tag of a reply; the body is None after a 304."""
        if (remaining := self._rate_limit.remaining) > 0:
            raise RateLimitedError(remaining)
        if not (self._token.isascii() and self._token.isprintable()):
            raise UnauthorizedError(
                "the token has characters that are invalid in a header"
            )
        headers = {hdrs.AUTHORIZATION: f"Bearer {self._token}"}
        if etag is not None:
            headers[hdrs.IF_NONE_MATCH] = etag
        try:
            async with self._session.get(
                self._base_url.joinpath(*path),
                params=query or None,
                headers=headers,
                allow_redirects=False,
                timeout=self._timeout,
            ) as response:
                if etag is not None and response.status == HTTPStatus.NOT_MODIFIED:
                    return None, etag
                body = self.redactor.redact(await _read(response))
                _raise_for_status(response, body)
        except RateLimitedError as err:
            self._rate_limit.pause(err.retry_after)
            raise
        except TimeoutError as err:
            raise RequestTimeoutError("no complete reply in time") from err
        except (aiohttp.ClientError, OSError, UnicodeError) as err:
            # An error of aiohttp may quote the server, which may quote the token.
            raise ConnectionFailedError(_describe(err)) from None
        return body, response.headers.get(hdrs.ETAG)


def _describe(err: Exception) -> str:
    """Return the reason of a connection failure, without text from the server."""
    return (isinstance(err, OSError) and str(err)) or type(err).__name__


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the body; raise if it is larger than MAX_BODY_BYTES."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            # With unread data the connection cannot be reused.
            response.close()
            raise UnexpectedReplyError("the reply is too large")
    return bytes(body)


def _raise_for_status(response: aiohttp.ClientResponse, body: bytes) -> None:
    """Raise the typed error of a status other than 200."""
    match response.status:
        case HTTPStatus.OK:
            return
        case HTTPStatus.BAD_REQUEST:
            raise BadRequestError(_error_message(body))
        case HTTPStatus.UNAUTHORIZED:
            raise UnauthorizedError("the token is refused, or has no access to this")
        case HTTPStatus.NOT_FOUND:
            raise NotFoundError("no such endpoint")
        case HTTPStatus.TOO_MANY_REQUESTS:
            raise RateLimitedError(_retry_after(response.headers.get("Retry-After")))
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerError(status)
        case status:
            raise UnexpectedReplyError(f"HTTP {status}")


def _retry_after(header: str | None) -> float | None:
    """Return the seconds of a `Retry-After` header, which holds seconds or a date."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _error_message(body: bytes) -> str | None:
    """Return the API's explanation, None if the body has none."""
    try:
        wire = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    message = wire.get("message") if isinstance(wire, dict) else None
    return (
        sanitize_line(message, MAX_MESSAGE_LENGTH) if isinstance(message, str) else None
    )
