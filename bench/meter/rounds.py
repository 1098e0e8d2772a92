"""Refreshes and the cost of each."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
import gc
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.json import json_bytes
from homeassistant.helpers.recorder import get_instance
from homeassistant.util.json import JsonObjectType

from .callbacks import MS, CallbackWatch
from .floor import Floor, Write
from .list_due import make_list_due

QUIET_SECONDS = 0.1

type Refresh = Callable[[], Awaitable[object]]


class Rounds:
    """Advances the account, refreshes, waits for all writes, and measures."""

    def __init__(self, hass: HomeAssistant, floor: Floor) -> None:
        """Start to count state changes."""
        self._hass = hass
        self._floor = floor
        self._changes = 0
        self._last_change = 0.0
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._count_change)

    @callback
    def _count_change(self, _event: Event[EventStateChangedData]) -> None:
        """Count a state change."""
        self._changes += 1
        self._last_change = perf_counter()

    async def async_measure(self, data: JsonObjectType) -> JsonObjectType:
        """Measure one round per share of changing locations."""
        recording = str(data.get("recording", ""))
        if recording:
            await self._floor.async_load(
                recording, as_entities=data["subject"] == "entities"
            )
            await self._async_settle()
        refresh = self._refresh_of(str(data["subject"]))
        figures: list[dict[str, float]] = []
        written: list[list[Write]] = []
        for share in data["shares"]:  # type: ignore[union-attr]
            if share:
                await self._async_advance(str(data["control_url"]), float(str(share)))
            if data["subject"] == "occuspace":
                make_list_due(is_due=bool(data.get("list_due")))
            before = {each.entity_id: each for each in self._hass.states.async_all()}
            figures.append(
                await self._async_round(refresh, watched=bool(data.get("watched")))
            )
            written.append(
                [
                    (each.entity_id, each.state, dict(each.attributes))
                    for each in self._hass.states.async_all()
                    if before.get(each.entity_id) is not each
                ]
            )
        if data.get("record"):
            path = Path(str(data["record"]))
            await self._hass.async_add_executor_job(
                path.write_bytes, json_bytes(written)
            )
        return {"rounds": figures}  # type: ignore[dict-item]

    def _refresh_of(self, subject: str) -> Refresh:
        """Return the function that refreshes a subject."""
        if subject in {"floor", "entities"}:
            return self._floor.async_refresh
        coordinators: Sequence[Any]
        if subject == "rest":
            coordinators = self._hass.data["rest"]["coordinator"]
        else:
            coordinators = [
                entry.runtime_data.coordinator
                for entry in self._hass.config_entries.async_loaded_entries(subject)
            ]

        async def refresh() -> None:
            await asyncio.gather(*(each.async_refresh() for each in coordinators))

        return refresh

    async def _async_advance(self, url: str, share: float) -> None:
        """Change a share of the locations."""
        session = async_get_clientsession(self._hass)
        async with session.post(f"{url}/advance", params={"share": share}) as response:
            response.raise_for_status()

    async def _async_settle(self) -> None:
        """Wait until all states and database rows are written."""
        while True:
            changes = self._changes
            await asyncio.sleep(QUIET_SECONDS)
            if changes == self._changes:
                break
        await get_instance(self._hass).async_block_till_done()

    async def _async_round(
        self, refresh: Refresh, *, watched: bool
    ) -> dict[str, float]:
        """Refresh once; times in ms."""
        await self._async_settle()
        if not watched:
            # So that no collection is counted that was due before.
            await self._hass.async_add_executor_job(gc.collect)
        await asyncio.sleep(QUIET_SECONDS)
        changes = self._changes
        self._last_change = started = perf_counter()
        in_loop, in_process = thread_time(), process_time()
        watch = CallbackWatch()
        if watched:
            watch.start()
        try:
            await refresh()
            answered = perf_counter()
            await self._async_settle()
        finally:
            watch.stop()
        return {
            "loop": (thread_time() - in_loop) * MS,
            "process": (process_time() - in_process) * MS,
            "wall": (max(self._last_change, answered) - started) * MS,
            **watch.figures(),
            "changes": self._changes - changes,
        }
