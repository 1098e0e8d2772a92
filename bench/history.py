"""Imports the campus's whole history into a real Home Assistant, and checks it.

The visitors of every month, read over Home Assistant's websocket API, have to equal the
sum of the API's daily figures. With a second database, both have to have the same rows.
"""

from argparse import ArgumentParser
import asyncio
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
import sys
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from demo import Demo, running_demo
from demo.errors import DemoError
from demo.home_assistant import Json

from .comparison import (
    MonthlyVisitors,
    differences,
    get_locations,
    history_from_api,
    history_from_statistics,
    midnight,
    statistics_of,
    today_at,
)
from .database import count_rows, digest_rows, sqlite_url
from .options import set_options
from .progress import history_entity, history_requests, wait_until_up_to_date

ZONE: Final = "America/Los_Angeles"
CAMPUS: Final = 1500
STATISTICS: Final = ("dwell_time", "occupancy", "utilization", "visitors")
MAX_DIFFERENCES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one run."""

    database: str
    day: date
    locations: int
    months: int
    requests: int
    minutes: float
    rows: int
    visitors: dict[int, MonthlyVisitors]
    digests: dict[str, str]
    problems: list[str]


async def check_history(
    demo: Demo, zone: ZoneInfo, chosen: Collection[int]
) -> tuple[dict[int, MonthlyVisitors], list[str]]:
    """Return the visitors by location and month, and a list of problems."""
    today = today_at(zone)
    statistic_ids = await statistics_of(demo)
    visitors: dict[int, MonthlyVisitors] = {}
    problems: list[str] = []
    for location in await get_locations(demo):
        if chosen and location["id"] not in chosen:
            continue
        api = await history_from_api(demo, location, today)
        home = await history_from_statistics(demo, CAMPUS, location, zone, today)
        problems += differences(location, api, home)
        for name in STATISTICS:
            if (
                id_ := f"occuspace:{CAMPUS}_{location['id']}_{name}"
            ) not in statistic_ids:
                problems.append(f"{id_} is missing")
        visitors[location["id"]] = home.visitors if home else {}
    if not visitors:
        problems.append("The API lists no location with data")
    if today_at(zone) != today:
        problems.append("Midnight passed meanwhile: run it again")
    return visitors, problems


async def run(
    zone_name: str,
    seconds: float,
    *,
    db_url: str | None = None,
    chosen: Collection[int] = (),
    detail_days: int | None = None,
) -> Result:
    """Import the history of the campus, or of some of its locations, and check it."""
    zone = ZoneInfo(zone_name)
    async with running_demo(
        account="campus",
        time_zone=zone_name,
        db_url=db_url,
        configuration="\ndiagnostics:\n",
    ) as demo:
        started = monotonic()
        if chosen or detail_days is not None:
            changes: Json = {"locations": [str(id_) for id_ in chosen]}
            if detail_days is not None:
                changes["detail_days"] = detail_days
            await set_options(demo, **changes)
        entity_id = await history_entity(demo)
        if not await wait_until_up_to_date(demo, entity_id, seconds):
            raise DemoError(f"The history was not complete after {seconds:.0f} s")
        minutes = (monotonic() - started) / 60
        day = today_at(zone)
        visitors, problems = await check_history(demo, zone, chosen)
        url = db_url or sqlite_url(demo)
        return Result(
            database=url.partition(":")[0],
            day=day,
            locations=len(visitors),
            months=sum(map(len, visitors.values())),
            requests=await history_requests(demo),
            minutes=minutes,
            rows=await asyncio.to_thread(count_rows, url),
            visitors=visitors,
            digests=await asyncio.to_thread(digest_rows, url, midnight(day, zone)),
            problems=problems,
        )


def disagreements(one: Result, other: Result) -> list[str]:
    """Return the differences between two databases, as text."""
    if one.day != other.day:
        return ["Midnight passed between both runs: run it again"]
    found = [
        f"{id_}: the rows in {one.database} and {other.database} differ"
        for id_ in sorted(one.digests | other.digests)
        if one.digests.get(id_) != other.digests.get(id_)
    ]
    if one.visitors != other.visitors:
        found.append(f"The months in {one.database} and {other.database} differ")
    return found


def table(results: list[Result]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| database | locations | months compared | requests | minutes | rows |",
        "| :--- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each.database} | {each.locations} | {each.months} | {each.requests} "
        f"| {each.minutes:.1f} | {each.rows} |"
        for each in results
    ]
    return "\n".join(lines)


async def measure(zone_name: str, seconds: float, db_url: str | None) -> list[str]:
    """Run on SQLite and on the other database, if any; return the problems."""
    results: list[Result] = []
    for url in (None, db_url) if db_url else (None,):
        print("Importing the history of the campus", flush=True)
        results.append(await run(zone_name, seconds, db_url=url))
    print(table(results))
    problems = [problem for each in results for problem in each.problems]
    if len(results) > 1:
        problems += disagreements(*results)
        print(f"{len(results[0].digests)} statistics compared row by row")
    return problems


def main() -> int:
    """Measure; return the exit code."""
    parser = ArgumentParser("script/bench history", description=__doc__)
    parser.add_argument("--time-zone", default=ZONE, help=f"of the venue ({ZONE})")
    parser.add_argument(
        "--timeout", type=float, default=1800, help="seconds per run (1800)"
    )
    parser.add_argument("--db-url", help="a second database to compare with")
    options = parser.parse_args()
    try:
        problems = asyncio.run(
            measure(options.time_zone, options.timeout, options.db_url)
        )
    except (DemoError, TimeoutError) as err:
        problems = [str(err) or "it took too long"]
    for problem in problems[:MAX_DIFFERENCES_SHOWN]:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)
        return 1
    print("Every month of every location equals the API's")
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
