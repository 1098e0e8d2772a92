"""A simulated account served from this process, with the time of every live request."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from time import monotonic

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator import Account, Simulator


@dataclass(slots=True)
class Served:
    """A simulator, and who asked it when."""

    simulator: Simulator
    history_requests: int = 0
    bodies: dict[str, bytes] | None = None
    """What has been answered about the past, if it is to be answered again as it is."""
    live_requests: defaultdict[str, list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def refresh_intervals(self, since: float) -> list[float]:
        """Return the seconds between two live requests for the same location."""
        return sorted(
            later - earlier
            for times in self.live_requests.values()
            for earlier, later in pairwise(times)
            if later > since
        )


@asynccontextmanager
async def serving(account: Account) -> AsyncIterator[Served]:
    """Serve an account on loopback."""
    served = Served(Simulator(account))

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.endswith("/now"):
            served.live_requests[request.path].append(monotonic())
        elif "start" in request.query:
            served.history_requests += 1
            if served.bodies and (body := served.bodies.get(request.path_qs)):
                return web.Response(body=body, content_type="application/json")
        response = await handler(request)
        if (
            served.bodies is not None
            and "start" in request.query
            and isinstance(response, web.Response)
            and isinstance(response.body, bytes)
        ):
            served.bodies[request.path_qs] = response.body
        return response

    served.simulator.app.middlewares.append(note)
    await served.simulator.start()
    try:
        yield served
    finally:
        await served.simulator.stop()
