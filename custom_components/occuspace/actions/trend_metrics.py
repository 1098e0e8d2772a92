"""The metrics that a trend can be of. No I/O."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..api import OccuspaceClient, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a trend is of: where its figures come from, and which one it is."""

    endpoint: str
    fetch: Callable[[OccuspaceClient, int, date, date], Awaitable[Reply[Sequence[Any]]]]
    value: Callable[[Any], float | None]


METRICS: Final[Mapping[str, Metric]] = {
    "occupancy": Metric(
        endpoint="daily_occupancy",
        fetch=OccuspaceClient.get_daily_occupancy,
        value=lambda row: row.average_occupancy,
    ),
    "visitors": Metric(
        endpoint="daily_visitors",
        fetch=OccuspaceClient.get_daily_visitors,
        value=lambda row: row.visitors,
    ),
    "dwell_time": Metric(
        endpoint="daily_dwell_time",
        fetch=OccuspaceClient.get_daily_dwell_time,
        value=lambda row: row.average_dwell_time,
    ),
}
