"""Matches the locations of a token with the configured accounts."""

from collections.abc import Collection, Iterable

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_BASE_URL
from ..identifiers import location_devices
from .location_tree import LocationTree


@callback
def async_is_account_of(
    hass: HomeAssistant, entry: ConfigEntry, tree: LocationTree
) -> bool:
    """Return whether a tree has the account's root, or else most of its locations."""
    return int(str(entry.unique_id)) in tree.locations or _has_most(
        tree, location_devices(hass, entry.entry_id)
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
    for entry in filter(lambda entry: entry.unique_id, entries):
        root = int(str(entry.unique_id))
        known = location_devices(hass, entry.entry_id).keys() | {root}
        if root in tree.roots or _has_most(tree, known):
            return True
        if entry.data[CONF_BASE_URL] == base_url and known & tree.locations.keys():
            return True
    return False


def _has_most(tree: LocationTree, location_ids: Collection[int]) -> bool:
    """Return whether more than half of the locations are in a tree."""
    return 2 * len(tree.locations.keys() & location_ids) > len(location_ids)
