"""Fixtures for the account that the faults affect."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
import logging
from pathlib import Path
import ssl
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import aiohttp_client
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.util import ssl as ssl_util
import pytest
from pytest_homeassistant_custom_component.common import async_test_home_assistant

from custom_components.occuspace import binary_sensor, sensor
from custom_components.occuspace.api import transport
from custom_components.occuspace.sensor_descriptions import SENSORS
from simulator import Account, Simulator
from tests.builders import build_entry
from tests.conftest import SetUp

from .fault import Fault, Setting
from .fault_env import FaultEnv, Restart
from .history_env import DETAIL_DAYS, NOW, HistoryEnv
from .relay import Certificate, Relay
from .venue import TOKEN, venue

type Build = Callable[[Fault], Awaitable[FaultEnv]]


@pytest.fixture
def account() -> Account:
    """Return the account that the faults affect."""
    return venue()


@pytest.fixture
async def other(socket_enabled: None) -> AsyncIterator[Simulator]:
    """Serve the same account at a second address, which must not be requested."""
    other = Simulator(venue(), token=TOKEN)
    await other.start()
    yield other
    await other.stop()


@pytest.fixture
async def relay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, socket_enabled: None
) -> AsyncIterator[Relay]:
    """Return a relay, and resolve host names with it."""
    relay = Relay(tmp_path)
    monkeypatch.setattr(
        aiohttp_client, "_async_make_resolver", lambda _hass: relay.resolver
    )
    yield relay
    await relay.down()


@pytest.fixture
async def restart(hass_storage: dict[str, Any]) -> AsyncIterator[Restart]:
    """Return a function that starts a new Home Assistant with the stored data."""
    async with AsyncExitStack() as running:

        async def start() -> HomeAssistant:
            hass: HomeAssistant = await running.enter_async_context(
                async_test_home_assistant()
            )
            running.push_async_callback(hass.async_stop, force=True)
            hass.data.pop(DATA_CUSTOM_COMPONENTS)
            return hass

        yield start


@dataclass(slots=True)
class Builder:
    """Builds environments from fixtures."""

    hass: HomeAssistant
    simulator: Simulator
    other: Simulator
    relay: Relay
    restart: Restart
    set_up: SetUp
    freezer: FrozenDateTimeFactory
    caplog: pytest.LogCaptureFixture
    monkeypatch: pytest.MonkeyPatch

    async def build(self, fault: Fault) -> FaultEnv:
        """Set up a healthy account as a fault needs it."""
        if fault.small_bodies:
            self.monkeypatch.setattr(transport, "MAX_BODY_BYTES", 200_000)
        if fault.count_only:
            only = tuple(each for each in SENSORS if each.key == "count")
            self.monkeypatch.setattr(sensor, "SENSORS", only)
            self.monkeypatch.setattr(binary_sensor, "BINARY_SENSORS", ())
        self.simulator.token = TOKEN
        data = build_entry(self.simulator).data
        base_url = await self._base_url(fault.setting)
        env = await self._set_up(FaultEnv, data={**data, "base_url": base_url})
        env.is_waiting = fault.is_waiting
        return env

    async def build_history(self, _fault: Fault) -> FaultEnv:
        """Set up an account whose history has been imported."""
        self.simulator.token = TOKEN
        self.freezer.move_to(NOW)
        return await self._set_up(HistoryEnv, options={"detail_days": DETAIL_DAYS})

    async def _set_up(self, kind: type[FaultEnv], **overrides: Any) -> FaultEnv:
        """Set up an account and record its healthy states."""
        self.caplog.set_level(logging.INFO)
        self.caplog.set_level(logging.DEBUG, "custom_components.occuspace")
        env = kind(
            self.hass,
            self.simulator,
            self.relay,
            self.other,
            await self.set_up(entry=build_entry(self.simulator, **overrides)),
            self.restart,
            self.freezer,
            self.caplog,
        )
        await env.record_healthy()
        return env

    async def _base_url(self, setting: Setting) -> str:
        """Return the base URL of the account."""
        target = self.simulator.base_url
        match setting:
            case Setting.DIRECT:
                return target
            case Setting.NAME:
                await self.relay.up()
                return self.relay.base_url(target, "http")
            case Setting.TLS:
                await self.relay.up(Certificate.GOOD)
                file = self.relay.certificate(Certificate.GOOD)
                trusting = ssl.create_default_context(cafile=file)
                self.monkeypatch.setattr(
                    ssl_util, "client_context", lambda *_: trusting
                )
                return self.relay.base_url(target, "https")


@pytest.fixture
def builder(
    hass: HomeAssistant,
    simulator: Simulator,
    other: Simulator,
    relay: Relay,
    restart: Restart,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> Builder:
    """Return the builder of healthy accounts."""
    return Builder(
        hass, simulator, other, relay, restart, set_up, freezer, caplog, monkeypatch
    )


@pytest.fixture
def build(builder: Builder) -> Build:
    """Return a function that sets up a healthy account as a fault needs it."""
    return builder.build


@pytest.fixture
def build_history(builder: Builder) -> Build:
    """Return a function that sets up an account with imported history."""
    return builder.build_history
