"""When the integration requests the list of locations."""

from datetime import timedelta

NEVER = timedelta(days=1)
ALWAYS = timedelta()


def make_list_due(*, is_due: bool) -> None:
    """Have the list requested with the next refresh, or not at all."""
    from custom_components.occuspace.live import (  # noqa: PLC0415  only where it is installed
        location_list,
    )

    # The constant, since the list's age changes with every refresh.
    location_list.TREE_INTERVAL = ALWAYS if is_due else NEVER  # type: ignore[misc]  # Final for all others
