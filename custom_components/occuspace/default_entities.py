"""Which entities are enabled by default, by how many locations there are. Pure."""

from typing import Final

# Home Assistant adds at most 10,000 enabled entities to a config entry. The rest is for
# the account's own, for locations to come and for what the user enables.
MOST_ENABLED: Final = 9_500

# Those that a location has, and those that only one with children has; what matters
# most comes first.
OF_LOCATION: Final = (
    "count",
    "percentage",
    "is_active",
    "occupied",
    "busy_level",
    "free_capacity",
    "visitors_today",
    "usual_occupancy",
    "compared_to_usual",
    "dwell_time_yesterday",
    "status",
)
OF_PARENT: Final = ("quietest_space",)


def enabled_keys(locations: int, parents: int) -> frozenset[str]:
    """Return the keys of the entities that are enabled by default.

    All of them, unless that were more than Home Assistant takes.
    """
    keys = set(OF_PARENT)
    left = MOST_ENABLED - len(OF_PARENT) * parents
    for key in OF_LOCATION:
        if locations > left:
            break
        keys.add(key)
        left -= locations
    return frozenset(keys)
