"""A building, and automations that are made of the blueprints' own files."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
import shutil
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event, HomeAssistant, ServiceCall, callback
from homeassistant.setup import async_setup_component
import pytest

from simulator import Account, Simulator
from tests.conftest import SetUp
from tests.space import Space, two_floors

FOLDER: Final = Path(__file__).parents[2] / "blueprints" / "automation" / "occuspace"

TUESDAY_NOON: Final = datetime(2026, 3, 17, 12, 0, 10, tzinfo=UTC)

DEVICES: Final = {"input_boolean": {"fan": None, "lamp": None}}
FAN: Final = "input_boolean.fan"
LAMP: Final = "input_boolean.lamp"
NOTE: Final = "input_text.last_cleaning"
BUTTON: Final = "input_button.cleaned"


@dataclass
class Told:
    """What the automations have told, in the way that is their default."""

    messages: list[tuple[str, str]] = field(default_factory=list)
    """Title and message."""

    async def async_take(self, call: ServiceCall) -> None:
        """Take a message."""
        self.messages.append((call.data["title"], call.data["message"]))


type Instantiate = Callable[..., Awaitable[Told]]


@pytest.fixture
def account() -> Account:
    """Return a building with two floors."""
    return two_floors()


@pytest.fixture
async def space(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
) -> Space:
    """Return the building on a Tuesday at noon, set up, with things to switch."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(TUESDAY_NOON)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "input_boolean", DEVICES)
    return Space(hass, simulator, await set_up(), freezer)


@pytest.fixture
def switched(hass: HomeAssistant) -> list[str]:
    """Return how things were switched so far: by which actions."""
    actions: list[str] = []

    @callback
    def note(event: Event) -> None:
        if event.data["domain"] == "homeassistant":
            actions.append(event.data["service"])

    hass.bus.async_listen(EVENT_CALL_SERVICE, note)
    return actions


@pytest.fixture
async def instantiate(
    hass: HomeAssistant, tmp_path: Path
) -> AsyncIterator[Instantiate]:
    """Return a function that makes an automation of a blueprint."""

    async def make(blueprint: str, **inputs: Any) -> Told:
        hass.config.config_dir = str(tmp_path)
        shutil.copytree(
            FOLDER,
            tmp_path / "blueprints" / "automation" / "occuspace",
            dirs_exist_ok=True,
        )
        used = {"path": f"occuspace/{blueprint}.yaml", "input": inputs}
        config = {"automation": {"alias": "Made", "use_blueprint": used}}
        assert await async_setup_component(hass, "automation", config)
        await hass.async_block_till_done()
        state = hass.states.get("automation.made")
        assert state is not None
        assert state.state == "on"
        told = Told()
        hass.services.async_register(
            "persistent_notification", "create", told.async_take
        )
        return told

    yield make
    # Otherwise it waits for its time beyond the end of the test.
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.made"}, blocking=True
    )


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return an entity's state."""
    found = hass.states.get(entity_id)
    assert found is not None
    return found.state


async def switch(hass: HomeAssistant, entity_id: str, to: str) -> None:
    """Switch something by hand."""
    await hass.services.async_call(
        "homeassistant", f"turn_{to}", {"entity_id": entity_id}, blocking=True
    )
