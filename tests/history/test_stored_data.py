"""A config entry and a ledger that an earlier version stored still load.

The fixture was written by the version before the package was divided into rooms.
"""

import json
from pathlib import Path
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.const import DOMAIN
from simulator import Simulator
from tests.conftest import SetUp

from .conftest import ReadRows, until_fetched

STORED: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "stored_data.json").read_text("utf-8")
)


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return the stored entry."""
    data = STORED["entry"]["data"] | {"base_url": simulator.base_url}
    return MockConfigEntry(
        domain=DOMAIN, entry_id="entry_1", **(STORED["entry"] | {"data": data})
    )


async def test_an_earlier_entry_keeps_its_entities_devices_and_statistics(
    hass: HomeAssistant, set_up: SetUp, read_rows: ReadRows
) -> None:
    """Every identity and every option."""
    entry = await set_up()
    await until_fetched(hass, entry)
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    now = [[each.domain, each.unique_id, each.translation_key] for each in entities]
    # Later versions have more, and none less.
    assert [each for each in STORED["entities"] if each not in now] == []
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert (
        sorted(next(iter(each.identifiers))[1] for each in devices) == STORED["devices"]
    )
    assert sorted(await read_rows(types=("state", "mean"))) == STORED["statistics"]


async def test_an_earlier_ledger_spares_all_requests_for_the_days_it_has(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    read_rows: ReadRows,
    hass_storage: dict[str, Any],
) -> None:
    """The rows are those of the same account, so nothing is missing."""
    entry = await set_up()
    await until_fetched(hass, entry)
    rows = await read_rows(types=("state", "sum", "mean"))
    await hass.config_entries.async_unload(entry.entry_id)
    key = STORED["ledger"]["key"]
    assert hass_storage[key]["data"] == STORED["ledger"]["data"]
    hass_storage[key] = STORED["ledger"]
    simulator.requests.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await until_fetched(hass, entry)
    assert not [
        each for each in simulator.requests if each.query.get("end") == "2026-03-19"
    ]
    assert await read_rows(types=("state", "sum", "mean")) == rows
