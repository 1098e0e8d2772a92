"""How the fetching of the past stands, as Home Assistant shows it."""

import asyncio
from collections.abc import Awaitable, Callable
import re

from demo import Demo
from demo.errors import DemoError
from demo.home_assistant import Json

UP_TO_DATE = "up_to_date"
SECONDS_BETWEEN_LOOKS = 1
ANNOUNCEMENT = re.compile(r"Fetching the past of .*: (\d+) requests$", re.MULTILINE)


async def history_entity(demo: Demo) -> str:
    """Return the entity id of the account's sensor History."""
    for entity in await demo.websocket_command("config/entity_registry/list"):
        account, _, rest = str(entity["unique_id"]).partition("_")
        if entity["platform"] == "occuspace" and rest == f"{account}_history":
            return str(entity["entity_id"])
    raise DemoError(f"Home Assistant has no sensor History. Its log:\n{demo.log()}")


async def get_state(demo: Demo, entity_id: str) -> Json:
    """Return an entity's state."""
    state: Json = await demo.home_assistant.request("GET", f"/api/states/{entity_id}")
    return state


async def wait_until_up_to_date(
    demo: Demo,
    entity_id: str,
    seconds: float,
    on_look: Callable[[Json], Awaitable[None] | None] = lambda _: None,
) -> bool:
    """Return whether the sensor says so before the time is up."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while (state := await get_state(demo, entity_id))["state"] != UP_TO_DATE:
        if loop.time() > deadline:
            return False
        if looked := on_look(state):
            await looked
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def requests_announced(log: str) -> int:
    """Return how many requests the integration said it would make, all runs added."""
    return sum(int(number) for number in ANNOUNCEMENT.findall(log))
