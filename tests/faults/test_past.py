"""The faults of the catalogue that strike while the past is fetched."""

from homeassistant.core import HomeAssistant
import pytest

from simulator import Account

from .conftest import Build
from .endure import async_endure
from .past import FAULTS
from .past_world import past_account


@pytest.fixture
def account() -> Account:
    """Return an account small enough to fetch whole, many times."""
    return past_account()


@pytest.mark.timeout(180)
@pytest.mark.usefixtures("recorder_mock")
async def test_no_row_is_lost_or_doubled(
    hass: HomeAssistant, build_past: Build
) -> None:
    """Whatever happens on the way; one Home Assistant goes through all of it."""
    world = await build_past(FAULTS[0])
    for fault in FAULTS:
        await async_endure(world, fault)
