"""A Home Assistant with one account: what it shows, and what it should show."""

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
type Image = dict[int, dict[str, Shown]]
"""State and attributes of every entity, by location and key."""

UNAVAILABLE: Final = "unavailable"
UNKNOWN: Final = "unknown"
STATUS: Final = "status"
UNREACHABLE: Final = "unreachable"
ATTRIBUTES: Final = "other attributes"


@dataclass(slots=True)
class World:
    """What a fault strikes, and what is seen of it."""

    hass: HomeAssistant
    simulator: Simulator
    relay: Relay
    other: Simulator
    """Another server, which must never be asked anything."""
    entry: MockConfigEntry
    restart: Restart
    freezer: FrozenDateTimeFactory
    caplog: pytest.LogCaptureFixture
    healthy: list[Image] = field(default_factory=list)
    parity: int = 0
    seen: list[str] = field(default_factory=list)
    refreshes: int = 0
    is_waiting: bool = False
    """Whether requests wait for what never comes."""
    right_answer: Any = None
    answer: Any = None
    """What the last action answered, or the error that it failed with."""

    async def learn(self) -> None:
        """Take down what is shown if all is well, with few and with many people."""
        for _ in PEOPLE_AT_COURTS:
            self.healthy.append(self.image())
            self.flip()
            await self.pass_time(timedelta(seconds=61))
        assert self.healthy[0] != self.healthy[1]
        assert self.image() == self.healthy[0]

    def flip(self) -> None:
        """Let people come or go, so that only a fresh value is right."""
        self.parity = 1 - self.parity
        self.simulator.account.locations[COURTS].count = self.people_at_courts

    @property
    def people_at_courts(self) -> int:
        """Return how many people are at the courts."""
        return PEOPLE_AT_COURTS[self.parity]

    def misbehave(self, fault: Fault, path: str | None = None) -> None:
        """Let the server meet requests with a fault."""
        self.simulator.misbehave(fault, path)

    def heal(self) -> None:
        """End whatever the server does wrong."""
        self.simulator.behave()

    async def pass_time(self, delta: timedelta) -> None:
        """Move the clock on, and on while something waits for it."""
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
        """Move the clock on, and wait only until a path is asked for."""
        self.refreshes += 1
        self.freezer.tick(delta)
        async_fire_time_changed(self.hass)
        for _ in range(10_000):
            if any(each.path == path for each in self.simulator.requests):
                return
            await asyncio.to_thread(time.sleep, 0.001)
        raise AssertionError("it is not asked for")

    async def refresh(self) -> None:
        """Do at once what the next refresh does."""
        self.refreshes += 1
        await self.entry.runtime_data.coordinator.async_refresh()
        await self.hass.async_block_till_done()

    def image(self) -> Image:
        """Return what is shown of every location."""
        prefix = f"{self.entry.unique_id}_"
        image: Image = {}
        for entity in er.async_entries_for_config_entry(
            er.async_get(self.hass), self.entry.entry_id
        ):
            location, _, key = entity.unique_id.removeprefix(prefix).partition("_")
            state = self.hass.states.get(entity.entity_id)
            if state is not None:
                shown = state.state, dict(state.attributes)
                image.setdefault(int(location), {})[key] = shown
        return image

    @property
    def should_show(self) -> Image:
        """Return what would be shown if nothing were wrong."""
        return self.healthy[self.parity]

    def differences(self) -> dict[int, dict[str, str | None]]:
        """Return the states that are not as they should be, by location and key.

        An entity that is not there is None; one with the right state, but other
        attributes, says so.
        """
        shown, wanted = self.image(), self.should_show
        found: dict[int, dict[str, str | None]] = {}
        for location in shown.keys() | wanted.keys():
            here, there = shown.get(location, {}), wanted.get(location, {})
            for key in here.keys() | there.keys():
                if key not in here:
                    found.setdefault(location, {})[key] = None
                elif key not in there or here[key][0] != there[key][0]:
                    found.setdefault(location, {})[key] = here[key][0]
                elif here[key] != there[key]:
                    found.setdefault(location, {})[key] = ATTRIBUTES
        return found

    def all_of(self, locations: Collection[int], state: str | None) -> Any:
        """Return the differences if all entities of some locations had a state.

        The status of an unavailable location says so, as long as the account is loaded.
        """
        is_told = state == UNAVAILABLE and self.is_loaded()
        status = {STATUS: UNREACHABLE} if is_told else {}
        return {
            id_: dict.fromkeys(self.should_show[id_], state) | status
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
        """Return why Home Assistant asks the user for something."""
        flows = self.hass.config_entries.flow.async_progress()
        return [flow["context"]["source"] for flow in flows]

    def issues(self) -> list[str]:
        """Return the repair issues of the integration."""
        issues = ir.async_get(self.hass).issues.values()
        return [
            str(issue.translation_key)
            for issue in issues
            if issue.domain == DOMAIN and issue.active
        ]

    def logged(self, level: int = logging.WARNING) -> list[logging.LogRecord]:
        """Return what stands in the log at a level or above, whoever logged it."""
        return [each for each in self.caplog.records if each.levelno >= level]

    def is_loaded(self) -> bool:
        """Return whether the account is set up."""
        return self.entry.state is ConfigEntryState.LOADED

    async def ask(self, action: str, location: int) -> None:
        """Call an action about the days that the API document shows."""
        identifier = (DOMAIN, f"{self.entry.unique_id}_{location}")
        device = dr.async_get(self.hass).async_get_device_by_identifier(
            identifier, self.entry.entry_id
        )
        assert device
        try:
            self.answer = await self.hass.services.async_call(
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
            self.answer = err
            self.seen.append(f"{err} {err!r} {err.translation_placeholders}")

    async def reload(self) -> None:
        """Set the account up again."""
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.hass.async_block_till_done()

    async def start_again(self) -> None:
        """Start another Home Assistant with what the last one has stored."""
        if self.is_loaded():
            # The end of the process would end its timers, which share a loop here.
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
        """Do what a person does who is asked for a new token."""
        for flow in self.hass.config_entries.flow.async_progress():
            result = await self.hass.config_entries.flow.async_configure(
                flow["flow_id"], {"api_token": self.simulator.token}
            )
            assert result["reason"] == "reauth_successful"
        await self.hass.async_block_till_done(wait_background_tasks=True)
