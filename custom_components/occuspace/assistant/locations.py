"""The locations exposed to an assistant, and their lookup by name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, intent

from ..const import DOMAIN
from ..data import OccuspaceConfigEntry
from ..identifiers import location_id_of
from ..live.location_tree import LocationTree
from .names import Place, device_name, names_of_all, normalized, sanitize, words

COUNT: Final = "count"
PERCENTAGE: Final = "percentage"

# A location is exposed if one of its LIVE entities is.
LIVE: Final = frozenset({COUNT, PERCENTAGE, "busy_level", "free_capacity", "occupied"})
ADDITIONAL: Final = frozenset({"capacity", "usual_occupancy", "compared_to_usual"})

MAX_CANDIDATES: Final = 10
MAX_EXAMPLES: Final = 5


class ToolError(Exception):
    """A tool call that failed; the message is for the user."""


class AmbiguousNameError(Exception):
    """A name that matches several exposed locations."""

    def __init__(self, name: str, candidates: Sequence[ExposedLocation]) -> None:
        """Create the answer that lists the candidates."""
        super().__init__(name)
        listed = [location.name for location in candidates[:MAX_CANDIDATES]]
        self.answer: dict[str, Any] = {
            "ambiguous": (
                f'Several locations match "{sanitize(name)}". Ask which one is meant.'
            ),
            "candidates": listed,
        }
        if more := len(candidates) - len(listed):
            self.answer["more_candidates"] = more


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposedLocation:
    """A location, and the states of its exposed entities by translation key."""

    name: str
    device_id: str
    location_id: int
    entry: OccuspaceConfigEntry
    states: Mapping[str, State]

    @property
    def tree(self) -> LocationTree:
        """Return the account's locations."""
        return self.entry.runtime_data.coordinator.data.tree

    @property
    def path(self) -> tuple[str, ...]:
        """Return Occuspace's names from the root down to this location."""
        if self.location_id not in self.tree.locations:
            return (self.name,)
        return self.tree.path(self.location_id)

    @property
    def lineage(self) -> Iterator[Place]:
        """Yield the place of this location, then those of its ancestors."""
        yield self.entry.entry_id, self.location_id
        if self.location_id in self.tree.locations:
            for ancestor in self.tree.ancestors(self.location_id):
                yield self.entry.entry_id, ancestor


@callback
def is_anything_exposed(hass: HomeAssistant, assistant: str) -> bool:
    """Return whether a location of a loaded account is exposed."""
    return any(
        entity.translation_key in LIVE
        for _, entity, _ in _exposed_entities(hass, assistant)
    )


@callback
def exposed_locations(hass: HomeAssistant, assistant: str) -> list[ExposedLocation]:
    """Return the exposed locations, parents first.

    Raises ToolError if there are none.
    """
    states: dict[tuple[OccuspaceConfigEntry, str], dict[str, State]] = {}
    for entry, entity, state in _exposed_entities(hass, assistant):
        known = states.setdefault((entry, str(entity.device_id)), {})
        known[str(entity.translation_key)] = state
    devices = dr.async_get(hass)
    found: list[ExposedLocation] = []
    for (entry, device_id), known in states.items():
        device = devices.async_get(device_id)
        if known.keys().isdisjoint(LIVE) or not isinstance(device, dr.DeviceEntry):
            continue
        location_id = location_id_of(device)
        if location_id is not None:
            found.append(
                ExposedLocation(
                    name=device_name(device),
                    device_id=device_id,
                    location_id=location_id,
                    entry=entry,
                    states=known,
                )
            )
    if not found:
        raise ToolError("No Occuspace location is exposed to the assistant.")
    return _with_unique_names(found)


@callback
def find_location(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> ExposedLocation:
    """Return the only location that matches a name, an area or a floor.

    Raises AmbiguousNameError or ToolError.
    """
    found = (
        _by_name(hass, assistant, locations, name)
        or _by_place(hass, assistant, locations, name)
        or _by_words(hass, locations, name)
    )
    return _exactly_one(found, locations, name)


@callback
def find_spaces(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return the locations within a named location, area or floor.

    Raises AmbiguousNameError or ToolError.
    """
    found = _by_name(hass, assistant, locations, name)
    if not found and (in_place := _by_place(hass, assistant, locations, name)):
        return in_place
    within = _exactly_one(found or _by_words(hass, locations, name), locations, name)
    place = next(within.lineage)
    return [location for location in locations if place in location.lineage]


def _exposed_entities(
    hass: HomeAssistant, assistant: str
) -> Iterator[tuple[OccuspaceConfigEntry, er.RegistryEntry, State]]:
    """Yield the exposed entities of locations."""
    registry = er.async_get(hass)
    entries: list[OccuspaceConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    for entry in entries:
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
            if (
                entity.translation_key in LIVE | ADDITIONAL
                and entity.device_id is not None
                and (state := hass.states.get(entity.entity_id)) is not None
                and async_should_expose(hass, assistant, entity.entity_id)
            ):
                yield entry, entity, state


def _with_unique_names(locations: Sequence[ExposedLocation]) -> list[ExposedLocation]:
    """Return the locations in the order of their paths, with unique names."""
    counts = Counter(normalized(location.name) for location in locations)
    unique: list[ExposedLocation] = []
    for location in locations:
        if counts[normalized(location.name)] == 1:
            unique.append(location)
            continue
        suffix = f"{sanitize(location.entry.title)}, {location.location_id}"
        unique.append(replace(location, name=f"{location.name} ({suffix})"))
    return sorted(unique, key=lambda location: (location.path, location.name))


def _by_name(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return the locations with this exact name, or else with such an alias."""
    query = normalized(name)
    if exact := [
        location for location in locations if normalized(location.name) == query
    ]:
        return exact
    entities = _matching_entities(
        hass,
        locations,
        intent.MatchTargetsConstraints(
            name=name, assistant=assistant, allow_duplicate_names=True
        ),
    )
    return [
        location
        for location in locations
        if query == normalized(location.path[-1])
        or any(state.entity_id in entities for state in location.states.values())
    ]


def _by_place(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return the locations in an area, or else on a floor, of Home Assistant."""
    for constraints in (
        intent.MatchTargetsConstraints(area_name=name, assistant=assistant),
        intent.MatchTargetsConstraints(floor_name=name, assistant=assistant),
    ):
        if entities := _matching_entities(hass, locations, constraints):
            return [
                location
                for location in locations
                if any(
                    state.entity_id in entities for state in location.states.values()
                )
            ]
    return []


def _matching_entities(
    hass: HomeAssistant,
    locations: Sequence[ExposedLocation],
    constraints: intent.MatchTargetsConstraints,
) -> set[str]:
    """Return the ids of the entities that Home Assistant's own matching finds."""
    states = [state for location in locations for state in location.states.values()]
    result = intent.async_match_targets(hass, constraints, states=states)
    return {state.entity_id for state in result.states} if result.is_match else set()


def _by_words(
    hass: HomeAssistant, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return the locations whose own name has the most words of the query.

    The names of their ancestors must contain the remaining words. No match if the
    words identify a location that is not exposed.
    """
    query, names = words(name), names_of_all(hass)
    by_shared_words: dict[int, list[ExposedLocation]] = {}
    for location in locations:
        own = words(location.name) | words(location.path[-1])
        above = words(" ".join(location.path)) | names[next(location.lineage)].above
        if query & own and query <= own | above:
            by_shared_words.setdefault(len(query & own), []).append(location)
    found = by_shared_words[max(by_shared_words)] if by_shared_words else []
    exposed = {next(location.lineage) for location in locations}
    if not any(
        names[next(location.lineage)].matches(query) for location in found
    ) and any(
        known.matches(query) for place, known in names.items() if place not in exposed
    ):
        return []
    return found


def _exactly_one(
    found: Sequence[ExposedLocation], locations: Sequence[ExposedLocation], name: str
) -> ExposedLocation:
    """Return the only match, or raise AmbiguousNameError or ToolError."""
    if len(found) > 1:
        raise AmbiguousNameError(name, found)
    if not found:
        examples = ", ".join(location.name for location in locations[:MAX_EXAMPLES])
        raise ToolError(
            f'No exposed location is called "{sanitize(name)}". '
            f"Exposed locations are, for example: {examples}."
        )
    return found[0]
