"""Serves a simulated account whose live values change only when told to.

A process of its own: what it computes is not Home Assistant's. Every run of it tells
the same story, so that everything that is measured sees the same.
"""

from argparse import ArgumentParser
import asyncio
from datetime import UTC, datetime, timedelta
from math import floor
from random import Random
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Handler
import orjson

from simulator import Account, Simulator, generated_account, replies
from simulator.account import Snapshot

ZONE = "America/Los_Angeles"
HOST = "127.0.0.1"


class Feed:
    """An account, told in rounds; replies are prepared before they are asked for."""

    def __init__(self, account: Account) -> None:
        """Prepare the first round."""
        self._account = account
        self._round = 0
        # The minutes of all rounds lie close to now, so that no reading is stale.
        self._now = datetime.now(UTC) - timedelta(minutes=5)
        self._requests = self._bytes = 0
        self._asked: list[str] = []
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
        self._control.router.add_get("/counters", self._counters)
        self._prepare()

    async def start(self, port: int, control_port: int) -> None:
        """Serve the account, and what is about it, until the process ends."""
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
        """Count what is asked, and what is sent: nothing of what is known already."""
        self._requests += 1
        response = await handler(request)
        if isinstance(response, web.Response) and isinstance(response.body, bytes):
            self._bytes += len(response.body)
        return response

    @web.middleware
    async def _serve(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Answer with what is prepared."""
        body = self._bodies.get(request.path)
        if body is None:
            return await handler(request)
        self._asked.append(request.path)
        return web.Response(body=body, content_type="application/json")

    async def _advance(self, request: web.Request) -> web.Response:
        """Let a share of the leaves have other people, a minute later."""
        share = float(request.query["share"])
        self._round += 1
        self._asked.clear()
        self._now += timedelta(minutes=1)
        # Those that change wander, so that in time it is everybody's turn.
        first = floor(self._round * share * len(self._leaves))
        for i in range(round(share * len(self._leaves))):
            leaf = self._leaves[(first + i) % len(self._leaves)]
            people = Random(f"{leaf.id} {self._round}").randint(1, leaf.capacity or 1)  # noqa: S311  a story, not a secret
            leaf.count = people if people != leaf.count else people + 1
        self._prepare()
        return web.json_response({"round": self._round})

    async def _counters(self, _request: web.Request) -> web.Response:
        """Answer how much has been asked, how large the replies were, and whom last."""
        return web.json_response(
            {"requests": self._requests, "bytes": self._bytes, "asked": self._asked}
        )


async def main() -> None:
    """Serve until killed."""
    parser = ArgumentParser("python -m bench.feed", description=__doc__)
    parser.add_argument("--locations", type=int, default=1000, metavar="N")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--control-port", type=int, required=True)
    options = parser.parse_args()
    today = datetime.now(ZoneInfo(ZONE)).date()
    account = generated_account(options.locations, ZONE, opened=today)
    await Feed(account).start(options.port, options.control_port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
