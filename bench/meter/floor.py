"""The minimum of work: request, parse, write the changed states."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import time
from typing import Any

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import orjson

from .recorded_entities import RecordedEntities

CONCURRENT = 4
PER_SLICE = 500

type Write = tuple[str, str, dict[str, Any]]


class Floor:
    """Replays recorded requests and state changes without any logic."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialise without a recording."""
        self._hass = hass
        self._urls: list[str] = []
        self._headers: dict[str, str] = {}
        self._rounds: Iterator[Callable[[], None]] = iter(())

    async def async_load(self, path: str, *, as_entities: bool) -> None:
        """Read a recording and write its initial states."""
        recording = orjson.loads(
            await self._hass.async_add_executor_job(Path(path).read_bytes)
        )
        self._urls = recording["urls"]
        self._headers = {"Authorization": f"Bearer {recording['token']}"}
        states, rounds = recording["states"], recording["rounds"]
        entities = RecordedEntities(self._hass) if as_entities else None
        for first in range(0, len(states), PER_SLICE):
            some = states[first : first + PER_SLICE]
            if entities:
                await entities.async_add(some)
            else:
                self._write(some)
            await asyncio.sleep(0)
        # Prepared in advance, so that nothing but the writing is measured.
        self._rounds = iter(
            [
                entities.prepare(changes) if entities else partial(self._write, changes)
                for changes in rounds
            ]
        )

    async def async_refresh(self) -> None:
        """Replay one round."""
        session = async_get_clientsession(self._hass)
        pending = iter(self._urls)
        async with asyncio.TaskGroup() as group:
            for _ in range(CONCURRENT):
                group.create_task(self._request(session, pending))
        next(self._rounds)()

    async def _request(
        self, session: aiohttp.ClientSession, urls: Iterator[str]
    ) -> None:
        """Request URLs from the shared iterator."""
        for url in urls:
            async with session.get(url, headers=self._headers) as response:
                orjson.loads(await response.read())

    def _write(self, states: Sequence[Write]) -> None:
        """Write states."""
        now, force_update = time(), False
        write = self._hass.states.async_set_internal
        for entity_id, state, attributes in states:
            write(entity_id, state, attributes, force_update, None, None, now)
