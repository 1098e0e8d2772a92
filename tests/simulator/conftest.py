"""A simulator on a free port, and a plain client to ask it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientSession
import pytest

from simulator import DEFAULT_TOKEN, Account, Simulator


@dataclass
class Served:
    """A running simulator, its clock and a client."""

    simulator: Simulator
    session: ClientSession
    time: datetime = datetime(2026, 11, 18, 20, 7, 42, tzinfo=UTC)

    async def get(
        self, path: str, token: str | None = DEFAULT_TOKEN, **query: str
    ) -> tuple[int, str]:
        """Ask for a path; return the status and the body."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with self.session.get(
            self.simulator.base_url + path,
            headers=headers,
            params=query,
            allow_redirects=False,
        ) as response:
            return response.status, await response.text()

    async def json(self, path: str, **query: str) -> Any:
        """Ask for a path that must answer 200; return its JSON."""
        headers = {"Authorization": f"Bearer {DEFAULT_TOKEN}"}
        url = self.simulator.base_url + path
        async with self.session.get(url, headers=headers, params=query) as response:
            assert response.status == 200
            return await response.json()

    async def rows(self, location: int, endpoint: str, start: str, end: str) -> Any:
        """Return the rows of a history endpoint."""
        path = f"/locations/{location}/{endpoint}"
        [rows] = (await self.json(path, start=start, end=end))["data"].values()
        return rows


type Serve = Callable[[Account], Awaitable[Served]]


@pytest.fixture
async def serve(socket_enabled: None) -> AsyncIterator[Serve]:
    """Serve accounts until the test ends."""
    running: list[Served] = []

    async def start(account: Account) -> Served:
        simulator = Simulator(account, clock=lambda: served.time)
        served = Served(simulator, ClientSession())
        running.append(served)
        await simulator.start()
        return served

    yield start
    for served in running:
        await served.session.close()
        await served.simulator.stop()
