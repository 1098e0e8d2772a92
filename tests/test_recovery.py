"""Any sequence of faults ends in what the last good replies say."""

from datetime import timedelta
import logging
import random
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Simulator, campus_account, faults
from simulator.account import Snapshot
from tests.fault_schedule import COMMON_FAULTS

from .builders import pass_time, state_of
from .conftest import SetUp

STEPS: Final = 40


def _without_data(reply: dict[str, Any]) -> dict[str, Any]:
    """Return a reply that says OK and has nothing in it."""
    return reply | {"data": None}


def _shortened(reply: dict[str, Any]) -> dict[str, Any]:
    """Return a list without its last location, or a live reply without children."""
    data = reply["data"]
    if isinstance(data, list):
        return reply | {"data": data[:-1]}
    return reply | {"data": data | {"childCounts": None}}


def _emptied(reply: dict[str, Any]) -> dict[str, Any]:
    """Return an empty list."""
    return reply | {"data": []}


FAULTS: Final[tuple[faults.Fault, ...]] = (
    *COMMON_FAULTS,
    faults.Transform(_without_data),
    faults.Transform(_shortened),
    faults.Transform(_emptied),
)


@pytest.fixture
def account() -> Account:
    """Return an account with several levels."""
    return campus_account()


@pytest.mark.parametrize("seed", range(6))
async def test_any_sequence_of_faults_is_recovered_from(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    seed: int,
) -> None:
    """Faults come and go at random; nothing storms, nothing breaks, all comes back."""
    chance = random.Random(seed)
    entry = await set_up()
    locations = tuple(simulator.account.locations)
    places = (None, "/locations", "/now", *(f"/locations/{i}/now" for i in locations))
    for _ in range(STEPS):
        for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
            simulator.misbehave(chance.choice(FAULTS), chance.choice(places))
        before = len(simulator.requests)
        step = timedelta(seconds=chance.choice((61, 61, 301, 4000)))
        await pass_time(hass, freezer, step)
        # Every location once, and the list.
        assert len(simulator.requests) - before <= len(locations) + 2
        simulator.behave()
        await _renew_token(hass, simulator)
    for _ in range(3):
        await pass_time(hass, freezer, timedelta(minutes=65))

    assert _shown(hass, entry, simulator) == _true(simulator)
    broken = [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING and record.exc_info
    ]
    assert not broken


async def _renew_token(hass: HomeAssistant, simulator: Simulator) -> None:
    """Do what a person asked to authenticate again does."""
    for flow in hass.config_entries.flow.async_progress():
        result = await hass.config_entries.flow.async_configure(
            flow["flow_id"], {"api_token": simulator.token}
        )
        assert result["reason"] == "reauth_successful"
        await hass.async_block_till_done()


def _shown(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: Simulator
) -> dict[int, str | None]:
    """Return the occupancy that Home Assistant shows."""
    return {
        id_: state_of(hass, entry, id_, "count") for id_ in simulator.account.locations
    }


def _true(simulator: Simulator) -> dict[int, str]:
    """Return the occupancy that there is."""
    now = Snapshot(simulator.account, simulator.clock())
    return {
        id_: str(now.count(location)) if now.is_active(location) else "unknown"
        for id_, location in simulator.account.locations.items()
    }
