"""Measures one subject: the integration, `rest`, or nothing but Home Assistant."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import re
from statistics import median
import sys
from typing import Any, Final

import aiohttp

from demo import Demo, running_demo
from demo.errors import DemoError
from demo.folder import ROOT, temporary_folder
from demo.home_assistant import Json
from demo.processes import LOOPBACK, ManagedProcess, any_free_port
from simulator import DEFAULT_TOKEN

from .feed import ZONE
from .options import set_options

METER: Final = Path(__file__).resolve().parent / "meter"
MAX_INTERVAL: Final = 3600
CHANGING: Final = 1 / 3
QUIET_SECONDS: Final = 4
# Home Assistant by itself takes less.
IDLE: Final = 0.05
WARMING_UP: Final = (CHANGING, CHANGING)
# What this machine lacks is no error of anything that is measured here.
ERROR: Final = re.compile(
    r"^\S+ \S+ (?:ERROR|CRITICAL) \([^)]*\) "
    r"\[(?!haffmpeg|homeassistant\.components\.camera).*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A served account, and how to ask it about itself."""

    session: aiohttp.ClientSession
    base_url: str
    control_url: str

    async def counters(self) -> Json:
        """Return how much has been asked."""
        async with self.session.get(f"{self.control_url}/counters") as response:
            counters: Json = await response.json()
        return counters

    async def locations(self) -> list[Json]:
        """Return the list of locations."""
        headers = {"Authorization": f"Bearer {DEFAULT_TOKEN}"}
        async with self.session.get(
            f"{self.base_url}/locations", headers=headers
        ) as response:
            nodes: list[Json] = (await response.json())["data"]
        return nodes

    async def is_answering(self) -> bool:
        """Return whether it is up."""
        try:
            await self.counters()
        except aiohttp.ClientError:
            return False
        return True


@asynccontextmanager
async def feeding(locations: int) -> AsyncIterator[Feed]:
    """Serve an account of so many locations, from its first round on."""
    port, control_port = any_free_port(), any_free_port()
    command = [sys.executable, "-m", "bench.feed", "--port", str(port)]
    command += ["--control-port", str(control_port), "--locations", str(locations)]
    async with aiohttp.ClientSession() as session:
        feed = Feed(
            session, f"http://{LOOPBACK}:{port}/v1", f"http://{LOOPBACK}:{control_port}"
        )
        with temporary_folder() as folder:
            process = ManagedProcess(
                "Feed",
                command,
                cwd=ROOT,
                log=folder / "feed.log",
                environment=dict(os.environ),
            )
            try:
                await process.start()
                await process.wait_until(feed.is_answering)
                yield feed
            finally:
                await process.stop()


@dataclass(slots=True)
class Rounds:
    """What several refreshes have cost, one figure each."""

    figures: list[Json] = field(default_factory=list)
    requests: float = 0
    bytes: float = 0

    def typical(self, name: str) -> float:
        """Return the median."""
        return float(median(each[name] for each in self.figures))

    def longest(self, name: str) -> float:
        """Return the largest."""
        return float(max(each[name] for each in self.figures))


@dataclass(slots=True, kw_only=True)
class Measured:
    """Everything that was measured of one subject."""

    name: str
    locations: int
    entities: int = 0
    disabled: int = 0
    start_up: float = 0
    memory: int = 0
    errors: list[str] = field(default_factory=list)
    third: Rounds = field(default_factory=Rounds)
    watched: Rounds = field(default_factory=Rounds)
    everything: Rounds = field(default_factory=Rounds)
    nothing: Rounds = field(default_factory=Rounds)
    bare: float = 0
    """Bytes of a bare coordinator entity."""


def errors_in(log: str) -> list[str]:
    """Return the lines of a log that are errors."""
    return ERROR.findall(log)


class Subject:
    """A running Home Assistant with one subject in it."""

    def __init__(self, name: str, demo: Demo, feed: Feed, measured: Measured) -> None:
        """Take the name that the meter knows it by."""
        self.name = name
        self.demo = demo
        self.feed = feed
        self.measured = measured
        self.written: list[list[Any]] = []

    async def meter(self, action: str, **data: Any) -> Json:
        """Call an action of the meter."""
        try:
            return await self.demo.call_action("meter", action, data)
        except DemoError as err:
            raise DemoError(f"{err}\n{self.demo.log()[-3000:]}") from err

    async def take_stock(self) -> None:
        """Start again, and note what starting and being there costs."""
        await self.demo.restart_home_assistant()
        await self.settle()
        started = await self.meter("start_up")
        self.measured.start_up = started["cpu"]
        self.measured.entities = started["entities"]

    async def settle(self) -> None:
        """Wait until nothing is asked for, and nothing computed, for a while."""
        asked, used = -1, -1.0
        while True:
            requests = (await self.feed.counters())["requests"]
            cpu = (await self.meter("start_up"))["cpu_now"]
            if requests == asked and cpu - used < IDLE * QUIET_SECONDS:
                return
            asked, used = requests, cpu
            await asyncio.sleep(QUIET_SECONDS)

    async def weigh(self) -> int:
        """Return the memory in use."""
        return int((await self.meter("memory"))["bytes"])

    async def refresh(
        self, shares: Sequence[float], *, watched: bool = False, recording: str = ""
    ) -> Rounds:
        """Refresh once per share of what changes before."""
        before = await self.feed.counters()
        path = self.demo.config_dir / "written.json"
        figures: list[Json] = []
        # One at a time: so many of a large account take long.
        for share in shares:
            answer = await self.meter(
                "refresh",
                subject=self.name,
                feed=self.feed.control_url,
                shares=[share],
                watched=watched,
                record=str(path),
                **({"recording": recording} if recording else {}),
            )
            recording = ""
            figures += answer["rounds"]
            self.written += json.loads(path.read_text("utf-8"))
        after = await self.feed.counters()
        return Rounds(
            figures,
            (after["requests"] - before["requests"]) / len(shares),
            (after["bytes"] - before["bytes"]) / len(shares),
        )

    async def run(self, rounds: int, recording: str = "") -> None:
        """Measure all kinds of refreshes."""
        await self.refresh(WARMING_UP, recording=recording)
        self.measured.third = await self.refresh([CHANGING] * rounds)
        self.measured.watched = await self.refresh([CHANGING] * rounds, watched=True)
        self.measured.everything = await self.refresh([1.0] * rounds)
        self.measured.nothing = await self.refresh([0.0] * rounds)
        self.measured.errors = errors_in(self.demo.log())


@asynccontextmanager
async def running(
    name: str,
    label: str,
    locations: int,
    configure: Callable[[str, str, Sequence[Json]], str] | None = None,
) -> AsyncIterator[Subject]:
    """Run Home Assistant with a subject, by its integration or by configuration."""
    is_ours = name == "occuspace"
    async with feeding(locations) as feed:
        configuration = ""
        if configure is not None:
            configuration = configure(
                feed.base_url, DEFAULT_TOKEN, await feed.locations()
            )
        async with running_demo(
            account="generated",
            api_token=DEFAULT_TOKEN,
            base_url=feed.base_url,
            time_zone=ZONE,
            components=[METER],
            configuration=configuration,
            adds_account=is_ours,
        ) as demo:
            if is_ours:
                # Only refreshes that are asked for, for as long as this takes.
                await set_options(demo, update_interval=MAX_INTERVAL)
            subject = Subject(
                name, demo, feed, Measured(name=label, locations=locations)
            )
            await subject.settle()
            yield subject


async def ours(locations: int, rounds: int) -> tuple[Measured, Json]:
    """Measure the integration; return what the floor has to do too."""
    async with running("occuspace", "this integration", locations) as subject:
        await subject.take_stock()
        await subject.meter("teach")
        there = await subject.meter("states", platform="occuspace")
        if there["unavailable"] or not there["states"]:
            raise DemoError("The integration shows no values")
        subject.measured.entities = len(there["states"])
        subject.measured.disabled = there["disabled"]
        subject.measured.memory = await subject.weigh()
        await subject.run(rounds)
        await subject.refresh([CHANGING])
        asked = (await subject.feed.counters())["asked"]
        recording = {
            "token": DEFAULT_TOKEN,
            "paths": [each.removeprefix("/v1") for each in asked],
            "states": [
                [each["entity_id"], each["state"], each["attributes"]]
                for each in there["states"]
            ],
            "rounds": subject.written,
        }
    return subject.measured, recording


async def by_rest(
    label: str,
    locations: int,
    rounds: int,
    configure: Callable[[str, str, Sequence[Json]], str],
) -> Measured:
    """Measure `rest`."""
    async with running("rest", label, locations, configure) as subject:
        await subject.take_stock()
        subject.measured.memory = await subject.weigh()
        await subject.run(rounds)
    return subject.measured


async def floor(locations: int, rounds: int, recording: Json) -> Measured:
    """Measure the least that has to be done, and a bare entity."""
    async with running("floor", "the floor", locations) as subject:
        await subject.take_stock()
        subject.measured.memory = empty = await subject.weigh()
        entities = len(recording["states"])
        await subject.meter("add_bare", count=entities)
        await subject.settle()
        subject.measured.bare = (await subject.weigh() - empty) / entities
        path = subject.demo.config_dir / "recording.json"
        urls = [f"{subject.feed.base_url}{each}" for each in recording["paths"]]
        path.write_text(json.dumps(recording | {"urls": urls}), "utf-8")
        await subject.run(rounds, recording=str(path))
    return subject.measured
