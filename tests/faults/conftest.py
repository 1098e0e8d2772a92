"""Sets up the account that the faults strike."""

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
from .past_world import DETAIL_DAYS, NOW, PastWorld
from .relay import Certificate, Relay
from .venue import TOKEN, venue
from .world import Restart, World

type Build = Callable[[Fault], Awaitable[World]]


@pytest.fixture
def account() -> Account:
    """Return the account that the faults strike."""
    return venue()


@pytest.fixture
async def other(socket_enabled: None) -> AsyncIterator[Simulator]:
    """Serve the same account at another address, which nobody is to ask."""
    other = Simulator(venue(), token=TOKEN)
    await other.start()
    yield other
    await other.stop()


@pytest.fixture
async def relay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, socket_enabled: None
) -> AsyncIterator[Relay]:
    """Return a relay, and let Home Assistant look names up there."""
    relay = Relay(tmp_path)
    monkeypatch.setattr(
        aiohttp_client, "_async_make_resolver", lambda _hass: relay.names
    )
    yield relay
    await relay.down()


@pytest.fixture
async def restart(hass_storage: dict[str, Any]) -> AsyncIterator[Restart]:
    """Return a function that starts another Home Assistant, on what is stored."""
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
    """Builds worlds; what they are built of comes from fixtures."""

    hass: HomeAssistant
    simulator: Simulator
    other: Simulator
    relay: Relay
    restart: Restart
    set_up: SetUp
    freezer: FrozenDateTimeFactory
    caplog: pytest.LogCaptureFixture
    monkeypatch: pytest.MonkeyPatch

    async def build(self, fault: Fault) -> World:
        """Set a healthy account up, as a fault needs it."""
        if fault.small_bodies:
            self.monkeypatch.setattr(transport, "MAX_BODY_BYTES", 200_000)
        if fault.count_only:
            only = tuple(each for each in SENSORS if each.key == "count")
            self.monkeypatch.setattr(sensor, "SENSORS", only)
            self.monkeypatch.setattr(binary_sensor, "BINARY_SENSORS", ())
        self.simulator.token = TOKEN
        data = build_entry(self.simulator).data
        base_url = await self._base_url(fault.setting)
        world = await self._set_up(World, data={**data, "base_url": base_url})
        world.is_waiting = fault.is_waiting
        return world

    async def build_past(self, _fault: Fault) -> World:
        """Set an account up whose past has been fetched."""
        self.simulator.token = TOKEN
        self.freezer.move_to(NOW)
        return await self._set_up(PastWorld, options={"detail_days": DETAIL_DAYS})

    async def _set_up(self, kind: type[World], **overrides: Any) -> World:
        """Set an account up, and learn what it looks like."""
        # The stack of every task would take most of the time.
        self.hass.loop.set_debug(False)
        self.caplog.set_level(logging.INFO)
        self.caplog.set_level(logging.DEBUG, "custom_components.occuspace")
        world = kind(
            self.hass,
            self.simulator,
            self.relay,
            self.other,
            await self.set_up(entry=build_entry(self.simulator, **overrides)),
            self.restart,
            self.freezer,
            self.caplog,
        )
        await world.learn()
        return world

    async def _base_url(self, setting: Setting) -> str:
        """Return the base URL by which the account is reached."""
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
    """Return what builds healthy accounts."""
    return Builder(
        hass, simulator, other, relay, restart, set_up, freezer, caplog, monkeypatch
    )


@pytest.fixture
def build(builder: Builder) -> Build:
    """Return a function that sets a healthy account up, as a fault needs it."""
    return builder.build


@pytest.fixture
def build_past(builder: Builder) -> Build:
    """Return a function that sets an account up whose past has been fetched."""
    return builder.build_past
