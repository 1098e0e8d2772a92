"""A simulated account, served by this process, that counts history requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator import Account, Simulator


@dataclass(slots=True)
class CountingServer:
    """A simulator with a count of its history requests and a cache of their replies."""

    simulator: Simulator
    history_requests: int = 0
    bodies: dict[str, bytes] | None = None
    """The replies by path and query; None disables the cache."""


@asynccontextmanager
async def counting_server(account: Account) -> AsyncIterator[CountingServer]:
    """Serve an account on loopback."""
    server = CountingServer(Simulator(account))

    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        if "start" not in request.query:
            return await handler(request)
        server.history_requests += 1
        if server.bodies and (body := server.bodies.get(request.path_qs)):
            return web.Response(body=body, content_type="application/json")
        response = await handler(request)
        if (
            server.bodies is not None
            and isinstance(response, web.Response)
            and isinstance(response.body, bytes)
        ):
            server.bodies[request.path_qs] = response.body
        return response

    server.simulator.app.middlewares.append(count)
    await server.simulator.start()
    try:
        yield server
    finally:
        await server.simulator.stop()
