"""Identities never change once released: these lists may only grow."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

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
        "1_2_busy_level",
        "1_2_capacity",
        "1_2_count",
        "1_2_free_capacity",
        "1_2_last_measured",
        "1_2_percentage",
        "1_3_busy_level",
        "1_3_capacity",
        "1_3_count",
        "1_3_free_capacity",
        "1_3_last_measured",
        "1_3_percentage",
        "1_4_busy_level",
        "1_4_capacity",
        "1_4_count",
        "1_4_free_capacity",
        "1_4_last_measured",
        "1_4_percentage",
    },
}


async def test_identities_are_those_released(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Unique ids, disabled ones included, and device identifiers are frozen."""
    entry = await set_up()
    unique_ids: dict[str, set[str]] = {}
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        unique_ids.setdefault(entity.domain, set()).add(entity.unique_id)
    assert unique_ids == UNIQUE_IDS
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert {each for device in devices for each in device.identifiers} == DEVICES
    assert entry.unique_id == "1"
