"""The values that follow from the replies, as Home Assistant's `template` shows them.

A parent's quietest space is found among its children's, not among all leaves: a
template is computed again whenever anything in it changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

PERCENTAGE: Final = "percentage"
QUIETEST: Final = "quietest_space"
LEVELS: Final = ("not_busy", "busy", "very_busy")


@dataclass(frozen=True, slots=True)
class Place:
    """A location as the list describes it."""

    id: int
    name: str
    capacity: int | None
    children: Sequence[int]


type Template = tuple[str, dict[str, Any]]


def templates(
    places: Sequence[Place], shown: Collection[str], thresholds: tuple[float, float]
) -> list[dict[str, list[dict[str, Any]]]]:
    """Return the configuration of the values that are shown."""
    by_id = {each.id: each for each in places}
    made: dict[str, list[dict[str, Any]]] = {"sensor": [], "binary_sensor": []}
    for place in places:
        for key, (domain, options) in _all_of(place, by_id, thresholds):
            if key in shown:
                name = {
                    "name": f"Location {place.id} {key}",
                    "unique_id": f"template_{place.id}_{key}",
                }
                made[domain].append(name | options)
    return [made]


def _all_of(
    place: Place, by_id: Mapping[int, Place], thresholds: tuple[float, float]
) -> Iterator[tuple[str, Template]]:
    """Yield everything that follows from the values of a location."""
    count, percentage = _sensor(place.id, "count"), _sensor(place.id, PERCENTAGE)
    busy, very_busy = thresholds
    yield (
        "occupied",
        (
            "binary_sensor",
            {
                "state": f"{{{{ states('{count}') | int > 0 }}}}",
                "availability": f"{{{{ has_value('{count}') }}}}",
                "device_class": "occupancy",
            },
        ),
    )
    yield (
        "free_capacity",
        (
            "sensor",
            {
                "state": (
                    f"{{{{ [0, {place.capacity} - states('{count}') | int] | max }}}}"
                    if place.capacity
                    else "{{ none }}"
                ),
                "availability": f"{{{{ has_value('{count}') }}}}",
                "unit_of_measurement": "people",
                "state_class": "measurement",
            },
        ),
    )
    yield (
        "busy_level",
        (
            "sensor",
            {
                "state": (
                    f"{{% set share = states('{percentage}') | float %}}"
                    f"{{{{ {list(LEVELS)}[(share > {busy}) + (share > {very_busy})]"
                    " }}"
                    if place.capacity
                    else "{{ none }}"
                ),
                "availability": f"{{{{ has_value('{percentage}') }}}}",
            },
        ),
    )
    active = f"binary_sensor.location_{place.id}_is_active"
    yield (
        "status",
        (
            "sensor",
            {
                "state": (
                    f"{{{{ 'unreachable' if not has_value('{active}') else 'reporting' "
                    f"if is_state('{active}', 'on') else 'inactive' }}}}"
                ),
            },
        ),
    )
    if place.children:
        yield QUIETEST, ("sensor", _quietest(place, by_id))


def _quietest(place: Place, by_id: Mapping[int, Place]) -> dict[str, Any]:
    """Return the sensor of the quietest space, with its percentage as an attribute."""
    found = []
    for id_ in place.children:
        if by_id[id_].children:
            below = _sensor(id_, QUIETEST)
            found.append(
                f"(state_attr('{below}', '{PERCENTAGE}') | float(999), "
                f"states('{below}'))"
            )
        else:
            own = _sensor(id_, PERCENTAGE)
            found.append(f"(states('{own}') | float(999), {by_id[id_].name!r})")
    quietest = f"([{', '.join(found)}] | min)"
    return {
        "state": f"{{{{ {quietest}[1] }}}}",
        "attributes": {PERCENTAGE: f"{{{{ {quietest}[0] }}}}"},
        "availability": f"{{{{ {quietest}[0] < 999 }}}}",
    }


def _sensor(id_: int, key: str) -> str:
    """Return the entity id of a sensor."""
    return f"sensor.location_{id_}_{key}"
