"""Faults that come and go by chance, minute by minute."""

from dataclasses import dataclass, field
import random
from typing import Final

from simulator import Simulator, faults

MINUTES_OF_EACH: Final = 3
LAST_FAULT: Final = 22 * 60
# The end of each hour is quiet, so that all hours end alike.
NO_FAULT_AFTER: Final = 45
FAULTS: Final = (
    faults.BAD_REQUEST,
    faults.UNAUTHORIZED,
    faults.FORBIDDEN,
    faults.NOT_FOUND,
    faults.INTERNAL_SERVER_ERROR,
    faults.SERVICE_UNAVAILABLE,
    faults.HTML_PAGE,
    faults.NOT_JSON,
    faults.WRONG_TOP_LEVEL,
    faults.Truncated(),
    faults.ConnectionReset(),
    faults.ConnectionReset(midway=True),
    faults.Redirect("http://127.0.0.1:1/elsewhere"),
    faults.too_many_requests("5"),
    faults.too_many_requests("300"),
)
PLACES: Final = (
    *("", "/locations", "/now", "ly_*", "/hourly_visitors", "/locations/2/*"),
    *("/locations/1/now", "/locations/3/now", "/locations/4/hourly_occupancy"),
)


@dataclass(slots=True)
class Weather:
    """Faults that come by chance, and go after some minutes."""

    simulator: Simulator
    chance: random.Random
    faults: list[tuple[faults.Fault, str, int]] = field(default_factory=list)
    struck: int = 0

    def pass_minute(self, minute: int) -> None:
        """Let faults come and go."""
        self.faults = [each for each in self.faults if each[2] > minute]
        first = minute // MINUTES_OF_EACH
        if first < len(FAULTS):
            # Each once, as types of errors are remembered from their first use on.
            self.faults = [(FAULTS[first], "", minute)]
            self.struck += 1
            self._strike()
            return
        is_quiet = minute % 60 > NO_FAULT_AFTER or minute > LAST_FAULT
        if is_quiet:
            self.faults.clear()
        elif self.chance.random() < 0.15:
            fault = self.chance.choice(FAULTS)
            end = minute + self.chance.randrange(1, 10)
            self.faults.append((fault, self.chance.choice(PLACES), end))
            self.struck += 1
        self._strike()

    def _strike(self) -> None:
        """Let the faults that there are be met."""
        self.simulator.behave()
        for fault, place, _ in self.faults:
            self.simulator.misbehave(fault, place)
