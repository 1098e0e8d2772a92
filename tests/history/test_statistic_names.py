"""Statistics are named as their locations are, and told from the entities."""

from dataclasses import replace
from functools import partial

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.models import StatisticMetaData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_metadata,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.builders import build_entry, state_of
from tests.conftest import SetUp

from .conftest import until, until_fetched, until_recorded

KINDS = ("visitors", "occupancy", "utilization", "dwell time")


pytestmark = pytest.mark.usefixtures("recorder_mock")


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with a little hourly detail."""
    return build_entry(simulator, options={"detail_days": 2})


async def names_of(hass: HomeAssistant, location_id: int) -> set[str | None]:
    """Return the names of a location's statistics."""
    return {
        each["name"]
        for id_, each in (await metadata_of(hass)).items()
        if id_.startswith(f"occuspace:1_{location_id}_")
    }


async def metadata_of(hass: HomeAssistant) -> dict[str, StatisticMetaData]:
    """Return what Home Assistant knows of each statistic."""
    await until_recorded(hass)
    found = await get_instance(hass).async_add_executor_job(
        partial(get_metadata, hass, statistic_source="occuspace")
    )
    return {id_: each for id_, (_, each) in found.items()}


def named(location: str) -> set[str]:
    """Return the names that a location's statistics are to have."""
    return {f"{location} {kind} (history)" for kind in KINDS}


async def reload_until_fetched(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Reload, and wait until the past is looked after."""
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")


@pytest.mark.parametrize("is_active", [True, False])
async def test_all_statistics_of_a_renamed_location_are_renamed(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, *, is_active: bool
) -> None:
    """Those of a closed place too, whose past does not change any more."""
    entry = await set_up()
    await until_fetched(hass, entry)
    location = simulator.account.locations[2]
    assert await names_of(hass, 2) == named(location.name)
    simulator.account.add(replace(location, name="Lesesaal Süd", is_active=is_active))
    await reload_until_fetched(hass, entry)
    assert await names_of(hass, 2) == named("Lesesaal Süd")


async def test_statistics_named_by_older_versions_get_the_new_names(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Of locations that are not followed any more too; nothing else of them changes."""
    entry = await set_up()
    await until_fetched(hass, entry)
    right = await metadata_of(hass)
    for each in right.values():
        old = each.copy()
        old["name"] = "Room visitors"
        async_add_external_statistics(hass, old, [])
    assert await names_of(hass, 2) == {"Room visitors"}
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "excluded": ["2"]}
    )
    await reload_until_fetched(hass, entry)
    assert await metadata_of(hass) == right


async def test_names_of_locations_that_are_not_listed_any_more_stay(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """A number would be no name."""
    entry = await set_up()
    await until_fetched(hass, entry)
    before = await metadata_of(hass)
    simulator.account.remove(4)
    await reload_until_fetched(hass, entry)
    assert await metadata_of(hass) == before
