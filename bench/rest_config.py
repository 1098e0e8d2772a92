"""A configuration of Home Assistant's `rest` for the same values."""

from collections.abc import Iterable, Mapping, Sequence
import json
from typing import Any, Final

from demo.home_assistant import Json

ONCE_A_DAY: Final = 86_400


def per_parent(base_url: str, token: str, locations: Sequence[Json]) -> str:
    """Return one resource per parent, with the values of its children."""
    children: dict[int, list[int]] = {}
    for each in locations:
        if each["parentID"] is not None:
            children.setdefault(each["parentID"], []).append(each["id"])
    by_child = {id_ for ids in children.values() for id_ in ids}
    resources = []
    for parent, ids in children.items():
        values = {id_: f"value_json.data.childCounts[{i}]" for i, id_ in enumerate(ids)}
        if parent not in by_child:
            values[parent] = "value_json.data"
        resources.append(_resource(base_url, token, parent, values))
    return _configuration(resources)


def per_location(base_url: str, token: str, locations: Sequence[Json]) -> str:
    """Return one resource per location."""
    return _configuration(
        _resource(base_url, token, each["id"], {each["id"]: "value_json.data"})
        for each in locations
    )


def _resource(
    base_url: str, token: str, requested: int, values: Mapping[int, str]
) -> dict[str, Any]:
    """Return one resource with count, percentage and isActive of some locations."""
    return {
        "resource": f"{base_url}/locations/{requested}/now",
        "headers": {"Authorization": f"Bearer {token}"},
        "scan_interval": ONCE_A_DAY,
        "sensor": [
            each
            for id_, value in values.items()
            for each in (
                {
                    "name": f"Location {id_} occupancy",
                    "value_template": f"{{{{ {value}.count }}}}",
                    "unit_of_measurement": "people",
                },
                {
                    "name": f"Location {id_} utilization",
                    "value_template": f"{{{{ {value}.percentage * 100 }}}}",
                    "unit_of_measurement": "%",
                },
            )
        ],
        "binary_sensor": [
            {
                "name": f"Location {id_} active",
                "value_template": f"{{{{ {value}.isActive }}}}",
            }
            for id_, value in values.items()
        ],
    }


def _configuration(resources: Iterable[Mapping[str, Any]]) -> str:
    """Return lines of configuration; JSON is YAML too."""
    return f"\nrest: {json.dumps(list(resources))}\n"
