"""Measures, within Home Assistant, the cost of a refresh.

Its actions return figures: `refresh`, `memory`, `start_up`, `add_bare`, `states`,
`import`, `longest_callback` and `set_typical_weeks`.
"""

from collections.abc import Awaitable, Callable

from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.json import JsonObjectType

from .bare import async_add_bare
from .callbacks import CallbackWatch
from .floor import Floor
from .importing import async_import
from .process import StartUp, memory_in_use, states_of
from .rounds import Rounds
from .typical_weeks import set_typical_weeks

DOMAIN = "meter"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:  # noqa: ARG001  Home Assistant's signature
    """Register the actions."""
    start_up = StartUp(hass)
    rounds = Rounds(hass, Floor(hass))

    async def memory(_data: JsonObjectType) -> JsonObjectType:
        return {"bytes": await hass.async_add_executor_job(memory_in_use)}

    async def started(_data: JsonObjectType) -> JsonObjectType:
        return start_up.figures()

    async def states(data: JsonObjectType) -> JsonObjectType:
        return states_of(hass, str(data["platform"]))

    async def add_bare(data: JsonObjectType) -> JsonObjectType:
        return await async_add_bare(hass, data)

    async def rows(data: JsonObjectType) -> JsonObjectType:
        return await async_import(hass, data)

    async def weeks(_data: JsonObjectType) -> JsonObjectType:
        return set_typical_weeks(hass)

    actions: dict[str, Callable[[JsonObjectType], Awaitable[JsonObjectType]]] = {
        "refresh": rounds.async_measure,
        "memory": memory,
        "start_up": started,
        "states": states,
        "add_bare": add_bare,
        "import": rows,
        "longest_callback": CallbackWatch().async_measure,
        "set_typical_weeks": weeks,
    }

    def register(
        name: str, answer: Callable[[JsonObjectType], Awaitable[JsonObjectType]]
    ) -> None:
        async def handle(call: ServiceCall) -> JsonObjectType:
            return await answer(call.data)

        hass.services.async_register(
            DOMAIN, name, handle, supports_response=SupportsResponse.ONLY
        )

    for name, answer in actions.items():
        register(name, answer)
    return True
