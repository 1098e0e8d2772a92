"""Measures, within Home Assistant, the cost of a refresh.

Its actions return figures: `refresh`, `memory`, `start_up`, `states`, `import`,
`imported`, `callbacks` and `set_typical_weeks`. Its config entry has bare entities.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.json import JsonObjectType

from .callbacks import CallbackWatch
from .const import DOMAIN, WATCH_FILE
from .floor import Floor
from .importing import ImportCount, async_import
from .process import StartUp, memory_in_use, states_of
from .rounds import Rounds
from .typical_weeks import set_typical_weeks

type Answer = JsonObjectType | Awaitable[JsonObjectType]

PLATFORMS = [Platform.SENSOR]
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:  # noqa: ARG001  Home Assistant's signature
    """Register the actions."""
    start_up, watch, import_count = StartUp(hass), CallbackWatch(), ImportCount(hass)
    if await hass.async_add_executor_job(Path(hass.config.path(WATCH_FILE)).exists):
        watch.start()
    rounds = Rounds(hass, Floor(hass))

    async def memory(_data: JsonObjectType) -> JsonObjectType:
        return {"bytes": await hass.async_add_executor_job(memory_in_use)}

    async def rows(data: JsonObjectType) -> JsonObjectType:
        return await async_import(hass, data)

    actions: dict[str, Callable[[JsonObjectType], Answer]] = {
        "refresh": rounds.async_measure,
        "memory": memory,
        "start_up": lambda _: start_up.figures(),
        "states": lambda data: states_of(hass, str(data["platform"])),
        "imported": lambda _: import_count.figures(),
        "import": rows,
        "callbacks": watch.async_measure,
        "set_typical_weeks": lambda _: set_typical_weeks(hass),
    }

    def register(name: str, answer: Callable[[JsonObjectType], Answer]) -> None:
        async def handle(call: ServiceCall) -> JsonObjectType:
            answered = answer(call.data)
            return await answered if isinstance(answered, Awaitable) else answered

        hass.services.async_register(
            DOMAIN, name, handle, supports_response=SupportsResponse.ONLY
        )

    for name, answer in actions.items():
        register(name, answer)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Add the bare entities."""
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True
