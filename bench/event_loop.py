"""Measures whether fetching the past of a large account disturbs Home Assistant.

How long its event loop is blocked at most, by what, and whether the live values keep
coming meanwhile. Fails where what runs in the loop takes too long. Two more things make
the loop late, and are only told: Python's garbage collector, which stops every thread
for as long as it takes to look at all of Home Assistant, and whatever else the computer
does, which a process beside it that only sleeps is measured by.
"""

from argparse import ArgumentParser, Namespace
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
import re
from statistics import median
import sys
from time import monotonic
from typing import Any, Final
from zoneinfo import ZoneInfo

from demo import running_demo
from demo.errors import DemoError
from demo.home_assistant import Json
from simulator import DEFAULT_TOKEN, generated_account

from .comparison import today_at
from .database import count_rows, sqlite_url
from .progress import history_entity, requests_announced, wait_until_up_to_date
from .served import Served, serving

ZONE: Final = "America/Los_Angeles"
LOOP_WATCH: Final = Path(__file__).resolve().parent / "loop_watch"
MAX_BLOCK_MS: Final = 50
# A minute between two refreshes, and some seconds for the refresh itself.
REFRESH_SECONDS: Final = 60
REFRESH_LEEWAY: Final = 15
SECONDS_BETWEEN_REPORTS: Final = 30
KINDS_SHOWN: Final = 12
FRAMES_SHOWN: Final = 8
# Where threads are that wait for work.
IDLE: Final = re.compile(r" (_worker|dequeue|_run_safe_shutdown_loop) \(thread")
# Above every callback.
OUTERMOST: Final = re.compile(r"runpy|/__main__\.py|/runner\.py|/base_events\.py")


def percentile(figures: Json, share: float) -> float:
    """Return how many ms late a share of all wakings were at most."""
    late = {int(bucket): n for bucket, n in figures["late"].items()}
    wanted = share * sum(late.values())
    seen = 0
    for bucket in sorted(late):
        seen += late[bucket]
        if seen >= wanted:
            return float((bucket + 1) * 1000 / figures["buckets_per_second"])
    return 0


def kind(block: Json) -> str:
    """Return what was at work in a block, as far as it was seen."""
    stack = block["looks"][0] if block["looks"] else []
    own = [frame for frame in stack if "/custom_components/occuspace/" in frame]
    place = (own or stack or ["not seen"])[-1]
    owner = "the integration" if own else "Home Assistant"
    if block["collecting"] > block["late"] / 2:
        return f"garbage collection (thread and generation: {block['collector']})"
    if block["busy"] < block["late"] / 2:
        owner = "other threads or processes"
    return f"{owner}: {short(place)} in {block['callback'] or '?'}"


def short(frame: str) -> str:
    """Return a frame without the folders that everything lies in."""
    for folder in ("/site-packages/", "/custom_components/", "/lib/python3.14/"):
        frame = frame.rpartition(folder)[2]
    return frame


def computing(block: Json) -> float:
    """Return how many ms the loop itself computed in a block, garbage aside."""
    in_loop = block["collecting"] if "MainThread" in block["collector"] else 0
    return max(0.0, float(block["busy"] - in_loop))


def report_blocks(blocks: Iterable[Json]) -> None:
    """Print what blocked the loop, the worst first."""
    by_kind: dict[str, list[Json]] = {}
    for block in blocks:
        by_kind.setdefault(kind(block), []).append(block)
    ranked = sorted(by_kind.items(), key=lambda each: -max(b["late"] for b in each[1]))
    for name, same in ranked[:KINDS_SHOWN]:
        worst = max(same, key=lambda block: block["late"])
        print(
            f"  {len(same)} times, at most {worst['late']:.0f} ms "
            f"(computing {worst['busy']:.0f}, collecting garbage "
            f"{worst['collecting']:.0f}, longest callback "
            f"{worst['callback_took']:.0f}): {name}"
        )
        for number, stack in enumerate(worst["looks"], 1):
            print(f"    look {number}")
            inner = [each for each in stack if not OUTERMOST.search(each)]
            for frame in inner[-FRAMES_SHOWN:]:
                print(f"      {short(frame)}")
        for other in worst["others"]:
            if not IDLE.search(other):
                print(f"    beside it {short(other)}")


def report_loop(title: str, figures: Json) -> float:
    """Print how late the loop was; return for how many ms it computed at most."""
    longest = percentile(figures, 1)
    print(
        f"{title}: {figures['seconds']:.0f} s, of which the loop computed "
        f"{figures['busy_seconds']:.0f} s; {figures['callbacks']} callbacks"
    )
    print(
        f"  late by at most {longest:.1f} ms; 99.9 %: {percentile(figures, 0.999):.1f}"
        f" ms; 99 %: {percentile(figures, 0.99):.1f} ms; {len(figures['blocks'])} "
        f"times above {MAX_BLOCK_MS} ms"
    )
    if blocks := figures["blocks"]:
        beside = max(block["late"] - block["collecting"] for block in blocks)
        print(
            f"  not counting the garbage collector, late by at most {beside:.0f} ms, "
            f"of which the loop computed {max(map(computing, blocks)):.0f} ms at most"
        )
    for generation, (count, total, worst) in sorted(figures["collections"].items()):
        print(
            f"  garbage of generation {generation} collected {count:.0f} times: "
            f"{total / 1000:.1f} s, at most {worst:.0f} ms"
        )
    report_blocks(figures["blocks"])
    return max(map(computing, figures["blocks"]), default=0)


def report_refreshes(served: Served, since: float) -> list[str]:
    """Print the rhythm of the live values; return what is wrong with it."""
    intervals = served.refresh_intervals(since)
    if not intervals:
        print("Live refresh: no two of the same location yet")
        return []
    print(
        f"Live refresh: {len(served.live_requests)} locations asked, again after "
        f"{intervals[0]:.1f} s to {intervals[-1]:.1f} s, median "
        f"{median(intervals):.1f} s"
    )
    if intervals[-1] > REFRESH_SECONDS + REFRESH_LEEWAY:
        return [f"A live refresh came only after {intervals[-1]:.0f} s"]
    return []


@asynccontextmanager
async def idle_process() -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Run a process that only sleeps; provide what ends it, and returns its figures."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.idle", stdout=asyncio.subprocess.PIPE
    )

    async def end() -> str:
        process.terminate()
        figures, _ = await process.communicate()
        longest, usual = figures.decode().split()
        return f"late by at most {longest} ms; 99.9 %: {usual} ms"

    try:
        yield end
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def measure(options: Namespace) -> list[str]:
    """Measure, print; return what is not as it has to be."""
    zone = ZoneInfo(options.time_zone)
    account = generated_account(
        options.locations,
        options.time_zone,
        opened=today_at(zone) - timedelta(days=options.days),
    )
    async with (
        serving(account) as served,
        running_demo(
            account="generated",
            api_token=DEFAULT_TOKEN,
            base_url=served.simulator.base_url,
            time_zone=options.time_zone,
            components=[LOOP_WATCH],
            say=lambda text: print(text, flush=True),
        ) as demo,
        idle_process() as end_idling,
    ):

        async def lap() -> Json:
            return await demo.call_action("loop_watch", "lap", {})

        # Before the lap: it lists every entity, which takes Home Assistant a while.
        entity_id = await history_entity(demo)
        started = reported = monotonic()
        setting_up = await lap()

        def look(state: Json) -> None:
            nonlocal reported
            if monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = monotonic()
                attributes: dict[str, Any] = state["attributes"]
                print(
                    f"  {(reported - started) / 60:.1f} minutes: {state['state']}, "
                    f"{attributes['percent_done']} %, "
                    f"{served.history_requests} requests",
                    flush=True,
                )

        finished = await wait_until_up_to_date(demo, entity_id, options.seconds, look)
        minutes = (monotonic() - started) / 60
        fetching, idling = await lap(), await end_idling()
        await asyncio.sleep(options.afterwards)
        resting = await lap()
        print(
            f"{'Everything' if finished else 'Stopped early'}, of "
            f"{options.locations} locations x {options.days} days: "
            f"{served.history_requests} requests of {requests_announced(demo.log())}, "
            f"{await asyncio.to_thread(count_rows, sqlite_url(demo))} rows, "
            f"{minutes:.1f} minutes"
        )
        report_loop("Before it, starting and setting up", setting_up)
        longest = report_loop("While the past was fetched", fetching)
        print(f"  a process beside it that did nothing: {idling}")
        report_loop("Afterwards" if finished else "Going on", resting)
        problems = report_refreshes(served, started)
        if longest > MAX_BLOCK_MS:
            problems.append(f"The event loop computed for {longest:.1f} ms at once")
        return problems


def main() -> int:
    """Measure; return the exit code."""
    parser = ArgumentParser("script/bench event-loop", description=__doc__)
    parser.add_argument("--locations", type=int, default=1000, metavar="N")
    parser.add_argument("--days", type=int, default=90, metavar="N")
    parser.add_argument("--time-zone", default=ZONE, help=f"of the venue ({ZONE})")
    parser.add_argument(
        "--seconds", type=float, default=7200, help="stop early, after so long (7200)"
    )
    parser.add_argument(
        "--afterwards", type=float, default=90, help="seconds to go on watching (90)"
    )
    try:
        problems = asyncio.run(measure(parser.parse_args()))
    except (DemoError, TimeoutError) as err:
        problems = [str(err) or "it took too long"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
