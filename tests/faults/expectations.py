"""What a user sees during a fault."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError

from custom_components.occuspace.api.text import MAX_NAME_LENGTH

from .fault import Expectation
from .fault_env import ATTRIBUTES, STATUS, UNAVAILABLE, UNKNOWN, UNREACHABLE, FaultEnv
from .venue import ALL, CAFE, CAMPUS, LIBRARY, READING_ROOM

FETCH_FAILED: Final = r"^Error fetching Campus data: "
TOKEN_REFUSED: Final = r"^Authentication failed while fetching Campus data: "

VALUES: Final = ("count", "percentage", "busy_level", "occupied")
SHARES: Final = ("percentage", "busy_level")
COUNTS: Final = ("count", "occupied")


def _unaffected(env: FaultEnv) -> None:
    """Check that all values are correct and the user is not asked for anything."""
    assert env.differences() == {}
    _quiet(env)


def _quiet(env: FaultEnv) -> None:
    """Check that there is no flow and no issue."""
    assert env.flows() == []
    assert env.issues() == []


def _all_unavailable(env: FaultEnv) -> None:
    """Check that all entities are unavailable."""
    assert env.differences() == env.all_of(ALL, UNAVAILABLE)
    _quiet(env)


def _all_unknown(env: FaultEnv) -> None:
    """Check that all live values are unknown because they are stale."""
    found = env.differences()
    assert found.keys() == ALL
    for states in found.values():
        assert states.pop(STATUS) == "stale"
        assert states.keys() - {"quietest_space"} == set(VALUES)
        assert set(states.values()) == {UNKNOWN}
    _quiet(env)


def _token_requested(env: FaultEnv) -> None:
    """Check that one reauthentication is requested."""
    assert env.differences() == env.all_of(ALL, UNAVAILABLE)
    assert env.flows() == ["reauth"]
    assert env.issues() == []


def unavailable(name: str, *locations: int, status: str = UNREACHABLE) -> Expectation:
    """Expect some locations to be unavailable and all others unaffected."""

    def check(env: FaultEnv) -> None:
        expected = env.all_of(locations, UNAVAILABLE)
        for states in expected.values():
            states[STATUS] = status
        assert env.differences() == expected
        _quiet(env)

    return Expectation(f"{name} is unavailable", check)


def showing(text: str, location: int, states: Mapping[str, str]) -> Expectation:
    """Expect these states of one location and all others unaffected."""

    def check(env: FaultEnv) -> None:
        assert env.differences() == {location: states}
        _quiet(env)

    return Expectation(text, check)


def unknown(
    name: str,
    location: int,
    keys: Collection[str] = VALUES,
    status: str = "not_reported",
) -> Expectation:
    """Expect unknown values of one location and all others unaffected.

    The status gives the reason if all of its values are unknown.
    """
    states = dict.fromkeys(keys, UNKNOWN)
    if set(keys) == set(VALUES):
        states[STATUS] = status
    return showing(f"{name} are unknown", location, states)


def _library_children_unavailable(env: FaultEnv) -> None:
    """Check that the children of a building are unavailable."""
    assert env.differences() == {
        **env.all_of({READING_ROOM, CAFE}, UNAVAILABLE),
        LIBRARY: {"quietest_space": UNKNOWN},
        CAMPUS: {"quietest_space": "Courts"},
    }
    _quiet(env)


def renamed(env: FaultEnv) -> None:
    """Check that only the name of one location has changed."""
    everything = env.all_of({READING_ROOM}, ATTRIBUTES)
    assert env.differences() == everything
    name = env.device_name(READING_ROOM)
    assert name
    assert len(name.splitlines()) == 1
    assert len(name) <= MAX_NAME_LENGTH
    _quiet(env)


def _response_refused(env: FaultEnv) -> None:
    """Check that only the action fails, with the reason."""
    assert isinstance(env.response, HomeAssistantError)
    assert env.response.translation_key == "unexpected_reply"
    _unaffected(env)


def _response_with_gap(env: FaultEnv) -> None:
    """Check that the response is correct except for a missing figure."""
    right, given = env.expected_response, env.response
    assert given != right
    for row, right_row in zip(_rows(given), _rows(right), strict=True):
        other = {key for key in right_row if row[key] != right_row[key]}
        assert all(row[key] is None for key in other)
    _unaffected(env)


def _response_with_message(env: FaultEnv) -> None:
    """Check that the response is correct and contains the server's message."""
    assert _rows(env.response) == _rows(env.expected_response)
    assert env.response != env.expected_response
    _unaffected(env)


def _response_without_row(env: FaultEnv) -> None:
    """Check that the response has the other rows."""
    assert _rows(env.response) == _rows(env.expected_response)[1:]
    _unaffected(env)


def _response_row_left_out(env: FaultEnv) -> None:
    """Check that the response has the other rows and mentions the skipped one."""
    assert _rows(env.response) == _rows(env.expected_response)[1:]
    (location,) = env.response["locations"]
    assert location["message"] == "1 row could not be read and was left out"
    _unaffected(env)


def _response_rows_left_out(env: FaultEnv) -> None:
    """Check that the response has no rows and mentions the skipped one."""
    assert _rows(env.response) == []
    (location,) = env.response["locations"]
    assert location["message"] == "1 row could not be read and was left out"
    _unaffected(env)


def _response_right(env: FaultEnv) -> None:
    """Check that the response is correct."""
    assert env.response == env.expected_response
    _unaffected(env)


def _rows(answer: Any) -> list[dict[str, Any]]:
    """Return the rows of an action's response."""
    (location,) = answer["locations"]
    return next(each for each in location.values() if isinstance(each, list))


UNAFFECTED: Final = Expectation(
    "No effect: all values are current and correct", _unaffected
)
ALL_UNAVAILABLE: Final = Expectation(
    "All entities are unavailable", _all_unavailable, (FETCH_FAILED,)
)
ALL_UNKNOWN: Final = Expectation(
    "All live values are unknown, because their measurement is too old", _all_unknown
)
TOKEN_REQUESTED: Final = Expectation(
    "All entities are unavailable; Home Assistant asks for a new token",
    _token_requested,
    (TOKEN_REFUSED,),
)
READING_ROOM_UNAVAILABLE: Final = unavailable("That location", READING_ROOM)
COUNT_UNKNOWN: Final = "Occupancy and *Occupied* of that location"
READING_ROOM_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, READING_ROOM, COUNTS)
READING_ROOM_NOT_PERMITTED: Final = unavailable(
    "That location", READING_ROOM, status="not_permitted"
)
READING_ROOM_CAPACITY_UNKNOWN: Final = unknown(
    "Utilization, busy level and capacity of that location",
    READING_ROOM,
    (*SHARES, "capacity"),
)
READING_ROOM_CAPACITY_ZERO: Final = showing(
    "Utilization and busy level of that location are unknown",
    READING_ROOM,
    {**dict.fromkeys(SHARES, UNKNOWN), "capacity": "0"},
)
CAMPUS_UNAVAILABLE: Final = unavailable("That location", CAMPUS)
CAMPUS_NOT_PERMITTED: Final = unavailable(
    "That location", CAMPUS, status="not_permitted"
)
CAMPUS_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, CAMPUS, COUNTS)
LIBRARY_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, LIBRARY, COUNTS)
CAMPUS_STALE: Final = unknown("That location's live values", CAMPUS, status="stale")
LIBRARY_CHILDREN_UNAVAILABLE: Final = Expectation(
    "The locations below it are unavailable", _library_children_unavailable
)
RENAMED: Final = Expectation(
    "The device has that name, shortened to one line of 100 characters; its values "
    "are current and correct",
    renamed,
)

RESPONSE_REFUSED: Final = Expectation(
    "The action fails with the error that the reply was unexpected", _response_refused
)
RESPONSE_WITH_GAP: Final = Expectation(
    "The action's response has null in its place", _response_with_gap
)
RESPONSE_WITH_MESSAGE: Final = Expectation(
    "The action's response has that message besides its rows", _response_with_message
)
RESPONSE_WITHOUT_ROW: Final = Expectation(
    "The action's response has the other rows", _response_without_row
)
RESPONSE_ROW_LEFT_OUT: Final = Expectation(
    "The action's response has the other rows and says that one was left out",
    _response_row_left_out,
)
RESPONSE_ROWS_LEFT_OUT: Final = Expectation(
    "The action's response has no rows and says that one was left out",
    _response_rows_left_out,
)
RESPONSE_RIGHT: Final = Expectation(
    "No effect: the action's response is correct", _response_right
)
