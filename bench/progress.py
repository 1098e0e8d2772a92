"""The progress of the history import, as Home Assistant shows it."""

import asyncio

from demo import Demo
from demo.errors import DemoError
from demo.home_assistant import Json

UP_TO_DATE = "up_to_date"
POLL_SECONDS = 0.2


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


async def wait_until_up_to_date(demo: Demo, entity_id: str, seconds: float) -> bool:
    """Wait for the sensor to be up to date; return False after a timeout."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while (await get_state(demo, entity_id))["state"] != UP_TO_DATE:
        if loop.time() > deadline:
            return False
        await asyncio.sleep(POLL_SECONDS)
    return True


async def history_requests(demo: Demo) -> int:
    """Return the number of history requests since Home Assistant started.

    Needs `diagnostics:` in the configuration.
    """
    diagnostics = await demo.home_assistant.request(
        "GET", f"/api/diagnostics/config_entry/{demo.entry['entry_id']}"
    )
    return int(diagnostics["data"]["history"]["requests"])
