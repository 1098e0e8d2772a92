"""The goals, and what was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .adding import Added
from .backfill import Imported
from .first_results import Simulated
from .measured import Measured
from .slow_api import Slow

GOALS_AT: Final = 1000
MAX_STALL_MS: Final = 20
MAX_MINUTES: Final = (10, 40, 175)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The results of all subjects at one number of locations."""

    locations: int
    ours: Measured
    floor: Measured
    entities: Measured
    """The floor through `SensorEntity`."""
    rest: Measured
    bare: Measured

    @property
    def subjects(self) -> Sequence[Measured]:
        """Return those that refresh, ours first."""
        return self.ours, self.floor, self.entities, self.rest

    @property
    def memory_share(self) -> float:
        """Return the memory as a share of the bare entities'."""
        empty = self.floor.memory
        return (self.ours.memory - empty) / (self.bare.memory - empty)

    def start_up(self, measured: Measured) -> float:
        """Return the CPU seconds that a subject adds to the start."""
        return measured.start_up - self.floor.start_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """What is measured at one size only; None for what has not been measured yet."""

    imported: Imported | None = None
    simulated: Sequence[Simulated] = ()
    added: Added | None = None
    slow: Slow | None = None


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


def goals(runs: Sequence[Compared], once: Once) -> list[Goal]:
    """Return all goals that have results."""
    found = list(_at_one_size(with_goals(runs))) if runs else []
    for run in runs:
        found += _stalls(run)
    return [*found, *_once(once)]


def _at_one_size(run: Compared) -> Iterator[Goal]:
    """Yield the goals of comparisons."""
    us, floor, entities, rest = run.ours, run.floor, run.entities, run.rest
    loop = us.third.typical("loop")
    yield Goal(
        "Event loop per refresh, times the floor's through `SensorEntity`",
        loop / entities.third.typical("loop"),
        1.6,
    )
    yield Goal(
        "Event loop per refresh, times the bare floor's",
        loop / floor.third.typical("loop"),
        2,
    )
    yield Goal(
        "Event loop per refresh, share of `rest`'s with templates",
        loop / rest.third.typical("loop"),
        0.25,
    )
    yield Goal(
        "CPU of the process per refresh, times the bare floor's",
        us.third.typical("process") / floor.third.typical("process"),
        1.5,
    )
    everything = us.everything.typical("loop")
    yield Goal(
        "Event loop with nothing changed, share of with everything changed",
        us.nothing.typical("loop") / everything,
        0.1,
    )
    yield Goal(
        "The same, when the list is due",
        us.listed.typical("loop") / everything,
        0.1,
    )
    start = run.start_up(us) / run.start_up(rest)
    yield Goal(
        "CPU of the start per enabled entity, share of `rest`'s with templates",
        start * rest.entities / us.entities,
        0.6,
    )
    yield Goal("CPU of the start, times `rest`'s with templates", start, 1.4)
    yield Goal(
        "Memory, share of as many bare coordinator entities'", run.memory_share, 1
    )


def _stalls(run: Compared) -> Iterator[Goal]:
    """Yield the goals of the longest callbacks."""
    us, at = run.ours, f"{run.locations:,} locations"
    for what, reached in (
        ("set-up", us.set_up["stall"]),
        ("refresh", us.watched.longest("stall")),
        ("refresh with the list", us.listed_watched.longest("stall")),
    ):
        yield Goal(f"Longest callback, {what}, {at} (ms)", reached, MAX_STALL_MS)


def _once(once: Once) -> Iterator[Goal]:
    """Yield the goals of what is measured at one size only."""
    if imported := once.imported:
        yield Goal(
            "Longest callback, backfill (ms)", imported.longest["stall"], MAX_STALL_MS
        )
        yield Goal(
            "Statistics rows per second, share of Home Assistant's import at the same "
            "batch size",
            imported.share,
            0.7,
            at_least=True,
        )
    for each in once.simulated[:1]:
        for (what, minutes), limit in zip(each.minutes(), MAX_MINUTES, strict=True):
            yield Goal(f"{what}, {each.name} (min)", minutes, limit)
    if slow := once.slow:
        yield Goal("Slow API: the start is held up (s)", slow.held_up, 10)
        yield Goal("Slow API: from a reply to its states (s)", slow.reply_to_state, 2)


def with_goals(runs: Sequence[Compared]) -> Compared:
    """Return the run that the goals are for, or the last one."""
    return next((run for run in runs if run.locations == GOALS_AT), runs[-1])
