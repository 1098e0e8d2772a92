"""Tool results for the current values, and the periods of the history tool."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any, Final

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.util import dt as dt_util

from ..analysis.opening import VenueCalendar
from ..entity_lookup import UNKNOWN_STATES, no_value_reason
from ..live.snapshot import NoValueReason
from .locations import PERCENTAGE, ExposedLocation

type Answer = dict[str, Any]

MAX_UNKNOWN: Final = 5
MAX_NEXT: Final = 2

REASONS: Final[Mapping[NoValueReason, str]] = {
    NoValueReason.AWAITED: "Occuspace has not answered for this location yet.",
    NoValueReason.UNREACHABLE: "Occuspace is unreachable.",
    NoValueReason.NOT_PERMITTED: "The API token has no access to this location.",
    NoValueReason.NEVER_MEASURED: "This location has never been measured.",
    NoValueReason.NOT_REPORTED: "Occuspace sends no readable values for this location.",
    NoValueReason.INACTIVE: "This location is inactive: its sensors are not reporting.",
    NoValueReason.STALE: "The last measurement is too old.",
}
NO_CAPACITY: Final = "The location has no capacity."
NO_HISTORY: Final = "There is not enough history for this location yet."
EXCEPTIONAL_DAY: Final = "Today is an exceptional day, so there is nothing usual."
NO_REASON: Final = "The value is currently unknown."


def _number(state: str) -> float:
    """Return a finite number, or raise ValueError."""
    if not isfinite(number := float(state)):
        raise ValueError(state)
    return number


FREE_CAPACITY: Final = "free_capacity"

# Translation key of the entity: name of the value in the result, and its reader
VALUES: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "count": ("occupancy", lambda state: round(_number(state))),
    "percentage": ("utilization_percent", lambda state: round(_number(state), 1)),
    "busy_level": ("busy_level", str),
    "capacity": ("capacity", lambda state: round(_number(state))),
    FREE_CAPACITY: (FREE_CAPACITY, lambda state: round(_number(state))),
    "occupied": ("is_anyone_there", lambda state: state == STATE_ON),
    "usual_occupancy": ("usual_occupancy", lambda state: round(_number(state))),
    "compared_to_usual": ("compared_to_usual", str),
}
NEEDS_CAPACITY: Final = frozenset(
    {"percentage", "busy_level", "capacity", FREE_CAPACITY}
)
NEEDS_OPEN: Final = frozenset({"busy_level", "usual_occupancy", "compared_to_usual"})
NEEDS_HISTORY: Final = frozenset({"usual_occupancy", "compared_to_usual"})

# Periods that have a name.
PERIODS: Final[Mapping[str, Callable[[date], tuple[date, date]]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (_days_before(today, 1), _days_before(today, 1)),
    "last_7_days": lambda today: (_days_before(today, 7), _days_before(today, 1)),
    "last_30_days": lambda today: (_days_before(today, 30), _days_before(today, 1)),
}


@callback
def describe_now(hass: HomeAssistant, location: ExposedLocation) -> Answer:
    """Return the values of the exposed entities; unknown values are null."""
    answer: Answer = {"location": location.name}
    unknown: dict[str, str] = {}
    closed = _closed(location)
    if closed is not None:
        answer["opening_hours"] = closed
    for key, (name, read) in VALUES.items():
        if closed is not None and key in NEEDS_OPEN:
            continue
        if (state := location.states.get(key)) is None:
            continue
        try:
            answer[name] = None if state.state in UNKNOWN_STATES else read(state.state)
        except ValueError:
            answer[name] = None
        if answer[name] is None:
            unknown[name] = _unknown_reason(hass, location, key, state)
    occupancy, capacity = answer.get("occupancy"), answer.get("capacity")
    if FREE_CAPACITY not in answer and occupancy is not None and capacity:
        # Disabled by default, because it follows from these two.
        answer[FREE_CAPACITY] = max(0, capacity - occupancy)
    if unknown:
        answer["unknown"] = unknown
    return answer


@callback
def describe_quietest(
    hass: HomeAssistant, spaces: Sequence[ExposedLocation]
) -> Answer | None:
    """Return the space with the lowest utilization, of those without children.

    None if no space has an exposed utilization.
    """
    exposed = [space for space in spaces if PERCENTAGE in space.states]
    parents = {place for space in exposed for place in list(space.lineage)[1:]}
    leaves = [space for space in exposed if next(space.lineage) not in parents]
    if not leaves:
        return None
    known = sorted(
        (space for space in leaves if _utilization(space) is not None),
        key=lambda space: _utilization(space) or 0,
    )
    answer: Answer = {"quietest": None, "spaces_compared": len(known)}
    if known:
        best, *others = known
        answer["quietest"] = describe_now(hass, best)
        answer["next_quietest"] = [
            describe_now(hass, space) for space in others[:MAX_NEXT]
        ]
    if unknown := [space for space in leaves if _utilization(space) is None]:
        answer["not_known"] = [
            {
                "location": space.name,
                "reason": _unknown_reason(
                    hass, space, PERCENTAGE, space.states[PERCENTAGE]
                ),
            }
            for space in unknown[:MAX_UNKNOWN]
        ]
        answer["spaces_not_known"] = len(unknown)
    return answer


def _utilization(location: ExposedLocation) -> float | None:
    """Return the utilization of a location, or None if it is unknown."""
    try:
        return _number(location.states[PERCENTAGE].state)
    except ValueError:
        return None


def _unknown_reason(
    hass: HomeAssistant, location: ExposedLocation, key: str, state: State
) -> str:
    """Return why a value is unknown."""
    if (reason := no_value_reason(hass, state)) is not None:
        return REASONS[reason]
    if key in NEEDS_HISTORY and _calendar(location).is_exceptional(_now(location)):
        return EXCEPTIONAL_DAY
    if key in NEEDS_HISTORY:
        return NO_HISTORY
    listed = location.tree.locations.get(location.location_id)
    if key in NEEDS_CAPACITY and listed is not None and not listed.capacity:
        return NO_CAPACITY
    return NO_REASON


def _closed(location: ExposedLocation) -> str | None:
    """Return when a closed location opens; None if it is open or has no hours."""
    opening, now = _calendar(location).opening, _now(location)
    if opening is None or opening.is_open(now):
        return None
    if (opens := opening.next_opening(now)) is None:
        return "Closed."
    return f"Closed, opens at {opens:%Y-%m-%d %H:%M}."


def _calendar(location: ExposedLocation) -> VenueCalendar:
    """Return the opening hours and exceptional days of a location."""
    return location.entry.runtime_data.settings.calendar(location.location_id)


def _now(location: ExposedLocation) -> datetime:
    """Return the time at the venue."""
    return dt_util.now(location.entry.runtime_data.zone_of(location.location_id))


def _days_before(today: date, days: int) -> date:
    """Return the date a number of days before today."""
    return today - timedelta(days=days)
