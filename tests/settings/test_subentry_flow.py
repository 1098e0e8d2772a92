"""The settings of locations, as a person adds, changes and removes them."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace import async_unload_entry
from simulator import Simulator
from tests.builders import build_entry, build_settings, state_of
from tests.conftest import SetUp


@pytest.fixture
def reloads() -> Iterator[list[str]]:
    """Return the entries that were unloaded."""
    unloaded: list[str] = []

    async def unload(hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        unloaded.append(entry.entry_id)
        return await async_unload_entry(hass, entry)

    with patch("custom_components.occuspace.async_unload_entry", unload):
        yield unloaded


async def open_form(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Return the form to add settings."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "location"), context={"source": "user"}
    )


async def reopen_form(
    hass: HomeAssistant, entry: MockConfigEntry, subentry: ConfigSubentry
) -> Any:
    """Return the form to change settings."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "location"),
        context={"source": "reconfigure", "subentry_id": subentry.subentry_id},
    )


async def save(hass: HomeAssistant, form: Any, **fields: Any) -> Any:
    """Return what follows on a form."""
    result = await hass.config_entries.subentries.async_configure(
        form["flow_id"], fields
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


def only(entry: MockConfigEntry) -> ConfigSubentry:
    """Return the only subentry."""
    subentry: ConfigSubentry
    (subentry,) = entry.subentries.values()
    return subentry


def offered(form: Any) -> list[tuple[str, str]]:
    """Return the locations that can be chosen."""
    selector = form["data_schema"].schema["location"]
    return [(each["value"], each["label"]) for each in selector.config["options"]]


def levels(hass: HomeAssistant, entry: MockConfigEntry) -> list[str | None]:
    """Return the busy levels of all locations."""
    return [state_of(hass, entry, id_, "busy_level") for id_ in (1, 2, 3, 4)]


async def test_added_settings_hold_for_the_location_and_all_below(
    hass: HomeAssistant, set_up: SetUp, reloads: list[str]
) -> None:
    """Until they are changed or removed; each takes one reload."""
    entry = await set_up()
    before = levels(hass, entry)
    form = await open_form(hass, entry)
    assert offered(form)[:2] == [("1", "Sales"), ("2", "Office Building")]
    result = await save(hass, form, location="2", busy_threshold=18)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    subentry = only(entry)
    assert (subentry.title, subentry.unique_id) == ("Office Building", "2")
    assert dict(subentry.data) == {"busy_threshold": 18}
    assert levels(hass, entry) == [before[0], "busy", "not_busy", "busy"]
    assert len(reloads) == 1

    form = await reopen_form(hass, entry, subentry)
    fields = form["data_schema"].schema
    assert "location" not in fields
    shown = {str(key): key.description for key in fields}
    assert shown["busy_threshold"] == {"suggested_value": 18}
    result = await save(hass, form, very_busy_threshold=46)
    assert result["reason"] == "reconfigure_successful"
    assert dict(only(entry).data) == {"very_busy_threshold": 46}
    assert levels(hass, entry) == before
    assert len(reloads) == 2

    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert levels(hass, entry) == before
    assert len(reloads) == 3


async def test_saving_without_a_change_does_not_reload(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator, reloads: list[str]
) -> None:
    """Nor does another title."""
    settings = build_settings(2, busy_threshold=30)
    entry = await set_up(entry=build_entry(simulator, subentries_data=[settings]))
    form = await reopen_form(hass, entry, only(entry))
    await save(hass, form, busy_threshold=30)
    hass.config_entries.async_update_subentry(entry, only(entry), title="HQ")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not reloads


async def test_a_location_with_settings_is_not_offered_again(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """If all have settings, there is nothing to add."""
    subentries = [build_settings(id_) for id_ in (1, 2, 3)]
    entry = await set_up(entry=build_entry(simulator, subentries_data=subentries))
    form, same_form = await open_form(hass, entry), await open_form(hass, entry)
    assert [id_ for id_, _ in offered(form)] == ["4"]
    with pytest.raises(InvalidData):
        await save(hass, same_form, location="1")
    await save(hass, form, location="4")
    result = await save(hass, same_form, location="4")
    assert result["reason"] in {"already_configured", "nothing_left"}
    result = await open_form(hass, entry)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "nothing_left")


async def test_reversed_thresholds_are_rejected(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """Also against the thresholds of the locations above and of the account."""
    settings = build_settings(1, very_busy_threshold=60)
    entry = await set_up(entry=build_entry(simulator, subentries_data=[settings]))
    for reversed_ in (
        {"busy_threshold": 70, "very_busy_threshold": 70},
        {"busy_threshold": 60},
        {"very_busy_threshold": 45},
    ):
        form = await save(hass, await open_form(hass, entry), location="2", **reversed_)
        assert form["errors"] == {"very_busy_threshold": "thresholds_reversed"}
        shown = {str(key): key.description for key in form["data_schema"].schema}
        assert shown["location"] == {"suggested_value": "2"}
    result = await save(hass, form, location="2", busy_threshold=59)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    form = await reopen_form(hass, entry, only_of(entry, "2"))
    form = await save(hass, form, busy_threshold=60)
    assert form["errors"] == {"very_busy_threshold": "thresholds_reversed"}


def only_of(entry: MockConfigEntry, location: str) -> ConfigSubentry:
    """Return the subentry of a location."""
    subentry: ConfigSubentry = next(
        each for each in entry.subentries.values() if each.unique_id == location
    )
    return subentry


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("busy_threshold", 0),
        ("busy_threshold", 501),
        ("opening_hours", "sensor.hours"),
        ("exceptional_days", "sensor.days"),
    ],
)
async def test_invalid_values_are_rejected(
    hass: HomeAssistant, set_up: SetUp, field: str, value: Any
) -> None:
    """The form takes only what makes sense."""
    form = await open_form(hass, await set_up())
    with pytest.raises(InvalidData):
        await save(hass, form, location="2", **{field: value})


async def test_without_a_loaded_account_there_is_no_form(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """The locations are not known."""
    settings = build_settings(2)
    entry = await set_up(entry=build_entry(simulator, subentries_data=[settings]))
    await hass.config_entries.async_unload(entry.entry_id)
    for form in (
        await open_form(hass, entry),
        await reopen_form(hass, entry, only(entry)),
    ):
        assert (form["type"], form["reason"]) == (
            FlowResultType.ABORT,
            "entry_not_loaded",
        )


async def test_a_location_gets_a_time_zone_of_its_own(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """With all below; an emptied field gives back the account's."""
    entry = await set_up()
    home = entry.runtime_data.time_zone
    form = await open_form(hass, entry)
    await save(hass, form, location="2", time_zone="Europe/Berlin")

    def zones() -> list[str]:
        return [entry.runtime_data.zone_of(id_).key for id_ in (1, 2, 3, 4)]

    assert zones() == [home.key, *["Europe/Berlin"] * 3]
    form = await reopen_form(hass, entry, only(entry))
    with pytest.raises(InvalidData):
        await save(hass, form, time_zone="Europe/Atlantis")
    await save(hass, form)
    assert zones() == [home.key] * 4
