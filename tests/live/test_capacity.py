"""A capacity that changes: nothing mixes the old one with the new count."""

from datetime import timedelta
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import Simulator, faults
from tests.builders import pass_time, state_of
from tests.conftest import SetUp

MINUTE: Final = timedelta(seconds=61)
LIST: Final = "/locations"
SHARES: Final = ("percentage", "busy_level", "free_capacity")


def shares(hass: HomeAssistant, entry: object, location: int) -> list[str | None]:
    """Return what follows from count and capacity."""
    return [state_of(hass, entry, location, key) for key in SHARES]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("capacity", "expected"),
    [
        (0, ["unknown", "unknown", "unknown"]),
        (60, ["50", "busy", "30"]),
        (30, ["100", "very_busy", "0"]),
        (1000, ["3", "not_busy", "970"]),
    ],
)
async def test_a_changed_capacity_is_known_at_the_next_refresh(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    capacity: int,
    expected: list[str],
) -> None:
    """The percentage of a reply says that the listed one has changed."""
    entry = await set_up()
    assert shares(hass, entry, 4) == ["30", "not_busy", "70"]
    simulator.account.locations[4].capacity = capacity
    await pass_time(hass, freezer, MINUTE)
    assert shares(hass, entry, 4) == expected
    assert state_of(hass, entry, 4, "count") == "30"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_while_the_new_capacity_is_not_known_nothing_follows_from_it(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The list fails, so the old one is known to be wrong and the new one is not."""
    entry = await set_up()
    simulator.account.locations[4].capacity = 60
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, LIST)
    await pass_time(hass, freezer, MINUTE)
    assert shares(hass, entry, 4) == ["50", "busy", "unknown"]
    simulator.account.locations[4].capacity = 0
    await pass_time(hass, freezer, MINUTE)
    assert shares(hass, entry, 4) == ["unknown"] * 3
    simulator.account.locations[4].capacity = 60
    await pass_time(hass, freezer, MINUTE)
    assert shares(hass, entry, 3) == ["18", "not_busy", "330"]
    assert state_of(hass, entry, 4, "count") == "30"
    simulator.behave()
    await pass_time(hass, freezer, MINUTE)
    assert shares(hass, entry, 4) == ["50", "busy", "30"]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("percentage", [0.9, 3])
async def test_a_percentage_that_never_fits_asks_for_no_more_lists(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    percentage: float,
) -> None:
    """The API's word on utilization is shown as it is."""

    def exaggerate(reply: dict[str, object]) -> None:
        reply["data"]["childCounts"][1]["percentage"] = percentage  # type: ignore[index]

    simulator.misbehave(faults.Transform(exaggerate), "/locations/2/now")
    entry = await set_up()
    await pass_time(hass, freezer, MINUTE)
    simulator.requests.clear()
    for _ in range(5):
        await pass_time(hass, freezer, MINUTE)
    assert not [each for each in simulator.requests if each.path.endswith(LIST)]
    assert state_of(hass, entry, 4, "percentage") == str(round(100 * percentage))
    assert state_of(hass, entry, 4, "free_capacity") == "70"


async def test_percent_in_place_of_fractions_is_shown_right(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """20 beside 100 of 500 people is 20 %, not 2000 %."""

    def in_percent(reply: dict[str, object]) -> None:
        data = reply["data"]
        for part in (data, *(data["childCounts"] or ())):  # type: ignore[index]
            part["percentage"] *= 100

    simulator.misbehave(faults.Transform(in_percent), "/now")
    entry = await set_up()
    shown = [state_of(hass, entry, id_, "percentage") for id_ in (1, 2, 3, 4)]
    assert shown == ["10", "20", "18", "30"]
