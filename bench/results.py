"""The page of results."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
import os
from pathlib import Path
import platform
from typing import Final

from .goals import Compared, Once, goals, with_goals
from .measured import Measured

MB: Final = 1_000_000
KB: Final = 1_000

type Figure = Callable[[Measured], str]


ROWS: Final[Sequence[tuple[str, Figure]]] = (
    ("Entities", lambda m: f"{m.entities:,}"),
    (
        "Event loop per refresh, a third changed (ms)",
        lambda m: f"{m.third.typical('loop'):.1f}",
    ),
    ("The same per state written (µs)", lambda m: f"{m.loop_per_state:.0f}"),
    (
        "CPU of the process, including the recorder (ms)",
        lambda m: f"{m.third.typical('process'):.0f}",
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
    (
        "The same when the list is due (ms)",
        lambda m: f"{m.listed.typical('loop'):.1f}" if m.listed.figures else "-",
    ),
    ("Bytes of replies, nothing changed", lambda m: f"{m.nothing.bytes:,.0f}"),
    (
        "Database per day, a third changing each minute (MB)",
        lambda m: f"{m.bytes_per_day / MB:.0f}",
    ),
    ("Database per state written (bytes)", lambda m: f"{m.bytes_per_state:.0f}"),
    ("Errors in the log", lambda m: f"{len(m.errors):,}"),
)


def lines(runs: Sequence[Compared], once: Once, versions: str) -> Iterator[str]:
    """Yield the page, line by line."""
    now = datetime.now(UTC)
    yield "# Benchmark results"
    yield ""
    yield f"By `script/bench` on {now:%Y-%m-%d}. {versions}"
    yield f"{os.cpu_count()} cores, {_memory_gb():.0f} GB, {platform.machine()}."
    yield "Machines differ: compare the ratios, not the absolute figures."
    yield ""
    at = f", at {with_goals(runs).locations:,} locations" if runs else ""
    yield f"## Goals{at}"
    yield ""
    yield "| Goal | Limit | Reached | |"
    yield "| :--- | ---: | ---: | :--- |"
    for goal in goals(runs, once):
        bound = "≥" if goal.at_least else "≤"
        verdict = "met" if goal.is_met else "**missed**"
        reached = f"{bound} {goal.limit:g} | {goal.reached:.2f}"
        yield f"| {goal.text} | {reached} | {verdict} |"
    yield ""
    yield from _subjects()
    for run in runs:
        yield from _of_one_size(run)
    if runs:
        yield from _per_location(runs)
    if once.imported:
        yield ""
        yield "## Backfill"
        yield ""
        yield from once.imported.lines()
    if once.simulated:
        yield ""
        yield "## When the history is useful"
        yield ""
        for each in once.simulated:
            yield from each.lines()
    if once.added:
        yield ""
        yield "## Adding an account"
        yield ""
        yield once.added.line()
    if once.slow:
        yield ""
        yield "## A slow API"
        yield ""
        yield once.slow.line()


def _subjects() -> Iterator[str]:
    """Yield what is compared."""
    yield (
        "`rest` and templates: Home Assistant's `rest` with one resource per parent, "
        "and its `template` for the live values that follow from the replies: those "
        "that the integration enables by default in an account of this size, and the "
        "percentages. Values that need history are the integration's alone. The floor "
        "sends the recorded requests and writes the recorded states; through "
        "`SensorEntity`, with entities that have the same attributes. `rest` with one "
        "resource per location is left out: its refreshes take longer."
    )
    yield ""
    yield (
        "Callbacks are measured in CPU time, garbage collection included unless said "
        "otherwise, and in refreshes of their own. The set-up is that of a start of "
        "Home Assistant; what took longest then is named. A full collection stops "
        "the event loop in whatever thread it runs."
    )


def _of_one_size(run: Compared) -> Iterator[str]:
    """Yield the tables of a number of locations."""
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
    yield from _callbacks(run)
    yield ""
    yield _memory(run)


def _callbacks(run: Compared) -> Iterator[str]:
    """Yield the table of the longest callbacks and the full collections."""
    yield (
        "| | Longest callback (ms) | Without garbage collection (ms) "
        "| Full collections | The longest (ms) |"
    )
    yield "| :--- | ---: | ---: | ---: | ---: |"
    for each in run.subjects:
        parts = [
            (
                f"set-up of {each.name} (`{each.set_up.get('callback')}`)",
                [each.set_up] if each.set_up else [],
            ),
            (f"refreshes of {each.name}", each.watched.figures),
            (f"refreshes with the list of {each.name}", each.listed_watched.figures),
        ]
        for title, figures in parts:
            if figures:
                yield (
                    f"| {title[0].upper()}{title[1:]} "
                    f"| {max(one['stall'] for one in figures):.1f} "
                    f"| {max(one['stall_without_gc'] for one in figures):.1f} "
                    f"| {sum(one['full_collections'] for one in figures):.0f} "
                    f"| {max(one['max_collection'] for one in figures):.1f} |"
                )


def _row(
    title: str,
    run: Compared,
    figure: Callable[[Measured], float],
    unit: float,
    digits: int,
) -> str:
    """Return a row of what each subject adds to Home Assistant without it."""
    empty = figure(run.floor)
    cells = {
        id(run.floor): f"{empty / unit:.{digits}f} (Home Assistant alone)",
        # The recorded entities are only added later.
        id(run.entities): "-",
    }
    return (
        f"| {title} | "
        + " | ".join(
            cells.get(id(each), f"{(figure(each) - empty) / unit:+.{digits}f}")
            for each in run.subjects
        )
        + " |"
    )


def _memory(run: Compared) -> str:
    """Return sentences about the memory of an entity."""
    ours, bare = (
        (each.memory - run.floor.memory) / run.ours.entities / KB
        for each in (run.ours, run.bare)
    )
    return (
        f"An entity of the integration takes {ours:.1f} kB, a bare coordinator entity "
        f"of Home Assistant {bare:.1f} kB: {run.ours.entities:,} entities of "
        f"{run.locations:,} devices in a config entry, measured after a restart in a "
        f"process of their own. Both have {run.ours.disabled:,} disabled registry "
        "entries, which are included."
    )


def _per_location(runs: Sequence[Compared]) -> Iterator[str]:
    """Yield the table of costs per location."""
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


def _memory_gb() -> float:
    """Return the memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def write(page: Sequence[str], path: Path) -> None:
    """Write the page."""
    path.write_text("\n".join(page) + "\n", "utf-8")
