"""The statistics of a location, and their metadata for the recorder. No I/O."""

from dataclasses import dataclass
from typing import Final

from homeassistant.components.recorder.models import (
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.const import PERCENTAGE, UnitOfTime
from homeassistant.util.unit_conversion import DurationConverter, UnitlessRatioConverter

from ..const import DOMAIN
from ..identifiers import statistic_id

UNIT_PEOPLE: Final = "people"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statistic:
    """A statistic of a location; `key` ends its statistic id and never changes."""

    key: str
    name: str
    unit: str
    unit_class: str | None = None
    has_sum: bool = False


VISITORS: Final = Statistic(
    key="visitors", name="visitors", unit=UNIT_PEOPLE, has_sum=True
)
OCCUPANCY: Final = Statistic(key="occupancy", name="occupancy", unit=UNIT_PEOPLE)
UTILIZATION: Final = Statistic(
    key="utilization",
    name="utilization",
    unit=PERCENTAGE,
    unit_class=UnitlessRatioConverter.UNIT_CLASS,
)
DWELL_TIME: Final = Statistic(
    key="dwell_time",
    name="dwell time",
    unit=UnitOfTime.MINUTES,
    unit_class=DurationConverter.UNIT_CLASS,
)


def metadata(
    account_id: str, location_id: int, location_name: str, statistic: Statistic
) -> StatisticMetaData:
    """Return the metadata of a location's statistic."""
    return StatisticMetaData(
        mean_type=StatisticMeanType.NONE
        if statistic.has_sum
        else StatisticMeanType.ARITHMETIC,
        has_sum=statistic.has_sum,
        # Charts show it beside entities with almost the same names.
        name=f"{location_name} {statistic.name} (history)",
        source=DOMAIN,
        statistic_id=statistic_id(account_id, location_id, statistic.key),
        unit_class=statistic.unit_class,
        unit_of_measurement=statistic.unit,
    )
