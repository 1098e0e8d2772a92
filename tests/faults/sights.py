"""What a user may see while a fault lasts."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError

from custom_components.occuspace.api.models import MAX_NAME_LENGTH

from .fault import Sight
from .venue import ALL, CAFE, CAMPUS, LIBRARY, READING_ROOM
from .world import ATTRIBUTES, STATUS, UNAVAILABLE, UNKNOWN, UNREACHABLE, World

FETCH_FAILED: Final = r"^Error fetching Campus data: "
TOKEN_REFUSED: Final = r"^Authentication failed while fetching Campus data: "

VALUES: Final = ("count", "percentage", "busy_level", "free_capacity", "occupied")
SHARES: Final = ("percentage", "busy_level", "free_capacity")
COUNTS: Final = ("count", "free_capacity", "occupied")


def _undisturbed(world: World) -> None:
    """Check that all is fresh and right, and that nobody is bothered."""
    assert world.differences() == {}
    _quiet(world)


def _quiet(world: World) -> None:
    """Check that the user is asked for nothing."""
    assert world.flows() == []
    assert world.issues() == []


def _all_unavailable(world: World) -> None:
    """Check that nothing is shown that is not known."""
    assert world.differences() == world.all_of(ALL, UNAVAILABLE)
    _quiet(world)


def _all_unknown(world: World) -> None:
    """Check that nothing is shown that may no longer be so."""
    found = world.differences()
    assert found.keys() == ALL
    for states in found.values():
        assert states.pop(STATUS) == "stale"
        assert states.keys() - {"quietest_space"} == set(VALUES)
        assert set(states.values()) == {UNKNOWN}
    _quiet(world)


def _token_wanted(world: World) -> None:
    """Check that a new token is asked for, once."""
    assert world.differences() == world.all_of(ALL, UNAVAILABLE)
    assert world.flows() == ["reauth"]
    assert world.issues() == []


def unavailable(name: str, *locations: int, status: str = UNREACHABLE) -> Sight:
    """Return the sight of some locations unavailable and all others undisturbed."""

    def check(world: World) -> None:
        wanted = world.all_of(locations, UNAVAILABLE)
        for states in wanted.values():
            states[STATUS] = status
        assert world.differences() == wanted
        _quiet(world)

    return Sight(f"{name} is unavailable", check)


def showing(text: str, location: int, states: Mapping[str, str]) -> Sight:
    """Return the sight of one location with some states, all others undisturbed."""

    def check(world: World) -> None:
        assert world.differences() == {location: states}
        _quiet(world)

    return Sight(text, check)


def unknown(
    name: str,
    location: int,
    keys: Collection[str] = VALUES,
    status: str = "not_reported",
) -> Sight:
    """Return the sight of one location's values unknown, all others undisturbed.

    The status says why, if they are all of its values.
    """
    states = dict.fromkeys(keys, UNKNOWN)
    if set(keys) == set(VALUES):
        states[STATUS] = status
    return showing(f"{name} are unknown", location, states)


def _library_children_unavailable(world: World) -> None:
    """Check that the children of a building could not be asked for."""
    assert world.differences() == {
        **world.all_of({READING_ROOM, CAFE}, UNAVAILABLE),
        LIBRARY: {"quietest_space": UNKNOWN},
        CAMPUS: {"quietest_space": "Courts"},
    }
    _quiet(world)


def renamed(world: World) -> None:
    """Check that only the name of one location is another."""
    everything = world.all_of({READING_ROOM}, ATTRIBUTES)
    assert world.differences() == everything
    name = world.device_name(READING_ROOM)
    assert name
    assert len(name.splitlines()) == 1
    assert len(name) <= MAX_NAME_LENGTH
    _quiet(world)


def _answer_refused(world: World) -> None:
    """Check that the action fails and says why, and nothing else happens."""
    assert isinstance(world.answer, HomeAssistantError)
    assert world.answer.translation_key == "location_unexpected_reply"
    _undisturbed(world)


def _answer_with_gap(world: World) -> None:
    """Check that the answer is right, except for a figure that is not known."""
    right, given = world.right_answer, world.answer
    assert given != right
    for row, right_row in zip(_rows(given), _rows(right), strict=True):
        other = {key for key in right_row if row[key] != right_row[key]}
        assert all(row[key] is None for key in other)
    _undisturbed(world)


def _answer_with_message(world: World) -> None:
    """Check that the answer is right, and passes on what the server had to say."""
    assert _rows(world.answer) == _rows(world.right_answer)
    assert world.answer != world.right_answer
    _undisturbed(world)


def _answer_without_row(world: World) -> None:
    """Check that the answer has the other rows."""
    assert _rows(world.answer) == _rows(world.right_answer)[1:]
    _undisturbed(world)


def _answer_row_left_out(world: World) -> None:
    """Check that the answer has the other rows, and says that one was left out."""
    assert _rows(world.answer) == _rows(world.right_answer)[1:]
    (location,) = world.answer["locations"]
    assert location["message"] == "1 row could not be read and was left out"
    _undisturbed(world)


def _answer_rows_left_out(world: World) -> None:
    """Check that the answer has no rows, and says that one was left out."""
    assert _rows(world.answer) == []
    (location,) = world.answer["locations"]
    assert location["message"] == "1 row could not be read and was left out"
    _undisturbed(world)


def _answer_right(world: World) -> None:
    """Check that the answer is right."""
    assert world.answer == world.right_answer
    _undisturbed(world)


def _rows(answer: Any) -> list[dict[str, Any]]:
    """Return the rows of an action's response."""
    (location,) = answer["locations"]
    return next(each for each in location.values() if isinstance(each, list))


UNDISTURBED: Final = Sight("Nothing: all values are fresh and right", _undisturbed)
ALL_UNAVAILABLE: Final = Sight("All unavailable", _all_unavailable, (FETCH_FAILED,))
ALL_UNKNOWN: Final = Sight(
    "All live values are unknown, since they were measured too long ago", _all_unknown
)
TOKEN_WANTED: Final = Sight(
    "All unavailable; Home Assistant asks for a new token",
    _token_wanted,
    (TOKEN_REFUSED,),
)
READING_ROOM_UNAVAILABLE: Final = unavailable("That location", READING_ROOM)
COUNT_UNKNOWN: Final = "Occupancy, free capacity and *Occupied* of that location"
READING_ROOM_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, READING_ROOM, COUNTS)
READING_ROOM_NOT_PERMITTED: Final = unavailable(
    "That location", READING_ROOM, status="not_permitted"
)
READING_ROOM_CAPACITY_UNKNOWN: Final = unknown(
    "Utilization, busy level and free capacity of that location", READING_ROOM, SHARES
)
CAMPUS_UNAVAILABLE: Final = unavailable("That location", CAMPUS)
CAMPUS_NOT_PERMITTED: Final = unavailable(
    "That location", CAMPUS, status="not_permitted"
)
CAMPUS_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, CAMPUS, COUNTS)
LIBRARY_COUNT_UNKNOWN: Final = unknown(COUNT_UNKNOWN, LIBRARY, COUNTS)
CAMPUS_STALE: Final = unknown("That location's live values", CAMPUS, status="stale")
LIBRARY_CHILDREN_UNAVAILABLE: Final = Sight(
    "The locations beneath it are unavailable", _library_children_unavailable
)
RENAMED: Final = Sight(
    "The device is named so, in one line of 100 characters at most; its values are "
    "fresh and right",
    renamed,
)

ANSWER_REFUSED: Final = Sight(
    "The action fails, and says that the reply was unexpected", _answer_refused
)
ANSWER_WITH_GAP: Final = Sight(
    "The action's answer has null in its place", _answer_with_gap
)
ANSWER_WITH_MESSAGE: Final = Sight(
    "The action's answer has that message beside its rows", _answer_with_message
)
ANSWER_WITHOUT_ROW: Final = Sight(
    "The action's answer has the other rows", _answer_without_row
)
ANSWER_ROW_LEFT_OUT: Final = Sight(
    "The action's answer has the other rows, and says that one was left out",
    _answer_row_left_out,
)
ANSWER_ROWS_LEFT_OUT: Final = Sight(
    "The action's answer has no rows, and says that one was left out",
    _answer_rows_left_out,
)
ANSWER_RIGHT: Final = Sight("Nothing: the action's answer is right", _answer_right)
