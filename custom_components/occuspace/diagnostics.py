"""Diagnostics of an account and of a location."""

from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_API_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry
from yarl import URL

from .const import CONF_BASE_URL
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry
from .history.account_history import AccountHistory
from .identifiers import location_id_of
from .live.snapshot import LocationStatus
from .settings.venue_settings import VenueSettings

TO_REDACT = {CONF_API_TOKEN}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: OccuspaceConfigEntry
) -> dict[str, Any]:
    """Return the account's diagnostics; only its config entry if not loaded."""
    described: dict[str, Any] = {
        "entry": {
            "version": f"{entry.version}.{entry.minor_version}",
            "state": entry.state.value,
            "reason": entry.reason,
            "data": _redact(entry),
            "options": dict(entry.options),
        }
    }
    if entry.state is ConfigEntryState.LOADED:
        described |= _describe_account(entry.runtime_data.coordinator)
        described["unreadable"] = dict(entry.runtime_data.client.unreadable)
        described["location_settings"] = _describe_settings(entry.runtime_data.settings)
        described["history"] = _describe_history(entry.runtime_data.history)
    return described


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return the diagnostics of a location."""
    location_id = location_id_of(device)
    if entry.state is not ConfigEntryState.LOADED:
        return {"location_id": location_id, "entry_state": entry.state.value}
    snapshot = entry.runtime_data.coordinator.data
    status = None if location_id is None else snapshot.statuses.get(location_id)
    if location_id is None or status is None:
        return {"location_id": location_id, "listed": False}
    return {
        **_describe(status),
        "path": snapshot.tree.path(location_id),
        "children": snapshot.tree.children.get(location_id, ()),
    }


def _describe_account(coordinator: LiveCoordinator) -> dict[str, Any]:
    """Return the last refresh and all locations."""
    snapshot = coordinator.data
    return {
        "coordinator": {
            "last_update_success": coordinator.last_update_success,
            "last_exception": _explain(coordinator.last_exception),
            "last_refreshed_at": coordinator.last_refreshed_at,
            "requests_in_last_refresh": coordinator.requests_in_last_refresh,
            "update_interval": coordinator.update_interval,
        },
        "irregularities": {
            str(id_): irregularity
            for id_, irregularity in snapshot.tree.irregularities.items()
        },
        "unfollowed_locations": [
            asdict(location)
            for id_, location in snapshot.tree.locations.items()
            if id_ not in snapshot.statuses
        ],
        "locations": [_describe(status) for status in snapshot.statuses.values()],
    }


def _describe_settings(settings: VenueSettings) -> dict[str, Any]:
    """Return the settings of the subentries, and the state of their helpers."""
    return {
        "locations": {
            str(id_): asdict(each.settings) for id_, each in settings.stored.items()
        },
        "helpers": {
            reader.entity_id: {
                "is_gone": reader.is_gone,
                "is_read": reader.reading is not None,
            }
            for reader in settings.readers
        },
    }


def _describe_history(history: AccountHistory | None) -> dict[str, Any] | None:
    """Return the progress of the history import; None without the recorder."""
    if history is None:
        return None
    return {
        **asdict(history.progress),
        "requests": history.requests,
        "refused_endpoints": history.refused_endpoints,
        "typical_weeks": len(history.weeks),
    }


def _describe(status: LocationStatus) -> dict[str, Any]:
    """Return a location, its reading and why it has no value."""
    return {
        "location": asdict(status.location),
        "reading": asdict(status.reading) if status.reading else None,
        "no_value": status.no_value,
    }


def _explain(err: BaseException | None) -> str | None:
    """Return the type and the message of an error."""
    return None if err is None else f"{type(err).__name__}: {err}"


def _redact(entry: OccuspaceConfigEntry) -> dict[str, Any]:
    """Return the entry's data without secrets."""
    data = async_redact_data(dict(entry.data), TO_REDACT)
    base_url = URL(data[CONF_BASE_URL])
    # The flow rejects credentials in a URL, but an entry may have been edited.
    if base_url.user is not None or base_url.password is not None:
        data[CONF_BASE_URL] = REDACTED
    return data
