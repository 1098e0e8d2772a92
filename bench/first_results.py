"""When the history of a large account becomes useful, in simulated time.

The integration's own plan, fetcher and backfill run on a loop whose time passes at
once. The API answers after a fixed time; the recorder stores rows at the speed that was
measured.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, cast, override
from zoneinfo import ZoneInfo

import aiohttp

from custom_components.occuspace.analysis.typical_week import MIN_WEEKS
from custom_components.occuspace.api import Location, OccuspaceClient, Reply, models
from custom_components.occuspace.history.backfill import Backfill
from custom_components.occuspace.history.fetcher import Fetcher, FetchResult
from custom_components.occuspace.history.ledger import Ledger
from custom_components.occuspace.history.plan import FetchTask, PendingLocation, plan
from custom_components.occuspace.history.series import TYPICAL_WEEK_SERIES
from custom_components.occuspace.history.statistics import LocationStatistics
from custom_components.occuspace.options import OccuspaceOptions
from simulator import generated_account

from .stepwise_server import ZONE
from .virtual_time import run_in_virtual_time

LOCATIONS: Final = 1000
YEARS: Final = 3
REPLY_SECONDS: Final = 0.2
AT_A_TIME: Final = (2, None)
WEEKDAYS: Final = 7
HOURS: Final = tuple(time(hour) for hour in range(24))


@dataclass(slots=True)
class Simulated:
    """When what was there for all locations, in seconds."""

    at_a_time: int | None
    """The most requests at a time, None for the fetcher's own limit."""
    requests: int = 0
    rows: int = 0
    today_typical: float = float("inf")
    weeks_typical: float = float("inf")
    everything: float = float("inf")
    _days: defaultdict[int, Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    @property
    def name(self) -> str:
        """Return the limit in words."""
        if self.at_a_time is None:
            return "as many at a time as the integration requests"
        return f"{self.at_a_time} at a time"

    def minutes(self) -> Sequence[tuple[str, float]]:
        """Return what was there when."""
        return (
            ("Usual occupancy of today's weekday for all", self.today_typical / 60),
            ("Typical weeks of all", self.weeks_typical / 60),
            ("The whole history", self.everything / 60),
        )

    def lines(self) -> Iterator[str]:
        """Yield the lines of a table."""
        yield (
            f"{LOCATIONS:,} locations, {YEARS} years, {REPLY_SECONDS * 1000:.0f} "
            f"ms per request, {self.name}: {self.requests:,} requests for "
            f"{self.rows:,} rows."
        )
        yield ""
        yield "| | Minutes |"
        yield "| :--- | ---: |"
        for what, minutes in self.minutes():
            yield f"| {what} | {minutes:.0f} |"
        yield ""

    def record(self, tasks: Sequence[FetchTask], today: date, now: float) -> None:
        """Record the tasks whose rows are stored."""
        for task in tasks:
            if task.series is TYPICAL_WEEK_SERIES:
                self._days[task.location_id].update(
                    day.weekday() for day in task.days if day < today
                )
        if len(self._days) < LOCATIONS:
            return
        if self.today_typical > now and self._is_typical((today.weekday(),)):
            self.today_typical = now
        if self.weeks_typical > now and self._is_typical(range(WEEKDAYS)):
            self.weeks_typical = now

    def _is_typical(self, weekdays: Sequence[int]) -> bool:
        """Return whether these weekdays are typical for all locations."""
        return all(
            days[weekday] >= MIN_WEEKS
            for days in self._days.values()
            for weekday in weekdays
        )


class _Client(OccuspaceClient):
    """An API that knows every hour, and takes its time for each reply."""

    def __init__(self, at_a_time: int | None) -> None:
        """Initialise with the most requests at a time."""
        super().__init__(cast("aiohttp.ClientSession", None), "token")
        self._limit = asyncio.Semaphore(at_a_time) if at_a_time else nullcontext()

    @override
    async def _get_history(
        self,
        location_id: int,
        endpoint: str,
        start: date,
        end: date,
        *,
        key: str,
        kind: type[Any],
    ) -> Reply[tuple[Any, ...]]:
        """Return all rows of some days."""
        async with self._limit:
            await asyncio.sleep(REPLY_SECONDS)
        return Reply(_rows(endpoint, start, end))


# Few, as the same days are requested for all locations in turn.
@lru_cache(maxsize=64)
def _rows(endpoint: str, start: date, end: date) -> tuple[Any, ...]:
    """Return the rows of some days, the same for all locations."""
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    match endpoint:
        case "hourly_occupancy":
            return tuple(
                models.HourlyOccupancy(hour=hour, average_occupancy=1) for hour in HOURS
            )
        case "hourly_visitors":
            return tuple(
                models.HourlyVisitors(day=day, hour=hour, visitors=1)
                for day in days
                for hour in HOURS
            )
        case "daily_dwell_time":
            return tuple(
                models.DailyDwellTime(day=day, average_dwell_time=1) for day in days
            )
        case "daily_occupancy":
            return tuple(
                models.DailyOccupancy(day=day, average_occupancy=1) for day in days
            )
    raise ValueError(endpoint)


class _Statistics:
    """A recorder that stores rows at the speed that was measured."""

    def __init__(self, rows_per_second: float) -> None:
        """Initialise without rows."""
        self.rows = 0
        self._pending = 0
        self._rows_per_second = rows_per_second

    async def async_store(self, result: FetchResult) -> None:
        """Queue rows."""
        self._pending += len(result.rows or ()) * len(result.task.series.statistics)

    async def async_commit(self) -> None:
        """Wait as long as the recorder takes."""
        pending, self._pending = self._pending, 0
        self.rows += pending
        await asyncio.sleep(pending / self._rows_per_second)


async def _simulate(at_a_time: int | None, rows_per_second: float) -> Simulated:
    """Fetch everything once."""
    simulated = Simulated(at_a_time)
    zone, loop = ZoneInfo(ZONE), asyncio.get_running_loop()
    today = datetime.now(zone).date()
    opened = today.replace(day=1, year=today.year - YEARS)
    account = generated_account(LOCATIONS, ZONE, opened=opened)
    ledger = Ledger()
    pending = [
        PendingLocation(
            Location(id=id_, name=each.name, earliest_count=opened),
            ledger.record(id_, today),
            today,
        )
        for id_, each in account.locations.items()
    ]
    fetcher = Fetcher(_Client(at_a_time))
    statistics = _Statistics(rows_per_second)
    backfill = Backfill(
        fetcher,
        cast("LocationStatistics", statistics),
        ledger,
        lambda tasks: simulated.record(tasks, today, loop.time()),
        lambda _: zone,
    )
    detail_days = OccuspaceOptions.from_mapping({}).detail_days
    await backfill.async_run(
        plan(pending, detail_days), {each.location.id: today for each in pending}
    )
    simulated.everything = loop.time()
    simulated.requests, simulated.rows = fetcher.requests, statistics.rows
    return simulated


def simulate(rows_per_second: float) -> list[Simulated]:
    """Fetch everything two at a time, then as many as the integration requests."""
    return [
        run_in_virtual_time(_simulate(at_a_time, rows_per_second))
        for at_a_time in AT_A_TIME
    ]
