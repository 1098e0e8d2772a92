"""The speed of the backfill, compared with Home Assistant's import of equal rows."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from demo import Demo, running_demo
from demo.errors import DemoError
from demo.home_assistant import Json
from simulator import DEFAULT_TOKEN, generated_account

from .comparison import today_at
from .counting_server import CountingServer, counting_server
from .database import count_rows, sqlite_url
from .progress import history_entity, wait_until_up_to_date
from .stepwise_server import ZONE
from .subjects import METER

# All of which are hourly by default.
DAYS: Final = 56
BATCHES: Final = (24, 100, 500, 2200)
TIMEOUT: Final = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Rows per second: the integration's, and the import's by batch size."""

    locations: int
    rows: int
    seconds: float
    requests: int
    longest: Json
    """The longest callback and the full collections meanwhile, in ms of CPU."""
    batch: int
    """The rows of an import of ours, on average."""
    floor: dict[int, float]

    @property
    def share(self) -> float:
        """Return the speed as a share of the import's with as many rows at a time."""
        return self.rows / self.seconds / self.floor[self.batch]

    def lines(self) -> Iterator[str]:
        """Yield the lines of a table."""
        yield f"{self.locations} locations, {DAYS} days, hourly:"
        yield ""
        yield "| | Rows per second |"
        yield "| :--- | ---: |"
        yield (
            f"| This integration: {self.rows:,} rows of {self.requests:,} requests "
            f"in {self.seconds:.1f} s | {self.rows / self.seconds:,.0f} |"
        )
        for batch, speed in self.floor.items():
            ours = ", as ours on average" if batch == self.batch else ""
            yield (
                f"| Home Assistant's import, {batch} rows at a time{ours} "
                f"| {speed:,.0f} |"
            )
        yield ""
        yield (
            f"Longest callback meanwhile: {self.longest['stall']:.1f} ms of CPU, "
            f"{self.longest['stall_without_gc']:.1f} without garbage collection; "
            f"{self.longest['full_collections']:.0f} full collections, the longest "
            f"{self.longest['max_collection']:.1f} ms."
        )


@asynccontextmanager
async def backfilled(
    server: CountingServer, *, watch: bool
) -> AsyncIterator[tuple[Demo, float]]:
    """Run Home Assistant until the backfill is done; provide the seconds it took."""
    async with running_demo(
        account="generated",
        api_token=DEFAULT_TOKEN,
        base_url=server.simulator.base_url,
        time_zone=ZONE,
        components=[METER],
    ) as demo:
        await callbacks(demo, watch=watch)
        started = monotonic()
        entity_id = await history_entity(demo)
        if not await wait_until_up_to_date(demo, entity_id, TIMEOUT):
            raise DemoError(f"The history was not fetched within {TIMEOUT} s")
        yield demo, monotonic() - started


async def callbacks(demo: Demo, *, watch: bool) -> Json:
    """Return the figures of the callbacks since the last call; go on or stop."""
    return await demo.call_action("meter", "callbacks", {"watch": watch})


async def measure(locations: int) -> Imported:
    """Measure the backfill of some locations; then import equally many rows."""
    zone = ZoneInfo(ZONE)
    account = generated_account(
        locations, ZONE, opened=today_at(zone) - timedelta(days=DAYS)
    )
    async with counting_server(account) as server:
        # The first run fills the cache, to exclude the simulator's own time, and
        # measures the callbacks, which slows it down.
        server.bodies = {}
        async with backfilled(server, watch=True) as (demo, _):
            longest = await callbacks(demo, watch=False)
            server.history_requests = 0
        async with backfilled(server, watch=False) as (demo, seconds):
            requests = server.history_requests
            rows = await asyncio.to_thread(count_rows, sqlite_url(demo))
            imported = await demo.call_action("meter", "imported", {})
            own = round(imported["rows"] / imported["imports"])
            floor = {}
            for batch in sorted({own, *BATCHES}):
                answer = await demo.call_action(
                    "meter",
                    "import",
                    {"locations": locations, "days": DAYS, "batch": batch},
                )
                floor[batch] = answer["rows"] / answer["seconds"]
    return Imported(
        locations=locations,
        rows=rows,
        seconds=seconds,
        requests=requests,
        longest=longest,
        batch=own,
        floor=floor,
    )
