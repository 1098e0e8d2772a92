"""A client of the Occuspace API, version 1."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
import logging
from typing import Any, Final

import aiohttp
import orjson

from . import models
from .base_url import DEFAULT_BASE_URL, parse_base_url
from .decoding import Decoded, Row, decode_locations, decode_now, decode_rows
from .errors import UnauthorizedError, UnexpectedReplyError
from .etag_cache import CachedReply, ReplyCache
from .percent_scale import PercentScale, hundredth
from .rate_limit import RateLimit
from .transport import MAX_MESSAGE_LENGTH, Transport

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=15)

# Decoding this many takes about a millisecond; another thread would take longer.
MAX_ROWS_ON_LOOP: Final = 100

_LOGGER = logging.getLogger(__name__)


class OccuspaceClient:
    """A client of one account.

    Every method sends one GET request and raises one of `errors` if there is no reply
    that the vendor's document describes:

    Raises:
        BadRequestError: 400, with the API's own message.
        UnauthorizedError: 401, the token or the location ("Errors" in the document);
            or, without a request, while the token is known to be refused.
        NotFoundError: 404.
        RateLimitedError: 429, with the seconds of `Retry-After`; or, without a
            request, while such a pause lasts, with the seconds that remain.
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
        rate_limit: RateLimit | None = None,
    ) -> None:
        """Use an injected session; raise InvalidBaseUrlError for a bad base URL.

        Clients of one account share a `rate_limit`.
        """
        self.rate_limit = rate_limit or RateLimit()
        self.is_token_refused = False
        """Whether the last reply to the location list was 401."""
        self.unreadable = Counter[str]()
        """How often a field, or a whole row, was left out, as "endpoint.field"."""
        self._transport = Transport(
            session, token.strip(), parse_base_url(base_url), timeout, self.rate_limit
        )
        self._memory = ReplyCache(self._transport.redactor)
        self._percent_scale = PercentScale()

    async def get_locations(self) -> models.Reply[tuple[models.Location, ...]]:
        """Return every location the token may see (section "Location List").

        The very same reply as before if the server says that it has not changed.
        """

        def read(reply: models.Reply[Any]) -> models.Reply[tuple[models.Location, ...]]:
            nodes = _as_list(reply.data)
            decoded = decode_locations(nodes)
            if nodes and not decoded.models:
                raise UnexpectedReplyError("no location in the list can be read")
            self._count_unreadable("locations", decoded)
            self._percent_scale.learn_capacities(decoded.models)
            return models.Reply(tuple(decoded.models), reply.message, decoded.left_out)

        try:
            reply = await self._get_if_changed(None, read, "locations")
        except UnauthorizedError:
            self.is_token_refused = True
            raise
        self.is_token_refused = False
        return reply

    async def get_now(self, location_id: int) -> models.Reply[models.LocationNow]:
        """Return a location and its direct children (section "Real-Time Data").

        The very same reply as before if the server says that it has not changed.
        """

        def read(reply: models.Reply[Any]) -> models.Reply[models.LocationNow]:
            now, children = decode_now(reply.data, location_id)
            self._count_unreadable("now", children)
            return models.Reply(self._corrected(now), reply.message)

        self._raise_if_refused()
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
            kind=models.DailyOccupancy,
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
        """Return minutes of stay per day (section "Daily Dwell Time")."""
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
        """Return the rows under the endpoint's own key.

        A message instead of rows ("RANGE MISSING") is an empty reply, not an error.
        """
        self._raise_if_refused()
        body, _ = await self._transport.get(
            ("locations", str(location_id), endpoint),
            {"start": start.isoformat(), "end": end.isoformat()},
        )
        assert body is not None  # noqa: S101  only a request with a tag gets a 304
        reply = self._unwrap(body)
        rows = reply.data.get(key) if isinstance(reply.data, dict) else None
        if not isinstance(rows, list) and reply.message is not None:
            return models.Reply((), reply.message)
        wire = _as_list(rows)
        if len(wire) > MAX_ROWS_ON_LOOP:
            # Years of hours would block the event loop.
            decoded = await asyncio.to_thread(decode_rows, kind, wire)
        else:
            decoded = decode_rows(kind, wire)
        self._count_unreadable(endpoint, decoded)
        found: Sequence[RowT] = decoded.models
        if self._percent_scale.is_percent:
            found = [_in_percent(row) for row in found]
        return models.Reply(tuple(found), reply.message, decoded.left_out)

    async def _get_if_changed[DataT](
        self,
        location_id: int | None,
        read: Callable[[models.Reply[Any]], models.Reply[DataT]],
        *path: str,
    ) -> models.Reply[DataT]:
        """Return a reply, the last one again if the server says so."""
        known: CachedReply[DataT] | None = self._memory.get(location_id)
        body, etag = await self._transport.get(path, etag=known.etag if known else None)
        if body is None:
            assert known is not None  # noqa: S101  only a request with a tag gets a 304
            return known.reply
        reply = read(self._unwrap(body))
        self._memory.remember(location_id, etag, reply)
        if isinstance(reply.data, tuple):
            self._memory.forget_all_but({location.id for location in reply.data})
        return reply

    def _raise_if_refused(self) -> None:
        """Raise UnauthorizedError if the token is known to be refused."""
        if self.is_token_refused:
            raise UnauthorizedError("the token is refused")

    def _unwrap(self, body: bytes) -> models.Reply[Any]:
        """Return `data` and, unless it is "OK", `message` ("Response Format")."""
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
        message = models.sanitize_line(message, MAX_MESSAGE_LENGTH)
        return models.Reply(wire.get("data"), None if message == "OK" else message)

    def _corrected(self, now: models.LocationNow) -> models.LocationNow:
        """Return a live reply with its percentages in percent."""
        scale = self._percent_scale
        readings: list[models.LocationNow | models.ChildNow] = [now, *now.children]
        for each in readings:
            scale.observe(each.id, each.count, each.percentage)

        def corrected(each: models.LocationNow | models.ChildNow) -> Any:
            percentage = scale.corrected(each.id, each.count, each.percentage)
            return (
                each
                if percentage == each.percentage
                else replace(each, percentage=percentage)
            )

        own: models.LocationNow = corrected(now)
        children = tuple(map(corrected, now.children))
        return own if children == now.children else replace(own, children=children)

    def _count_unreadable(self, endpoint: str, decoded: Decoded[Any]) -> None:
        """Count what was left out of a reply, and log the first rows."""
        for name, times in decoded.fields.items():
            self.unreadable[f"{endpoint}.{name}"] += times
        if not decoded.left_out:
            return
        if not self.unreadable[endpoint]:
            _LOGGER.warning(
                "Ignoring %d entries of a %s reply that are not readable",
                decoded.left_out,
                endpoint,
            )
        self.unreadable[endpoint] += decoded.left_out


def _in_percent[RowT: Row](row: RowT) -> RowT:
    """Return a row whose percentages were written as percent, not as fractions."""
    if not isinstance(row, models.DailyOccupancy | models.HourlyOccupancy):
        return row
    return replace(
        row,
        average_utilization=hundredth(row.average_utilization),
        peak_utilization=hundredth(row.peak_utilization),
    )


def _as_list(value: object) -> list[Any]:
    """Return a list as it is; any other iterable is refused."""
    if not isinstance(value, list):
        raise UnexpectedReplyError("the reply has no list")
    return value
