"""Fixes for the repair issues."""

from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.components.repairs.models import RepairsFlowResult
from homeassistant.core import HomeAssistant

from .const import CONF_LOCATIONS


class DropLocationRepairFlow(ConfirmRepairFlow):
    """Drops a location that is gone from the chosen ones."""

    def __init__(self, entry_id: str, location_id: str) -> None:
        """Keep which location of which entry it is."""
        super().__init__()
        self._entry_id = entry_id
        self._location_id = location_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Drop the location once the person has confirmed."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if user_input is not None and entry is not None:
            remaining = [
                id_
                for id_ in entry.options.get(CONF_LOCATIONS, [])
                if id_ != self._location_id
            ]
            self.hass.config_entries.async_update_entry(
                entry, options={**entry.options, CONF_LOCATIONS: remaining}
            )
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, Any] | None
) -> RepairsFlow:
    """Return the flow that settles an issue."""
    assert data is not None  # noqa: S101  every issue has data
    return DropLocationRepairFlow(data["entry_id"], data["location_id"])
