"""How fast the past arrives, against Home Assistant's own import of the same rows."""

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
from .database import count_rows, sqlite_url
from .feed import ZONE
from .progress import history_entity, wait_until_up_to_date
from .served import Served, serving
from .subjects import METER

DAYS: Final = 90
BATCHES: Final = (24, 100, 500, 2200)
LONGEST: Final = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Rows per second: ours over all, and the floor's by the size of its batches."""

    locations: int
    rows: int
    seconds: float
    requests: int
    floor: dict[int, float]

    @property
    def share(self) -> float:
        """Return ours in terms of the floor's best."""
        return self.rows / self.seconds / max(self.floor.values())

    def lines(self) -> Iterator[str]:
        """Yield a table."""
        yield f"{self.locations} locations, {DAYS} days, every hour of them:"
        yield ""
        yield "| | Rows per second |"
        yield "| :--- | ---: |"
        yield (
            f"| This integration: {self.rows:,} rows of {self.requests:,} requests "
            f"in {self.seconds:.1f} s | {self.rows / self.seconds:,.0f} |"
        )
        for batch, speed in self.floor.items():
            yield f"| Home Assistant's import, {batch} rows at once | {speed:,.0f} |"


@asynccontextmanager
async def fetching(served: Served) -> AsyncIterator[tuple[Demo, float]]:
    """Run Home Assistant until it has the past; provide how many seconds that took."""
    async with running_demo(
        account="generated",
        api_token=DEFAULT_TOKEN,
        base_url=served.simulator.base_url,
        time_zone=ZONE,
        components=[METER],
    ) as demo:
        started = monotonic()
        entity_id = await history_entity(demo)
        if not await wait_until_up_to_date(demo, entity_id, LONGEST):
            raise DemoError("The past was not fetched in time")
        yield demo, monotonic() - started


async def measure(locations: int) -> Imported:
    """Fetch the past of some locations; then import as many rows as there were."""
    zone = ZoneInfo(ZONE)
    account = generated_account(
        locations, ZONE, opened=today_at(zone) - timedelta(days=DAYS)
    )
    async with serving(account) as served:
        # Once to have the replies: what the simulator computes is nobody's cost here.
        served.bodies = {}
        async with fetching(served):
            served.history_requests = 0
        async with fetching(served) as (demo, seconds):
            requests = served.history_requests
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
        locations=locations, rows=rows, seconds=seconds, requests=requests, floor=floor
    )
