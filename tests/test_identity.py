"""Identities never change once released: these lists may only grow."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.occuspace.history.series import statistics
from custom_components.occuspace.identifiers import statistic_id

from .conftest import SetUp

DEVICES = {("occuspace", f"1_{location}") for location in (1, 2, 3, 4)}

UNIQUE_IDS = {
    "binary_sensor": {
        "1_1_is_active",
        "1_1_occupied",
        "1_2_is_active",
        "1_2_occupied",
        "1_3_is_active",
        "1_3_occupied",
        "1_4_is_active",
        "1_4_occupied",
    },
    "sensor": {
        "1_1_busy_level",
        "1_1_capacity",
        "1_1_count",
        "1_1_free_capacity",
        "1_1_last_measured",
        "1_1_percentage",
        "1_1_status",
        "1_2_busy_level",
        "1_2_capacity",
        "1_2_count",
        "1_2_free_capacity",
        "1_2_last_measured",
        "1_2_percentage",
        "1_2_status",
        "1_3_busy_level",
        "1_3_capacity",
        "1_3_count",
        "1_3_free_capacity",
        "1_3_last_measured",
        "1_3_percentage",
        "1_3_status",
        "1_4_busy_level",
        "1_4_capacity",
        "1_4_count",
        "1_4_free_capacity",
        "1_4_last_measured",
        "1_4_percentage",
        "1_4_status",
    },
}


WITH_CHILDREN = {"1_1_quietest_space", "1_2_quietest_space"}
OF_THE_PAST = {
    f"1_{location}_{key}"
    for location in (1, 2, 3, 4)
    for key in (
        "compared_to_usual",
        "difference_from_usual",
        "dwell_time_yesterday",
        "peak_occupancy_today",
        "usual_occupancy",
        "visitors_today",
        "visitors_yesterday",
        "expected_in_one_hour",
        "usual_first_people_today",
        "usual_peak_today",
        "usual_last_people_today",
    )
} | {"1_1_history"}
DOUBTFUL = {f"1_{location}_doubtful" for location in (1, 2, 3, 4)}


STATISTICS = {
    f"occuspace:1_{location}_{kind}"
    for location in (1, 2, 3, 4)
    for kind in ("dwell_time", "occupancy", "utilization", "visitors")
}


async def identities(hass: HomeAssistant, set_up: SetUp) -> dict[str, set[str]]:
    """Return the unique ids by platform, disabled ones included."""
    entry = await set_up()
    assert entry.unique_id == "1"
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert {each for device in devices for each in device.identifiers} == DEVICES
    found: dict[str, set[str]] = {}
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        found.setdefault(entity.domain, set()).add(entity.unique_id)
    return found


async def test_identities_are_those_released(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Without the recorder there is nothing of the past."""
    assert await identities(hass, set_up) == UNIQUE_IDS | {
        "sensor": UNIQUE_IDS["sensor"] | WITH_CHILDREN
    }


@pytest.mark.usefixtures("recorder_mock")
async def test_identities_of_the_past_are_those_released(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """With the recorder there is more."""
    assert await identities(hass, set_up) == UNIQUE_IDS | {
        "binary_sensor": UNIQUE_IDS["binary_sensor"] | DOUBTFUL,
        "sensor": UNIQUE_IDS["sensor"] | WITH_CHILDREN | OF_THE_PAST,
    }


def test_statistic_ids_are_those_released() -> None:
    """What a person has drawn with them stays."""
    assert {
        statistic_id("1", location, statistic.key)
        for location in (1, 2, 3, 4)
        for statistic in statistics()
    } == STATISTICS
