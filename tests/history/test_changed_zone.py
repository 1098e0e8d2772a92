"""A time zone that is corrected re-places everything that it misplaced."""

from datetime import date
import json
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Simulator, generated_account
from tests.builders import build_entry, state_of
from tests.conftest import SetUp

from .conftest import NOW, ReadRows, Rows, until, until_fetched, until_recorded

OPENED: Final = date(2026, 3, 1)
pytestmark = pytest.mark.usefixtures("entity_registry_enabled_by_default")

KEY: Final = "occuspace.entry_1.history"
RIGHT: Final = "America/Los_Angeles"
WRONG: Final = ["Europe/Berlin", "Asia/Kolkata", "America/Denver", "Pacific/Auckland"]
TYPES: Final = ("state", "sum", "mean", "max")
SENSORS: Final = (
    "visitors_today",
    "visitors_yesterday",
    "dwell_time_yesterday",
)


@pytest.fixture
def account() -> Account:
    """Return two locations that have counted for three weeks."""
    return generated_account(2, opened=OPENED, time_zone=RIGHT)


@pytest.fixture(params=WRONG)
def entry(
    request: pytest.FixtureRequest, simulator: Simulator, at_noon: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return an entry with the wrong time zone, and half of its days in hours."""
    data = {**build_entry(simulator).data, "time_zone": request.param}
    return build_entry(simulator, data=data, options={"detail_days": 10})


@pytest.fixture
def right_entry(simulator: Simulator) -> MockConfigEntry:
    """Return an entry that was right from the beginning."""
    return build_entry(
        simulator, options={"detail_days": 10}, entry_id="right", unique_id="77"
    )


async def correct(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Choose the right time zone by *Reconfigure*."""
    form = await entry.start_reconfigure_flow(hass)
    advanced = {"base_url": entry.data["base_url"], "time_zone": RIGHT}
    result = await hass.config_entries.flow.async_configure(
        form["flow_id"],
        {"api_token": entry.data["api_token"], "advanced": advanced},
    )
    assert result["reason"] == "reconfigure_successful", result
    await hass.async_block_till_done()


async def past_rows(read_rows: ReadRows, account_id: str) -> Rows:
    """Return the rows of the days that are over at the venue."""
    rows = await read_rows(types=TYPES)
    end = NOW.replace(hour=7, minute=0).timestamp()
    prefix = f"occuspace:{account_id}_"
    return {
        id_.removeprefix(prefix): [row for row in each if row["start"] < end]
        for id_, each in rows.items()
        if id_.startswith(prefix)
    }


def shown(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Return what the sensors of both locations show."""
    return {
        f"{location} {key}": state_of(hass, entry, location, key)
        for location in (1, 2)
        for key in SENSORS
    }


async def expected(
    hass: HomeAssistant, read_rows: ReadRows, right: MockConfigEntry
) -> tuple[Rows, dict[str, Any]]:
    """Return rows and sensors of an account that was right from the beginning."""
    right.add_to_hass(hass)
    await hass.config_entries.async_setup(right.entry_id)
    await hass.async_block_till_done()

    def is_there() -> bool:
        return not {*shown(hass, right).values()} & {"unknown", "unavailable", None}

    await until(hass, is_there)
    return await past_rows(read_rows, "77"), shown(hass, right)


async def test_everything_equals_an_account_that_was_right_from_the_beginning(
    hass: HomeAssistant,
    read_rows: ReadRows,
    set_up: SetUp,
    right_entry: MockConfigEntry,
) -> None:
    """Rows and figures of yesterday; and it still does after a reload."""
    entry = await set_up()
    await until_fetched(hass, entry)
    rows, figures = await expected(hass, read_rows, right_entry)
    wrong = await past_rows(read_rows, "1")
    assert wrong != rows
    await correct(hass, entry)
    await until_fetched(hass, entry)
    await until(hass, lambda: shown(hass, entry) == figures)
    assert await past_rows(read_rows, "1") == rows
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
    await until(hass, lambda: shown(hass, entry) == figures)
    assert await past_rows(read_rows, "1") == rows


@pytest.mark.parametrize("entry", WRONG[:1], indirect=True)
@pytest.mark.parametrize("kept", ["before", "halfway"])
async def test_a_correction_that_is_interrupted_still_ends_right(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    read_rows: ReadRows,
    set_up: SetUp,
    right_entry: MockConfigEntry,
    kept: str,
) -> None:
    """The file is from before the change; some, or all, of the rows are from after."""
    entry = await set_up()
    await until_fetched(hass, entry)
    rows, figures = await expected(hass, read_rows, right_entry)
    await hass.config_entries.async_unload(entry.entry_id)
    file = json.dumps(hass_storage[KEY])
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, "time_zone": RIGHT}
    )
    if kept == "halfway":
        await hass.config_entries.async_setup(entry.entry_id)
        await until_fetched(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)
    else:
        get_instance(hass).async_clear_statistics(["occuspace:1_1_visitors"])
        await until_recorded(hass)
    hass_storage[KEY] = json.loads(file)
    await hass.config_entries.async_setup(entry.entry_id)
    await until_fetched(hass, entry)
    await until(hass, lambda: shown(hass, entry) == figures)
    assert await past_rows(read_rows, "1") == rows


@pytest.mark.parametrize("entry", WRONG[:1], indirect=True)
async def test_a_ledger_without_a_time_zone_has_that_of_the_entry(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Files of older versions do not say it; nothing is fetched again for that."""
    entry = await set_up()
    await until_fetched(hass, entry)
    await hass.config_entries.async_unload(entry.entry_id)
    for key in ("zone", "zones"):
        del hass_storage[KEY]["data"][key]
    before = await past_rows(read_rows, "1")
    simulator.requests.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await until_fetched(hass, entry)
    assert await past_rows(read_rows, "1") == before
    assert not [r for r in simulator.requests if r.query.get("start", "9") < "2026-03"]
    await hass.config_entries.async_unload(entry.entry_id)
    assert hass_storage[KEY]["data"]["zone"] == entry.data["time_zone"]


@pytest.mark.parametrize("entry", WRONG[:1], indirect=True)
async def test_a_location_that_is_not_followed_is_re_placed_when_it_is_again(
    hass: HomeAssistant,
    read_rows: ReadRows,
    set_up: SetUp,
    right_entry: MockConfigEntry,
) -> None:
    """Until then its rows stay as they are: nothing would come in their place."""
    entry = await set_up()
    await until_fetched(hass, entry)
    rows, figures = await expected(hass, read_rows, right_entry)
    wrong = await past_rows(read_rows, "1")
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "excluded": ["2"]}
    )
    await correct(hass, entry)
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    now = await past_rows(read_rows, "1")
    followed = [id_ for id_ in rows if now[id_] == rows[id_]]
    assert [id_ for id_ in rows if now[id_] == wrong[id_]] == [
        id_ for id_ in rows if id_ not in followed
    ]
    hass.config_entries.async_update_entry(entry, options={"detail_days": 10})
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
    await until(hass, lambda: shown(hass, entry) == figures)
    assert await past_rows(read_rows, "1") == rows
