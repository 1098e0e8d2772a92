"""Serves a simulated account whose live values change only on request.

It is a separate process, so that its CPU time is not counted as Home Assistant's. Every
run produces the same values, so that all subjects are measured with the same data.
"""

from argparse import ArgumentParser
import asyncio
from datetime import UTC, datetime, timedelta
from math import floor
from random import Random
from time import time
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Handler
import orjson

from simulator import Account, Simulator, generated_account, replies
from simulator.account import Snapshot

ZONE = "America/Los_Angeles"
HOST = "127.0.0.1"


class StepwiseServer:
    """An account that changes in steps; all replies are prepared in advance."""

    def __init__(self, account: Account) -> None:
        """Prepare the first step."""
        self._account = account
        self._step = 0
        # All steps are close to the current time, so that no reading is stale.
        self._now = datetime.now(UTC) - timedelta(minutes=5)
        self._requests = self._bytes = 0
        self._delay = 0.0
        self._requested: list[str] = []
        self._replied: dict[str, float] = {}
        self._bodies: dict[str, bytes] = {}
        parents = {each.parent_id for each in account.locations.values()}
        self._leaves = [
            each for each in account.locations.values() if each.id not in parents
        ]
        for leaf in self._leaves:
            leaf.count = 1 + leaf.id % (leaf.capacity or 1)
        self.simulator = Simulator(account, clock=lambda: self._now)
        middlewares = self.simulator.app.middlewares
        middlewares.insert(0, self._count)
        middlewares.append(self._serve)
        self._control = web.Application()
        self._control.router.add_post("/advance", self._advance)
        self._control.router.add_post("/delay", self._set_delay)
        self._control.router.add_get("/counters", self._counters)
        self._prepare()

    async def start(self, port: int, control_port: int) -> None:
        """Serve the account and the control endpoints until the process ends."""
        runner = web.AppRunner(self._control, access_log=None)
        await runner.setup()
        await self.simulator.start(HOST, port)
        await web.TCPSite(runner, HOST, control_port).start()

    def _prepare(self) -> None:
        """Prepare the live reply of every location."""
        snapshot = Snapshot(self._account, self._now)
        self._bodies = {
            f"/v1/locations/{each.id}/now": orjson.dumps(
                {"message": "OK", "data": replies.now(each, snapshot)}
            )
            for each in self._account.locations.values()
        }

    @web.middleware
    async def _count(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Count requests and the bytes of replies; a 304 has no body."""
        self._requests += 1
        await asyncio.sleep(self._delay)
        response = await handler(request)
        if isinstance(response, web.Response) and isinstance(response.body, bytes):
            self._bytes += len(response.body)
        self._replied[request.path] = time()
        return response

    @web.middleware
    async def _serve(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Return the prepared reply."""
        body = self._bodies.get(request.path)
        if body is None:
            return await handler(request)
        self._requested.append(request.path)
        return web.Response(body=body, content_type="application/json")

    async def _advance(self, request: web.Request) -> web.Response:
        """Change the occupancy of a share of the leaves, one minute later."""
        share = float(request.query["share"])
        self._step += 1
        self._requested.clear()
        self._replied.clear()
        self._now += timedelta(minutes=1)
        # The changing leaves rotate, so that every leaf changes after some steps.
        first = floor(self._step * share * len(self._leaves))
        for i in range(round(share * len(self._leaves))):
            leaf = self._leaves[(first + i) % len(self._leaves)]
            people = Random(f"{leaf.id} {self._step}").randint(1, leaf.capacity or 1)  # noqa: S311  not used for security
            leaf.count = people if people != leaf.count else people + 1
        self._prepare()
        return web.json_response({"step": self._step})

    async def _set_delay(self, request: web.Request) -> web.Response:
        """Set the seconds that every reply takes."""
        self._delay = float(request.query["seconds"])
        return web.json_response({"delay": self._delay})

    async def _counters(self, _request: web.Request) -> web.Response:
        """Return the requests and bytes so far, the paths and times of this step."""
        return web.json_response(
            {
                "requests": self._requests,
                "bytes": self._bytes,
                "requested": self._requested,
                "replied": self._replied,
            }
        )


async def main() -> None:
    """Serve until killed."""
    parser = ArgumentParser("python -m bench.stepwise_server", description=__doc__)
    parser.add_argument("--locations", type=int, default=1000, metavar="N")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--control-port", type=int, required=True)
    options = parser.parse_args()
    today = datetime.now(ZoneInfo(ZONE)).date()
    account = generated_account(options.locations, ZONE, opened=today)
    await StepwiseServer(account).start(options.port, options.control_port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
