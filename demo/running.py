"""A demo as a context: the simulator and Home Assistant run while it is open."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
import os
from pathlib import Path
import re
import sys
from typing import Any, Final

import aiohttp

from simulator.server import DEFAULT_TOKEN

from .errors import DemoError
from .folder import (
    CACHE,
    ROOT,
    fill_config_dir,
    local_time_zone,
    temporary_folder,
)
from .home_assistant import HomeAssistant, Json
from .processes import LOOPBACK, ManagedProcess, any_free_port

ACCOUNTS: Final = ("campus", "example", "generated")
REAL_API: Final = "https://api.occuspace.io/v1"
TOKEN_VARIABLE: Final = "OCCUSPACE_API_TOKEN"  # noqa: S105  the name, not the token
EXIT_CODE_RESTART: Final = 100
# A busy computer takes many times as long as an idle one.
SECONDS_TO_START: Final = 1200
# How the integration logs why an account was not reached.
REASON: Final = re.compile(r"The account could not be reached: .*")


class Demo:
    """What runs, and how to talk to it."""

    def __init__(self, folder: Path, session: aiohttp.ClientSession, port: int) -> None:
        """Prepare to start processes that write into a folder."""
        self.config_dir = folder / "config"
        self.session = session
        self.home_assistant = HomeAssistant(session, port)
        self.url = self.home_assistant.url
        self.base_url = REAL_API
        self.api_token = DEFAULT_TOKEN
        self.entry: Json = {}
        self._folder = folder
        self._processes: list[ManagedProcess] = []

    @property
    def access_token(self) -> str:
        """Return a token for Home Assistant's REST and websocket interfaces."""
        return self.home_assistant.access_token

    @property
    def simulator_url(self) -> str:
        """Return the base URL of the simulated API."""
        return self.base_url

    async def get_states(self) -> list[Json]:
        """Return the state objects of all entities."""
        return await self.home_assistant.get_states()

    async def call_action(self, domain: str, action: str, data: Json) -> Json:
        """Perform an action that answers; return its response."""
        return await self.home_assistant.call_action(domain, action, data)

    async def websocket_command(self, command: str, **fields: Any) -> Any:
        """Return the result of a websocket command."""
        return await self.home_assistant.websocket_command(command, **fields)

    async def start_simulator(self, port: int, options: list[str]) -> None:
        """Serve the simulated account."""
        self.base_url = f"http://{LOOPBACK}:{port}/v1"
        command = [sys.executable, "-m", "simulator", "--port", str(port), *options]
        simulator = await self._start("Simulator", command, ROOT)
        await simulator.wait_until(self._simulator_is_answering)

    async def start_home_assistant(self) -> None:
        """Start Home Assistant and create its user."""
        python = CACHE / "venv-demo" / "bin" / "python"
        command = [str(python) if python.exists() else sys.executable]
        command += ["-m", "homeassistant", "--skip-pip", "--log-no-color"]
        command += ["--config", str(self.config_dir)]
        process = await self._start("Home Assistant", command, self.config_dir)
        await process.wait_until(self.home_assistant.is_answering)
        await self.home_assistant.onboard()
        await process.wait_until(self.home_assistant.is_running)

    async def restart_home_assistant(self) -> None:
        """Stop Home Assistant, and start it again."""
        process = self._processes[-1]
        await process.stop()
        await process.start()
        await process.wait_until(self.home_assistant.is_running)

    async def watch(self) -> None:
        """Return never: raise when a process ends; do a restart that the UI asked."""
        try:
            async with asyncio.TaskGroup() as group:
                for process in self._processes:
                    group.create_task(_keep_running(process))
        except ExceptionGroup as group_error:
            raise group_error.exceptions[0] from None

    async def stop(self) -> None:
        """Stop everything, what was started last first."""
        for process in reversed(self._processes):
            await process.stop()

    def log(self) -> str:
        """Return everything that Home Assistant has logged."""
        return self._processes[-1].log_text()

    async def _start(self, name: str, command: list[str], cwd: Path) -> ManagedProcess:
        """Start a process, which `stop` will stop."""
        process = ManagedProcess(
            name,
            command,
            cwd=cwd,
            log=self._folder / f"{name}.log",
            environment={k: v for k, v in os.environ.items() if k != TOKEN_VARIABLE},
        )
        self._processes.append(process)
        await process.start()
        return process

    async def _simulator_is_answering(self) -> bool:
        """Return whether the simulated API is up."""
        try:
            async with self.session.get(f"{self.base_url}/locations"):
                return True
        except aiohttp.ClientError:
            return False


async def _keep_running(process: ManagedProcess) -> None:
    """Wait for the end of a process, which is an error unless it is a restart."""
    while (exit_code := await process.wait()) == EXIT_CODE_RESTART:
        await process.start()
    raise process.ended(exit_code)


@asynccontextmanager
async def _limited(seconds: float) -> AsyncIterator[None]:
    """Tell what was not done in time."""
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            yield
    except TimeoutError as err:
        if not limit.expired():
            raise
        raise DemoError(
            f"Home Assistant was not up with the account within {seconds} s"
        ) from err


def _silent(_text: str) -> None:
    """Say nothing."""


@asynccontextmanager
async def running_demo(
    *,
    account: str = "campus",
    locations: int = 100,
    api_token: str | None = None,
    base_url: str = REAL_API,
    time_zone: str | None = None,
    port: int | None = None,
    simulator_port: int | None = None,
    db_url: str | None = None,
    components: Iterable[Path] = (),
    configuration: str = "",
    adds_account: bool = True,
    say: Callable[[str], None] = _silent,
) -> AsyncIterator[Demo]:
    """Run Home Assistant on a simulated account, or on the one that a token is for.

    Without a port, any free one; without a database, one in the demo's own folder.
    Afterwards nothing is left, neither process nor file. More integrations are named
    by their folders, and configured by lines of YAML.
    """
    # The document's example has its times in UTC. Elsewhere people come and go with
    # the clock: by this computer's, there are some where a demo is looked at.
    is_example = account == "example" and not api_token
    zone = time_zone or ("UTC" if is_example else local_time_zone())
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        session = await stack.enter_async_context(aiohttp.ClientSession())
        demo = Demo(folder, session, port or any_free_port())
        stack.push_async_callback(demo.stop)
        async with _limited(SECONDS_TO_START):
            if api_token:
                demo.api_token, demo.base_url = api_token, base_url
            else:
                say(f"Starting the simulator with its account: {account}")
                options = ["--account", account, "--locations", str(locations)]
                options += ["--time-zone", zone]
                await demo.start_simulator(simulator_port or any_free_port(), options)
            fill_config_dir(
                demo.config_dir,
                port=demo.home_assistant.port,
                db_url=db_url,
                components=components,
                more=configuration,
            )
            say("Starting Home Assistant (ten seconds; the first time, up to a minute)")
            await demo.start_home_assistant()
            await demo.home_assistant.set_home(zone)
            await demo.home_assistant.add_dashboard()
            if adds_account:
                say("Adding the account through the integration's config flow")
                advanced = {"base_url": demo.base_url, "time_zone": zone}
                try:
                    demo.entry = await demo.home_assistant.add_account(
                        demo.api_token, advanced
                    )
                except DemoError as err:
                    said = REASON.findall(demo.log())
                    raise DemoError("\n".join([str(err), *said[-1:]])) from err
        yield demo
