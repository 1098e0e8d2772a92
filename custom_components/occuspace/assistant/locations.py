"""The locations that an assistant may speak of, and how they are found by name."""

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

# A location is exposed if one of these is; the others are told besides.
LIVE: Final = frozenset({COUNT, PERCENTAGE, "busy_level", "free_capacity", "occupied"})
BESIDES: Final = frozenset({"usual_occupancy", "compared_to_usual"})

MAX_CANDIDATES: Final = 10
MAX_EXAMPLES: Final = 5


class ToolError(Exception):
    """There is no answer; the message says why, to a person."""


class AmbiguousNameError(Exception):
    """A name that several exposed locations go by."""

    def __init__(self, name: str, candidates: Sequence[ExposedLocation]) -> None:
        """Put together what is answered."""
        super().__init__(name)
        listed = [each.name for each in candidates[:MAX_CANDIDATES]]
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
        """Return the names at Occuspace from the root down; the own is the last."""
        if self.location_id not in self.tree.locations:
            return (self.name,)
        return self.tree.path(self.location_id)

    @property
    def lineage(self) -> Iterator[Place]:
        """Yield the account and the location, and those of all above it."""
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

    Raises NotToldError if there are none.
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
    """Return the one location of a name, or of an area or floor that holds only one.

    Raises AmbiguousNameError or NotToldError.
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
    """Return the locations within a location, an area or a floor of a name.

    Raises AmbiguousNameError or NotToldError.
    """
    found = _by_name(hass, assistant, locations, name)
    if not found and (there := _by_place(hass, assistant, locations, name)):
        return there
    within = _exactly_one(found or _by_words(hass, locations, name), locations, name)
    place = next(within.lineage)
    return [each for each in locations if place in each.lineage]


def _exposed_entities(
    hass: HomeAssistant, assistant: str
) -> Iterator[tuple[OccuspaceConfigEntry, er.RegistryEntry, State]]:
    """Yield the entities of locations that an assistant may know of."""
    registry = er.async_get(hass)
    entries: list[OccuspaceConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    for entry in entries:
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
            if (
                entity.translation_key in LIVE | BESIDES
                and entity.device_id is not None
                and (state := hass.states.get(entity.entity_id)) is not None
                and async_should_expose(hass, assistant, entity.entity_id)
            ):
                yield entry, entity, state


def _with_unique_names(locations: Sequence[ExposedLocation]) -> list[ExposedLocation]:
    """Return the locations by their paths, each under a name of its own."""
    times = Counter(normalized(each.name) for each in locations)
    told = (
        each
        if times[normalized(each.name)] == 1
        else replace(
            each, name=f"{each.name} ({sanitize(each.entry.title)}, {each.location_id})"
        )
        for each in locations
    )
    return sorted(told, key=lambda each: (each.path, each.name))


def _by_name(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return the one that is told so, or those that go by this name besides."""
    asked = normalized(name)
    if told := [each for each in locations if normalized(each.name) == asked]:
        return told
    entities = _matched(
        hass,
        locations,
        intent.MatchTargetsConstraints(
            name=name, assistant=assistant, allow_duplicate_names=True
        ),
    )
    return [
        each
        for each in locations
        if asked == normalized(each.path[-1])
        or any(state.entity_id in entities for state in each.states.values())
    ]


def _by_place(
    hass: HomeAssistant, assistant: str, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return those in an area of Home Assistant, or else on a floor of it."""
    for constraints in (
        intent.MatchTargetsConstraints(area_name=name, assistant=assistant),
        intent.MatchTargetsConstraints(floor_name=name, assistant=assistant),
    ):
        if entities := _matched(hass, locations, constraints):
            return [
                each
                for each in locations
                if any(state.entity_id in entities for state in each.states.values())
            ]
    return []


def _matched(
    hass: HomeAssistant,
    locations: Sequence[ExposedLocation],
    constraints: intent.MatchTargetsConstraints,
) -> set[str]:
    """Return the entities that Home Assistant itself finds."""
    states = [state for each in locations for state in each.states.values()]
    result = intent.async_match_targets(hass, constraints, states=states)
    return {state.entity_id for state in result.states} if result.is_match else set()


def _by_words(
    hass: HomeAssistant, locations: Sequence[ExposedLocation], name: str
) -> list[ExposedLocation]:
    """Return those whose own name has the most of the words asked for.

    The words that it does not have must be in the names above. None, if a location
    that is not exposed goes by just these words: another is not meant.
    """
    asked, names = words(name), names_of_all(hass)
    shared: dict[int, list[ExposedLocation]] = {}
    for each in locations:
        own = words(each.name) | words(each.path[-1])
        above = words(" ".join(each.path)) | names[next(each.lineage)].above
        if asked & own and asked <= own | above:
            shared.setdefault(len(asked & own), []).append(each)
    found = shared[max(shared)] if shared else []
    exposed = {next(each.lineage) for each in locations}
    if not any(names[next(each.lineage)].matches(asked) for each in found) and any(
        each.matches(asked) for place, each in names.items() if place not in exposed
    ):
        return []
    return found


def _exactly_one(
    found: Sequence[ExposedLocation], locations: Sequence[ExposedLocation], name: str
) -> ExposedLocation:
    """Return the only one found, or raise AmbiguousNameError or NotToldError."""
    if len(found) > 1:
        raise AmbiguousNameError(name, found)
    if not found:
        examples = ", ".join(each.name for each in locations[:MAX_EXAMPLES])
        raise ToolError(
            f'No exposed location is called "{sanitize(name)}". '
            f"Some that are: {examples}."
        )
    return found[0]
