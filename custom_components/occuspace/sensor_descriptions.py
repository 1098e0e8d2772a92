"""Which sensors a location has, and how their values follow from what is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime

from .analysis.hours_of_week import UsualLevel
from .entity import OccuspaceEntityDescription
from .history.daily_figures import DailyFigures, Figure
from .live.snapshot import NoValueReason
from .location_data import LocationData

BUSY_LEVELS: Final = ["not_busy", "busy", "very_busy"]
REPORTING: Final = "reporting"


def _always(_known: LocationData) -> bool:
    """Return that the value is never missing."""
    return True


def _is_reached(known: LocationData) -> bool:
    """Return whether the API answered for this location."""
    return known.status.is_available


def _has_figure(
    figure: Callable[[DailyFigures], Figure | None],
) -> Callable[[LocationData], bool]:
    """Return whether one of the day's figures could be requested, or never exists."""

    def is_available(known: LocationData) -> bool:
        if known.status.location.earliest_count is None:
            return True
        return known.figures is not None and figure(known.figures) is not None

    return is_available


def _from_figures(
    figure: Callable[[DailyFigures], Figure | None],
) -> Callable[[LocationData], int | None]:
    """Return the value function of one of the day's figures."""

    def value(known: LocationData) -> int | None:
        read = figure(known.figures) if known.figures else None
        return read.value if read else None

    return value


@dataclass(frozen=True, kw_only=True)
class OccuspaceSensorDescription(OccuspaceEntityDescription, SensorEntityDescription):
    """Describes a sensor and how its value follows from what is known."""

    value_fn: Callable[[LocationData], float | str | datetime | None]
    available_fn: Callable[[LocationData], bool] = _is_reached
    last_reset_fn: Callable[[LocationData], datetime] | None = None
    needs_history: bool = False
    needs_children: bool = False
    every_refresh: bool = False
    """Whether the value may be another although the location's values are the same."""
    value_without_update: str | None = None
    """The value while updates fail or the location is not listed; None: unavailable."""


def _busy_level(known: LocationData) -> str | None:
    """Return how busy the location is by the entry's thresholds."""
    if (percentage := known.status.percentage) is None:
        return None
    thresholds = (known.options.busy_threshold, known.options.very_busy_threshold)
    return BUSY_LEVELS[sum(percentage > threshold for threshold in thresholds)]


def _difference(known: LocationData) -> int | None:
    """Return how many people more than usual there are."""
    compared = known.comparison
    return round(compared.difference) if compared else None


def _usual(known: LocationData) -> int | None:
    """Return how many people are usual now."""
    return round(known.usual.median) if known.usual else None


def _level(known: LocationData) -> UsualLevel | None:
    """Return whether it is busier or quieter than usual."""
    compared = known.comparison
    return compared.level if compared else None


def _venue_midnight(known: LocationData) -> datetime:
    """Return when the day began at the venue, whatever Home Assistant's clock says."""
    return datetime.combine(known.now, time(), known.now.tzinfo)


SENSORS: Final = (
    OccuspaceSensorDescription(
        key="count",
        translation_key="count",
        enabled_rank=1,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda known: known.status.count,
    ),
    OccuspaceSensorDescription(
        key="percentage",
        translation_key="percentage",
        enabled_rank=2,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda known: known.status.percentage,
    ),
    OccuspaceSensorDescription(
        key="busy_level",
        translation_key="busy_level",
        enabled_rank=5,
        device_class=SensorDeviceClass.ENUM,
        options=BUSY_LEVELS,
        value_fn=_busy_level,
    ),
    OccuspaceSensorDescription(
        key="free_capacity",
        translation_key="free_capacity",
        enabled_rank=6,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda known: known.status.free_capacity,
    ),
    OccuspaceSensorDescription(
        key="capacity",
        translation_key="capacity",
        entity_category=EntityCategory.DIAGNOSTIC,
        suggested_display_precision=0,
        value_fn=lambda known: known.status.location.capacity,
    ),
    OccuspaceSensorDescription(
        key="last_measured",
        translation_key="last_measured",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda known: known.status.measured_at,
        every_refresh=True,
    ),
    OccuspaceSensorDescription(
        key="quietest_space",
        translation_key="quietest_space",
        enabled_rank=0,
        needs_children=True,
        value_fn=lambda known: known.snapshot.quietest_spaces.get(known.location_id),
    ),
    OccuspaceSensorDescription(
        key="visitors_today",
        translation_key="visitors_today",
        enabled_rank=7,
        state_class=SensorStateClass.TOTAL,
        needs_history=True,
        available_fn=_has_figure(lambda figures: figures.visitors_today),
        value_fn=_from_figures(lambda figures: figures.visitors_today),
        last_reset_fn=_venue_midnight,
    ),
    OccuspaceSensorDescription(
        key="visitors_yesterday",
        translation_key="visitors_yesterday",
        needs_history=True,
        available_fn=_has_figure(lambda figures: figures.visitors_yesterday),
        value_fn=_from_figures(lambda figures: figures.visitors_yesterday),
    ),
    OccuspaceSensorDescription(
        key="peak_occupancy_today",
        translation_key="peak_occupancy_today",
        needs_history=True,
        available_fn=_has_figure(lambda figures: figures.peak_occupancy_today),
        value_fn=_from_figures(lambda figures: figures.peak_occupancy_today),
    ),
    OccuspaceSensorDescription(
        key="dwell_time_yesterday",
        translation_key="dwell_time_yesterday",
        enabled_rank=10,
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        needs_history=True,
        available_fn=_has_figure(lambda figures: figures.dwell_time_yesterday),
        value_fn=_from_figures(lambda figures: figures.dwell_time_yesterday),
    ),
    OccuspaceSensorDescription(
        key="usual_occupancy",
        translation_key="usual_occupancy",
        enabled_rank=8,
        suggested_display_precision=0,
        needs_history=True,
        value_fn=_usual,
    ),
    OccuspaceSensorDescription(
        key="compared_to_usual",
        translation_key="compared_to_usual",
        enabled_rank=9,
        device_class=SensorDeviceClass.ENUM,
        options=list(UsualLevel),
        needs_history=True,
        value_fn=_level,
    ),
    OccuspaceSensorDescription(
        key="difference_from_usual",
        translation_key="difference_from_usual",
        needs_history=True,
        value_fn=_difference,
    ),
    OccuspaceSensorDescription(
        key="status",
        translation_key="status",
        enabled_rank=11,
        device_class=SensorDeviceClass.ENUM,
        options=[REPORTING, *NoValueReason],
        entity_category=EntityCategory.DIAGNOSTIC,
        available_fn=_always,
        value_fn=lambda known: known.status.no_value or REPORTING,
        value_without_update=NoValueReason.UNREACHABLE,
    ),
)
