"""Whatever goes wrong while an account is set up, nothing old is left on show."""

from typing import Any

from homeassistant.config_entries import ConfigEntries, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import DATA_INSTANCE
import pytest

import custom_components.occuspace as integration
from custom_components.occuspace import binary_sensor, sensor
from custom_components.occuspace.coordinator import LiveCoordinator
from custom_components.occuspace.devices import DeviceSync
from custom_components.occuspace.history.coordinator import HistoryCoordinator
from custom_components.occuspace.options import OccuspaceOptions

from .builders import state_of
from .conftest import SetUp

STEPS: list[tuple[Any, str]] = [
    (integration, "async_get_clientsession"),
    (integration, "OccuspaceClient"),
    (OccuspaceOptions, "from_mapping"),
    (LiveCoordinator, "__init__"),
    (LiveCoordinator, "async_config_entry_first_refresh"),
    (HistoryCoordinator, "__init__"),
    (HistoryCoordinator, "async_load"),
    (integration, "OccuspaceRuntimeData"),
    (DeviceSync, "__init__"),
    (DeviceSync, "async_start"),
    (HistoryCoordinator, "async_start"),
]


class UnexpectedError(Exception):
    """Something that nobody thought of."""


async def fails_and_recovers(
    hass: HomeAssistant, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check that nothing is on show after a failure, and a reload brings all back."""
    entry = await set_up(ConfigEntryState.SETUP_ERROR)
    shown = [
        each
        for each in hass.states.async_all(("sensor", "binary_sensor"))
        if each.state != "unavailable"
    ]
    assert not shown
    monkeypatch.undo()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert state_of(hass, entry, 2, "count") == "100"
    assert state_of(hass, entry, 2, "is_active") == "on"


@pytest.mark.parametrize(("of", "name"), STEPS)
@pytest.mark.usefixtures("recorder_mock")
async def test_no_step_that_fails_leaves_an_old_value_behind(
    hass: HomeAssistant,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    of: Any,
    name: str,
) -> None:
    """Entities are gone or unavailable, and the next set-up is as the first."""

    def fail(*_: Any, **__: Any) -> Any:
        raise UnexpectedError

    monkeypatch.setattr(of, name, fail)
    await fails_and_recovers(hass, set_up, monkeypatch)
    assert "has already been setup" not in caplog.text
    assert "does not generate unique IDs" not in caplog.text


@pytest.mark.usefixtures("recorder_mock")
async def test_platforms_that_fail_half_way_leave_no_old_value_behind(
    hass: HomeAssistant,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """They had added their entities already."""
    original = ConfigEntries.async_forward_entry_setups

    async def fail(*args: Any) -> None:
        await original(*args)
        raise UnexpectedError

    monkeypatch.setattr(ConfigEntries, "async_forward_entry_setups", fail)
    await fails_and_recovers(hass, set_up, monkeypatch)
    assert "has already been setup" not in caplog.text


@pytest.mark.usefixtures("recorder_mock")
async def test_what_cannot_be_loaded_is_no_failure(
    hass: HomeAssistant, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger's file may be anything at all."""

    async def fail(*_: Any) -> None:
        raise UnexpectedError

    monkeypatch.setattr("homeassistant.helpers.storage.Store.async_load", fail)
    entry = await set_up()
    assert state_of(hass, entry, 2, "count") == "100"


@pytest.mark.parametrize("platform", [sensor, binary_sensor])
async def test_a_platform_that_fails_leaves_the_other(
    hass: HomeAssistant, set_up: SetUp, monkeypatch: pytest.MonkeyPatch, platform: Any
) -> None:
    """And a reload brings it back."""

    async def fail(*_: Any) -> None:
        raise UnexpectedError

    monkeypatch.setattr(platform, "async_setup_entry", fail)
    entry = await set_up()
    monkeypatch.undo()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, entry, 2, "count") == "100"
    assert state_of(hass, entry, 2, "is_active") == "on"


@pytest.mark.parametrize("is_done", [True, False])
async def test_a_recorder_that_could_not_start_is_done_without(
    hass: HomeAssistant,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
    *,
    is_done: bool,
) -> None:
    """One warning, live values, and no past that catches up for ever."""

    class Failed:
        """What is left of a recorder that could not start, or has stopped since."""

        is_running = False
        async_db_ready = hass.loop.create_future()

    Failed.async_db_ready.set_result(is_done)
    data: dict[Any, Any] = hass.data
    data[DATA_INSTANCE] = Failed()
    entry = await set_up()
    del hass.data[DATA_INSTANCE]
    assert state_of(hass, entry, 2, "count") == "100"
    assert state_of(hass, entry, 1, "history") is None
    assert caplog.text.count("The recorder could not start") == 1
