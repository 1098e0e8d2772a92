"""A ledger that cannot be read keeps nothing from working."""

from collections.abc import Callable
from copy import deepcopy
import json
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.history.ledger_store import LedgerStore
from simulator import Simulator
from tests.builders import build_entry, state_of
from tests.conftest import SetUp

from .conftest import ReadRows, until_fetched

KEY: Final = "occuspace.entry_1.history"
DAYS: Final = [["2026-03-05", "2026-03-19"]]
SERIES: Final = {"fetched": DAYS, "again": [], "checked_on": None, "gaps": []}
ODD: Final[tuple[Any, ...]] = (
    None,
    [],
    {},
    "text",
    -1,
    1.5,
    True,
    [None],
    [["2026-03-05"]],
    {"a": 1},
)


def good() -> dict[str, Any]:
    """Return a ledger with nothing odd about it."""
    names = ("daily", "dwell_time", "visitors", "detail")
    record = {
        "checked_on": "2026-03-20",
        "series": {name: deepcopy(SERIES) for name in names},
    }
    return {str(id_): deepcopy(record) for id_ in (1, 2)}


def file_of(locations: Any, **differences: Any) -> dict[str, Any]:
    """Return a stored file."""
    data = {"locations": locations}
    file = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    return file | differences


def oddities() -> dict[str, Any]:
    """Return files, each odd in one place."""
    odd = {
        "newer": file_of(good(), version=2),
        "newer_in_other_words": file_of(good(), version=99, data={"years": []}),
        "older": file_of(good(), version=0),
        "newer_minor": file_of(good(), minor_version=7, data={"else": 1}),
        "without_locations": file_of(good(), data={"other": 1}),
    }

    def put(name: str, change: Callable[[dict[str, Any]], None]) -> None:
        locations = good()
        change(locations)
        odd[name] = file_of(locations)

    put("unknown_series", lambda all_: all_["1"]["series"].update(noise=SERIES))
    put("id_is_no_number", lambda all_: all_.update(hall=all_.pop("1")))
    for gap in (
        [-1, "2026-03-20", DAYS],
        ["2", "2026-03-20", DAYS],
        [1, "soon", DAYS],
        [1, "2026-03-20"],
        [1, "2026-03-20", [["2026-03-20", "2026-03-01"]]],
    ):
        put(
            f"gap_{gap}",
            lambda all_, gap=gap: all_["1"]["series"]["daily"].update(gaps=[gap]),  # type: ignore[misc]
        )
    for value in ODD:
        if value not in ([], {}):
            odd[f"data_{value}"] = file_of(good(), data=value)
            odd[f"locations_{value}"] = file_of(value)
        put(f"location_{value}", lambda all_, v=value: all_.update({"1": v}))  # type: ignore[misc]
        for key in ("checked_on", "series"):
            put(f"{key}_{value}", lambda all_, k=key, v=value: all_["1"].update({k: v}))  # type: ignore[misc]
        for key in ("fetched", "again", "gaps"):
            if value == []:
                continue  # This is how it is with nothing in it.
            put(
                f"{key}_{value}",
                lambda all_, k=key, v=value: all_["1"]["series"]["visitors"].update(  # type: ignore[misc]
                    {k: v}
                ),
            )
    return odd


ODDITIES: Final = oddities()
NOT_WARNED: Final = {"data_None", "series_{}"}


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with a little hourly detail."""
    return build_entry(simulator, options={"detail_days": 2})


@pytest.mark.parametrize("name", ODDITIES)
async def test_what_cannot_be_read_is_set_aside_and_the_rest_is_kept(
    hass: HomeAssistant,
    tmp_path: Path,
    hass_storage: dict[str, Any],
    name: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One warning, a copy of the file, and what is known of other locations."""
    hass.config.config_dir = str(tmp_path)
    path = tmp_path / ".storage" / KEY
    path.parent.mkdir()
    text = json.dumps(ODDITIES[name])
    path.write_text(text)
    hass_storage[KEY] = json.loads(text)
    store = LedgerStore(hass, "entry_1", "UTC", lambda _: ZoneInfo("UTC"))
    await store.async_load()
    if name not in NOT_WARNED:
        assert caplog.text.count("partly unreadable") == 1
        assert path.with_name(f"{KEY}.set_aside").read_text() == text
    if name.startswith(("newer", "older", "without", "data", "locations")):
        assert store.ledger.as_dict() == {}
    else:
        assert store.ledger.as_dict()["2"] == good()["2"]
    await store.async_save()
    again = LedgerStore(hass, "entry_1", "UTC", lambda _: ZoneInfo("UTC"))
    await again.async_load()
    assert again.ledger.as_dict() == store.ledger.as_dict()
    assert caplog.text.count("partly unreadable") == (name not in NOT_WARNED)


@pytest.mark.parametrize(
    "name", ["newer", "without_locations", "unknown_series", "id_is_no_number"]
)
async def test_an_odd_ledger_keeps_no_account_from_its_past(
    hass: HomeAssistant,
    read_rows: ReadRows,
    hass_storage: dict[str, Any],
    set_up: SetUp,
    name: str,
) -> None:
    """It is fetched as if for the first time, and so it is after a reload."""
    hass_storage[KEY] = ODDITIES[name]
    entry = await set_up()
    assert state_of(hass, entry, 2, "count") not in {"unknown", "unavailable"}
    await until_fetched(hass, entry)
    assert len(await read_rows("occuspace:1_1_visitors", types=("sum",))) == 1
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
