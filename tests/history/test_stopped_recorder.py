"""A recorder that stops later is not waited for for ever."""

from collections.abc import Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.history import importer as writer
from simulator import Simulator
from tests.builders import build_entry, device_of, state_of
from tests.conftest import SetUp

from .conftest import until, until_fetched

pytestmark = pytest.mark.usefixtures("recorder_mock")


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry without hourly detail."""
    return build_entry(simulator, options={"detail_days": 0})


async def test_history_waits_and_one_warning_says_why(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Live values go on; unloading works as ever."""
    entry = await set_up()
    await until_fetched(hass, entry)
    recorder = get_instance(hass)
    queue: Callable[[Any], None] = recorder.queue_task
    # Whatever it is given now, a thread that has died does none of it.
    monkeypatch.setattr(recorder, "queue_task", lambda _task: None)
    monkeypatch.setattr(recorder, "is_running", False)
    await hass.services.async_call(
        "occuspace",
        "refresh_history",
        {"device_id": device_of(hass, entry, 1), "start_date": "2026-03-10"},
        blocking=True,
    )

    def is_waiting() -> bool:
        at_noon.tick(writer.CHECK_INTERVAL)
        return state_of(hass, entry, 1, "history") == "waiting"

    await until(hass, is_waiting)
    await until(hass, lambda: "The recorder has stopped" in caplog.text)
    assert caplog.text.count("The recorder has stopped") == 1
    assert "Traceback" not in caplog.text
    assert state_of(hass, entry, 1, "count") not in {"unknown", "unavailable"}
    monkeypatch.setattr(recorder, "is_running", True)
    monkeypatch.setattr(recorder, "queue_task", queue)
    assert await hass.config_entries.async_unload(entry.entry_id)
