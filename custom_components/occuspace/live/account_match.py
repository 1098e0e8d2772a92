"""Matches the locations of a token with the configured accounts."""

from collections.abc import Collection, Iterable

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..const import CONF_BASE_URL
from ..identifiers import location_id_of
from .location_tree import LocationTree


@callback
def async_is_account_of(
    hass: HomeAssistant, entry: ConfigEntry, tree: LocationTree
) -> bool:
    """Return whether a tree has the account's root, or else most of its locations."""
    return int(str(entry.unique_id)) in tree.locations or _has_most(
        tree, _known_locations(hass, entry)
    )


@callback
def async_is_configured(
    hass: HomeAssistant,
    entries: Iterable[ConfigEntry],
    tree: LocationTree,
    base_url: str,
) -> bool:
    """Return whether a config entry has the account, or a part of it.

    Location ids are unique only on one server: on a different one, the roots or most
    locations must match.
    """
    for entry in entries:
        if entry.unique_id is None:
            continue
        root = int(entry.unique_id)
        known = _known_locations(hass, entry) | {root}
        if root in tree.roots or _has_most(tree, known):
            return True
        if entry.data[CONF_BASE_URL] == base_url and known & tree.locations.keys():
            return True
    return False


def _known_locations(hass: HomeAssistant, entry: ConfigEntry) -> set[int]:
    """Return the locations that have a device."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    ids = map(location_id_of, devices)
    return {id_ for id_ in ids if id_ is not None}


def _has_most(tree: LocationTree, location_ids: Collection[int]) -> bool:
    """Return whether more than half of the locations are in a tree."""
    return 2 * len(tree.locations.keys() & location_ids) > len(location_ids)
