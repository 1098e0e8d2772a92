"""Measures one subject: the integration, `rest`, or nothing but Home Assistant."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
from statistics import median
from typing import Any, Final

from demo import Demo, running_demo
from demo.errors import DemoError
from demo.home_assistant import Json
from simulator import DEFAULT_TOKEN

from .options import set_options
from .stepped_account import SteppedAccount, stepped_account
from .stepwise_server import ZONE

METER: Final = Path(__file__).resolve().parent / "meter"
MAX_INTERVAL: Final = 3600
CHANGING: Final = 1 / 3
QUIET_SECONDS: Final = 4
# CPU seconds per second; an idle Home Assistant uses less.
IDLE: Final = 0.05
WARMING_UP: Final = (CHANGING, CHANGING)
# Errors of integrations that miss a system library are ignored.
ERROR: Final = re.compile(
    r"^\S+ \S+ (?:ERROR|CRITICAL) \([^)]*\) "
    r"\[(?!haffmpeg|homeassistant\.components\.camera).*$",
    re.MULTILINE,
)


@dataclass(slots=True)
class Rounds:
    """The cost of several refreshes."""

    figures: list[Json] = field(default_factory=list)
    requests: float = 0
    bytes: float = 0

    def typical(self, name: str) -> float:
        """Return the median."""
        return float(median(figures[name] for figures in self.figures))

    def longest(self, name: str) -> float:
        """Return the largest."""
        return float(max(figures[name] for figures in self.figures))


@dataclass(slots=True, kw_only=True)
class Measured:
    """The results of one subject."""

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

    def __init__(
        self, name: str, demo: Demo, account: SteppedAccount, measured: Measured
    ) -> None:
        """Initialise; the name is the subject of the meter's action."""
        self.name = name
        self.demo = demo
        self.account = account
        self.measured = measured
        self.written: list[list[Any]] = []

    async def meter(self, action: str, **data: Any) -> Json:
        """Call an action of the meter."""
        try:
            return await self.demo.call_action("meter", action, data)
        except DemoError as err:
            raise DemoError(f"{err}\n{self.demo.log()[-3000:]}") from err

    async def measure_start(self) -> None:
        """Restart Home Assistant and record the cost of the start."""
        await self.demo.restart_home_assistant()
        await self.settle()
        started = await self.meter("start_up")
        self.measured.start_up = started["cpu"]
        self.measured.entities = started["entities"]

    async def settle(self) -> None:
        """Wait until Home Assistant sends no requests and is idle."""
        last_requests, last_cpu = -1, -1.0
        while True:
            requests = (await self.account.counters())["requests"]
            cpu = (await self.meter("start_up"))["cpu_now"]
            if requests == last_requests and cpu - last_cpu < IDLE * QUIET_SECONDS:
                return
            last_requests, last_cpu = requests, cpu
            await asyncio.sleep(QUIET_SECONDS)

    async def memory(self) -> int:
        """Return the memory in use, in bytes."""
        return int((await self.meter("memory"))["bytes"])

    async def refresh(
        self, shares: Sequence[float], *, watched: bool = False, recording: str = ""
    ) -> Rounds:
        """Refresh once per share of locations that change beforehand."""
        before = await self.account.counters()
        path = self.demo.config_dir / "written.json"
        figures: list[Json] = []
        # One at a time, because a refresh of a large account takes long.
        for share in shares:
            answer = await self.meter(
                "refresh",
                subject=self.name,
                control_url=self.account.control_url,
                shares=[share],
                watched=watched,
                record=str(path),
                **({"recording": recording} if recording else {}),
            )
            recording = ""
            figures += answer["rounds"]
            self.written += json.loads(path.read_text("utf-8"))
        after = await self.account.counters()
        return Rounds(
            figures,
            (after["requests"] - before["requests"]) / len(shares),
            (after["bytes"] - before["bytes"]) / len(shares),
        )

    async def run(self, rounds: int, recording: str = "") -> None:
        """Measure refreshes with some, all and no locations changed."""
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
    """Run Home Assistant with the integration or with a configuration."""
    is_ours = name == "occuspace"
    async with stepped_account(locations) as account:
        configuration = ""
        if configure is not None:
            configuration = configure(
                account.base_url, DEFAULT_TOKEN, await account.locations()
            )
        async with running_demo(
            account="generated",
            api_token=DEFAULT_TOKEN,
            base_url=account.base_url,
            time_zone=ZONE,
            components=[METER],
            configuration=configuration,
            adds_account=is_ours,
        ) as demo:
            if not is_ours:
                # The step that the integration needs to update every entity.
                await account.advance(1.0)
            if is_ours:
                # Prevent refreshes other than those that are measured.
                await set_options(demo, update_interval=MAX_INTERVAL)
            subject = Subject(
                name, demo, account, Measured(name=label, locations=locations)
            )
            await subject.settle()
            yield subject


async def ours(locations: int, rounds: int) -> tuple[Measured, Json]:
    """Measure the integration; return the recording for the floor."""
    async with running("occuspace", "this integration", locations) as subject:
        await subject.measure_start()
        await subject.meter("set_typical_weeks")
        # Update every entity, for it to show what is typical.
        await subject.refresh([1.0])
        subject.written.clear()
        shown = await subject.meter("states", platform="occuspace")
        if shown["unavailable"] or not shown["states"]:
            raise DemoError("The integration shows no values")
        subject.measured.entities = len(shown["states"])
        subject.measured.disabled = shown["disabled"]
        subject.measured.memory = await subject.memory()
        await subject.run(rounds)
        await subject.refresh([CHANGING])
        requested = (await subject.account.counters())["requested"]
        recording = {
            "token": DEFAULT_TOKEN,
            "paths": [path.removeprefix("/v1") for path in requested],
            "states": [
                [each["entity_id"], each["state"], each["attributes"]]
                for each in shown["states"]
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
        await subject.measure_start()
        subject.measured.memory = await subject.memory()
        await subject.run(rounds)
    return subject.measured


async def floor(locations: int, rounds: int, recording: Json) -> Measured:
    """Measure the minimum of work, and a bare entity."""
    async with running("floor", "the floor", locations) as subject:
        await subject.measure_start()
        subject.measured.memory = empty = await subject.memory()
        entities = len(recording["states"])
        await subject.meter("add_bare", count=entities)
        await subject.settle()
        subject.measured.bare = (await subject.memory() - empty) / entities
        path = subject.demo.config_dir / "recording.json"
        urls = [f"{subject.account.base_url}{each}" for each in recording["paths"]]
        path.write_text(json.dumps(recording | {"urls": urls}), "utf-8")
        await subject.run(rounds, recording=str(path))
    return subject.measured
