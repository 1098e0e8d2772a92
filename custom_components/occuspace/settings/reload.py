"""Reloads a config entry after the settings of a location have changed."""

from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect


@callback
def async_reload_on_change(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Reload the entry once whenever a subentry is added, changed or removed.

    An update listener would be called for every change of the entry, and must not be
    combined with the flows that reload by themselves.
    """
    known = _stored(entry)

    @callback
    def on_change(change: ConfigEntryChange, changed: ConfigEntry) -> None:
        nonlocal known
        if change is not ConfigEntryChange.UPDATED or changed is not entry:
            return
        if (stored := _stored(entry)) != known:
            known = stored
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_change)
    )


def _stored(entry: ConfigEntry) -> dict[str, dict[str, Any]]:
    """Return the data of the subentries; their titles may change without a reload."""
    return {id_: dict(each.data) for id_, each in entry.subentries.items()}
