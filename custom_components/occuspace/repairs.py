"""Repair flows."""

from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.components.repairs.models import RepairsFlowResult
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from .const import CONF_LOCATIONS
from .data import OccuspaceConfigEntry


class DropLocationRepairFlow(ConfirmRepairFlow):
    """Removes a location that is gone from the chosen ones."""

    def __init__(self, entry_id: str, location_id: str) -> None:
        """Initialise for a location of a config entry."""
        super().__init__()
        self._entry_id = entry_id
        self._location_id = location_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Remove the location after confirmation."""
        entry: OccuspaceConfigEntry | None = self.hass.config_entries.async_get_entry(
            self._entry_id
        )
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


class ForgetHelperRepairFlow(ConfirmRepairFlow):
    """Removes a helper that is gone from the settings of a location."""

    def __init__(self, entry_id: str, subentry_id: str, field: str) -> None:
        """Initialise for a field of a subentry."""
        super().__init__()
        self._entry_id = entry_id
        self._subentry_id = subentry_id
        self._field = field

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Remove the helper after confirmation; the entry reloads by itself."""
        entry: OccuspaceConfigEntry | None = self.hass.config_entries.async_get_entry(
            self._entry_id
        )
        subentry = entry.subentries.get(self._subentry_id) if entry else None
        if user_input is not None and entry is not None and subentry is not None:
            kept = dict(subentry.data)
            kept.pop(self._field, None)
            self.hass.config_entries.async_update_subentry(entry, subentry, data=kept)
        return await super().async_step_confirm(user_input)


class TimeZoneRepairFlow(RepairsFlow):
    """Sets the time zone that fits the account's history."""

    def __init__(self, entry_id: str, zones: list[str]) -> None:
        """Initialise with the zones that fit, the likeliest first."""
        super().__init__()
        self._entry_id = entry_id
        self._zones = zones

    async def async_step_init(
        self, _user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Show the form."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Set the confirmed zone."""
        if user_input is not None:
            entry: OccuspaceConfigEntry | None = (
                self.hass.config_entries.async_get_entry(self._entry_id)
            )
            if entry is not None:
                zone = user_input[CONF_TIME_ZONE]
                self.hass.config_entries.async_update_entry(
                    entry, data={**entry.data, CONF_TIME_ZONE: zone}
                )
                self.hass.config_entries.async_schedule_reload(entry.entry_id)
            return self.async_create_entry(data={})
        zones = SelectSelector(
            SelectSelectorConfig(
                options=self._zones, mode=SelectSelectorMode.DROPDOWN, sort=False
            )
        )
        issue = ir.async_get(self.hass).async_get_issue(self.handler, self.issue_id)
        return self.async_show_form(
            step_id="confirm",
            data_schema=vol.Schema(
                {vol.Required(CONF_TIME_ZONE, default=self._zones[0]): zones}
            ),
            description_placeholders=issue.translation_placeholders if issue else None,
        )


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, Any] | None
) -> RepairsFlow:
    """Return the repair flow of an issue."""
    assert data is not None  # noqa: S101  every issue has data
    if "zones" in data:
        return TimeZoneRepairFlow(data["entry_id"], data["zones"].split())
    if "subentry_id" in data:
        return ForgetHelperRepairFlow(
            data["entry_id"], data["subentry_id"], data["field"]
        )
    return DropLocationRepairFlow(data["entry_id"], data["location_id"])
