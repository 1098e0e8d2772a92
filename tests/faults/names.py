"""Names that are hard to display."""

from functools import partial
from typing import Final

from custom_components.occuspace.api.text import MAX_NAME_LENGTH, sanitize_line
from simulator import Location
from simulator.faults import SERVICE_UNAVAILABLE

from . import expectations
from .fault import MINUTE, Expectation, Family, Fault, Trial
from .fault_env import FaultEnv
from .recoveries import NEXT_REFRESH, TWO_MORE_LISTS
from .venue import GYM, LIBRARY_LIVE, READING_ROOM, READING_ROOM_LIVE

NEW: Final = 70

NAMES: Final[dict[str, dict[str, str]]] = {
    "Control characters, line breaks, forged log lines": {
        "line breaks": "Room\r\nERROR (MainThread) [homeassistant] Made up",
        "control characters": "Room \x00\x07\x08\x1b[31m\x7f\x85",
        "line separators": "Room\u2028Made\u2029up",
        "tabs and spaces": "\t Room \t 1 ",
    },
    "Markup, templates, format strings, code": {
        "HTML": "<img src=x onerror=alert(1)><script>alert(1)</script>",
        "Markdown": "[click](javascript:alert(1)) ![x](http://127.0.0.1:1/x.png)",
        "a template": "{{ states('sensor.other') }}{% for x in y %}",
        "format strings": "%s %d {0} {location} ${HOME}",
        "SQL": "'; DROP TABLE states; --",
        "a path": "../../../etc/passwd",
    },
    "Right to left, combining characters, emoji": {
        "Arabic": "غرفة القراءة",
        "Hebrew": "חדר קריאה",
        "overrides": "Room \u202etxt.exe\u202c \u2066x\u2069",
        "combining": "Ra\u0308um e\u0301" + "\u0316" * 50,
        "emoji": "📚👩‍👩‍👧‍👦🏳️‍🌈",
        "invisible": "\u200b\u200c\u200d\ufeff",
        "Chinese": "阅览室",
    },
    "10,000 characters, one or none": {
        "10,000 letters": "x" * 10_000,
        "10,000 words": "long room " * 1_000,
        "10,000 emoji": "📚" * 10_000,
        "one character": "x",
        "only spaces": "   ",
        "only punctuation": "?!",
    },
}


def _rename(name: str, env: FaultEnv) -> None:
    """Give a location another name."""
    env.simulator.account.locations[READING_ROOM].name = name


async def _rename_and_fail(name: str, env: FaultEnv) -> None:
    """Rename a location and make it fail, so that its name is logged."""
    _rename(name, env)
    await env.pass_time(MINUTE)
    for path in (LIBRARY_LIVE, READING_ROOM_LIVE):
        env.misbehave(SERVICE_UNAVAILABLE, path)


def _name_again(env: FaultEnv) -> None:
    """Restore its name and its replies."""
    env.stop_faults()
    _rename("Reading Room", env)


def _add(name: str, env: FaultEnv) -> None:
    """Add an empty location with that name."""
    env.simulator.account.add(Location(NEW, name, GYM, 1, count=0))


def _remove(env: FaultEnv) -> None:
    """Remove it."""
    env.simulator.account.remove(NEW)


def _new_shown(env: FaultEnv) -> None:
    """Check that the new location has its value, and the others theirs."""
    shown = env.shown_states()[NEW]
    assert shown["count"][0] == "0"
    assert shown["is_active"][0] == "on"
    # It is the quietest space now.
    others = env.differences()
    others.pop(NEW)
    assert all(states.keys() == {"quietest_space"} for states in others.values())


ADDED: Final = Expectation("Its values are correct, as are all others", _new_shown)


def _trials(names: dict[str, str]) -> tuple[Trial, ...]:
    """Return a trial of each name, for a known location and for a new one."""
    return tuple(
        trial
        for kind, name in names.items()
        for trial in (
            Trial(
                name=kind,
                place="A known location",
                inject=partial(_rename, name),
                expects=expectations.RENAMED
                if sanitize_line(name, MAX_NAME_LENGTH)
                else expectations.UNAFFECTED,
                remove=_name_again,
                recovery=NEXT_REFRESH,
                steps=(MINUTE, MINUTE),
            ),
            Trial(
                name=kind,
                place="A known location that fails",
                inject=partial(_rename_and_fail, name),
                expects=expectations.READING_ROOM_UNAVAILABLE,
                remove=_name_again,
                recovery=NEXT_REFRESH,
                steps=(MINUTE, MINUTE),
            ),
            Trial(
                name=kind,
                place="A new location",
                inject=partial(_add, name),
                expects=ADDED,
                remove=_remove,
                recovery=TWO_MORE_LISTS,
                steps=(MINUTE, MINUTE),
            ),
        )
    )


FAMILIES: Final = (
    Family(
        title="Names",
        about="A location is renamed, or a new one is added with the name.",
        faults=tuple(
            Fault(name=name, trials=_trials(names)) for name, names in NAMES.items()
        ),
    ),
)
