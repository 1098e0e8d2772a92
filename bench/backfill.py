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
TIMEOUT: Final = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Rows per second: the integration's, and the import's by batch size."""

    locations: int
    rows: int
    seconds: float
    requests: int
    longest_callback: float
    """In ms of CPU."""
    floor: dict[int, float]

    @property
    def share(self) -> float:
        """Return the integration's speed as a share of the best import."""
        return self.rows / self.seconds / max(self.floor.values())

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
            yield f"| Home Assistant's import, {batch} rows at a time | {speed:,.0f} |"
        yield ""
        yield f"Longest callback meanwhile: {self.longest_callback:.1f} ms of CPU."


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
        await longest_callback(demo, watch=watch)
        started = monotonic()
        entity_id = await history_entity(demo)
        if not await wait_until_up_to_date(demo, entity_id, TIMEOUT):
            raise DemoError("The history was not fetched in time")
        yield demo, monotonic() - started


async def longest_callback(demo: Demo, *, watch: bool) -> float:
    """Return the longest callback since the last call, in ms; go on or stop."""
    answer = await demo.call_action("meter", "longest_callback", {"watch": watch})
    return float(answer["ms"])


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
            longest = await longest_callback(demo, watch=False)
            server.history_requests = 0
        async with backfilled(server, watch=False) as (demo, seconds):
            requests = server.history_requests
            rows = await asyncio.to_thread(count_rows, sqlite_url(demo))
            floor = {}
            for batch in BATCHES:
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
        longest_callback=longest,
        floor=floor,
    )
