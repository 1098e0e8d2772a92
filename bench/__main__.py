"""Compares the integration with `rest` and the floor, and writes the results."""

from argparse import ArgumentParser
import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
import platform
import sys
from time import monotonic

from demo.errors import DemoError, in_words
from demo.folder import ROOT

from . import adding, backfill, first_results, rest_config, slow_api
from .goals import Compared, Once, goals
from .measured import Measured
from .results import lines, write
from .subjects import bare, by_rest, floor, ours

RESULTS = ROOT / "bench" / "RESULTS.md"


async def compare(locations: int, rounds: int) -> Compared:
    """Measure all subjects with this number of locations."""
    started = monotonic()

    def report(measured: Measured) -> Measured:
        loop = (
            f"{measured.third.typical('loop'):.1f} ms of the loop per refresh, "
            if measured.third.figures
            else ""
        )
        tell(
            f"{locations} locations, {measured.name}: {loop}"
            f"{monotonic() - started:.0f} s so far"
        )
        for line in measured.errors[:5]:
            tell(f"  {line}")
        if measured.set_up:
            tell(
                f"  Longest callback of the start: {measured.set_up['callback'][:200]}"
            )
        return measured

    us, recording = await ours(locations, rounds)
    report(us)
    return Compared(
        locations=locations,
        ours=us,
        bare=report(await bare(us)),
        floor=report(await floor("floor", "the floor", locations, rounds, recording)),
        entities=report(
            await floor(
                "entities",
                "the floor through `SensorEntity`",
                locations,
                rounds,
                recording,
            )
        ),
        rest=report(
            await by_rest(
                "`rest` and templates", locations, rounds, rest_config.per_parent
            )
        ),
    )


def tell(text: str) -> None:
    """Print the progress at once."""
    print(text, flush=True)


async def measure(sizes: Sequence[int], rounds: int, path: Path) -> int:
    """Measure everything, print and write it; return the exit code."""
    versions = (
        f"Home Assistant {version('homeassistant')}, "
        f"Python {platform.python_version()}, SQLite."
    )
    runs: list[Compared] = []
    once = Once()

    def save() -> list[str]:
        # After every part, so that an interrupted run leaves its results.
        page = list(lines(runs, once, versions))
        write(page, path)
        return page

    tell("Measuring the backfill")
    imported = await backfill.measure(40)
    once = replace(once, imported=imported)
    save()
    tell("Simulating the import of a large account")
    simulated = await asyncio.to_thread(
        first_results.simulate, imported.floor[imported.batch]
    )
    once = replace(once, simulated=simulated)
    save()
    tell("Adding an account of 2,000 locations")
    once = replace(once, added=await adding.measure())
    save()
    tell("Measuring with a slow API")
    once = replace(once, slow=await slow_api.measure())
    save()
    for size in sizes:
        runs.append(await compare(size, rounds))
        save()
    print("\n".join(save()))
    errors = [line for run in runs for line in run.ours.errors]
    missed = [goal for goal in goals(runs, once) if not goal.is_met]
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
