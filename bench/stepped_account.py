"""The stepwise server as a process of its own, and its client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import os
import sys

import aiohttp

from demo.folder import ROOT, temporary_folder
from demo.home_assistant import Json
from demo.processes import LOOPBACK, ManagedProcess, any_free_port
from simulator import DEFAULT_TOKEN


@dataclass(frozen=True, slots=True)
class SteppedAccount:
    """A client of the stepwise server."""

    session: aiohttp.ClientSession
    base_url: str
    control_url: str

    async def counters(self) -> Json:
        """Return the number of requests, the bytes and the paths of this step."""
        async with self.session.get(f"{self.control_url}/counters") as response:
            counters: Json = await response.json()
        return counters

    async def advance(self, share: float) -> None:
        """Change a share of the locations."""
        async with self.session.post(
            f"{self.control_url}/advance", params={"share": share}
        ) as response:
            response.raise_for_status()

    async def set_delay(self, seconds: float) -> None:
        """Set the seconds that every reply takes."""
        async with self.session.post(
            f"{self.control_url}/delay", params={"seconds": seconds}
        ) as response:
            response.raise_for_status()

    async def locations(self) -> list[Json]:
        """Return the list of locations."""
        headers = {"Authorization": f"Bearer {DEFAULT_TOKEN}"}
        async with self.session.get(
            f"{self.base_url}/locations", headers=headers
        ) as response:
            nodes: list[Json] = (await response.json())["data"]
        return nodes

    async def is_answering(self) -> bool:
        """Return whether the server is up."""
        try:
            await self.counters()
        except aiohttp.ClientError:
            return False
        return True


@asynccontextmanager
async def stepped_account(locations: int) -> AsyncIterator[SteppedAccount]:
    """Serve an account with this number of locations, from its first step."""
    port, control_port = any_free_port(), any_free_port()
    command = [sys.executable, "-m", "bench.stepwise_server", "--port", str(port)]
    command += ["--control-port", str(control_port), "--locations", str(locations)]
    async with aiohttp.ClientSession() as session:
        account = SteppedAccount(
            session, f"http://{LOOPBACK}:{port}/v1", f"http://{LOOPBACK}:{control_port}"
        )
        with temporary_folder() as folder:
            process = ManagedProcess(
                "Account",
                command,
                cwd=ROOT,
                log=folder / "account.log",
                environment=dict(os.environ),
            )
            try:
                await process.start()
                await process.wait_until(account.is_answering)
                yield account
            finally:
                await process.stop()
