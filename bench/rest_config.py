"""A configuration of Home Assistant's `rest` and `template` for the same values."""

from collections.abc import Iterable, Sequence
import json
from typing import Any, Final

from custom_components.occuspace.binary_sensor import BINARY_SENSORS
from custom_components.occuspace.entity import OccuspaceEntityDescription
from custom_components.occuspace.options import OccuspaceOptions
from custom_components.occuspace.sensor_descriptions import SENSORS
from demo.home_assistant import Json

from .rest_templates import PERCENTAGE, Place, templates

ONCE_A_DAY: Final = 86_400
FIELDS: Final = {
    "count": ("sensor", "count"),
    PERCENTAGE: ("sensor", "percentage * 100"),
    "is_active": ("binary_sensor", "isActive"),
}
UNITS: Final = {"count": "people", PERCENTAGE: "%"}


def enabled(locations: int, parents: int) -> frozenset[str]:
    """Return the keys of the live values that the integration shows by default."""
    descriptions: Iterable[OccuspaceEntityDescription] = (*SENSORS, *BINARY_SENSORS)
    return frozenset(
        each.key
        for each in descriptions
        if not each.needs_history and each.is_enabled_by_default(locations, parents)
    )


def per_parent(base_url: str, token: str, locations: Sequence[Json]) -> str:
    """Return one resource per parent, and templates of what follows from its values."""
    children: dict[int, list[int]] = {}
    for each in locations:
        if each["parentID"] is not None:
            children.setdefault(each["parentID"], []).append(each["id"])
    by_child = {id_ for ids in children.values() for id_ in ids}
    shown = enabled(len(locations), len(children))
    # What is the quietest is found by percentage, also where nothing else shows it.
    from_reply = [key for key in FIELDS if key in shown or key == PERCENTAGE]
    resources = []
    for parent, ids in children.items():
        values = {id_: f"value_json.data.childCounts[{i}]" for i, id_ in enumerate(ids)}
        if parent not in by_child:
            values[parent] = "value_json.data"
        resources.append(
            {
                "resource": f"{base_url}/locations/{parent}/now",
                "headers": {"Authorization": f"Bearer {token}"},
                "scan_interval": ONCE_A_DAY,
                "sensor": _entities("sensor", values, from_reply),
                "binary_sensor": _entities("binary_sensor", values, from_reply),
            }
        )
    places = [
        Place(each["id"], each["name"], each["capacity"], children.get(each["id"], []))
        for each in locations
    ]
    options = OccuspaceOptions.from_mapping({})
    thresholds = options.busy_threshold, options.very_busy_threshold
    made = templates(places, shown, thresholds)
    # JSON is YAML too.
    return f"\nrest: {json.dumps(resources)}\ntemplate: {json.dumps(made)}\n"


def _entities(
    domain: str, values: dict[int, str], keys: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the entities of one domain that show values of a reply."""
    return [
        {
            "name": f"Location {id_} {key}",
            "unique_id": f"{id_}_{key}",
            "value_template": f"{{{{ {value}.{field} }}}}",
            **(
                {"unit_of_measurement": UNITS[key], "state_class": "measurement"}
                if key in UNITS
                else {}
            ),
        }
        for id_, value in values.items()
        for key in keys
        for of_domain, field in (FIELDS[key],)
        if of_domain == domain
    ]
