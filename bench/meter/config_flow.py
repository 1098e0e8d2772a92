"""Adds the bare entities as a config entry, as integrations have one."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
import probatio

from .const import CONF_COUNT, CONF_DEVICES, CONF_DISABLED, DOMAIN

SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_COUNT): int,
        probatio.Required(CONF_DISABLED): int,
        probatio.Required(CONF_DEVICES): int,
    }
)


class MeterConfigFlow(ConfigFlow, domain=DOMAIN):
    """Asks for the numbers of entities and devices."""

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Create the entry."""
        if user_input is None:
            return self.async_show_form(step_id="user", data_schema=SCHEMA)
        return self.async_create_entry(title="Bare", data=user_input)
