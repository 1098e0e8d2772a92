"""Which statistics there are, and what Home Assistant is told of them. Pure."""

from enum import StrEnum
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


class Statistic(StrEnum):
    """A statistic of a location; the value ends its statistic id and never changes."""

    VISITORS = "visitors"
    OCCUPANCY = "occupancy"
    UTILIZATION = "utilization"
    DWELL_TIME = "dwell_time"


# name, unit, unit class
_DESCRIPTIONS: Final[dict[Statistic, tuple[str, str, str | None]]] = {
    Statistic.VISITORS: ("visitors", UNIT_PEOPLE, None),
    Statistic.OCCUPANCY: ("occupancy", UNIT_PEOPLE, None),
    Statistic.UTILIZATION: (
        "utilization",
        PERCENTAGE,
        UnitlessRatioConverter.UNIT_CLASS,
    ),
    Statistic.DWELL_TIME: (
        "dwell time",
        UnitOfTime.MINUTES,
        DurationConverter.UNIT_CLASS,
    ),
}


def metadata(
    account_id: str, location_id: int, location_name: str, statistic: Statistic
) -> StatisticMetaData:
    """Return what Home Assistant is told of a location's statistic."""
    name, unit, unit_class = _DESCRIPTIONS[statistic]
    is_sum = statistic is Statistic.VISITORS
    return StatisticMetaData(
        mean_type=StatisticMeanType.NONE if is_sum else StatisticMeanType.ARITHMETIC,
        has_sum=is_sum,
        # Charts show it beside entities that are called almost the same.
        name=f"{location_name} {name} (history)",
        source=DOMAIN,
        statistic_id=statistic_id(account_id, location_id, statistic),
        unit_class=unit_class,
        unit_of_measurement=unit,
    )
