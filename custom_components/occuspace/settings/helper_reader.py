"""Reads an entity of Home Assistant, again whenever it changes."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.event import async_track_state_change_event

from ..const import LOGGER

# In seconds; an entity that changes all the time is read this often.
COOLDOWN: Final = 5.0


class UnreadableError(Exception):
    """What an entity has is not readable."""


class HelperReader[ReadingT](ABC):
    """The last reading of an entity, shared by all locations that use it.

    An entity that is unavailable or unreadable keeps its last reading; one that no
    longer exists has none.
    """

    def __init__(
        self, hass: HomeAssistant, entity_id: str, on_change: Callable[[], None]
    ) -> None:
        """Initialise without a reading."""
        self.entity_id = entity_id
        self.reading: ReadingT | None = None
        self.is_gone = False
        self._hass = hass
        self._on_change = on_change
        self._debouncer = Debouncer(
            hass, LOGGER, cooldown=COOLDOWN, immediate=True, function=self.async_read
        )

    @callback
    def async_start(self) -> Callable[[], None]:
        """Read again whenever the entity changes; return a function that stops."""
        remove = async_track_state_change_event(
            self._hass, self.entity_id, self._on_state
        )

        @callback
        def stop() -> None:
            remove()
            self._debouncer.async_shutdown()

        return stop

    @callback
    def async_schedule_read(self) -> None:
        """Read soon."""
        self._debouncer.async_schedule_call()

    async def async_read(self) -> None:
        """Read the entity, and tell if the reading has changed."""
        before = self.reading, self.is_gone
        state = self._hass.states.get(self.entity_id)
        registered = er.async_get(self._hass).async_get(self.entity_id)
        # Entities are added until Home Assistant has started.
        self.is_gone = state is None and registered is None and self._hass.is_running
        if self.is_gone:
            self.reading = None
        elif state is not None and state.state != STATE_UNAVAILABLE:
            try:
                self.reading = await self._async_read()
            except (
                HomeAssistantError,
                UnreadableError,
                LookupError,
                TypeError,
                ValueError,
            ) as err:
                LOGGER.info("%s could not be read: %s", self.entity_id, err)
        if (self.reading, self.is_gone) != before:
            self._on_change()

    @abstractmethod
    async def _async_read(self) -> ReadingT:
        """Return what the entity has."""

    async def _async_call(self, domain: str, action: str, **data: Any) -> Any:
        """Return the response of an action of the entity."""
        response = await self._hass.services.async_call(
            domain,
            action,
            data,
            target={"entity_id": self.entity_id},
            blocking=True,
            return_response=True,
        )
        if not response or self.entity_id not in response:
            raise UnreadableError("no response")
        return response[self.entity_id]

    @callback
    def _on_state(self, _event: Event[EventStateChangedData]) -> None:
        """Read the entity, which has changed."""
        self.async_schedule_read()
