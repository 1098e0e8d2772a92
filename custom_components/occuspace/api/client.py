"""Client of the Occuspace API, version 1."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
import logging
from typing import Any, Final

import aiohttp
import orjson

from . import models
from .base_url import DEFAULT_BASE_URL, parse_base_url
from .decoding import Decoded, Row, decode_items, decode_now
from .errors import UnauthorizedError, UnexpectedReplyError
from .etag_cache import CachedReply, ReplyCache
from .percent_scale import PercentScale, correct_row
from .rate_limit import RateLimit
from .text import MAX_MESSAGE_LENGTH, sanitize_line
from .transport import Transport

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=15)

# Decoding this much takes one to three milliseconds; more would block the event loop.
MAX_ROWS_ON_LOOP: Final = 100
MAX_BYTES_ON_LOOP: Final = 32_768

_LOGGER = logging.getLogger(__name__)


type FetchHistory[RowT] = Callable[
    [OccuspaceClient, int, date, date], Awaitable[models.Reply[tuple[RowT, ...]]]
]
"""A method of the client that fetches the rows of a location over some days."""


class OccuspaceClient:
    """Client of one account.

    Every method sends at most one GET request, and raises a subclass of OccuspaceError
    if the reply is not one of the vendor's document:

    Raises:
        BadRequestError: 400, with the API's message.
        UnauthorizedError: 401, for the token or the location ("Errors" in the
            document); without a request once the token was rejected.
        NotFoundError: 404.
        RateLimitedError: 429, with the seconds of `Retry-After`; without a request
            during the pause after it, with the seconds that remain.
        ServerError: 5xx.
        RequestTimeoutError: no complete reply within the timeout.
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
        rate_limit: RateLimit | None = None,
    ) -> None:
        """Use an injected session; raise InvalidBaseUrlError for a bad base URL.

        Clients of one account share a `rate_limit`.
        """
        self.rate_limit = rate_limit or RateLimit()
        self.is_token_refused = False
        """Whether the last request of the location list was answered with 401."""
        self.unreadable = Counter[str]()
        """How often a field ("endpoint.field") or item ("endpoint") was unreadable."""
        self._transport = Transport(
            session, token.strip(), parse_base_url(base_url), timeout, self.rate_limit
        )
        self._reply_cache = ReplyCache(self._transport.redactor)
        self._percent_scale = PercentScale()

    async def get_locations(self) -> models.Reply[tuple[models.Location, ...]]:
        """Return every location that the token can access (section "Location List").

        Return the same object as before if the reply has not changed.
        """

        def decode(data: Any) -> Decoded[models.Location]:
            nodes = _as_list(data)
            decoded = decode_items(models.Location, nodes)
            if nodes and not decoded.models:
                raise UnexpectedReplyError("no location in the list can be read")
            return decoded

        def finish(
            decoded: Decoded[models.Location], message: str | None
        ) -> models.Reply[tuple[models.Location, ...]]:
            self._count_unreadable("locations", decoded)
            self._percent_scale.set_capacities(decoded.models)
            return models.Reply(tuple(decoded.models), message, decoded.left_out)

        try:
            reply = await self._get_if_changed(None, decode, finish, "locations")
        except UnauthorizedError:
            self.is_token_refused = True
            raise
        self.is_token_refused = False
        return reply

    async def get_now(self, location_id: int) -> models.Reply[models.LocationNow]:
        """Return a location and its direct children (section "Real-Time Data").

        Return the same object as before if the reply has not changed.
        """

        def finish(
            decoded: tuple[models.LocationNow, Decoded[models.ChildNow]],
            message: str | None,
        ) -> models.Reply[models.LocationNow]:
            now, children = decoded
            self._count_unreadable("now", children)
            return models.Reply(self._percent_scale.correct_now(now), message)

        self._raise_if_refused()
        return await self._get_if_changed(
            location_id,
            partial(decode_now, location_id=location_id),
            finish,
            "locations",
            str(location_id),
            "now",
        )

    async def get_daily_occupancy(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.DailyOccupancy, ...]]:
        """Return people and percent per day, inclusive (section "Daily Occupancy")."""
        return await self._get_history(
            location_id,
            "daily_occupancy",
            start,
            end,
            key="dailyOccupancy",
            kind=models.DailyOccupancy,
        )

    async def get_hourly_occupancy(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.HourlyOccupancy, ...]]:
        """Return people and percent per hour of the day ("Hourly Occupancy").

        Each row is an average over the range; request a single day to get its hours.
        """
        return await self._get_history(
            location_id,
            "hourly_occupancy",
            start,
            end,
            key="hourlyOccupancy",
            kind=models.HourlyOccupancy,
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
            kind=models.DailyVisitors,
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
            kind=models.HourlyVisitors,
        )

    async def get_daily_dwell_time(
        self, location_id: int, start: date, end: date
    ) -> models.Reply[tuple[models.DailyDwellTime, ...]]:
        """Return the minutes of stay per day (section "Daily Dwell Time")."""
        return await self._get_history(
            location_id,
            "daily_dwell_time",
            start,
            end,
            key="dailyDwellTimes",
            kind=models.DailyDwellTime,
        )

    async def _get_history[RowT: Row](
        self,
        location_id: int,
        endpoint: str,
        start: date,
        end: date,
        *,
        key: str,
        kind: type[RowT],
    ) -> models.Reply[tuple[RowT, ...]]:
        """Return the rows under the endpoint's key.

        A message instead of rows ("RANGE MISSING") is an empty reply, not an error.
        """
        self._raise_if_refused()
        body, _ = await self._transport.get(
            ("locations", str(location_id), endpoint),
            {"start": start.isoformat(), "end": end.isoformat()},
        )
        assert body is not None  # noqa: S101  only a tagged request gets a 304
        reply = self._unwrap(body)
        rows = reply.data.get(key) if isinstance(reply.data, dict) else None
        if not isinstance(rows, list) and reply.message is not None:
            return models.Reply((), reply.message)
        wire = _as_list(rows)
        if len(wire) > MAX_ROWS_ON_LOOP:
            # Years of hours would block the event loop.
            decoded = await asyncio.to_thread(decode_items, kind, wire)
        else:
            decoded = decode_items(kind, wire)
        self._count_unreadable(endpoint, decoded)
        decoded_rows: Sequence[RowT] = decoded.models
        if self._percent_scale.is_percent:
            decoded_rows = list(map(correct_row, decoded_rows))
        return models.Reply(tuple(decoded_rows), reply.message, decoded.left_out)

    async def _get_if_changed[DecodedT, DataT](
        self,
        location_id: int | None,
        decode: Callable[[Any], DecodedT],
        finish: Callable[[DecodedT, str | None], models.Reply[DataT]],
        *path: str,
    ) -> models.Reply[DataT]:
        """Return the decoded reply, or the cached one after a 304.

        `decode` gets the data, perhaps in another thread; `finish` the result and the
        message of the reply.
        """
        cached: CachedReply[DataT] | None = self._reply_cache.get(location_id)
        body, etag = await self._transport.get(
            path, etag=cached.etag if cached else None
        )
        if body is None:
            assert cached is not None  # noqa: S101  only a tagged request gets a 304
            return cached.reply

        def read(body: bytes) -> tuple[DecodedT, str | None]:
            reply = self._unwrap(body)
            return decode(reply.data), reply.message

        if len(body) > MAX_BYTES_ON_LOOP:
            decoded = await asyncio.to_thread(read, body)
        else:
            decoded = read(body)
        reply = finish(*decoded)
        self._reply_cache.store(location_id, etag, reply)
        if isinstance(reply.data, tuple):
            self._reply_cache.keep_only({location.id for location in reply.data})
        return reply

    def _raise_if_refused(self) -> None:
        """Raise UnauthorizedError if the token was rejected."""
        if self.is_token_refused:
            raise UnauthorizedError("the token is refused")

    def _unwrap(self, body: bytes) -> models.Reply[Any]:
        """Return `data`, and `message` unless it is "OK" ("Response Format")."""
        try:
            wire = orjson.loads(body)
        except orjson.JSONDecodeError as err:
            raise UnexpectedReplyError("the reply is not JSON") from err
        if not isinstance(wire, dict):
            raise UnexpectedReplyError("the reply is not an object")
        message = wire.get("message")
        if not isinstance(message, str):
            self.unreadable["message"] += 1
            message = "OK"
        message = sanitize_line(message, MAX_MESSAGE_LENGTH)
        return models.Reply(wire.get("data"), None if message == "OK" else message)

    def _count_unreadable(self, endpoint: str, decoded: Decoded[Any]) -> None:
        """Count unreadable fields and items; log the first unreadable items."""
        for name, times in decoded.fields.items():
            self.unreadable[f"{endpoint}.{name}"] += times
        if not decoded.left_out:
            return
        if not self.unreadable[endpoint]:
            _LOGGER.warning(
                "Ignoring %d unreadable entries of a %s reply",
                decoded.left_out,
                endpoint,
            )
        self.unreadable[endpoint] += decoded.left_out


def _as_list(value: object) -> list[Any]:
    """Return the value if it is a list, or raise UnexpectedReplyError."""
    if not isinstance(value, list):
        raise UnexpectedReplyError("the reply has no list")
    return value
