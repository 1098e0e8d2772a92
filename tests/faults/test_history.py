"""The faults of the catalogue that affect the history import."""

from homeassistant.core import HomeAssistant
import pytest

from simulator import Account

from . import history, stored_history
from .conftest import Build
from .fault import Family
from .history_env import history_account
from .run_faults import async_run_fault


@pytest.fixture
def account() -> Account:
    """Return an account small enough to import many times."""
    return history_account()


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "family",
    [*history.FAMILIES, *stored_history.FAMILIES],
    ids=lambda family: family.title,
)
@pytest.mark.usefixtures("recorder_mock")
async def test_no_row_is_lost_or_doubled(
    hass: HomeAssistant, build_history: Build, family: Family
) -> None:
    """One Home Assistant runs all faults of a table."""
    env = await build_history(family.faults[0])
    for fault in family.faults:
        await async_run_fault(env, fault)
