"""Measures one subject: the integration, `rest`, or nothing but Home Assistant."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
import json
from pathlib import Path
import re
from time import monotonic
from typing import Any, Final

from demo import Demo, running_demo
from demo.errors import DemoError
from demo.home_assistant import Json
from simulator import DEFAULT_TOKEN

from .database import sqlite_url, state_bytes
from .measured import Measured, Rounds
from .options import set_options
from .stepped_account import SteppedAccount, stepped_account
from .stepwise_server import ZONE

METER: Final = Path(__file__).resolve().parent / "meter"
WATCH_FILE: Final = "watch_start"
MAX_INTERVAL: Final = 3600
CHANGING: Final = 1 / 3
QUIET_SECONDS: Final = 4
# CPU seconds per second; an idle Home Assistant uses less.
IDLE: Final = 0.05
MAX_SETTLE_SECONDS: Final = 1800
WARMING_UP: Final = (CHANGING, CHANGING)
# Errors of integrations that miss a system library are ignored.
ERROR: Final = re.compile(
    r"^\S+ \S+ (?:ERROR|CRITICAL) \([^)]*\) "
    r"\[(?!haffmpeg|homeassistant\.components\.camera).*$",
    re.MULTILINE,
)


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

    async def measure_set_up(self) -> None:
        """Restart Home Assistant and record the longest callback of the start.

        Not the start that is measured otherwise, since watching takes time too.
        """
        marker = self.demo.config_dir / WATCH_FILE
        marker.touch()
        await self.demo.restart_home_assistant()
        await self.settle()
        marker.unlink()
        self.measured.set_up = await self.meter("callbacks", watch=False)

    async def settle(self) -> None:
        """Wait until Home Assistant sends no requests and is idle."""
        requests = -1
        while (sent := (await self.account.counters())["requests"]) != requests:
            requests = sent
            await wait_until_idle(self.demo, self.measured.name)

    async def memory(self) -> int:
        """Return the memory in use, in bytes."""
        return int((await self.meter("memory"))["bytes"])

    async def refresh(
        self,
        shares: Sequence[float],
        *,
        watched: bool = False,
        list_due: bool = False,
        recording: str = "",
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
                list_due=list_due,
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
        url = sqlite_url(self.demo)
        before = await asyncio.to_thread(state_bytes, url)
        self.measured.third = await self.refresh([CHANGING] * rounds)
        grown = await asyncio.to_thread(state_bytes, url) - before
        self.measured.database_bytes = grown / rounds
        self.measured.watched = await self.refresh([CHANGING] * rounds, watched=True)
        self.measured.everything = await self.refresh([1.0] * rounds)
        self.measured.nothing = await self.refresh([0.0] * rounds)
        if self.name == "occuspace":
            # Watching takes time too.
            unchanged = [0.0] * rounds
            self.measured.listed = await self.refresh(unchanged, list_due=True)
            self.measured.listed_watched = await self.refresh(
                unchanged, watched=True, list_due=True
            )
        self.measured.errors = errors_in(self.demo.log())


async def wait_until_idle(demo: Demo, what: str) -> None:
    """Wait until Home Assistant uses no CPU."""
    started, last_cpu = monotonic(), -1.0
    while True:
        cpu = (await demo.call_action("meter", "start_up", {}))["cpu_now"]
        if last_cpu >= 0 and cpu - last_cpu < IDLE * QUIET_SECONDS:
            return
        if monotonic() - started > MAX_SETTLE_SECONDS:
            raise DemoError(
                f"Home Assistant with {what} was still busy after "
                f"{MAX_SETTLE_SECONDS} s"
            )
        last_cpu = cpu
        await asyncio.sleep(QUIET_SECONDS)


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
        await subject.measure_set_up()
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
        await subject.measure_set_up()
        await subject.measure_start()
        subject.measured.memory = await subject.memory()
        await subject.run(rounds)
        for platform in ("rest", "template"):
            shown = await subject.meter("states", platform=platform)
            if shown["unavailable"] or not shown["states"]:
                raise DemoError(
                    f"{shown['unavailable']} of {len(shown['states'])} entities of "
                    f"{platform} have no values"
                )
    return subject.measured


async def floor(
    name: str, label: str, locations: int, rounds: int, recording: Json
) -> Measured:
    """Measure the minimum of work, as states (`floor`) or as entities (`entities`)."""
    async with running(name, label, locations) as subject:
        if name == "floor":
            await subject.measure_set_up()
        await subject.measure_start()
        subject.measured.memory = await subject.memory()
        path = subject.demo.config_dir / "recording.json"
        urls = [f"{subject.account.base_url}{each}" for each in recording["paths"]]
        path.write_text(json.dumps(recording | {"urls": urls}), "utf-8")
        await subject.run(rounds, recording=str(path))
    return subject.measured


async def bare(us: Measured) -> Measured:
    """Measure the memory of bare coordinator entities, after a restart as ours."""
    async with running("bare", "bare coordinator entities", us.locations) as subject:
        await add_bare(subject.demo, us)
        await subject.settle()
        await subject.measure_start()
        subject.measured.memory = await subject.memory()
    if subject.measured.entities < us.entities:
        raise DemoError(
            f"Only {subject.measured.entities} of {us.entities} bare entities are there"
        )
    return subject.measured


async def add_bare(demo: Demo, us: Measured) -> None:
    """Add as many entities as the integration has, enabled and disabled ones."""
    flows = "/api/config/config_entries/flow"
    form = await demo.home_assistant.request("POST", flows, {"handler": "meter"})
    result = await demo.home_assistant.request(
        "POST",
        f"{flows}/{form['flow_id']}",
        {"count": us.entities, "disabled": us.disabled, "devices": us.locations},
    )
    if result["type"] != "create_entry":
        raise DemoError(f"The bare entities were not added: {result}")
