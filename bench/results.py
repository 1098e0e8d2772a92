"""The page of results, and the goals."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
import os
from pathlib import Path
import platform
from typing import Final

from .backfill import Imported
from .subjects import Measured

MB: Final = 1_000_000
KB: Final = 1_000
GOALS_AT: Final = 1000
MAX_STALL_MS: Final = 20
MAX_BACKFILL_STALL_MS: Final = 50

type Figure = Callable[[Measured], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The results of all subjects at one number of locations."""

    locations: int
    ours: Measured
    floor: Measured
    per_parent: Measured
    per_location: Measured

    @property
    def subjects(self) -> Sequence[Measured]:
        """Return all subjects, ours first."""
        return self.ours, self.floor, self.per_parent, self.per_location


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit and the result, in the same unit."""

    text: str
    reached: float
    limit: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Return whether it was reached."""
        if self.at_least:
            return self.reached >= self.limit
        return self.reached <= self.limit


ROWS: Final[Sequence[tuple[str, Figure]]] = (
    ("Entities", lambda m: f"{m.entities:,}"),
    (
        "Event loop per refresh, a third changed (ms)",
        lambda m: f"{m.third.typical('loop'):.1f}",
    ),
    (
        "CPU of the process, including the recorder (ms)",
        lambda m: f"{m.third.typical('process'):.0f}",
    ),
    (
        "Longest callback of the loop, in CPU time (ms)",
        lambda m: f"{m.watched.longest('stall'):.1f}",
    ),
    (
        "From the request to the last state (ms)",
        lambda m: f"{m.third.typical('wall'):.0f}",
    ),
    ("States written", lambda m: f"{m.third.typical('changes'):,.0f}"),
    ("Requests", lambda m: f"{m.third.requests:,.0f}"),
    ("Bytes of replies", lambda m: f"{m.third.bytes:,.0f}"),
    (
        "Event loop, everything changed (ms)",
        lambda m: f"{m.everything.typical('loop'):.1f}",
    ),
    (
        "Event loop, nothing changed (ms)",
        lambda m: f"{m.nothing.typical('loop'):.1f}",
    ),
    ("Bytes of replies, nothing changed", lambda m: f"{m.nothing.bytes:,.0f}"),
    ("Errors in the log", lambda m: f"{len(m.errors):,}"),
)


def goals(compared: Compared, imported: Imported) -> list[Goal]:
    """Return all goals with their results."""
    us, floor, rest = compared.ours, compared.floor, compared.per_parent
    loop, floors = us.third.typical("loop"), floor.third.typical("loop")
    return [
        Goal("Event loop per refresh, times the floor's", loop / floors, 2),
        Goal(
            "Event loop per refresh, share of `rest`'s with one resource per parent",
            loop / rest.third.typical("loop"),
            0.25,
        ),
        Goal(
            "CPU of the process per refresh, times the floor's",
            us.third.typical("process") / floor.third.typical("process"),
            1.5,
        ),
        Goal(
            "Longest callback, ms of CPU",
            us.watched.longest("stall"),
            MAX_STALL_MS,
        ),
        Goal(
            "Event loop with nothing changed, share of with everything changed",
            us.nothing.typical("loop") / us.everything.typical("loop"),
            0.1,
        ),
        Goal(
            "CPU of the start, share of `rest`'s with one resource per parent",
            (us.start_up - floor.start_up) / (rest.start_up - floor.start_up),
            1,
        ),
        Goal(
            "Memory per enabled entity, share of a bare coordinator entity's",
            (us.memory - floor.memory) / us.entities / floor.bare,
            1,
        ),
        Goal(
            "Longest callback during the backfill, ms of CPU",
            imported.longest_callback,
            MAX_BACKFILL_STALL_MS,
        ),
        Goal(
            "Statistics rows per second, share of Home Assistant's import",
            imported.share,
            0.8,
            at_least=True,
        ),
    ]


def with_goals(runs: Sequence[Compared]) -> Compared:
    """Return the run that the goals are for, or the last one."""
    return next((run for run in runs if run.locations == GOALS_AT), runs[-1])


def lines(runs: Sequence[Compared], imported: Imported, versions: str) -> Iterator[str]:
    """Yield the page, line by line."""
    at_goal = with_goals(runs)
    now = datetime.now(UTC)
    yield "# Benchmark results"
    yield ""
    yield f"By `script/bench` on {now:%Y-%m-%d}. {versions}"
    yield f"{os.cpu_count()} cores, {_memory_gb():.0f} GB, {platform.machine()}."
    yield "Machines differ: compare the ratios, not the absolute figures."
    yield ""
    yield f"## Goals, at {at_goal.locations:,} locations"
    yield ""
    yield "| Goal | Limit | Reached | |"
    yield "| :--- | ---: | ---: | :--- |"
    for goal in goals(at_goal, imported):
        bound = "≥" if goal.at_least else "≤"
        verdict = "met" if goal.is_met else "**missed**"
        reached = f"{bound} {goal.limit:g} | {goal.reached:.2f}"
        yield f"| {goal.text} | {reached} | {verdict} |"
    for run in runs:
        yield ""
        yield f"## {run.locations:,} locations, a third of them changing"
        yield ""
        yield "| | " + " | ".join(each.name for each in run.subjects) + " |"
        yield "| :--- |" + " ---: |" * len(run.subjects)
        for title, figure in ROWS:
            yield f"| {title} | " + " | ".join(map(figure, run.subjects)) + " |"
        yield _row("CPU of the start (s)", run, lambda m: m.start_up, 1, 2)
        yield _row("Memory (MB)", run, lambda m: m.memory, MB, 1)
        yield ""
        yield _per_entity(run)
    yield ""
    yield "## Cost per location"
    yield ""
    yield "| Locations | Loop, third changed (µs) | CPU (µs) | Memory per entity (kB) |"
    yield "| ---: | ---: | ---: | ---: |"
    for run in runs:
        us = run.ours
        memory = (us.memory - run.floor.memory) / us.entities / KB
        yield (
            f"| {run.locations:,} "
            f"| {us.third.typical('loop') * KB / run.locations:.0f} "
            f"| {us.third.typical('process') * KB / run.locations:.0f} "
            f"| {memory:.1f} |"
        )
    yield ""
    yield "## Backfill"
    yield ""
    yield from imported.lines()


def _row(
    title: str,
    run: Compared,
    figure: Callable[[Measured], float],
    unit: float,
    digits: int,
) -> str:
    """Return a row of what each subject adds to Home Assistant without it."""
    empty = figure(run.floor)
    cells = [
        f"{figure(each) / unit:.{digits}f} (Home Assistant alone)"
        if each is run.floor
        else f"{(figure(each) - empty) / unit:+.{digits}f}"
        for each in run.subjects
    ]
    return f"| {title} | " + " | ".join(cells) + " |"


def _per_entity(run: Compared) -> str:
    """Return a sentence about the memory of an entity."""
    ours = (run.ours.memory - run.floor.memory) / run.ours.entities
    disabled = (
        f" {run.ours.disabled:,} disabled ones are included."
        if run.ours.disabled
        else ""
    )
    return (
        f"An entity of the integration takes {ours / KB:.1f} kB, a bare coordinator "
        f"entity of Home Assistant {run.floor.bare / KB:.1f} kB.{disabled}"
    )


def _memory_gb() -> float:
    """Return the memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def write(page: Sequence[str], path: Path) -> None:
    """Write the page."""
    path.write_text("\n".join(page) + "\n", "utf-8")
