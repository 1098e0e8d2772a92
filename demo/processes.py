"""Processes that are started, watched and stopped, and the ports they listen on."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
import signal
import socket
from typing import Final

from .errors import DemoError

LOOPBACK: Final = "127.0.0.1"
SECONDS_TO_STOP: Final = 30
SECONDS_TO_BE_READY: Final = 1200
LINES_OF_LOG: Final = 20


def is_free(port: int) -> bool:
    """Return whether nobody listens on a port of the loopback interface."""
    with socket.socket() as probe:
        if probe.connect_ex((LOOPBACK, port)) == 0:
            return False
    with socket.socket() as probe:
        # As servers do: what a stopped one leaves behind does not occupy the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def any_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def next_free_port(port: int) -> int:
    """Return the port, or the first one above it that nobody listens on."""
    for candidate in range(port, min(port + 100, 2**16)):
        if is_free(candidate):
            return candidate
    raise DemoError(f"No port from {port} on is free")


class ManagedProcess:
    """A process with a log, in a group of its own so that Ctrl-C does not reach it."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        cwd: Path,
        log: Path,
        environment: Mapping[str, str],
    ) -> None:
        """Describe the process; nothing runs before `start`."""
        self.name = name
        self.log = log
        self._command = command
        self._cwd = cwd
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._cwd,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def wait(self) -> int:
        """Return the exit code once the process has ended."""
        if self._process is None:
            raise RuntimeError("not started")
        return await self._process.wait()

    async def wait_until(self, ready: Callable[[], Awaitable[bool]]) -> None:
        """Wait until it is ready; ending before is an error."""
        ended = asyncio.create_task(self.wait())
        loop = asyncio.get_running_loop()
        deadline = loop.time() + SECONDS_TO_BE_READY
        try:
            while not await ready():
                if loop.time() > deadline:
                    raise DemoError(
                        f"{self.name} was not ready within {SECONDS_TO_BE_READY} s. "
                        f"The end of its log:\n{self.end_of_log()}"
                    )
                done, _ = await asyncio.wait({ended}, timeout=0.2)
                if done:
                    raise self.ended(ended.result())
        finally:
            ended.cancel()

    def ended(self, exit_code: int) -> DemoError:
        """Return the error that an unexpected end of the process is."""
        return DemoError(
            f"{self.name} ended by itself, with exit code {exit_code}. "
            f"The end of its log:\n{self.end_of_log()}"
        )

    def end_of_log(self) -> str:
        """Return the last lines of the log."""
        return "\n".join(self.log_text().splitlines()[-LINES_OF_LOG:])

    def log_text(self) -> str:
        """Return everything that the process has written."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    async def stop(self) -> None:
        """Stop the process, by force if it takes too long."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(SECONDS_TO_STOP):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
