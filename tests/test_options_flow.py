"""The options, as a person chooses them."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Location, Simulator

from .builders import build_entry, device_of, pass_time, state_of
from .conftest import SetUp

DEFAULTS = {
    "locations": [],
    "excluded": [],
    "excluded_beneath": [],
    "excluded_alone": [],
    "update_interval": 60,
    "maximum_age": 60,
    "busy_threshold": 45,
    "very_busy_threshold": 80,
    "detail_days": 56,
}


async def open_options(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Return the form."""
    return await hass.config_entries.options.async_init(entry.entry_id)


async def save(hass: HomeAssistant, form: Any, **changes: Any) -> Any:
    """Return what follows on the form with the defaults and some changes."""
    result = await hass.config_entries.options.async_configure(
        form["flow_id"], DEFAULTS | changes
    )
    await hass.async_block_till_done()
    return result


def shown(form: Any) -> dict[str, Any]:
    """Return the values that the form shows."""
    schema = form["data_schema"].schema
    return {str(key): key.description["suggested_value"] for key in schema}


def listed(form: Any, field: str = "locations") -> list[tuple[str, str]]:
    """Return the locations that can be chosen."""
    selector = form["data_schema"].schema[field]
    return [(each["value"], each["label"]) for each in selector.config["options"]]


async def test_the_form_shows_the_defaults_and_the_locations_in_tree_order(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Each location is told with its path."""
    simulator.account.add(Location(9, "Annex", 1, capacity=10))
    simulator.account.add(Location(8, "Basement", 2, capacity=10))
    form = await open_options(hass, await set_up())
    assert shown(form) == DEFAULTS
    assert listed(form) == [
        ("1", "Sales"),
        ("2", "Sales › Office Building"),
        ("3", "Sales › Office Building › Office 1st Floor"),
        ("4", "Sales › Office Building › Office 2nd Floor"),
        ("8", "Sales › Office Building › Basement"),
        ("9", "Sales › Annex"),
    ]
    assert listed(form, "excluded") == listed(form)
    for field in ("excluded_beneath", "excluded_alone"):
        assert listed(form, field) == listed(form)[:2]


async def test_choosing_a_location_includes_all_beneath_it(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """What is no longer chosen goes; choosing nothing brings everything back."""
    entry = await set_up()
    form = await open_options(hass, entry)
    result = await save(hass, form, locations=["2"])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert state_of(hass, entry, 1, "count") is None
    assert [state_of(hass, entry, id_, "count") for id_ in (2, 3, 4)] == [
        "100",
        "70",
        "30",
    ]
    await save(hass, await open_options(hass, entry), locations=[])
    assert state_of(hass, entry, 1, "count") == "100"


def followed(hass: HomeAssistant, entry: MockConfigEntry) -> set[int]:
    """Return the locations that have a state."""
    return {id_ for id_ in range(1, 10) if state_of(hass, entry, id_, "count")}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"excluded": ["4"]}, {1, 2, 3}),
        ({"excluded": ["2"]}, {1}),
        ({"excluded_alone": ["2"]}, {1, 3, 4}),
        ({"excluded_alone": ["1", "2"]}, {3, 4}),
        ({"excluded_beneath": ["2"]}, {1, 2}),
        ({"excluded_beneath": ["1"]}, {1}),
        ({"locations": ["2"], "excluded": ["3"]}, {2, 4}),
        ({"locations": ["2"], "excluded_beneath": ["2"]}, {2}),
        ({"locations": ["2"], "excluded_alone": ["2"]}, {3, 4}),
    ],
)
async def test_what_is_left_out_goes_and_nothing_else(
    hass: HomeAssistant,
    set_up: SetUp,
    changes: dict[str, list[str]],
    expected: set[int],
) -> None:
    """With its device; leaving out nothing brings everything back."""
    entry = await set_up()
    await save(hass, await open_options(hass, entry), **changes)
    assert followed(hass, entry) == expected
    # The account keeps its own device.
    devices = {id_ for id_ in range(1, 10) if device_of(hass, entry, id_)}
    assert devices == expected | {1}
    await save(hass, await open_options(hass, entry))
    assert followed(hass, entry) == {1, 2, 3, 4}


async def test_leaving_out_everything_is_refused(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """The same form can be corrected."""
    entry = await set_up()
    form = await save(hass, await open_options(hass, entry), excluded=["1"])
    assert form["errors"] == {"excluded": "nothing_left"}
    assert shown(form)["excluded"] == ["1"]
    await save(hass, form, excluded=["3"])
    assert followed(hass, entry) == {1, 2, 4}


async def test_a_list_that_was_emptied_stays_empty_when_the_form_comes_again(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The browser does not send it at all."""
    options = {"locations": ["2"], "excluded": ["3"]}
    entry = await set_up(entry=build_entry(simulator, options=options))
    sent = {key: value for key, value in DEFAULTS.items() if value != []}
    form = await open_options(hass, entry)
    assert shown(form) == DEFAULTS | options
    form = await hass.config_entries.options.async_configure(
        form["flow_id"], sent | {"very_busy_threshold": 1}
    )
    assert form["errors"] == {"very_busy_threshold": "thresholds_reversed"}
    assert shown(form) == DEFAULTS | {"very_busy_threshold": 1}


async def test_what_is_left_out_and_gone_troubles_nobody(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Neither with an issue, nor by what was beneath it coming back."""
    options = {"excluded": ["2"], "excluded_beneath": ["1"]}
    entry = await set_up(entry=build_entry(simulator, options=options))
    assert followed(hass, entry) == {1}
    del simulator.account.locations[2]
    for _ in range(3):
        await pass_time(hass, freezer, timedelta(minutes=10, seconds=1))
        assert followed(hass, entry) == {1}
        assert not ir.async_get(hass).issues
    assert ("2", "(2)") in listed(await open_options(hass, entry), "excluded")


async def test_the_busy_thresholds_decide_the_busy_level(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Above a threshold counts, at it does not."""
    entry = await set_up()
    form = await open_options(hass, entry)
    await save(hass, form, busy_threshold=18, very_busy_threshold=29)
    levels = {id_: state_of(hass, entry, id_, "busy_level") for id_ in (2, 3, 4)}
    assert levels == {2: "busy", 3: "not_busy", 4: "very_busy"}


async def test_reversed_thresholds_are_refused_and_nothing_is_lost(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """The same form can be corrected."""
    entry = await set_up()
    changes: dict[str, Any] = {
        "locations": ["3"],
        "update_interval": 120,
        "busy_threshold": 80,
        "very_busy_threshold": 80,
        "detail_days": 90,
    }
    form = await save(hass, await open_options(hass, entry), **changes)
    assert form["errors"] == {"very_busy_threshold": "thresholds_reversed"}
    assert shown(form) == DEFAULTS | changes
    result = await save(hass, form, **changes | {"very_busy_threshold": 90})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS | changes | {"very_busy_threshold": 90}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("update_interval", 29),
        ("update_interval", 3601),
        ("maximum_age", -1),
        ("busy_threshold", 0),
        ("locations", ["77"]),
        ("excluded", ["77"]),
        ("excluded_alone", ["3"]),
    ],
)
async def test_values_out_of_bounds_are_refused(
    hass: HomeAssistant, set_up: SetUp, field: str, value: Any
) -> None:
    """The form takes only what makes sense."""
    form = await open_options(hass, await set_up())
    with pytest.raises(InvalidData):
        await save(hass, form, **{field: value})


async def test_a_chosen_location_that_is_not_listed_survives_saving(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Also while the account is not loaded, and no path is known."""
    entry = await set_up(
        entry=build_entry(simulator, options={"locations": ["3", "7"]})
    )
    assert ("7", "(7)") in listed(await open_options(hass, entry))
    await hass.config_entries.async_unload(entry.entry_id)
    form = await open_options(hass, entry)
    assert listed(form) == [("3", "(3)"), ("7", "(7)")]
    await save(hass, form, locations=["3", "7"], maximum_age=0)
    assert entry.options["locations"] == ["3", "7"]
