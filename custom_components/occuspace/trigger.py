"""The triggers of automations: what happened in a location.

Each is one entry of the table at the end. Targets, behavior and duration are Home
Assistant's own. None fires because a value became known, as when Home Assistant starts
or the integration is reloaded: only what happened between two known values counts.
"""

from typing import Any, Final, override

from homeassistant.const import CONF_OPTIONS, PERCENTAGE, STATE_OFF
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR,
    EntityNumericalStateChangedTriggerBase,
    EntityNumericalStateCrossedThresholdTriggerBase,
    EntityTargetStateTriggerBase,
    NotTriggeredReasonReporter,
    Trigger,
    TriggerConfig,
)
import voluptuous as vol

from .analysis.hours_of_week import Level
from .const import CONF_FREE_CAPACITY
from .data_triggers import DataBackTrigger, DataLostTrigger
from .entity_lookup import BINARY_SENSOR, SENSOR
from .location_trigger import LocationTriggerBase


class _CrossedThreshold(
    LocationTriggerBase, EntityNumericalStateCrossedThresholdTriggerBase
):
    """A number came to lie where the threshold says."""


class _Changed(LocationTriggerBase, EntityNumericalStateChangedTriggerBase):
    """A number became another."""


class _Became(LocationTriggerBase, EntityTargetStateTriggerBase):
    """A state became one of some, having been none of them."""


class _FilledUp(LocationTriggerBase):
    """The places left became so few, having been more."""

    _schema = ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR.extend(
        {
            vol.Required(CONF_OPTIONS, default={}): {
                vol.Required(CONF_FREE_CAPACITY, default=0): cv.positive_int
            }
        }
    )

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take over how few."""
        super().__init__(hass, config)
        self._most: int = self._options[CONF_FREE_CAPACITY]

    def _is_full(self, state: State) -> bool:
        """Return whether the places left are known, and so few."""
        try:
            return float(state.state) <= self._most
        except ValueError:
            return False

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether there were more before."""
        return not self._is_full(from_state)

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether there are so few now."""
        return self._is_full(state)


def _on[TriggerT: LocationTriggerBase](
    base: type[TriggerT], kind: str, **more: Any
) -> type[Trigger]:
    """Return a trigger on one kind of value."""
    return type(base.__name__, (base,), {"kind": kind, "_domain_specs": SENSOR, **more})


def _became(kind: str, *states: str) -> type[Trigger]:
    """Return a trigger on a value that becomes one of some."""
    return _on(_Became, kind, _to_states=set(states))


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "occupancy_crossed_threshold": _on(_CrossedThreshold, "count"),
    "utilization_crossed_threshold": _on(
        _CrossedThreshold, "percentage", _valid_unit=PERCENTAGE
    ),
    "occupancy_changed": _on(_Changed, "count"),
    "became_busy": _became("busy_level", "busy", "very_busy"),
    "became_very_busy": _became("busy_level", "very_busy"),
    "became_quiet": _became("busy_level", "not_busy"),
    "became_busier_than_usual": _became(
        "compared_to_usual", Level.BUSIER, Level.MUCH_BUSIER
    ),
    "became_quieter_than_usual": _became(
        "compared_to_usual", Level.QUIETER, Level.MUCH_QUIETER
    ),
    "filled_up": _on(_FilledUp, "free_capacity"),
    "emptied": _on(
        _Became, "occupied", _domain_specs=BINARY_SENSOR, _to_states={STATE_OFF}
    ),
    "data_lost": DataLostTrigger,
    "data_back": DataBackTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return every trigger by its key."""
    return TRIGGERS
