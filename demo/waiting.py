"""Waiting until the history of a demo has been imported."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import slugify

from .errors import DemoError
from .running import Demo

CAMPUS: Final = "Alder Point University"
MAX_MINUTES: Final = 60


async def history_imported(demo: Demo, account: str = CAMPUS) -> None:
    """Return once all history is there, and typical values with it."""
    sensor = f"sensor.{slugify(account)}_history"
    for _ in range(MAX_MINUTES * 6):
        for state in await demo.get_states():
            if state["entity_id"] == sensor and state["state"] == "up_to_date":
                return
        await asyncio.sleep(10)
    raise DemoError(f"the history of {account} has not been imported")


async def graph_filled(demo: Demo, entity_id: str, start: datetime) -> None:
    """Return once the graph of a sensor begins at a moment."""
    for _ in range(MAX_MINUTES * 6):
        if await demo.websocket_command(
            "recorder/statistics_during_period",
            start_time=start.isoformat(),
            end_time=(start + timedelta(days=30)).isoformat(),
            statistic_ids=[entity_id],
            period="month",
        ):
            return
        await asyncio.sleep(10)
    raise DemoError(f"{entity_id} has no history")
