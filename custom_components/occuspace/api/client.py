"""Asks the Occuspace API, version 1."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import hdrs
from mashumaro.codecs.basic import BasicDecoder
import orjson

from . import models
from .base_url import DEFAULT_BASE_URL, parse_base_url
from .conditional import Remembered, ReplyMemory
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
from .redaction import Redactor

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=15)

# Two years of hourly visitors are about 2.5 MB.
MAX_BODY_BYTES = 16 * 1024 * 1024
_MAX_MESSAGE_LENGTH = 300

# So many are read within a millisecond, and to wait for another thread takes longer.
_MOST_ROWS_AT_ONCE = 100


class OccuspaceClient:
    """A client of one account.

    Every method sends one GET request and raises one of `errors` if there is no reply
    that the vendor's document describes:

    Raises:
        BadRequestError: 400, with the API's own message.
        UnauthorizedError: 401, the token or the location ("Errors" in the document).
        NotFoundError: 404.
        RateLimitedError: 429, with the seconds of `Retry-After`.
        ServerError: 5xx.
        RequestTimeoutError: no complete reply in time.
        ConnectionFailedError: no reply at all.
        UnexpectedReplyError: anything else, redirects included.

    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: str,
        base_url: str = DEFAULT_BASE_URL,
        *,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> None:
        """Keep the injected session; raise InvalidBaseUrlError for a bad base URL."""
        self._session = session
        self._token = token.strip()
        self._redactor = Redactor(self._token)
        self._memory = ReplyMemory(self._redactor)
        self._base_url = parse_base_url(base_url)
        self._timeout = timeout

    async def get_locations(self) -> models.Reply[tuple[models.Location, ...]]:
        """Return every location the token may see (section "Location List").

        The very same reply as before if the server says that it has not changed.
        """
        return await self._get_if_changed(None, _read_locations, "locations")

    async def get_now(self, location_id: int) -> models.Reply[models.LocationNow]:
        """Return a location and its direct children (section "Real-Time Data").

        The very same reply as before if the server says that it has not changed.
        """

        def read(reply: models.Reply[Any]) -> models.Reply[models.LocationNow]:
            now = _decode(models.LOCATION_NOW, reply.data)
            if now.id != location_id:
                raise UnexpectedReplyError("the reply is about another location")
            return models.Reply(now, reply.message)

        return await self._get_if_changed(
            location_id, read, "locations", str(location_id), "now"
        )

    async def get_daily_occupancy(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.DailyOccupancy, ...]]:
        """Return people and percent per day; both ends count ("Daily Occupancy")."""
        return await self._get_history(
            location_id,
            "daily_occupancy",
            start,
            end,
            key="dailyOccupancy",
            decoder=models.DAILY_OCCUPANCY,
        )

    async def get_hourly_occupancy(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.HourlyOccupancy, ...]]:
        """Return people and percent per hour of the day ("Hourly Occupancy").

        Each row is the average over the range; ask a single day for that day's hours.
        """
        return await self._get_history(
            location_id,
            "hourly_occupancy",
            start,
            end,
            key="hourlyOccupancy",
            decoder=models.HOURLY_OCCUPANCY,
        )

    async def get_daily_visitors(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.DailyVisitors, ...]]:
        """Return entries per day (section "Daily Traffic (Visitors)")."""
        return await self._get_history(
            location_id,
            "daily_visitors",
            start,
            end,
            key="dailyVisitors",
            decoder=models.DAILY_VISITORS,
        )

    async def get_hourly_visitors(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.HourlyVisitors, ...]]:
        """Return entries per hour of each day (section "Hourly Traffic (Visitors)")."""
        return await self._get_history(
            location_id,
            "hourly_visitors",
            start,
            end,
            key="hourlyVisitors",
            decoder=models.HOURLY_VISITORS,
        )

    async def get_daily_dwell_time(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.DailyDwellTime, ...]]:
        """Return minutes of stay per day (section "Daily Dwell Time")."""
        return await self._get_history(
            location_id,
            "daily_dwell_time",
            start,
            end,
            key="dailyDwellTimes",
            decoder=models.DAILY_DWELL_TIME,
        )

    async def _get_history[RowT](
        self,
        location_id: int,
        endpoint: str,
        start: date,
        end: date,
        *,
        key: str,
        decoder: BasicDecoder[list[RowT]],
    ) -> models.Reply[tuple[RowT, ...]]:
        """Return the rows under the endpoint's own key.

        A message instead of rows ("RANGE MISSING") is an empty reply, not an error.
        """
        reply = await self._get(
            "locations",
            str(location_id),
            endpoint,
            start=start.isoformat(),
            end=end.isoformat(),
        )
        rows = reply.data.get(key) if isinstance(reply.data, dict) else None
        if not isinstance(rows, list) and reply.message is not None:
            return models.Reply((), reply.message)
        wire = _as_list(rows)
        if len(wire) > _MOST_ROWS_AT_ONCE:
            # Years of hours would keep everything else waiting.
            decoded = await asyncio.to_thread(_decode, decoder, wire)
        else:
            decoded = _decode(decoder, wire)
        return models.Reply(tuple(decoded), reply.message)

    async def _get_if_changed[DataT](
        self,
        location_id: int | None,
        read: Callable[[models.Reply[Any]], models.Reply[DataT]],
        *path: str,
    ) -> models.Reply[DataT]:
        """Return what a reply says, or what it said before if it has not changed."""
        known: Remembered[DataT] | None = self._memory.get(location_id)
        body, etag = await self._get_body(path, etag=known.etag if known else None)
        if body is None:
            assert known is not None  # noqa: S101  nobody else is told 304
            return known.reply
        reply = read(_unwrap(body))
        self._memory.remember(location_id, etag, reply)
        if isinstance(reply.data, tuple):
            self._memory.forget_all_but({each.id for each in reply.data})
        return reply

    async def _get(self, *path: str, **query: str) -> models.Reply[Any]:
        """Return the `data` of a successful reply, not yet decoded."""
        body, _ = await self._get_body(path, query)
        assert body is not None  # noqa: S101  only who asks is told 304
        return _unwrap(body)

    async def _get_body(
        self,
        path: Iterable[str],
        query: Mapping[str, str] | None = None,
        etag: str | None = None,
    ) -> tuple[bytes | None, str | None]:
        """Return the body and tag of a successful reply; no body if it is known."""
        if not (self._token.isascii() and self._token.isprintable()):
            raise UnauthorizedError("the token has characters that no header can carry")
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
                body = self._redactor.redact(await _read(response))
                _raise_for_status(response, body)
        except TimeoutError as err:
            raise RequestTimeoutError("no complete reply in time") from err
        except (aiohttp.ClientError, OSError, UnicodeError) as err:
            # What aiohttp raises may quote a server that quotes the token.
            raise ConnectionFailedError(_describe(err)) from None
        return body, response.headers.get(hdrs.ETAG)


def _describe(err: Exception) -> str:
    """Return the reason of a connection failure, nothing of it the server's words."""
    return (isinstance(err, OSError) and str(err)) or type(err).__name__


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the body, unless it is absurdly large."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            # The rest is never read, so this connection cannot serve another request.
            response.close()
            raise UnexpectedReplyError("the reply is too large")
    return bytes(body)


def _raise_for_status(response: aiohttp.ClientResponse, body: bytes) -> None:
    """Raise the typed error of a status that is not 200."""
    match response.status:
        case HTTPStatus.OK:
            return
        case HTTPStatus.BAD_REQUEST:
            raise BadRequestError(_error_message(body))
        case HTTPStatus.UNAUTHORIZED:
            raise UnauthorizedError("the token is refused, or may not see this")
        case HTTPStatus.NOT_FOUND:
            raise NotFoundError("no such endpoint")
        case HTTPStatus.TOO_MANY_REQUESTS:
            raise RateLimitedError(_retry_after(response.headers.get("Retry-After")))
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerError(status)
        case status:
            raise UnexpectedReplyError(f"HTTP {status}")


def _retry_after(header: str | None) -> float | None:
    """Return the seconds of a `Retry-After`, which holds seconds or a date."""
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
    """Return the API's explanation, if the body is the JSON that carries one."""
    try:
        wire = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    message = wire.get("message") if isinstance(wire, dict) else None
    return _shorten(message) if isinstance(message, str) else None


def _shorten(message: str) -> str:
    """Return a message as one line of a bearable length."""
    return models.one_line(message, _MAX_MESSAGE_LENGTH)


def _unwrap(body: bytes) -> models.Reply[Any]:
    """Return `data` and, unless it is "OK", `message` ("Response Format")."""
    try:
        wire = orjson.loads(body)
    except orjson.JSONDecodeError as err:
        raise UnexpectedReplyError("the reply is not JSON") from err
    if not isinstance(wire, dict) or not isinstance(wire.get("message"), str):
        raise UnexpectedReplyError("the reply has no message")
    message = _shorten(wire["message"])
    return models.Reply(wire.get("data"), None if message == "OK" else message)


def _read_locations(
    reply: models.Reply[Any],
) -> models.Reply[tuple[models.Location, ...]]:
    """Return the listed locations; one that makes no sense costs no other."""
    nodes = _as_list(reply.data)
    locations: list[models.Location] = []
    for node in nodes:
        with suppress(UnexpectedReplyError):
            locations.append(_decode(models.LOCATION, node))
    if nodes and not locations:
        raise UnexpectedReplyError("no location in the list can be read")
    unreadable = len(nodes) - len(locations)
    return models.Reply(tuple(locations), reply.message, unreadable)


def _as_list(value: object) -> list[Any]:
    """Return a list as it is; mashumaro would take any iterable for one."""
    if not isinstance(value, list):
        raise UnexpectedReplyError("the reply has no list")
    return value


def _decode[ModelT](decoder: BasicDecoder[ModelT], wire: object) -> ModelT:
    """Return the models of a reply."""
    try:
        return decoder.decode(wire)
    except models.READ_ERRORS as err:
        field = getattr(err, "field_name", None)
        raise UnexpectedReplyError(
            f"the reply has an invalid or missing {field}"
            if field
            else "the reply is not what the document says"
        ) from err
