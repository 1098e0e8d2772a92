"""The faults of the catalogue that strike while the past is fetched."""

from homeassistant.core import HomeAssistant
import pytest

from simulator import Account

from . import past, stored_past
from .conftest import Build
from .endure import async_endure
from .fault import Family
from .past_world import past_account


@pytest.fixture
def account() -> Account:
    """Return an account small enough to fetch whole, many times."""
    return past_account()


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "family",
    [*past.FAMILIES, *stored_past.FAMILIES],
    ids=lambda family: family.title,
)
@pytest.mark.usefixtures("recorder_mock")
async def test_no_row_is_lost_or_doubled(
    hass: HomeAssistant, build_past: Build, family: Family
) -> None:
    """Whatever happens on the way; one Home Assistant goes through all of it."""
    world = await build_past(family.faults[0])
    for fault in family.faults:
        await async_endure(world, fault)
