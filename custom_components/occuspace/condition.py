"""Conditions for the entities of locations.

`CONDITIONS` lists them all. Targets, behavior and duration are Home Assistant's own.
Conditions never pass for unknown values; with "all", one unknown location is enough
to fail.
"""

from typing import Any, ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, PERCENTAGE, STATE_ON
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
from .entity_lookup import BINARY_SENSOR, SENSOR, UNKNOWN_STATES, filter_by_key
from .sensor_descriptions import BUSY_LEVELS


class _LocationCondition(EntityConditionBase):
    """Condition for entities with one translation key."""

    translation_key: ClassVar[str]
    _domain_specs = SENSOR

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return the targeted entities that have the translation key."""
        return filter_by_key(
            self._hass, super().entity_filter(entities), self.translation_key
        )

    @override
    def _should_include(self, _state: State) -> bool:
        """Include unknown locations, so that they fail "all"."""
        return True

    @override
    def _check_all_match_state(self, states: list[State]) -> bool:
        """Return whether there are states and all match."""
        return bool(states) and super()._check_all_match_state(states)


class _Is(_LocationCondition, EntityNumericalConditionBase):
    """Condition on a number within the threshold."""


class _IsOneOf(_LocationCondition):
    """Condition on one of the selected states."""

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Initialize the condition."""
        super().__init__(hass, config)
        self._states: list[str] = (config.options or {})[self.translation_key]

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether the state is one of the selected states."""
        return entity_state.state in self._states


class _IsReporting(_LocationCondition):
    """Condition on a location that is reporting."""

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether the state has a value."""
        return entity_state.state not in UNKNOWN_STATES


class _IsOpen(_LocationCondition):
    """Condition on a location that is open; one without opening hours has no entity."""

    _domain_specs = BINARY_SENSOR

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether the location is open."""
        return entity_state.state == STATE_ON


def _make_condition[ConditionT: _LocationCondition](
    base: type[ConditionT], translation_key: str, **attributes: Any
) -> type[Condition]:
    """Return a condition class for entities with a translation key."""
    return type(
        base.__name__, (base,), {"translation_key": translation_key, **attributes}
    )


def _make_state_condition(translation_key: str, levels: list[str]) -> type[Condition]:
    """Return a condition class for one or more of the given levels."""
    schema = ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL.extend(
        {
            vol.Required(CONF_OPTIONS): {
                vol.Required(translation_key): vol.All(
                    cv.ensure_list, vol.Length(min=1), [vol.In(levels)]
                )
            }
        }
    )
    return _make_condition(_IsOneOf, translation_key, _schema=schema)


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_occupancy": _make_condition(_Is, "count"),
    "is_utilization": _make_condition(_Is, "percentage", _valid_unit=PERCENTAGE),
    "is_busy_level": _make_state_condition("busy_level", BUSY_LEVELS),
    "is_compared_to_usual": _make_state_condition(
        "compared_to_usual", list(UsualLevel)
    ),
    "is_reporting": _make_condition(_IsReporting, "count"),
    "is_open": _make_condition(_IsOpen, "open"),
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions by key."""
    return CONDITIONS
