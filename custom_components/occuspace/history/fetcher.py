"""Requests history, with retries and a few requests at a time."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..api import (
    BadRequestError,
    ConnectionFailedError,
    NotFoundError,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    Reply,
    ServerError,
    UnauthorizedError,
)
from ..const import LOGGER
from .plan import FetchTask
from .request_limit import RequestLimit
from .retries import RetrySchedule

# After this many refusals in a row the token is verified with `/locations`.
REFUSALS_THAT_DOUBT_THE_TOKEN: Final = 3


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The result of a task; `rows` is None without a usable reply.

    `unreadable` counts the rows that were skipped. `has_failed` is False if nothing was
    requested, or if the whole account is refused or paused.
    """

    task: FetchTask
    rows: Sequence[Any] | None
    unreadable: int = 0
    has_failed: bool = False


class Fetcher:
    """Runs fetch tasks, one request each, and records failures."""

    def __init__(
        self,
        client: OccuspaceClient,
        on_refused_token: Callable[[], None] = lambda: None,
        retries: RetrySchedule | None = None,
        limit: RequestLimit | None = None,
    ) -> None:
        """Initialise; `on_refused_token` is called once if the token is refused."""
        self._client = client
        self._on_refused_token = on_refused_token
        self.retries = retries or RetrySchedule()
        self._limit = limit or RequestLimit()
        self._verifying = asyncio.Lock()
        self._unauthorized_in_a_row = 0
        self._is_token_verified = False
        self.requests = 0

    @property
    def is_token_refused(self) -> bool:
        """Return whether Occuspace has refused the token itself."""
        return self._client.is_token_refused

    @property
    def is_stopped(self) -> bool:
        """Return whether no request at all may be sent."""
        return self.is_token_refused or self.retries.is_paused

    async def async_fetch(self, task: FetchTask) -> FetchResult:
        """Run one task, unless its request may not be sent now."""
        async with self._limit:
            if self.is_token_refused or not self.retries.may_request(task):
                return FetchResult(task, None)
            try:
                reply = await self._request(task)
            except OccuspaceError as err:
                LOGGER.debug("No history for %s: %s", task, err)
                await self._limit.async_record(err)
                await self._async_record_failure(task, err)
                return FetchResult(task, None, has_failed=not self.is_stopped)
            self._unauthorized_in_a_row = 0
            self._is_token_verified = False
            self.retries.succeed(task)
            return FetchResult(task, reply.data, reply.unreadable)

    async def _request(self, task: FetchTask) -> Reply[Sequence[Any]]:
        """Send one request."""
        self.requests += 1
        return await task.series.fetch(
            self._client, task.location_id, task.days.first, task.days.last
        )

    async def _async_record_failure(self, task: FetchTask, err: OccuspaceError) -> None:
        """Record a failure of the account, the location or the request."""
        match err:
            case RateLimitedError():
                self.retries.limit_rate(err.retry_after)
            case ConnectionFailedError() | ServerError():
                if self.retries.fail_by_outage(task):
                    LOGGER.debug("History waits until Occuspace works again: %s", err)
            case UnauthorizedError():
                # A refused token says nothing about the location.
                if not await self._async_is_token_refused():
                    self.retries.refuse(task, whole_target=True)
            case NotFoundError():
                self.retries.refuse(task, whole_target=True)
            case BadRequestError():
                self.retries.refuse(task, whole_target=False)
            case _:
                self.retries.fail(task)

    async def _async_is_token_refused(self) -> bool:
        """Return whether the token is refused; verified only after several refusals."""
        # Whatever is refused meanwhile waits for the result, and sends nothing.
        async with self._verifying:
            self._unauthorized_in_a_row += 1
            if (
                not self.is_token_refused
                and not self._is_token_verified
                and self._unauthorized_in_a_row >= REFUSALS_THAT_DOUBT_THE_TOKEN
            ):
                await self._async_verify_token()
        return self.is_token_refused

    async def _async_verify_token(self) -> None:
        """Request the list, which only the token itself can be refused for."""
        self._is_token_verified = True
        try:
            await self._client.get_locations()
        except UnauthorizedError:
            self._on_refused_token()
        except OccuspaceError as err:
            self._is_token_verified = False
            await self._limit.async_record(err)
            if isinstance(err, RateLimitedError):
                self.retries.limit_rate(err.retry_after)
                return
            self._unauthorized_in_a_row = 0
            LOGGER.debug("The token could not be verified: %s", err)
