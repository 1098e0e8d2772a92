"""Triggers for the entities of locations.

`TRIGGERS` lists them all. Targets, behavior and duration are Home Assistant's own.
Except for `data_back`, changes from an unknown value never trigger, so that starting
Home Assistant or reloading the integration does not.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, PERCENTAGE, STATE_OFF, STATE_ON
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR,
    EntityNumericalStateChangedTriggerBase,
    EntityNumericalStateCrossedThresholdTriggerBase,
    EntityTargetStateTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
import voluptuous as vol

from .analysis.hours_of_week import UsualLevel
from .const import CONF_FREE_CAPACITY
from .entity_lookup import (
    BINARY_SENSOR,
    SENSOR,
    UNKNOWN_STATES,
    filter_by_key,
    has_no_value,
    no_value_reason,
    status_of,
    with_derived_key,
)
from .live.snapshot import NoValueReason

ATTR_REASON: Final = "reason"


class _LocationTrigger(EntityTriggerBase):
    """Trigger for entities with one translation key."""

    translation_key: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return the targeted entities that the trigger is for."""
        return self._of_its_kind(super().entity_filter(entities))

    def _of_its_kind(self, entities: set[str]) -> set[str]:
        """Return the entities that have the translation key."""
        return filter_by_key(self._hass, entities, self.translation_key)

    @override
    def _should_include(self, state: State) -> bool:
        """Include unknown locations, so that they fail "all"."""
        return True


class _CrossedThreshold(
    _LocationTrigger, EntityNumericalStateCrossedThresholdTriggerBase
):
    """Trigger when a number crosses the threshold."""


class _Changed(_LocationTrigger, EntityNumericalStateChangedTriggerBase):
    """Trigger when a number changes."""


class _ChangedTo(_LocationTrigger, EntityTargetStateTriggerBase):
    """Trigger when a state changes to one of the given states."""


class _FilledUp(_LocationTrigger):
    """Trigger when the free capacity drops to the limit or below.

    Without an enabled *Free capacity* it is computed from the occupancy.
    """

    _schema = ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR.extend(
        {
            vol.Required(CONF_OPTIONS, default={}): {
                vol.Required(CONF_FREE_CAPACITY, default=0): cv.positive_int
            }
        }
    )

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Initialize the trigger."""
        super().__init__(hass, config)
        self._limit: int = self._options[CONF_FREE_CAPACITY]

    @override
    def _of_its_kind(self, entities: set[str]) -> set[str]:
        """Return one entity of each location: free capacity or occupancy."""
        return with_derived_key(
            self._hass, entities, self.translation_key, source_key="count"
        )

    def _is_full(self, state: State) -> bool:
        """Return whether the free capacity is known and within the limit."""
        try:
            value = float(state.state)
        except ValueError:
            return False
        if filter_by_key(self._hass, {state.entity_id}, self.translation_key):
            return value <= self._limit
        status = status_of(self._hass, state.entity_id)
        if status is None or not status.location.capacity:
            return False
        return max(0, status.location.capacity - value) <= self._limit

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether the free capacity was above the limit."""
        return not self._is_full(from_state)

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the free capacity is within the limit."""
        return self._is_full(state)


class _DataTrigger(_LocationTrigger):
    """Trigger that includes unknown states, and passes the reason for them on."""

    translation_key = "count"
    _domain_specs = SENSOR
    _excluded_states = frozenset()  # type: ignore[misc]  # unknown values count here
    _excluded_from_states = frozenset()

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Initialize the trigger."""
        super().__init__(hass, config)
        self._reasons: dict[str, NoValueReason | None] = {}

    def _store_reason(self, state: State) -> None:
        """Store why there is no value, for when the value is back."""
        self._reasons[state.entity_id] = no_value_reason(self._hass, state)

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Attach the trigger, adding the reason to its data."""

        def run_with_reason(
            extra_trigger_payload: dict[str, Any],
            description: str,
            context: Context | None = None,
        ) -> Any:
            reason = self._reasons.get(extra_trigger_payload["entity_id"])
            return run_action(
                {**extra_trigger_payload, ATTR_REASON: reason}, description, context
            )

        for state in self._targeted_states():
            if has_no_value(state):
                self._store_reason(state)
        return await super().async_attach_runner(run_with_reason, did_not_trigger)

    def _targeted_states(self) -> Iterator[State]:
        """Yield the states of the targeted entities."""
        targeted = async_extract_referenced_entity_ids(
            self._hass, TargetSelection(self._target)
        )
        for entity_id in self.entity_filter(
            targeted.referenced | targeted.indirectly_referenced
        ):
            if state := self._hass.states.get(entity_id):
                yield state


class _DataLost(_DataTrigger):
    """Trigger when a location stops reporting."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether the location was reporting."""
        return from_state.state not in UNKNOWN_STATES

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the location is not reporting."""
        if has_no_value(state):
            self._store_reason(state)
        return has_no_value(state)


class _DataBack(_DataTrigger):
    """Trigger when a location reports again."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether the location had stopped reporting, not never reported."""
        return has_no_value(from_state) and self._reasons.get(
            from_state.entity_id
        ) not in {NoValueReason.AWAITED, NoValueReason.NEVER_MEASURED}

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the location is reporting."""
        if has_no_value(state):
            self._store_reason(state)
        return state.state not in UNKNOWN_STATES


def _make_trigger[TriggerT: _LocationTrigger](
    base: type[TriggerT], translation_key: str, **attributes: Any
) -> type[Trigger]:
    """Return a trigger class for entities with a translation key."""
    return type(
        base.__name__,
        (base,),
        {"translation_key": translation_key, "_domain_specs": SENSOR, **attributes},
    )


def _make_state_trigger(translation_key: str, *states: str) -> type[Trigger]:
    """Return a trigger class for changes to one of the given states."""
    return _make_trigger(_ChangedTo, translation_key, _to_states=set(states))


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "occupancy_crossed_threshold": _make_trigger(_CrossedThreshold, "count"),
    "utilization_crossed_threshold": _make_trigger(
        _CrossedThreshold, "percentage", _valid_unit=PERCENTAGE
    ),
    "occupancy_changed": _make_trigger(_Changed, "count"),
    "became_busy": _make_state_trigger("busy_level", "busy", "very_busy"),
    "became_very_busy": _make_state_trigger("busy_level", "very_busy"),
    "became_quiet": _make_state_trigger("busy_level", "not_busy"),
    "became_busier_than_usual": _make_state_trigger(
        "compared_to_usual", UsualLevel.BUSIER, UsualLevel.MUCH_BUSIER
    ),
    "became_quieter_than_usual": _make_state_trigger(
        "compared_to_usual", UsualLevel.QUIETER, UsualLevel.MUCH_QUIETER
    ),
    "filled_up": _make_trigger(_FilledUp, "free_capacity"),
    "emptied": _make_trigger(
        _ChangedTo, "occupied", _domain_specs=BINARY_SENSOR, _to_states={STATE_OFF}
    ),
    "data_lost": _DataLost,
    "data_back": _DataBack,
    # A diagnostic sensor, which devices and areas leave out otherwise.
    "became_doubtful": _make_trigger(
        _ChangedTo,
        "doubtful",
        _domain_specs=BINARY_SENSOR,
        _to_states={STATE_ON},
        _primary_entities_only=False,
    ),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers by key."""
    return TRIGGERS
