"""CPU time, memory and states of Home Assistant's process."""

import ctypes
import gc
from pathlib import Path
from time import monotonic, process_time

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
    """The CPU time used up to the moment when the last entity was added."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start to count new entities."""
        self._cpu, self._last = process_time(), monotonic()
        self._entities = 0
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._count_new_entity)

    @callback
    def _count_new_entity(self, event: Event[EventStateChangedData]) -> None:
        """Record the CPU time when an entity is new."""
        if event.data["old_state"] is None:
            self._entities += 1
            self._cpu, self._last = process_time(), monotonic()

    def figures(self) -> JsonObjectType:
        """Return the CPU seconds up to then and now, and the entities.

        `last_entity` is when the last one was added, on the machine's clock.
        """
        return {
            "cpu": self._cpu,
            "cpu_now": process_time(),
            "entities": self._entities,
            "last_entity": self._last,
        }


def memory_in_use() -> int:
    """Return the bytes of memory in use, after returning free memory to the system."""
    gc.collect()
    # The allocator keeps a varying amount of free memory.
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096


def states_of(hass: HomeAssistant, platform: str) -> JsonObjectType:
    """Return the states of a platform and the number of its disabled entities."""
    entities = [
        each
        for each in er.async_get(hass).entities.values()
        if each.platform == platform
    ]
    found = [(each, hass.states.get(each.entity_id)) for each in entities]
    states = [(entity, state) for entity, state in found if state is not None]
    return {
        "states": [
            {
                "entity_id": each.entity_id,
                "unique_id": entity.unique_id,
                "updated": each.last_updated_timestamp,
                "state": each.state,
                "attributes": dict(each.attributes),
            }
            for entity, each in states
        ],
        "disabled": sum(each.disabled_by is not None for each in entities),
        "unavailable": sum(each.state == STATE_UNAVAILABLE for _, each in states),
    }
