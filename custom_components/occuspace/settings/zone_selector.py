"""The selector for the time zone of a venue."""

from zoneinfo import available_timezones

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)


async def async_zone_selector(
    hass: HomeAssistant, current: str | None
) -> SelectSelector:
    """Return a selector for all time zones and the current one."""
    known = await hass.async_add_executor_job(available_timezones)
    zones = known | {current} if current else known
    return SelectSelector(
        SelectSelectorConfig(options=sorted(zones), mode=SelectSelectorMode.DROPDOWN)
    )
