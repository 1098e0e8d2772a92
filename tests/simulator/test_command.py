"""The command: its one line, its token, a busy port and a clean end."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
import re
import signal
import sys

from aiohttp import ClientSession
import pytest

from simulator import DEFAULT_TOKEN, Simulator, example_account

ROOT = Path(__file__).parents[2]

type Command = Callable[..., Awaitable[Process]]


@pytest.fixture
async def command(socket_enabled: None) -> AsyncIterator[Command]:
    """Run `python -m simulator`, and end what the test left running."""
    running: list[Process] = []

    async def run(*arguments: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "simulator",
            *arguments,
            cwd=ROOT,
            stdout=PIPE,
            stderr=PIPE,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _ready(process: Process) -> str:
    """Return the line that a simulator prints when it is ready."""
    assert process.stdout is not None
    return (await process.stdout.readline()).decode()


async def _get(url: str, token: str = DEFAULT_TOKEN) -> tuple[int, str]:
    """Ask a simulator; return the status and the body."""
    headers = {"Authorization": f"Bearer {token}"}
    async with ClientSession() as session, session.get(url, headers=headers) as reply:
        return reply.status, await reply.text()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
async def test_serves_until_told_to_stop(
    command: Command, ending: signal.Signals
) -> None:
    """One line when ready, answers, and exit code 0 without a word on stderr."""
    process = await command("--port", "0", "--account", "example")
    line = await _ready(process)
    found = re.fullmatch(
        r"Occuspace simulator: (http://127\.0\.0\.1:\d+/v1), "
        r"example account, 4 locations\n",
        line,
    )
    assert found
    status, body = await _get(f"{found[1]}/locations/2/now")
    assert status == 200
    assert '"count": 100' in body
    process.send_signal(ending)
    rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


async def test_options(command: Command) -> None:
    """Size, token, time zone, seed and pace are taken."""
    process = await command(
        *("--port", "0", "--account", "generated", "--locations", "12"),
        *("--token", "mine", "--time-zone", "Asia/Kolkata"),
        *("--seed", "3", "--pace", "1000000"),
    )
    line = await _ready(process)
    assert "generated account, 12 locations" in line
    base_url = line.split()[2].rstrip(",")
    assert (await _get(f"{base_url}/locations"))[0] == 401
    status, body = await _get(f"{base_url}/locations/1/now", "mine")
    assert status == 200
    found = re.search(r'"timestamp": "([^"]+)"', body)
    assert found
    assert datetime.fromisoformat(found[1]) > datetime.now(UTC)


async def test_busy_port(command: Command) -> None:
    """A port in use is one clear line and exit code 2."""
    simulator = Simulator(example_account())
    await simulator.start()
    port = simulator.base_url.split(":")[2].removesuffix("/v1")
    process = await command("--port", port)
    output, errors = await process.communicate()
    await simulator.stop()
    assert (process.returncode, output) == (2, b"")
    assert errors.count(b"\n") == 1
    assert f"127.0.0.1:{port}".encode() in errors
    assert b"in use" in errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "70000"),
        ("--port", "http"),
        ("--locations", "0"),
        ("--token", " "),
        ("--time-zone", "Mars/Olympus"),
        ("--time-zone", "../etc"),
        ("--pace", "0"),
        ("--pace", "nan"),
        ("--account", "none"),
    ],
)
async def test_bad_options(command: Command, arguments: tuple[str, str]) -> None:
    """What makes no sense is refused before anything listens."""
    process = await command(*arguments)
    output, errors = await process.communicate()
    assert (process.returncode, output) == (2, b"")
    assert arguments[0].encode() in errors
