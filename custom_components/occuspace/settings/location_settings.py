"""The settings of a location, stored as config subentries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import valid_entity_id

from ..const import (
    CONF_BUSY_THRESHOLD,
    CONF_EXCEPTIONAL_DAYS,
    CONF_OPENING_HOURS,
    CONF_VERY_BUSY_THRESHOLD,
    LOGGER,
    MAX_THRESHOLD,
    SUBENTRY_LOCATION,
)
from ..live.location_tree import LocationTree


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationSettings:
    """The settings of a location; None is not set.

    The names of the fields are the keys of the stored data.
    """

    busy_threshold: float | None = None
    very_busy_threshold: float | None = None
    opening_hours: str | None = None
    """The entity id of a schedule helper."""
    exceptional_days: str | None = None
    """The entity id of a calendar or of a Workday sensor."""

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any], name: str) -> LocationSettings:
        """Return stored settings, without invalid values, which are logged."""
        valid: dict[str, Any] = {}
        for key, is_valid in _VALID.items():
            value = stored.get(key)
            if value is None:
                continue
            if is_valid(value):
                valid[key] = value
            else:
                LOGGER.warning(
                    "Ignoring the invalid %s %r in the settings of %s", key, value, name
                )
        return cls(**valid)

    def or_else(self, above: LocationSettings) -> LocationSettings:
        """Return these settings, and those above for what is not set here."""
        if self == LocationSettings():
            return above
        return LocationSettings(
            **{
                name: getattr(above, name) if value is None else value
                for name in _NAMES
                for value in (getattr(self, name),)
            }
        )


_NAMES: Final = tuple(each.name for each in fields(LocationSettings))


def _is_threshold(value: Any) -> bool:
    """Return whether a stored value is a valid threshold."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 1 <= value <= MAX_THRESHOLD
    )


def _is_entity_id(value: Any) -> bool:
    """Return whether a stored value is an entity id."""
    return isinstance(value, str) and valid_entity_id(value)


_VALID: Final[Mapping[str, Callable[[Any], bool]]] = {
    CONF_BUSY_THRESHOLD: _is_threshold,
    CONF_VERY_BUSY_THRESHOLD: _is_threshold,
    CONF_OPENING_HOURS: _is_entity_id,
    CONF_EXCEPTIONAL_DAYS: _is_entity_id,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSettings:
    """The settings of one subentry."""

    subentry_id: str
    title: str
    settings: LocationSettings


def location_id_of_subentry(subentry: ConfigSubentry) -> int | None:
    """Return the location that a subentry has settings for; None if it is invalid."""
    unique_id = subentry.unique_id or ""
    return int(unique_id) if unique_id.isascii() and unique_id.isdecimal() else None


def stored_settings(subentries: Iterable[ConfigSubentry]) -> dict[int, StoredSettings]:
    """Return the settings stored in subentries by location id."""
    stored: dict[int, StoredSettings] = {}
    for subentry in subentries:
        if subentry.subentry_type != SUBENTRY_LOCATION:
            continue
        if (location_id := location_id_of_subentry(subentry)) is None:
            LOGGER.warning(
                "Ignoring the settings %s: %r is not a location id",
                subentry.title,
                subentry.unique_id,
            )
            continue
        stored[location_id] = StoredSettings(
            subentry_id=subentry.subentry_id,
            title=subentry.title,
            settings=LocationSettings.from_stored(subentry.data, subentry.title),
        )
    return stored


@dataclass(slots=True)
class ResolvedSettings:
    """The settings that apply to each location: the nearest ones above, per field."""

    stored: Mapping[int, StoredSettings]
    _tree: LocationTree | None = field(default=None, init=False)
    _resolved: dict[int, LocationSettings] = field(default_factory=dict, init=False)

    def of(self, tree: LocationTree, location_id: int) -> LocationSettings:
        """Return the settings of a location of the current tree."""
        if tree is not self._tree:
            self._resolved = self._resolve(tree) if self.stored else {}
            self._tree = tree
        return self._resolved.get(location_id, _NOTHING_SET)

    def _resolve(self, tree: LocationTree) -> dict[int, LocationSettings]:
        """Return the settings of all locations; parents come before their children."""
        resolved: dict[int, LocationSettings] = {}
        for id_, parent in tree.parents.items():
            above = _NOTHING_SET if parent is None else resolved[parent]
            own = self.stored.get(id_)
            resolved[id_] = above if own is None else own.settings.or_else(above)
        return resolved


_NOTHING_SET: Final = LocationSettings()
