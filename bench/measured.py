"""The results of one subject."""

from dataclasses import dataclass, field
from statistics import median
from typing import Final

from demo.home_assistant import Json

MINUTES_PER_DAY: Final = 1440


@dataclass(slots=True)
class Rounds:
    """The cost of several refreshes."""

    figures: list[Json] = field(default_factory=list)
    requests: float = 0
    bytes: float = 0

    def typical(self, name: str) -> float:
        """Return the median."""
        return float(median(figures[name] for figures in self.figures))

    def longest(self, name: str) -> float:
        """Return the largest."""
        return float(max(figures[name] for figures in self.figures))


@dataclass(slots=True, kw_only=True)
class Measured:
    """The results of one subject."""

    name: str
    locations: int
    entities: int = 0
    disabled: int = 0
    start_up: float = 0
    memory: int = 0
    errors: list[str] = field(default_factory=list)
    third: Rounds = field(default_factory=Rounds)
    watched: Rounds = field(default_factory=Rounds)
    everything: Rounds = field(default_factory=Rounds)
    nothing: Rounds = field(default_factory=Rounds)
    listed: Rounds = field(default_factory=Rounds)
    """Refreshes with nothing changed in which the list is requested too."""
    listed_watched: Rounds = field(default_factory=Rounds)
    set_up: Json = field(default_factory=dict)
    """The callbacks and the full collections of a start."""
    database_bytes: float = 0
    """By which a refresh lets the database grow."""

    @property
    def bytes_per_day(self) -> float:
        """Return the growth of the database with a refresh each minute."""
        return self.database_bytes * MINUTES_PER_DAY

    @property
    def bytes_per_state(self) -> float:
        """Return the bytes of the database for each state written."""
        return self.database_bytes / (self.third.typical("changes") or 1)

    @property
    def loop_per_state(self) -> float:
        """Return the time of the loop for each state written, in µs."""
        third = self.third
        return third.typical("loop") * 1000 / (third.typical("changes") or 1)
