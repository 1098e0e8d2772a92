"""What a slow API does to the start of Home Assistant and to the states."""

from dataclasses import dataclass
from time import monotonic
from typing import Final

from demo.home_assistant import Json

from .rest_templates import QUIETEST
from .subjects import Subject, running

LOCATIONS: Final = 1000
DELAY: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Seconds, with an API that takes some for each reply."""

    locations: int
    requests: int
    fast_start: float
    slow_start: float
    reply_to_state: float

    @property
    def held_up(self) -> float:
        """Return for how long the start of Home Assistant is held up."""
        return self.slow_start - self.fast_start

    def line(self) -> str:
        """Return a sentence."""
        return (
            f"{self.locations:,} locations, {self.requests} requests, {DELAY:.0f} s "
            f"per reply: Home Assistant is running after {self.slow_start:.1f} s "
            f"instead of {self.fast_start:.1f} s. A state follows its reply by "
            f"{self.reply_to_state:.1f} s at most."
        )


async def measure(locations: int = LOCATIONS) -> Slow:
    """Restart with a fast and a slow API, and refresh once with the slow one."""
    async with running("occuspace", "a slow API", locations) as subject:
        fast = await _seconds_to_start(subject)
        await subject.settle()
        await subject.account.set_delay(DELAY)
        slow = await _seconds_to_start(subject)
        await subject.account.set_delay(0)
        await subject.settle()
        await subject.account.set_delay(DELAY)
        refresh = await subject.refresh([1.0])
        return Slow(
            locations=locations,
            requests=round(refresh.requests),
            fast_start=fast,
            slow_start=slow,
            reply_to_state=await _longest_delay(subject),
        )


async def _seconds_to_start(subject: Subject) -> float:
    """Restart, and return the seconds until Home Assistant is running."""
    started = monotonic()
    await subject.demo.restart_home_assistant()
    return monotonic() - started


async def _longest_delay(subject: Subject) -> float:
    """Return the longest time from a reply to a state that it changed, in seconds."""
    replied: Json = (await subject.account.counters())["replied"]
    parents = {
        each["id"]: each["parentID"] for each in await subject.account.locations()
    }
    shown = await subject.meter("states", platform="occuspace")
    first, delays = min(replied.values()), [0.0]
    for state in shown["states"]:
        _, location, key = str(state["unique_id"]).split("_", 2)
        if key == QUIETEST or not location.isdecimal() or state["updated"] < first:
            # The quietest space follows from several replies.
            continue
        for id_ in (int(location), parents[int(location)]):
            if (at := replied.get(f"/v1/locations/{id_}/now")) is not None:
                delays.append(state["updated"] - at)
                break
    return max(delays)
