"""The names of locations, and their comparison with a query."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Final
import unicodedata

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..api.text import MAX_NAME_LENGTH, sanitize_line
from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..identifiers import location_devices

MAX_SENTENCE: Final = 500

type Place = tuple[str, int]
"""Config entry id and location id."""


@dataclass(frozen=True, slots=True)
class Names:
    """The words of each name of a location, and those of its ancestors' names."""

    own: tuple[frozenset[str], ...]
    above: frozenset[str]

    def matches(self, query: frozenset[str]) -> bool:
        """Return whether the query is a full name, plus only ancestors' words."""
        return any(name <= query <= name | self.above for name in self.own)


def normalized(name: str) -> str:
    """Return a name in the form that Home Assistant compares."""
    return name.strip().casefold()


def words(name: str) -> frozenset[str]:
    """Return the words of a name, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return frozenset(re.findall(r"[^\W_]+", letters))


def sanitize(name: str, length: int = MAX_NAME_LENGTH) -> str:
    """Return a name or a query as one line of valid text."""
    # Replace lone surrogates.
    return sanitize_line(name.encode(errors="replace").decode(), length)


def device_name(device: dr.DeviceEntry) -> str:
    """Return the name of a location's device."""
    return sanitize(device.name_by_user or device.name or "")


@callback
def names_of_all(hass: HomeAssistant) -> Mapping[Place, Names]:
    """Return the names of every location of loaded accounts, exposed or not."""
    found: dict[Place, Names] = {}
    entries: list[OccuspaceConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    for entry in entries:
        tree = entry.runtime_data.coordinator.data.tree
        names = {
            id_: {location.name, tree.display_names[id_]}
            for id_, location in tree.locations.items()
        }
        for location_id, name in _user_names(hass, entry):
            names.setdefault(location_id, set()).add(name)
        own = {
            id_: frozenset(filter(None, map(words, own_names)))
            for id_, own_names in names.items()
        }
        for id_, own_words in own.items():
            ancestors = tree.ancestors(id_) if id_ in tree.locations else ()
            found[entry.entry_id, id_] = Names(
                tuple(own_words),
                frozenset(
                    word
                    for ancestor in ancestors
                    for name in own[ancestor]
                    for word in name
                ),
            )
    return found


def _user_names(
    hass: HomeAssistant, entry: OccuspaceConfigEntry
) -> list[tuple[int, str]]:
    """Return the device names and entity aliases by location id."""
    devices = location_devices(hass, entry.entry_id)
    locations = {device.id: id_ for id_, device in devices.items()}
    user_names = [(id_, device_name(device)) for id_, device in devices.items()]
    user_names.extend(
        (locations[entity.device_id], alias)
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if entity.device_id in locations
        for alias in entity.aliases
        if isinstance(alias, str)
    )
    return user_names
