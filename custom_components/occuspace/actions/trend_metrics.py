"""The metrics of the trend action. No I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..api import FetchHistory, OccuspaceClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A daily value: how to fetch it, and how to read it from a row."""

    fetch: FetchHistory[Any]
    value: Callable[[Any], float | None]


METRICS: Final[Mapping[str, Metric]] = {
    "occupancy": Metric(
        fetch=OccuspaceClient.get_daily_occupancy,
        value=lambda row: row.average_occupancy,
    ),
    "visitors": Metric(
        fetch=OccuspaceClient.get_daily_visitors,
        value=lambda row: row.visitors,
    ),
    "dwell_time": Metric(
        fetch=OccuspaceClient.get_daily_dwell_time,
        value=lambda row: row.average_dwell_time,
    ),
}
