"""Compares the integration with `rest` and the floor, and writes the results."""

from argparse import ArgumentParser
import asyncio
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
import platform
import sys
from time import monotonic

from demo.errors import DemoError, in_words
from demo.folder import ROOT

from . import backfill, rest_config
from .results import Compared, goals, lines, with_goals, write
from .subjects import Measured, by_rest, floor, ours

RESULTS = ROOT / "bench" / "RESULTS.md"


async def compare(locations: int, rounds: int) -> Compared:
    """Measure all subjects with this number of locations."""
    started = monotonic()

    def report(measured: Measured) -> Measured:
        print(
            f"{locations} locations, {measured.name}: "
            f"{measured.third.typical('loop'):.1f} ms of the loop per refresh "
            f"({monotonic() - started:.0f} s so far)",
            flush=True,
        )
        for line in measured.errors[:5]:
            print(f"  {line}", flush=True)
        return measured

    us, recording = await ours(locations, rounds)
    report(us)
    return Compared(
        locations=locations,
        ours=us,
        floor=report(await floor(locations, rounds, recording)),
        per_parent=report(
            await by_rest(
                "`rest`, one resource per parent",
                locations,
                rounds,
                rest_config.per_parent,
            )
        ),
        per_location=report(
            await by_rest(
                "`rest`, one resource per location",
                locations,
                rounds,
                rest_config.per_location,
            )
        ),
    )


async def measure(sizes: Sequence[int], rounds: int, path: Path) -> int:
    """Measure everything, print and write it; return the exit code."""
    imported = await backfill.measure(20)
    runs = [await compare(size, rounds) for size in sizes]
    versions = (
        f"Home Assistant {version('homeassistant')}, "
        f"Python {platform.python_version()}, SQLite."
    )
    page = list(lines(runs, imported, versions))
    print("\n".join(page))
    write(page, path)
    errors = [line for run in runs for line in run.ours.errors]
    missed = [goal for goal in goals(with_goals(runs), imported) if not goal.is_met]
    for line in errors:
        print(line, file=sys.stderr)
    return 1 if errors or missed else 0


def main() -> int:
    """Measure; return the exit code."""
    parser = ArgumentParser("script/bench", description=__doc__)
    parser.add_argument(
        "--locations", type=int, nargs="+", default=[100, 1000, 5000], metavar="N"
    )
    parser.add_argument("--rounds", type=int, default=7, help="of each kind (7)")
    parser.add_argument("--write", type=Path, default=RESULTS, metavar="FILE")
    options = parser.parse_args()
    try:
        return asyncio.run(measure(options.locations, options.rounds, options.write))
    except (DemoError, TimeoutError) as err:
        print(f"Error: {in_words(err)}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
