"""A Home Assistant with one account: the states that it shows and should show."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
import logging
import time
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.const import DOMAIN
from simulator import Simulator
from simulator.faults import Fault
from tests.builders import pass_time

from .relay import Relay
from .venue import COURTS, PEOPLE_AT_COURTS

type Restart = Callable[[], Awaitable[HomeAssistant]]
type Shown = tuple[str, Mapping[str, Any]]
type ShownStates = dict[int, dict[str, Shown]]
"""State and attributes of every entity, by location and key."""

UNAVAILABLE: Final = "unavailable"
UNKNOWN: Final = "unknown"
STATUS: Final = "status"
UNREACHABLE: Final = "unreachable"
ATTRIBUTES: Final = "other attributes"


@dataclass(slots=True)
class FaultEnv:
    """The account that a fault affects, and what is visible of the effect."""

    hass: HomeAssistant
    simulator: Simulator
    relay: Relay
    other: Simulator
    """A second server, which must never receive a request."""
    entry: MockConfigEntry
    restart: Restart
    freezer: FrozenDateTimeFactory
    caplog: pytest.LogCaptureFixture
    healthy: list[ShownStates] = field(default_factory=list)
    parity: int = 0
    exposed_texts: list[str] = field(default_factory=list)
    refreshes: int = 0
    is_waiting: bool = False
    """Whether requests run into their timeout."""
    expected_response: Any = None
    response: Any = None
    """The response of the last action, or its error."""

    async def record_healthy(self) -> None:
        """Record the states of a healthy account with both occupancies."""
        for _ in PEOPLE_AT_COURTS:
            self.healthy.append(self.shown_states())
            self.change_data()
            await self.pass_time(timedelta(seconds=61))
        assert self.healthy[0] != self.healthy[1]
        assert self.shown_states() == self.healthy[0]

    def change_data(self) -> None:
        """Change the occupancy, so that only a current value is correct."""
        self.parity = 1 - self.parity
        self.simulator.account.locations[COURTS].count = self.people_at_courts

    @property
    def people_at_courts(self) -> int:
        """Return the occupancy of the courts."""
        return PEOPLE_AT_COURTS[self.parity]

    def misbehave(self, fault: Fault, path: str | None = None) -> None:
        """Make the server answer with a fault."""
        self.simulator.misbehave(fault, path)

    def stop_faults(self) -> None:
        """End all faults of the server."""
        self.simulator.behave()

    async def pass_time(self, delta: timedelta) -> None:
        """Advance the clock, repeatedly while requests wait for their timeout."""
        self.refreshes += 1
        if not self.is_waiting:
            await pass_time(self.hass, self.freezer, delta)
            return
        passing = asyncio.create_task(pass_time(self.hass, self.freezer, delta))
        while not passing.done():
            await asyncio.to_thread(time.sleep, 0.02)
            self.freezer.tick(2)
        await passing

    async def begin_to_pass(self, delta: timedelta, path: str) -> None:
        """Advance the clock, and wait only until a path is requested."""
        self.refreshes += 1
        self.freezer.tick(delta)
        async_fire_time_changed(self.hass)
        for _ in range(10_000):
            if any(each.path == path for each in self.simulator.requests):
                return
            await asyncio.to_thread(time.sleep, 0.001)
        raise AssertionError("it is not requested")

    async def refresh(self) -> None:
        """Refresh now."""
        self.refreshes += 1
        await self.entry.runtime_data.coordinator.async_refresh()
        await self.hass.async_block_till_done()

    def shown_states(self) -> ShownStates:
        """Return the states of all entities."""
        prefix = f"{self.entry.unique_id}_"
        states: ShownStates = {}
        for entity in er.async_entries_for_config_entry(
            er.async_get(self.hass), self.entry.entry_id
        ):
            location, _, key = entity.unique_id.removeprefix(prefix).partition("_")
            state = self.hass.states.get(entity.entity_id)
            if state is not None:
                shown = state.state, dict(state.attributes)
                states.setdefault(int(location), {})[key] = shown
        return states

    @property
    def expected_states(self) -> ShownStates:
        """Return the states of a healthy account."""
        return self.healthy[self.parity]

    def differences(self) -> dict[int, dict[str, str | None]]:
        """Return the unexpected states, by location and key.

        A missing entity is None; ATTRIBUTES means that only attributes differ.
        """
        shown, expected = self.shown_states(), self.expected_states
        found: dict[int, dict[str, str | None]] = {}
        for location in shown.keys() | expected.keys():
            here, there = shown.get(location, {}), expected.get(location, {})
            for key in here.keys() | there.keys():
                if key not in here:
                    found.setdefault(location, {})[key] = None
                elif key not in there or here[key][0] != there[key][0]:
                    found.setdefault(location, {})[key] = here[key][0]
                elif here[key] != there[key]:
                    found.setdefault(location, {})[key] = ATTRIBUTES
        return found

    def all_of(self, locations: Collection[int], state: str | None) -> Any:
        """Return the differences if all entities of some locations had this state.

        The status sensor stays available while the account is loaded.
        """
        has_status = state == UNAVAILABLE and self.is_loaded()
        status = {STATUS: UNREACHABLE} if has_status else {}
        return {
            id_: dict.fromkeys(self.expected_states[id_], state) | status
            for id_ in locations
        }

    def device_name(self, location: int) -> str | None:
        """Return the name of a location's device; None without a device."""
        identifier = (DOMAIN, f"{self.entry.unique_id}_{location}")
        device = dr.async_get(self.hass).async_get_device_by_identifier(
            identifier, self.entry.entry_id
        )
        return device.name if device else None

    def flows(self) -> list[str]:
        """Return the sources of the flows in progress."""
        flows = self.hass.config_entries.flow.async_progress()
        return [flow["context"]["source"] for flow in flows]

    def issues(self) -> list[str]:
        """Return the integration's active repair issues."""
        issues = ir.async_get(self.hass).issues.values()
        return [
            str(issue.translation_key)
            for issue in issues
            if issue.domain == DOMAIN and issue.active
        ]

    def logged(self, level: int = logging.WARNING) -> list[logging.LogRecord]:
        """Return the log records of all loggers at this level or above."""
        return [each for each in self.caplog.records if each.levelno >= level]

    def is_loaded(self) -> bool:
        """Return whether the account is set up."""
        return self.entry.state is ConfigEntryState.LOADED

    async def call_action(self, action: str, location: int) -> None:
        """Call an action for the days in the API document's examples."""
        identifier = (DOMAIN, f"{self.entry.unique_id}_{location}")
        device = dr.async_get(self.hass).async_get_device_by_identifier(
            identifier, self.entry.entry_id
        )
        assert device
        try:
            self.response = await self.hass.services.async_call(
                DOMAIN,
                action,
                {
                    "device_id": device.id,
                    "start_date": "2024-01-01",
                    "end_date": "2024-01-02",
                },
                blocking=True,
                return_response=True,
            )
        except HomeAssistantError as err:
            self.response = err
            self.exposed_texts.append(f"{err} {err!r} {err.translation_placeholders}")

    async def reload(self) -> None:
        """Reload the account."""
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.hass.async_block_till_done()

    async def start_again(self) -> None:
        """Start a new Home Assistant with the stored data of the last one."""
        if self.is_loaded():
            # Its timers share the loop, so that they would survive without this.
            await self.hass.config_entries.async_unload(self.entry.entry_id)
        self.hass = await self.restart()
        entry = self.entry
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            entry_id=entry.entry_id,
            title=entry.title,
            unique_id=entry.unique_id,
            data=entry.data,
            options=entry.options,
        )
        self.entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(entry.entry_id)
        await self.hass.async_block_till_done()

    async def enter_token(self) -> None:
        """Enter the token in the reauthentication flow."""
        for flow in self.hass.config_entries.flow.async_progress():
            result = await self.hass.config_entries.flow.async_configure(
                flow["flow_id"], {"api_token": self.simulator.token}
            )
            assert result["reason"] == "reauth_successful"
        await self.hass.async_block_till_done(wait_background_tasks=True)
