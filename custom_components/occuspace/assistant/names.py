"""The names that locations go by, and how what was said is compared with them."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Final
import unicodedata

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..api.models import MAX_NAME_LENGTH, sanitize_line
from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..identifiers import location_id_of

MAX_SENTENCE: Final = 500

type Place = tuple[str, int]
"""The id of the account's entry, and the location's."""


@dataclass(frozen=True, slots=True)
class Names:
    """The words of each name of a location, and those of all names above it."""

    own: tuple[frozenset[str], ...]
    above: frozenset[str]

    def matches(self, asked: frozenset[str]) -> bool:
        """Return whether one is said as a whole, and nothing that is not above it."""
        return any(each <= asked <= each | self.above for each in self.own)


def normalized(name: str) -> str:
    """Return a name as Home Assistant compares it."""
    return name.strip().casefold()


def words(name: str) -> frozenset[str]:
    """Return the words of a name, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return frozenset(re.findall(r"[^\W_]+", letters))


def sanitize(name: str, length: int = MAX_NAME_LENGTH) -> str:
    """Return a name, or what was said, as one line of valid text."""
    # Half of a pair that stands for one sign is no text.
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
        for location_id, name in _given_names(hass, entry):
            names.setdefault(location_id, set()).add(name)
        own = {
            id_: frozenset(filter(None, map(words, each)))
            for id_, each in names.items()
        }
        for id_, each in own.items():
            above = tree.ancestors(id_) if id_ in tree.locations else ()
            found[entry.entry_id, id_] = Names(
                tuple(each),
                frozenset(word for up in above for name in own[up] for word in name),
            )
    return found


def _given_names(
    hass: HomeAssistant, entry: OccuspaceConfigEntry
) -> list[tuple[int, str]]:
    """Return the names of devices, and the aliases that users gave to entities."""
    locations: dict[str, int] = {}
    given: list[tuple[int, str]] = []
    for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id):
        if (
            isinstance(device, dr.DeviceEntry)
            and (location_id := location_id_of(device)) is not None
        ):
            locations[device.id] = location_id
            given.append((location_id, device_name(device)))
    given.extend(
        (locations[entity.device_id], alias)
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if entity.device_id in locations
        for alias in entity.aliases
        if isinstance(alias, str)
    )
    return given
