"""What an assistant is told of a location now, and the periods it can request."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from math import isfinite
from typing import Any, Final

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant, State, callback

from ..entity_lookup import UNKNOWN_STATES, no_value_reason
from ..live.snapshot import NoValueReason
from .locations import PERCENTAGE, ExposedLocation

type Answer = dict[str, Any]

MAX_UNKNOWN: Final = 5
MAX_NEXT: Final = 2

REASONS: Final[Mapping[NoValueReason, str]] = {
    NoValueReason.UNREACHABLE: "Occuspace could not be reached.",
    NoValueReason.NOT_PERMITTED: "The account may not see this location.",
    NoValueReason.NEVER_MEASURED: "This location has never been measured.",
    NoValueReason.NOT_REPORTED: "Occuspace sends no readable values of this location.",
    NoValueReason.INACTIVE: "This location is inactive: its sensors do not report.",
    NoValueReason.STALE: "The last measurement is too old.",
}
NO_CAPACITY: Final = "The location has no capacity."
NO_PAST: Final = "Too little is known of its past yet."
NO_REASON: Final = "It is not known at the moment."


def _number(state: str) -> float:
    """Return a number; raises ValueError for what is none."""
    if not isfinite(number := float(state)):
        raise ValueError(state)
    return number


# Translation key of the entity: how its value is called, and how it is read.
VALUES: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "count": ("occupancy", lambda state: round(_number(state))),
    "percentage": ("utilization_percent", lambda state: round(_number(state), 1)),
    "busy_level": ("busy_level", str),
    "free_capacity": ("free_capacity", lambda state: round(_number(state))),
    "occupied": ("is_anyone_there", lambda state: state == STATE_ON),
    "usual_occupancy": ("usual_occupancy", lambda state: round(_number(state))),
    "compared_to_usual": ("compared_to_usual", str),
}
NEEDS_CAPACITY: Final = frozenset({"percentage", "busy_level", "free_capacity"})
NEEDS_PAST: Final = frozenset({"usual_occupancy", "compared_to_usual"})

# What can be asked about by name; anything else is asked about by its days.
PERIODS: Final[Mapping[str, Callable[[date], tuple[date, date]]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (_days_before(today, 1), _days_before(today, 1)),
    "last_7_days": lambda today: (_days_before(today, 7), _days_before(today, 1)),
    "last_30_days": lambda today: (_days_before(today, 30), _days_before(today, 1)),
}


@callback
def describe_now(hass: HomeAssistant, location: ExposedLocation) -> Answer:
    """Return the values of the exposed entities; one that is not known is null."""
    answer: Answer = {"location": location.name}
    unknown: dict[str, str] = {}
    for key, (name, read) in VALUES.items():
        if (state := location.states.get(key)) is None:
            continue
        try:
            answer[name] = None if state.state in UNKNOWN_STATES else read(state.state)
        except ValueError:
            answer[name] = None
        if answer[name] is None:
            unknown[name] = _why(hass, location, key, state)
    if unknown:
        answer["unknown"] = unknown
    return answer


@callback
def describe_quietest(
    hass: HomeAssistant, spaces: Sequence[ExposedLocation]
) -> Answer | None:
    """Return the space with the lowest utilization, of those without others beneath.

    None if the utilization of none is exposed.
    """
    measured = [each for each in spaces if PERCENTAGE in each.states]
    above = {place for each in measured for place in list(each.lineage)[1:]}
    lowest = [each for each in measured if next(each.lineage) not in above]
    if not lowest:
        return None
    known = sorted(
        (each for each in lowest if _utilization(each) is not None),
        key=lambda each: _utilization(each) or 0,
    )
    answer: Answer = {"quietest": None, "spaces_compared": len(known)}
    if known:
        best, *others = known
        answer["quietest"] = describe_now(hass, best)
        answer["next_quietest"] = [
            describe_now(hass, each) for each in others[:MAX_NEXT]
        ]
    if lost := [each for each in lowest if _utilization(each) is None]:
        answer["not_known"] = [
            {
                "location": each.name,
                "reason": _why(hass, each, PERCENTAGE, each.states[PERCENTAGE]),
            }
            for each in lost[:MAX_UNKNOWN]
        ]
        answer["spaces_not_known"] = len(lost)
    return answer


def _utilization(location: ExposedLocation) -> float | None:
    """Return the utilization of a location, to be compared with others."""
    try:
        return _number(location.states[PERCENTAGE].state)
    except ValueError:
        return None


def _why(hass: HomeAssistant, location: ExposedLocation, key: str, state: State) -> str:
    """Return the reason why a value is not known."""
    if (reason := no_value_reason(hass, state)) is not None:
        return REASONS[reason]
    if key in NEEDS_PAST:
        return NO_PAST
    listed = location.tree.locations.get(location.location_id)
    if key in NEEDS_CAPACITY and listed is not None and not listed.capacity:
        return NO_CAPACITY
    return NO_REASON


def _days_before(today: date, days: int) -> date:
    """Return the day so many days ago."""
    return today - timedelta(days=days)
