"""Calls the tools of Home Assistant's assistants, as a language model would."""

from typing import Any, Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.helpers import config_validation as cv, llm
from homeassistant.helpers.typing import ConfigType

DOMAIN: Final = "llm_probe"
CONFIG_SCHEMA: Final = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer an action that calls a tool, and one that lists those there are."""

    async def instance(call: ServiceCall) -> llm.APIInstance:
        context = llm.LLMContext(
            platform=DOMAIN,
            context=call.context,
            language="en",
            assistant="conversation",
            device_id=None,
        )
        return await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)

    async def names(call: ServiceCall) -> ServiceResponse:
        return {"names": [tool.name for tool in (await instance(call)).tools]}

    async def ask(call: ServiceCall) -> ServiceResponse:
        tool = llm.ToolInput(call.data["tool"], dict(call.data["args"]))
        result = await (await instance(call)).async_call_tool(tool)
        data: Any = result.data
        return {"answer": data}

    for action in (names, ask):
        hass.services.async_register(
            DOMAIN, action.__name__, action, supports_response=SupportsResponse.ONLY
        )
    return True
