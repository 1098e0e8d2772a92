"""The HTTP server: endpoints, token, errors, and misbehaviour on demand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from functools import partial
from html import escape
from http import HTTPStatus
import re

from aiohttp import web
from aiohttp.typedefs import Handler

from . import replies
from .account import Account, Location, Snapshot
from .etag import conditional
from .faults import HTML, Fault, express_page

DEFAULT_TOKEN = "occuspace-demo-token"  # noqa: S105 - opens nothing but this simulator
KEPT_REQUESTS = 100_000
PARTLY_MISSING = "No data for part of the range"
RANGE_MISSING = "RANGE MISSING"


@dataclass(slots=True)
class RecordedRequest:
    """A request that was received; the status is None if it got no answer."""

    method: str
    path: str
    query: dict[str, str]
    status: int | None = None


@dataclass(slots=True)
class Misbehaviour:
    """A fault, where it occurs, and how many times more (None: for ever)."""

    fault: Fault
    path: str
    times: int | None

    def applies(self, path: str) -> bool:
        """Return whether the fault is to occur."""
        return self.times != 0 and fnmatchcase(path, f"*{self.path}")

    def count(self) -> None:
        """Note that the fault occurs."""
        if self.times is not None:
            self.times -= 1


class RefusedError(Exception):
    """A request is refused, with a status and a message."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Refuse a request."""
        super().__init__(message)
        self.status = status


def utcnow() -> datetime:
    """Return the time of the computer's clock."""
    return datetime.now(UTC)


class Simulator:
    """An account of the Occuspace API, served over HTTP."""

    def __init__(
        self,
        account: Account,
        *,
        token: str = DEFAULT_TOKEN,
        clock: Callable[[], datetime] = utcnow,
    ) -> None:
        """Prepare to serve an account; nothing listens before `start`."""
        self.account = account
        self.token = token
        self.clock = clock
        self.requests: list[RecordedRequest] = []
        self.base_url = ""
        self._misbehaviours: list[Misbehaviour] = []
        self._runner: web.AppRunner | None = None
        self.app = web.Application(middlewares=[self._serve])
        self.app.router.add_get("/v1/locations", self._locations)
        self.app.router.add_get("/v1/locations/{id}/now", self._now)
        for endpoint in replies.HISTORY:
            self.app.router.add_get(
                f"/v1/locations/{{id}}/{endpoint}", partial(self._history, endpoint)
            )

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on a port, or on any free one, and set `base_url`."""
        runner = web.AppRunner(
            self.app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        authority = f"[{host}]" if ":" in host else host
        self.base_url = f"http://{authority}:{runner.addresses[0][1]}/v1"

    async def stop(self) -> None:
        """Stop listening and end all connections."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def misbehave(
        self, fault: Fault, path: str | None = None, times: int | None = None
    ) -> None:
        """Let requests meet a fault; of several that apply the newest counts.

        `path` is the end of the path, or a pattern of it like `/locations/*/now`.
        """
        self._misbehaviours.insert(0, Misbehaviour(fault, path or "", times))

    def behave(self) -> None:
        """End all misbehaviour."""
        self._misbehaviours.clear()

    def fault_at(self, path: str) -> Fault | None:
        """Return the fault that a request of a path would meet now."""
        misbehaviour = self._misbehaviour_at(path)
        return misbehaviour.fault if misbehaviour else None

    def _misbehaviour_at(self, path: str) -> Misbehaviour | None:
        """Return what applies to a path."""
        return next((each for each in self._misbehaviours if each.applies(path)), None)

    @web.middleware
    async def _serve(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Record a request and answer it, rightly or wrongly."""
        record = RecordedRequest(request.method, request.path, dict(request.query))
        self.requests.append(record)
        del self.requests[:-KEPT_REQUESTS]
        answer = partial(self._answer, handler)
        if misbehaviour := self._misbehaviour_at(request.path):
            misbehaviour.count()
            response = await misbehaviour.fault.reply(request, answer)
        else:
            response = conditional(request, await answer(request))
        record.status = response.status
        return response

    async def _answer(
        self, handler: Handler, request: web.Request
    ) -> web.StreamResponse:
        """Answer a request rightly."""
        if request.match_info.http_exception is not None:
            page = express_page(f"Cannot {request.method} {escape(request.path)}")
            return web.Response(
                status=HTTPStatus.NOT_FOUND, text=page, content_type=HTML
            )
        try:
            self._authorize(request)
            return await handler(request)
        except RefusedError as err:
            return web.json_response({"message": str(err)}, status=err.status)

    def _authorize(self, request: web.Request) -> None:
        """Refuse a request without the token."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or token.strip() != self.token:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _locations(self, _request: web.Request) -> web.StreamResponse:
        """Answer the list of locations."""
        account = self._snapshot()
        nodes = self.account.locations.values()
        data = [replies.location(node, account) for node in nodes]
        return web.json_response({"message": "OK", "data": data})

    async def _now(self, request: web.Request) -> web.StreamResponse:
        """Answer the live reading of a location."""
        data = replies.now(self._location(request), self._snapshot())
        return web.json_response({"message": "OK", "data": data})

    async def _history(self, endpoint: str, request: web.Request) -> web.StreamResponse:
        """Answer one of the five kinds of history."""
        node = self._location(request)
        start, end = _day(request, "start"), _day(request, "end")
        if start > end:
            raise _bad_request(f"start ({start}) must not be after end ({end})")
        days = self._snapshot().days(node, start, end)
        if not days:
            return web.json_response({"message": RANGE_MISSING})
        complete = len(days) == (end - start).days + 1
        key, rows = replies.HISTORY[endpoint]
        return web.json_response(
            {
                "message": "OK" if complete else PARTLY_MISSING,
                "data": {key: rows(days)},
            }
        )

    def _location(self, request: web.Request) -> Location:
        """Return the location a request names."""
        location_id = request.match_info["id"]
        if not re.fullmatch(r"[0-9]{1,18}", location_id):
            raise _bad_request("The location id must be an integer")
        location = self.account.locations.get(int(location_id))
        if location is None:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        return location

    def _snapshot(self) -> Snapshot:
        """Return the account as it is now."""
        return Snapshot(self.account, self.clock())


def _day(request: web.Request, name: str) -> date:
    """Return a date of the query."""
    text = request.query.get(name, "")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _bad_request(f"{name} must be a date as YYYY-MM-DD, not '{text}'")


def _bad_request(message: str) -> RefusedError:
    """Return the refusal of an invalid argument."""
    return RefusedError(HTTPStatus.BAD_REQUEST, message)
