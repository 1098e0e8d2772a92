"""Runs the typical week and the forecast over the pedestrian counters of Auckland."""

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
import sys
from typing import Final

from demo.folder import ROOT

from .backtest_campus import extreme_weeks
from .backtest_data import read
from .backtest_figures import measure
from .backtest_page import goals, lines

PAGE: Final = ROOT / "docs" / "accuracy.md"
YEARS: Final = (2022, 2023, 2024)


def main() -> int:
    """Measure; return the exit code."""
    parser = ArgumentParser("script/backtest", description=__doc__)
    parser.add_argument(
        "--counters", type=int, metavar="N", help="only the busiest, writing nothing"
    )
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    options = parser.parse_args()
    counters = read(options.data, YEARS[0] - 1, YEARS[-1])[: options.counters]
    years = []
    for year in YEARS:
        years.append(measure(counters, year))
        print(f"{year}: {years[-1].counters} counters", file=sys.stderr, flush=True)
    campus = extreme_weeks() if options.counters is None else ()
    page = "\n".join(lines(years, campus)) + "\n"
    print(page)
    if options.counters is None:
        PAGE.write_text(page, "utf-8")
    missed = [goal for goal in goals(years[-1]) if not goal.is_met]
    for goal in missed:
        print(f"Missed: {goal.text}: {goal.reached:.3f}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
