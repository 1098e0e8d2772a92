"""Descriptions of the sensors of a location."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime

from .analysis.hours_of_week import UsualLevel
from .analysis.typical_week import TypicalWeek
from .entity import OccuspaceEntityDescription
from .history.daily_figures import DailyFigures, Figure
from .live.snapshot import NoValueReason
from .location_data import LocationData

BUSY_LEVELS: Final = ["not_busy", "busy", "very_busy"]
REPORTING: Final = "reporting"


def _always(_data: LocationData) -> bool:
    """Return True: the value is always available."""
    return True


def _is_reached(data: LocationData) -> bool:
    """Return whether the location was reachable."""
    return data.status.is_available


def _has_figure(
    figure: Callable[[DailyFigures], Figure[int] | None],
) -> Callable[[LocationData], bool]:
    """Return whether a figure is known, or the location has no data, as a function."""

    def is_available(data: LocationData) -> bool:
        if data.status.location.earliest_count is None:
            return True
        return data.figures is not None and figure(data.figures) is not None

    return is_available


def _from_figures(
    figure: Callable[[DailyFigures], Figure[int] | None],
) -> Callable[[LocationData], int | None]:
    """Return a function that returns one of the daily figures."""

    def value(data: LocationData) -> int | None:
        found = figure(data.figures) if data.figures else None
        return found.value if found else None

    return value


@dataclass(frozen=True, kw_only=True)
class OccuspaceSensorDescription(OccuspaceEntityDescription, SensorEntityDescription):
    """Describes a sensor of a location."""

    value_fn: Callable[[LocationData], float | str | datetime | None]
    available_fn: Callable[[LocationData], bool] = _is_reached
    last_reset_fn: Callable[[LocationData], datetime] | None = None
    needs_children: bool = False
    value_without_update: str | None = None
    """The value without an update or a listed location; None for unavailable."""


def busy_level(data: LocationData) -> str | None:
    """Return how busy the location is, based on its thresholds, while it is open."""
    if (percentage := data.status.percentage) is None or data.is_closed:
        return None
    return BUSY_LEVELS[sum(percentage > each for each in data.busy_thresholds)]


def _difference(data: LocationData) -> int | None:
    """Return the difference between current and typical occupancy."""
    comparison = data.comparison
    return round(comparison.difference) if comparison else None


def _typical(data: LocationData) -> int | None:
    """Return the typical occupancy at this time."""
    return round(data.typical.typical) if data.typical else None


def usual_level(data: LocationData) -> UsualLevel | None:
    """Return whether it is busier or quieter than usual, while it is open."""
    comparison = None if data.is_closed else data.comparison
    return comparison.level if comparison else None


def _expected_in_one_hour(data: LocationData) -> int | None:
    """Return the people expected in one hour."""
    expected = data.expected_in_one_hour
    return None if expected is None else round(expected)


def _first_hour_in_use(week: TypicalWeek, weekday: int) -> int | None:
    """Return the first hour of a day with at least 10 % of its peak."""
    in_use = week.hours_in_use(weekday)
    return in_use[0] if in_use else None


def _end_of_last_hour_in_use(week: TypicalWeek, weekday: int) -> int | None:
    """Return the end of the last hour of a day with at least 10 % of its peak."""
    in_use = week.hours_in_use(weekday)
    return in_use[1] if in_use else None


def _venue_midnight(data: LocationData) -> datetime:
    """Return the start of the day in the venue's time zone."""
    return datetime.combine(data.now, time(), data.now.tzinfo)


SENSORS: Final = (
    OccuspaceSensorDescription(
        key="count",
        translation_key="count",
        enabled_rank=1,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda data: data.status.count,
    ),
    OccuspaceSensorDescription(
        key="percentage",
        translation_key="percentage",
        enabled_rank=2,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda data: data.status.percentage,
    ),
    OccuspaceSensorDescription(
        key="busy_level",
        translation_key="busy_level",
        enabled_rank=5,
        device_class=SensorDeviceClass.ENUM,
        options=BUSY_LEVELS,
        value_fn=busy_level,
    ),
    OccuspaceSensorDescription(
        key="free_capacity",
        translation_key="free_capacity",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda data: data.status.free_capacity,
    ),
    OccuspaceSensorDescription(
        key="capacity",
        translation_key="capacity",
        enabled_rank=6,
        entity_category=EntityCategory.DIAGNOSTIC,
        suggested_display_precision=0,
        value_fn=lambda data: data.status.location.capacity,
    ),
    OccuspaceSensorDescription(
        key="last_measured",
        translation_key="last_measured",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda data: data.status.measured_at,
        min_interval=timedelta(minutes=5),
    ),
    OccuspaceSensorDescription(
        key="quietest_space",
        translation_key="quietest_space",
        enabled_rank=0,
        needs_children=True,
        value_fn=lambda data: data.snapshot.quietest_spaces.get(data.location_id),
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
        value_fn=_typical,
    ),
    OccuspaceSensorDescription(
        key="compared_to_usual",
        translation_key="compared_to_usual",
        enabled_rank=9,
        device_class=SensorDeviceClass.ENUM,
        options=list(UsualLevel),
        needs_history=True,
        value_fn=usual_level,
    ),
    OccuspaceSensorDescription(
        key="difference_from_usual",
        translation_key="difference_from_usual",
        needs_history=True,
        value_fn=_difference,
    ),
    OccuspaceSensorDescription(
        key="expected_in_one_hour",
        translation_key="expected_in_one_hour",
        enabled_rank=12,
        suggested_display_precision=0,
        needs_history=True,
        value_fn=_expected_in_one_hour,
    ),
    OccuspaceSensorDescription(
        key="usual_first_people_today",
        translation_key="usual_first_people_today",
        enabled_rank=14,
        device_class=SensorDeviceClass.TIMESTAMP,
        needs_history=True,
        value_fn=lambda data: data.usual_today(_first_hour_in_use),
    ),
    OccuspaceSensorDescription(
        key="usual_peak_today",
        translation_key="usual_peak_today",
        enabled_rank=15,
        device_class=SensorDeviceClass.TIMESTAMP,
        needs_history=True,
        value_fn=lambda data: data.usual_today(TypicalWeek.peak_hour),
    ),
    OccuspaceSensorDescription(
        key="usual_last_people_today",
        translation_key="usual_last_people_today",
        enabled_rank=16,
        device_class=SensorDeviceClass.TIMESTAMP,
        needs_history=True,
        value_fn=lambda data: data.usual_today(_end_of_last_hour_in_use),
    ),
    OccuspaceSensorDescription(
        key="status",
        translation_key="status",
        enabled_rank=11,
        device_class=SensorDeviceClass.ENUM,
        options=[REPORTING, *NoValueReason],
        entity_category=EntityCategory.DIAGNOSTIC,
        available_fn=_always,
        value_fn=lambda data: data.status.no_value or REPORTING,
        value_without_update=NoValueReason.UNREACHABLE,
    ),
)
