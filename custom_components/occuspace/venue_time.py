"""Places the venue's wall clock in time. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo


def place_hours(
    wall_clock: Iterable[tuple[date, time]], zone: tzinfo
) -> list[datetime]:
    """Return the moment of each wall-clock hour, with the venue's offset.

    In the order of the hours: where the clock is set back, the second time an hour is
    named it is the later of the two; an hour that the clock leaves out is placed after
    the gap.
    """
    placed: list[datetime] = []
    named: set[tuple[date, time]] = set()
    for day, hour in wall_clock:
        moment = datetime.combine(
            day, hour.replace(fold=int((day, hour) in named)), zone
        )
        named.add((day, hour))
        placed.append(moment.astimezone(UTC).astimezone(zone))
    return placed
