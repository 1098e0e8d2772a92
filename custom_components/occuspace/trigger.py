"""The triggers of automations: what happened in a location.

Each is one entry of the table at the end. Targets, behavior and duration are Home
Assistant's own. None fires because a value became known, as when Home Assistant starts
or the integration is reloaded: only what happened between two known values counts.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, PERCENTAGE, STATE_OFF
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
)
from .live.snapshot import NoValueReason

ATTR_REASON: Final = "reason"


class _LocationTrigger(EntityTriggerBase):
    """A trigger on one kind of a location's values."""

    kind: ClassVar[str]
    """The translation key of the entities that have the value."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return the targeted entities that are of this kind."""
        return filter_by_key(self._hass, super().entity_filter(entities), self.kind)

    @override
    def _should_include(self, state: State) -> bool:
        """Count every location: of one that is not known, "all" cannot be said."""
        return True


class _CrossedThreshold(
    _LocationTrigger, EntityNumericalStateCrossedThresholdTriggerBase
):
    """A number came to lie where the threshold says."""


class _Changed(_LocationTrigger, EntityNumericalStateChangedTriggerBase):
    """A number became another."""


class _Became(_LocationTrigger, EntityTargetStateTriggerBase):
    """A state became one of some, having been none of them."""


class _FilledUp(_LocationTrigger):
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


class _DataTrigger(_LocationTrigger):
    """A trigger that looks at what others leave out: values that are not known."""

    kind = "count"
    _domain_specs = SENSOR
    _excluded_states = frozenset()  # type: ignore[misc]  # Not known is the point.
    _excluded_from_states = frozenset()

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Start without having seen a loss."""
        super().__init__(hass, config)
        self._reasons: dict[str, NoValueReason | None] = {}

    def _note_reason(self, state: State) -> None:
        """Remember why nothing is known: when it is known again it is too late."""
        self._reasons[state.entity_id] = no_value_reason(self._hass, state)

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Attach to a runner that is told the reason too."""

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
                self._note_reason(state)
        return await super().async_attach_runner(run_with_reason, did_not_trigger)

    def _targeted_states(self) -> Iterator[State]:
        """Yield the states of what is targeted now."""
        targeted = async_extract_referenced_entity_ids(
            self._hass, TargetSelection(self._target)
        )
        for entity_id in self.entity_filter(
            targeted.referenced | targeted.indirectly_referenced
        ):
            if state := self._hass.states.get(entity_id):
                yield state


class _DataLost(_DataTrigger):
    """A location's values were known and are not any more."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether the values were known before."""
        return from_state.state not in UNKNOWN_STATES

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the values are not known."""
        if has_no_value(state):
            self._note_reason(state)
        return has_no_value(state)


class _DataBack(_DataTrigger):
    """A location's values are known again, having been lost."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether they had been lost, rather than never measured."""
        return (
            has_no_value(from_state)
            and self._reasons.get(from_state.entity_id)
            is not NoValueReason.NEVER_MEASURED
        )

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the values are known."""
        if has_no_value(state):
            self._note_reason(state)
        return state.state not in UNKNOWN_STATES


def _on[TriggerT: _LocationTrigger](
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
        "compared_to_usual", UsualLevel.BUSIER, UsualLevel.MUCH_BUSIER
    ),
    "became_quieter_than_usual": _became(
        "compared_to_usual", UsualLevel.QUIETER, UsualLevel.MUCH_QUIETER
    ),
    "filled_up": _on(_FilledUp, "free_capacity"),
    "emptied": _on(
        _Became, "occupied", _domain_specs=BINARY_SENSOR, _to_states={STATE_OFF}
    ),
    "data_lost": _DataLost,
    "data_back": _DataBack,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return every trigger by its key."""
    return TRIGGERS
