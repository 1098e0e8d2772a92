"""What Home Assistant's process has used."""

import ctypes
import gc
from pathlib import Path
from time import process_time

from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNAVAILABLE
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.util.json import JsonObjectType


class StartUp:
    """How much CPU had been used when the last entity appeared."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Watch entities appear from now on."""
        self._cpu = process_time()
        self._entities = 0
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._note)

    @callback
    def _note(self, event: Event[EventStateChangedData]) -> None:
        """Take note of the moment, if an entity is new."""
        if event.data["old_state"] is None:
            self._entities += 1
            self._cpu = process_time()

    def figures(self) -> JsonObjectType:
        """Return seconds of CPU, till then and till now, and how many have appeared."""
        return {
            "cpu": self._cpu,
            "cpu_now": process_time(),
            "entities": self._entities,
        }


def memory_in_use() -> int:
    """Return the bytes of memory that the process has, without what it could return."""
    gc.collect()
    # What is free is otherwise kept for later, more of it after one run than another.
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096


def states_of(hass: HomeAssistant, platform: str) -> JsonObjectType:
    """Return the states of a platform, and how many of its entities are disabled."""
    entities = [
        each
        for each in er.async_get(hass).entities.values()
        if each.platform == platform
    ]
    there = [hass.states.get(each.entity_id) for each in entities]
    states = [each for each in there if each is not None]
    return {
        "states": [
            {
                "entity_id": each.entity_id,
                "state": each.state,
                "attributes": dict(each.attributes),
            }
            for each in states
        ],
        "disabled": sum(each.disabled_by is not None for each in entities),
        "unavailable": sum(each.state == STATE_UNAVAILABLE for each in states),
    }
