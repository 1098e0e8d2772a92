"""Triggers on locations that stop or resume to report, and why they had stopped."""

from collections.abc import Iterator
from typing import Any, Final, override

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, State
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)
from homeassistant.helpers.trigger import (
    NotTriggeredReasonReporter,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)

from .entity_lookup import NOT_KNOWN, SENSOR, is_lost, reason_of
from .live.snapshot import NoValue
from .location_trigger import LocationTriggerBase

ATTR_REASON: Final = "reason"


class _DataTrigger(LocationTriggerBase):
    """A trigger that looks at what others leave out: values that are not known."""

    kind = "count"
    _domain_specs = SENSOR
    _excluded_states = frozenset()  # type: ignore[misc]  # Not known is the point.
    _excluded_from_states = frozenset()

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Start without having seen a loss."""
        super().__init__(hass, config)
        self._reasons: dict[str, NoValue | None] = {}

    def _note_reason(self, state: State) -> None:
        """Remember why nothing is known: when it is known again it is too late."""
        self._reasons[state.entity_id] = reason_of(self._hass, state)

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
            if is_lost(state):
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


class DataLostTrigger(_DataTrigger):
    """A location's values were known and are not any more."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether the values were known before."""
        return from_state.state not in NOT_KNOWN

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the values are not known."""
        if is_lost(state):
            self._note_reason(state)
        return is_lost(state)


class DataBackTrigger(_DataTrigger):
    """A location's values are known again, having been lost."""

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Return whether they had been lost, rather than never measured."""
        return (
            is_lost(from_state)
            and self._reasons.get(from_state.entity_id) is not NoValue.NEVER_MEASURED
        )

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the values are known."""
        if is_lost(state):
            self._note_reason(state)
        return state.state not in NOT_KNOWN
