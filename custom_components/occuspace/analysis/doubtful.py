"""Counts that are most likely wrong. No I/O."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from .typical_week import TypicalWeek

# Zero in this many whole hours of which each has at least MIN_LOW people as a rule.
# Of 1,684 runs of zeros in `script/backtest`, this finds 33, half of which last for
# eight hours and more. A single hour finds three times as many, most of which are over
# an hour later.
HOURS: Final = 2
MIN_LOW: Final = 5.0


def is_doubtful(
    week: TypicalWeek,
    *,
    now: datetime,
    hours: Iterable[tuple[datetime, float]],
    count: float | None,
) -> bool | None:
    """Return whether a count of zero is most likely that of a dead sensor.

    `hours` is the start of past hours and their mean people. None if it is not known.
    """
    if count is None:
        return None
    if count > 0:
        return False
    is_known = True
    this_hour = now.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    by_start = {start.astimezone(UTC): people for start, people in hours}
    for ago in range(1, HOURS + 1):
        start = this_hour - timedelta(hours=ago)
        usual = week.usual((start + timedelta(minutes=30)).astimezone(now.tzinfo))
        people = by_start.get(start)
        if people or (usual is not None and usual.low < MIN_LOW):
            return False
        is_known = is_known and usual is not None and people is not None
    return True if is_known else None
