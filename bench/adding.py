"""How long adding an account takes: until the dialog answers, and in all."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from demo import running_demo
from simulator import DEFAULT_TOKEN, generated_account

from .counting_server import counting_server
from .stepwise_server import ZONE
from .subjects import METER, wait_until_idle

LOCATIONS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The seconds since the token was sent."""

    locations: int
    answered: float
    last_entity: float
    entities: int

    def line(self) -> str:
        """Return a sentence."""
        return (
            f"{self.locations:,} locations: the config flow answers after "
            f"{self.answered:.1f} s, and the last of {self.entities:,} entities is "
            f"there after {self.last_entity:.1f} s."
        )


async def measure(locations: int = LOCATIONS) -> Added:
    """Add an account without history to fetch."""
    today = datetime.now(ZoneInfo(ZONE)).date()
    async with (
        counting_server(generated_account(locations, ZONE, opened=today)) as server,
        running_demo(
            account="generated",
            api_token=DEFAULT_TOKEN,
            base_url=server.simulator.base_url,
            time_zone=ZONE,
            components=[METER],
            adds_account=False,
        ) as demo,
    ):
        before = await demo.call_action("meter", "start_up", {})
        started = monotonic()
        await demo.home_assistant.add_account(
            demo.api_token, {"base_url": demo.base_url, "time_zone": ZONE}
        )
        answered = monotonic() - started
        await wait_until_idle(demo, "a new account")
        after = await demo.call_action("meter", "start_up", {})
    return Added(
        locations=locations,
        answered=answered,
        # Both processes read the same clock of the machine.
        last_entity=after["last_entity"] - started,
        entities=after["entities"] - before["entities"],
    )
