"""The conditions of automations: what holds in a location now.

Each is one entry of the table at the end. Targets, behavior and duration are Home
Assistant's own. Of a location of which nothing is known no condition holds, nor does
one of "all" if it is among them.
"""

from typing import Any, ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, PERCENTAGE
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import (
    ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL,
    Condition,
    ConditionConfig,
    EntityConditionBase,
    EntityNumericalConditionBase,
)
import voluptuous as vol

from .analysis.hours_of_week import UsualLevel
from .entity_lookup import SENSOR, UNKNOWN_STATES, filter_by_key
from .sensor_descriptions import BUSY_LEVELS


class _LocationCondition(EntityConditionBase):
    """A condition on one kind of a location's values."""

    kind: ClassVar[str]
    """The translation key of the entities that have the value."""
    _domain_specs = SENSOR

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return the targeted entities that are of this kind."""
        return filter_by_key(self._hass, super().entity_filter(entities), self.kind)

    @override
    def _should_include(self, _state: State) -> bool:
        """Count every location: of one that is not known, "all" cannot be said."""
        return True

    @override
    def _check_all_match_state(self, states: list[State]) -> bool:
        """Return whether all match; without any nothing can be said."""
        return bool(states) and super()._check_all_match_state(states)


class _Is(_LocationCondition, EntityNumericalConditionBase):
    """A number lies where the threshold says."""


class _IsOneOf(_LocationCondition):
    """A state is one of those chosen."""

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Take over which."""
        super().__init__(hass, config)
        self._states: list[str] = (config.options or {})[self.kind]

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether the state is among them."""
        return entity_state.state in self._states


class _IsReporting(_LocationCondition):
    """A value is known."""

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether the state is a value."""
        return entity_state.state not in UNKNOWN_STATES


def _on[ConditionT: _LocationCondition](
    base: type[ConditionT], kind: str, **more: Any
) -> type[Condition]:
    """Return a condition on one kind of value."""
    return type(base.__name__, (base,), {"kind": kind, **more})


def _is_one_of(kind: str, levels: list[str]) -> type[Condition]:
    """Return a condition on a value that is one of the chosen levels."""
    schema = ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL.extend(
        {
            vol.Required(CONF_OPTIONS): {
                vol.Required(kind): vol.All(
                    cv.ensure_list, vol.Length(min=1), [vol.In(levels)]
                )
            }
        }
    )
    return _on(_IsOneOf, kind, _schema=schema)


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_occupancy": _on(_Is, "count"),
    "is_utilization": _on(_Is, "percentage", _valid_unit=PERCENTAGE),
    "is_busy_level": _is_one_of("busy_level", BUSY_LEVELS),
    "is_compared_to_usual": _is_one_of("compared_to_usual", list(UsualLevel)),
    "is_reporting": _on(_IsReporting, "count"),
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return every condition by its key."""
    return CONDITIONS
