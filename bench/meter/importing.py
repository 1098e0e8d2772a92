"""Home Assistant's own import of statistics, without any delay."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from time import perf_counter, process_time
from typing import Any

from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import async_add_external_statistics
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

HOURS_PER_DAY = 24


def prepare(
    kind: str, start: datetime, days: int
) -> tuple[StatisticMetaData, list[StatisticData]]:
    """Return a series like the integration's, by its kind."""
    is_count = kind.endswith("visitors")
    step = HOURS_PER_DAY if kind.endswith("dwell_time") else 1
    metadata = StatisticMetaData(
        mean_type=StatisticMeanType.NONE if is_count else StatisticMeanType.ARITHMETIC,
        has_sum=is_count,
        name=kind,
        source="meter",
        statistic_id=f"meter:{kind}",
        unit_class=None,
        unit_of_measurement="people",
    )
    rows = [
        StatisticData(start=at, state=float(i % 50), sum=float(i))
        if is_count
        else StatisticData(start=at, mean=float(i % 50), max=float(i % 70))
        for i in range(0, days * HOURS_PER_DAY, step)
        for at in (start + timedelta(hours=i),)
    ]
    return metadata, rows


class ImportCount:
    """The imports that the recorder was asked for, and their rows."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start to count."""
        self._imports = self._rows = 0
        recorder = get_instance(hass)
        import_statistics = recorder.async_import_statistics

        def count(
            metadata: StatisticMetaData, stats: Iterable[StatisticData], table: Any
        ) -> None:
            rows = list(stats)
            self._imports += 1
            self._rows += len(rows)
            import_statistics(metadata, rows, table)

        setattr(recorder, import_statistics.__name__, count)

    def figures(self) -> JsonObjectType:
        """Return both."""
        return {"imports": self._imports, "rows": self._rows}


async def async_import(hass: HomeAssistant, data: JsonObjectType) -> JsonObjectType:
    """Import four series per location; return the rows and seconds."""
    locations, days, batch = (
        int(str(data[key])) for key in ("locations", "days", "batch")
    )
    midnight = dt_util.utcnow().replace(hour=0, minute=0, second=0, microsecond=0)
    series = [
        # New series each time: overwriting rows has a different cost.
        prepare(f"{batch}_{location}_{name}", midnight - timedelta(days=days), days)
        for location in range(locations)
        for name in ("visitors", "occupancy", "utilization", "dwell_time")
    ]
    recorder = get_instance(hass)
    await recorder.async_block_till_done()
    started, cpu = perf_counter(), process_time()
    for metadata, rows in series:
        for first in range(0, len(rows), batch):
            async_add_external_statistics(hass, metadata, rows[first : first + batch])
    await recorder.async_block_till_done()
    return {
        "rows": sum(len(rows) for _, rows in series),
        "seconds": perf_counter() - started,
        "cpu": process_time() - cpu,
    }
