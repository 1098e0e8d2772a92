"""Measures, within Home Assistant, for how long its event loop is blocked, and by what.

Its action `loop_watch.lap` answers with the figures since the last lap.
"""

from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.json import JsonObjectType

from .watch import LoopWatch

DOMAIN = "loop_watch"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:  # noqa: ARG001  Home Assistant's signature
    """Watch from now on."""
    watch = LoopWatch(hass.loop)
    watch.start()

    async def lap(_call: ServiceCall) -> JsonObjectType:
        return watch.lap()

    hass.services.async_register(
        DOMAIN, "lap", lap, supports_response=SupportsResponse.ONLY
    )
    return True
