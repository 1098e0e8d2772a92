"""Which locations come first."""

from datetime import date
from itertools import batched
from typing import Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Simulator
from simulator.account import Location
from tests.builders import build_entry
from tests.conftest import SetUp

from .conftest import OPENED, until_fetched

ROOT: Final = 1
ROOMS: Final = tuple(range(2, 10))
BUILDING: Final = 10
FLOOR: Final = 11
PARENTS: Final = {ROOT, BUILDING}


@pytest.fixture
def account() -> Account:
    """Return rooms, followed by a building with a floor."""
    account = Account("order", ZoneInfo("America/Los_Angeles"))
    account.add(Location(ROOT, "Campus"))
    for id_ in (*ROOMS, BUILDING, FLOOR):
        parent = BUILDING if id_ == FLOOR else ROOT
        account.add(Location(id_, f"Space {id_}", parent, 40, earliest_count=OPENED))
    return account


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with hourly detail of two days."""
    return build_entry(simulator, options={"detail_days": 2})


@pytest.mark.usefixtures("recorder_mock")
async def test_locations_with_children_come_first_in_each_step(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The building too, although it is the last but one in the tree."""
    entry = await set_up()
    await until_fetched(hass, entry)

    def asked(endpoint: str) -> list[int]:
        return [
            int(request.path.split("/")[-2])
            for request in simulator.requests
            if request.path.endswith(endpoint)
            and date.fromisoformat(request.query["start"]) < date(2026, 3, 20)
        ]

    # A few requests are under way together, and may overtake each other.
    together = 4
    for endpoint in ("daily_occupancy", "daily_dwell_time", "hourly_visitors"):
        assert set(asked(endpoint)[:together]) >= PARENTS, endpoint
    locations = len((*ROOMS, *PARENTS, FLOOR))
    for day in batched(asked("hourly_occupancy"), locations, strict=True):
        assert set(day[:together]) >= PARENTS
