"""Repair issues for references to the entities of removed locations."""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.components.automation import (
    automations_with_device,
    automations_with_entity,
)
from homeassistant.components.script import scripts_with_device, scripts_with_entity
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..markdown import escaped

ISSUE_STILL_REFERRED_TO: Final = "still_referred_to"
_MAX_NAMED: Final = 20
# Entity ids and device ids, also in templates.
_ID: Final = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+|[0-9a-f]{32}")


@callback
def async_update_lost_references(
    hass: HomeAssistant,
    entry: OccuspaceConfigEntry,
    removed: Mapping[int, tuple[str, Collection[str]]],
    listed: Collection[int],
) -> None:
    """Check the removed locations for references.

    `removed` maps a location id to its name and its removed entity and device ids.
    """
    lost: dict[str, dict[str, str]] = {
        _issue_id(entry, location_id): {"location": name, "ids": " ".join(ids)}
        for location_id, (name, ids) in removed.items()
    }
    for issue in _issues(hass, entry):
        data = issue.data or {}
        if int(issue.issue_id.rpartition("_")[2]) in listed or "ids" not in data:
            ir.async_delete_issue(hass, DOMAIN, issue.issue_id)
        else:
            lost.setdefault(
                issue.issue_id,
                {"location": str(data["location"]), "ids": str(data["ids"])},
            )
    if lost:
        hass.async_create_task(_async_check(hass, entry, lost))


@callback
def async_delete_lost_references(
    hass: HomeAssistant, entry: OccuspaceConfigEntry
) -> None:
    """Delete the issues of a config entry."""
    for issue in _issues(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue.issue_id)


async def _async_check(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, lost: dict[str, dict[str, str]]
) -> None:
    """Create an issue for each referenced location, and delete the other issues."""
    dashboards = await _async_dashboards(hass)
    for issue_id, data in lost.items():
        await asyncio.sleep(0)
        if hass.config_entries.async_get_entry(entry.entry_id) is None:
            return
        ids = frozenset(data["ids"].split())
        references = [
            *_lines(hass, _referring(hass, ids)),
            *(f"- {escaped(name)}" for name, used in dashboards if used & ids),
        ]
        if not references:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
            continue
        if len(references) > _MAX_NAMED:
            references[_MAX_NAMED:] = ["- …"]
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={**data},
            is_fixable=False,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_STILL_REFERRED_TO,
            translation_placeholders={
                "location": data["location"],
                "location_in_text": escaped(data["location"]),
                "account_in_text": escaped(entry.title),
                "references": "\n".join(references),
            },
        )


def _referring(hass: HomeAssistant, ids: Iterable[str]) -> list[str]:
    """Return the automations and scripts that refer to entities or devices."""
    found: set[str] = set()
    for id_ in ids:
        if "." in id_:
            found.update(automations_with_entity(hass, id_))
            found.update(scripts_with_entity(hass, id_))
        else:
            found.update(automations_with_device(hass, id_))
            found.update(scripts_with_device(hass, id_))
    return sorted(found)


def _lines(hass: HomeAssistant, entity_ids: Iterable[str]) -> Iterator[str]:
    """Yield a Markdown line for each automation and script."""
    for entity_id in entity_ids:
        state = hass.states.get(entity_id)
        yield f"- {escaped(state.name if state else entity_id)} (`{entity_id}`)"


async def _async_dashboards(hass: HomeAssistant) -> list[tuple[str, frozenset[str]]]:
    """Return the titles of the readable dashboards and the ids in each."""
    found: list[tuple[str, frozenset[str]]] = []
    for url_path, dashboard in dict(
        getattr(hass.data.get("lovelace"), "dashboards", {})
    ).items():
        try:
            config = await dashboard.async_load(force=False)
        except HomeAssistantError, OSError:
            continue
        title = (dashboard.config or {}).get("title") or url_path or "lovelace"
        found.append((str(title), frozenset(_ids(config))))
    return found


def _ids(config: Any) -> Iterator[str]:
    """Yield possible entity ids and device ids in a dashboard."""
    pending = [config]
    while pending:
        part = pending.pop()
        if isinstance(part, Mapping):
            pending += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            pending += part
        elif isinstance(part, str):
            yield from _ID.findall(part)


def _issue_id(entry: OccuspaceConfigEntry, location_id: int | str) -> str:
    """Return the issue id of a removed location."""
    return f"{ISSUE_STILL_REFERRED_TO}_{entry.entry_id}_{location_id}"


def _issues(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> list[ir.IssueEntry]:
    """Return the issues of a config entry."""
    prefix = _issue_id(entry, "")
    return [
        issue
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue_id.startswith(prefix)
    ]
