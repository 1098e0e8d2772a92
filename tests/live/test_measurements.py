"""Values become stale on time, whatever the server's clock says."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import Simulator, faults
from tests.builders import pass_time, state_of
from tests.conftest import SetUp

NOW: Final = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
MAXIMUM_AGE: Final = timedelta(minutes=60)


@pytest.mark.parametrize(
    "timestamp",
    [
        "2026-03-10T15:31:00.000Z",
        "2026-03-10T17:30:00.000Z",
        "2027-03-10T15:30:00.000Z",
        "2026-03-10T16:00:00.000Z",
        None,
        "soon",
    ],
)
async def test_a_stuck_server_becomes_stale(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    timestamp: str | None,
) -> None:
    """A moment in the future, or none, counts as the moment it was first seen."""
    freezer.move_to(NOW)

    def stick(reply: dict[str, Any]) -> None:
        reply["data"] |= {"timestamp": timestamp, "count": 23}

    simulator.misbehave(faults.Transform(stick), "/locations/2/now")
    entry = await set_up()
    for _ in range(59):
        await pass_time(hass, freezer, timedelta(minutes=1))
    assert state_of(hass, entry, 2, "count") == "23"
    await pass_time(hass, freezer, timedelta(minutes=1, seconds=30))
    assert state_of(hass, entry, 2, "count") == "unknown"
    # Nor does it become fresh again when the time that it claims has come.
    await pass_time(hass, freezer, timedelta(minutes=59))
    await pass_time(hass, freezer, timedelta(minutes=1))
    assert state_of(hass, entry, 2, "count") == "unknown"
    simulator.behave()
    await pass_time(hass, freezer, timedelta(minutes=2))
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_server_whose_clock_is_ahead_is_fresh_while_it_counts(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """And nothing was measured in the future."""
    freezer.move_to(NOW)
    simulator.account.locations[2].age = -timedelta(hours=2)
    entry = await set_up()
    for _ in range(3):
        await pass_time(hass, freezer, timedelta(minutes=45))
        assert state_of(hass, entry, 2, "count") == "100"
        measured = state_of(hass, entry, 2, "last_measured")
        assert measured
        assert datetime.fromisoformat(measured) <= datetime.now(UTC)
