"""The settings that apply to the locations of an account."""

from collections.abc import Callable

from homeassistant.config_entries import ConfigEntry

from ..live.location_tree import LocationTree
from .location_settings import LocationSettings, ResolvedSettings, stored_settings


class VenueSettings:
    """The settings of each location of an account."""

    def __init__(
        self, entry: ConfigEntry, get_tree: Callable[[], LocationTree]
    ) -> None:
        """Read the subentries."""
        self._get_tree = get_tree
        self._resolved = ResolvedSettings(stored_settings(entry.subentries.values()))

    def of(self, location_id: int) -> LocationSettings:
        """Return the settings that apply to a location."""
        return self._resolved.of(self._get_tree(), location_id)
