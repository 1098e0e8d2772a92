"""Repair issues for helpers of location settings that no longer exist."""

from collections.abc import Collection, Iterable
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import CONF_EXCEPTIONAL_DAYS, CONF_OPENING_HOURS, DOMAIN
from ..data import OccuspaceConfigEntry
from ..markdown import escaped
from ..settings.location_settings import StoredSettings
from .gone_locations import async_delete_issues_except

ISSUE_HELPER_GONE: Final = "helper_gone"

KEYS: Final = {
    CONF_OPENING_HOURS: "opening_hours_gone",
    CONF_EXCEPTIONAL_DAYS: "exceptional_days_gone",
}


@callback
def async_update_lost_helpers(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    stored: Iterable[StoredSettings],
    gone: Collection[str],
) -> None:
    """Create an issue for each setting whose helper is gone; delete the others."""
    lost = {
        _issue_id(entry, f"{each.subentry_id}_{field}"): (each, field)
        for each in stored
        for field in KEYS
        if getattr(each.settings, field) in gone
    }
    async_delete_issues_except(hass, _issue_id(entry, ""), lost)
    for issue_id, (each, field) in lost.items():
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={
                "entry_id": entry.entry_id,
                "subentry_id": each.subentry_id,
                "field": field,
            },
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=KEYS[field],
            translation_placeholders={
                "location": each.title,
                "location_in_text": escaped(each.title),
                "account_in_text": escaped(entry.title),
                "helper": f"`{getattr(each.settings, field)}`",
            },
        )


@callback
def async_delete_lost_helpers(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Delete the issues of a config entry."""
    async_delete_issues_except(hass, _issue_id(entry, ""), ())


def _issue_id(entry: OccuspaceConfigEntry, setting: str) -> str:
    """Return the issue id of a setting."""
    return f"{ISSUE_HELPER_GONE}_{entry.entry_id}_{setting}"
