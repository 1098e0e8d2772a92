"""Repair issues for missing locations and wrong time zones."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import CONF_LOCATIONS, DOMAIN
from ..data import OccuspaceConfigEntry
from ..markdown import escaped

ISSUE_LOCATION_GONE: Final = "location_gone"
ISSUE_LAST_LOCATION_GONE: Final = "last_location_gone"
ISSUE_WRONG_TIME_ZONE: Final = "wrong_time_zone"


@callback
def async_update_gone_issues(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    *,
    missing: Collection[int],
    gone: Collection[int],
    names: Mapping[int, str | None],
) -> None:
    """Create an issue for each chosen location that is gone; delete resolved ones.

    A missing location that may come back keeps its issue.
    """
    selection = [int(id_) for id_ in entry.options.get(CONF_LOCATIONS, [])]
    unresolved = {_issue_id(entry, id_) for id_ in selection if id_ in missing}
    async_delete_issues_except(hass, _issue_id(entry, ""), unresolved)
    for location_id in selection:
        issue_id = _issue_id(entry, location_id)
        if location_id not in gone:
            continue
        # Removing the last chosen location selects all locations.
        key = ISSUE_LOCATION_GONE if len(selection) > 1 else ISSUE_LAST_LOCATION_GONE
        existing = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
        if existing and existing.active and existing.translation_key == key:
            continue
        # Keep the original placeholders: the device no longer exists.
        placeholders = (existing and existing.translation_placeholders) or {
            "location": names.get(location_id) or str(location_id),
            "account": entry.title,
        }
        placeholders = {
            **placeholders,
            "location_in_text": escaped(placeholders["location"]),
        }
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={"entry_id": entry.entry_id, "location_id": str(location_id)},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=key,
            translation_placeholders=placeholders,
        )


@callback
def async_raise_zone_issue(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, zones: Sequence[str]
) -> None:
    """Create the issue that history fits other time zones, the likeliest first."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _zone_issue_id(entry),
        data={"entry_id": entry.entry_id, "zones": " ".join(zones)},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_WRONG_TIME_ZONE,
        translation_placeholders={
            "account": entry.title,
            "account_in_text": escaped(entry.title),
            "chosen": entry.data[CONF_TIME_ZONE],
            "proposed": zones[0],
        },
    )


@callback
def async_delete_zone_issue(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Delete the time zone issue."""
    ir.async_delete_issue(hass, DOMAIN, _zone_issue_id(entry))


@callback
def async_delete_issues(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Delete all issues of a config entry."""
    async_delete_issues_except(hass, _issue_id(entry, ""), frozenset())
    async_delete_zone_issue(hass, entry)


def _zone_issue_id(entry: OccuspaceConfigEntry) -> str:
    """Return the id of the time zone issue."""
    return f"{ISSUE_WRONG_TIME_ZONE}_{entry.entry_id}"


def _issue_id(entry: OccuspaceConfigEntry, location_id: int | str) -> str:
    """Return the issue id of a chosen location that is gone."""
    return f"{ISSUE_LOCATION_GONE}_{entry.entry_id}_{location_id}"


@callback
def async_delete_issues_except(
    hass: HomeAssistant, prefix: str, keep: Collection[str]
) -> None:
    """Delete the issues whose ids begin with a prefix, except those in `keep`."""
    for domain, issue_id in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(prefix) and issue_id not in keep:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
