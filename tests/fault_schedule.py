"""Random faults, minute by minute."""

from dataclasses import dataclass, field
import random
from typing import Final

from simulator import Simulator, faults

MINUTES_OF_EACH: Final = 3
LAST_FAULT: Final = 22 * 60
# The end of each hour has no faults, so that all hours end in the same state.
NO_FAULT_AFTER: Final = 45
COMMON_FAULTS: Final[tuple[faults.Fault, ...]] = (
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
)
FAULTS: Final = (*COMMON_FAULTS, faults.too_many_requests("300"))
PLACES: Final = (
    *("", "/locations", "/now", "ly_*", "/hourly_visitors", "/locations/2/*"),
    *("/locations/1/now", "/locations/3/now", "/locations/4/hourly_occupancy"),
)


@dataclass(slots=True)
class FaultSchedule:
    """Random faults that last some minutes."""

    simulator: Simulator
    rng: random.Random
    faults: list[tuple[faults.Fault, str, int]] = field(default_factory=list)
    count: int = 0

    def pass_minute(self, minute: int) -> None:
        """Start and end faults."""
        self.faults = [each for each in self.faults if each[2] > minute]
        first = minute // MINUTES_OF_EACH
        if first < len(FAULTS):
            # Each once, because the first use of an error type allocates objects.
            self.faults = [(FAULTS[first], "", minute)]
            self.count += 1
            self._apply()
            return
        is_quiet = minute % 60 > NO_FAULT_AFTER or minute > LAST_FAULT
        if is_quiet:
            self.faults.clear()
        elif self.rng.random() < 0.15:
            fault = self.rng.choice(FAULTS)
            end = minute + self.rng.randrange(1, 10)
            self.faults.append((fault, self.rng.choice(PLACES), end))
            self.count += 1
        self._apply()

    def _apply(self) -> None:
        """Make the simulator misbehave."""
        self.simulator.behave()
        for fault, place, _ in self.faults:
            self.simulator.misbehave(fault, place)
