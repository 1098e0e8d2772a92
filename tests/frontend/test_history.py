"""The cards of an account with the recorder."""

from datetime import date, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.frontend.overview import typical_of
from simulator import Account, Simulator
from tests.builders import device_of, state_of
from tests.conftest import SetUp
from tests.history.conftest import NOW, until
from tests.office import HALL, office, office_entry

from .conftest import Subscribe


@pytest.fixture
def account() -> Account:
    """Return an office that has counted for 29 days."""
    return office(date(2026, 2, 19))


@pytest.fixture
def entry(simulator: Simulator, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry of the office alone."""
    freezer.move_to(NOW)
    return office_entry(simulator)


@pytest.mark.usefixtures("recorder_mock")
async def test_a_card_learns_the_typical_day(
    hass: HomeAssistant,
    set_up: SetUp,
    subscribe: Subscribe,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
) -> None:
    """It is open from the first day on; what it shows is what the entities do."""
    # The history arrives only after the first event.
    simulator.account.locations[HALL].count = 100
    entry = await set_up()
    day = await subscribe("day", device_id=device_of(hass, entry, HALL))
    overview = await subscribe("overview")
    event = await day.until(
        lambda event: event["history"] == "ready" and any(event["measured"][12:])
    )
    assert event["typical"][12] is not None
    assert event["measured"][14:] == [None] * 10
    assert event["expected"][:13] == [None] * 13
    assert None not in event["expected"][13:]
    rows = await overview.until(
        lambda event: event["locations"][str(HALL)]["t"] is not None
    )
    assert typical_of(rows["locations"][str(HALL)]) == event["typical"]
    await until(
        hass, lambda: state_of(hass, entry, HALL, "compared_to_usual") != "unknown"
    )
    assert event["comparison"] == state_of(hass, entry, HALL, "compared_to_usual")
    # An hour later by the clock, without another count.
    freezer.tick(timedelta(minutes=29))
    async_fire_time_changed(hass)
    event = await day.until(lambda event: event["expected"][13] is not None)
    freezer.tick(timedelta(minutes=2))
    async_fire_time_changed(hass)
    event = await day.until(lambda event: event["expected"][13] is None)
    assert event["expected"][14] is not None


@pytest.mark.usefixtures("recorder_mock")
async def test_the_overview_relies_on_no_doubtful_value(
    hass: HomeAssistant, set_up: SetUp, subscribe: Subscribe, simulator: Simulator
) -> None:
    """The sensor died three hours ago; there is no most room."""
    simulator.account.locations[HALL].dead_since = NOW - timedelta(hours=3)
    await set_up()
    overview = await subscribe("overview")
    await overview.until(
        lambda event: event["locations"][str(HALL)].get("r") == "doubtful"
    )
    simulator.account.locations[HALL].dead_since = None
    (entry,) = hass.config_entries.async_entries("occuspace")
    await entry.runtime_data.coordinator.async_refresh()
    await overview.until(lambda event: "r" not in event["locations"][str(HALL)])
