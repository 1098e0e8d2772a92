"""The time zone of each location: its own, an ancestor's or that of the account."""

from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.util import dt as dt_util

from ..const import LOGGER, SUBENTRY_LOCATION
from ..live.location_tree import LocationTree
from .location_settings import location_id_of_subentry


async def async_zone_overrides(
    subentries: Iterable[ConfigSubentry],
) -> dict[int, ZoneInfo]:
    """Return the time zones set for single locations; ignores unknown ones."""
    overrides: dict[int, ZoneInfo] = {}
    for subentry in subentries:
        name = subentry.data.get(CONF_TIME_ZONE)
        if subentry.subentry_type != SUBENTRY_LOCATION or name is None:
            continue
        location_id = location_id_of_subentry(subentry)
        zone = await _async_zone(name)
        if location_id is None or zone is None:
            LOGGER.warning(
                "Ignoring the invalid %s %r in the settings of %s",
                CONF_TIME_ZONE,
                name,
                subentry.title,
            )
        else:
            overrides[location_id] = zone
    return overrides


async def _async_zone(name: object) -> ZoneInfo | None:
    """Return a time zone by its name, None if there is no such zone."""
    if not isinstance(name, str):
        return None
    try:
        return await dt_util.async_get_time_zone(name)
    except ValueError, OSError:
        # The name is empty, or a path that leads elsewhere.
        return None


def resolve_overrides(
    tree: LocationTree, overrides: Mapping[int, ZoneInfo]
) -> dict[int, ZoneInfo | None]:
    """Return the nearest override of each location, None if it has none.

    Locations below one that is not listed, and may have one, are left out.
    """
    resolved: dict[int, ZoneInfo | None] = {}
    # Parents come before their children.
    for id_, parent in tree.parents.items():
        location = tree.locations[id_]
        if id_ in overrides:
            resolved[id_] = overrides[id_]
        elif parent is not None:
            if parent in resolved:
                resolved[id_] = resolved[parent]
        elif location.parent_id is None:
            if location.is_parent_known:
                resolved[id_] = None
        elif location.parent_id in overrides:
            resolved[id_] = overrides[location.parent_id]
    return resolved


class LocationZones:
    """The time zones of an account's locations.

    A location keeps its zone, because its history is placed by it, until the account
    is reloaded.
    """

    def __init__(
        self,
        default: ZoneInfo,
        overrides: Mapping[int, ZoneInfo],
        get_tree: Callable[[], LocationTree],
    ) -> None:
        """Initialise; `default` is the zone of locations without an override."""
        self._default = default
        self._overrides = overrides
        self._get_tree = get_tree
        self._tree: LocationTree | None = None
        self._resolved: Mapping[int, ZoneInfo | None] = {}
        self._is_outdated = False

    @property
    def all(self) -> frozenset[ZoneInfo]:
        """Return all time zones of the account."""
        return frozenset({self._default, *self._overrides.values()})

    @property
    def is_outdated(self) -> bool:
        """Return whether a location has moved to where another zone applies."""
        self._update()
        return self._is_outdated

    def zone_of(self, location_id: int) -> ZoneInfo:
        """Return the time zone of a location; may run in another thread."""
        return self.override_of(location_id) or self._default

    def override_of(self, location_id: int) -> ZoneInfo | None:
        """Return the location's own time zone, None if it has the account's."""
        self._update()
        return self._resolved.get(location_id)

    def _update(self) -> None:
        """Resolve the overrides once for each tree."""
        if not self._overrides or (tree := self._get_tree()) is self._tree:
            return
        resolved = resolve_overrides(tree, self._overrides)
        before = self._resolved
        self._is_outdated = any(
            before.get(id_, zone) is not zone for id_, zone in resolved.items()
        )
        # Locations that are not listed for a while keep theirs as well.
        self._resolved = {**resolved, **before}
        self._tree = tree
