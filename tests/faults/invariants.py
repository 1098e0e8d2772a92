"""What must not happen, whatever the fault."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
import json
import logging
import re
from typing import Final

from homeassistant.helpers import issue_registry as ir

from custom_components.occuspace.diagnostics import async_get_config_entry_diagnostics

from .fault import Trial
from .venue import TOKEN
from .world import World

MAX_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that holds at any time: a sentence, and how it is checked."""

    text: str
    check: Callable[[World, Trial], None]


def _no_unexpected_error(world: World, trial: Trial) -> None:
    """Check that no exception went unhandled, and no error was a surprise."""
    for record in world.logged(logging.INFO):
        message = record.getMessage()
        if not any(re.search(each, message) for each in trial.sees.errors):
            assert record.levelno < logging.ERROR, message
            assert not record.exc_info, message


def _no_flood(world: World, trial: Trial) -> None:
    """Check that a trouble is told once."""
    told = Counter(record.getMessage() for record in world.logged())
    assert not [message for message, times in told.items() if times > 1]
    assert told.total() <= MAX_LINES


def _no_forged_line(world: World, trial: Trial) -> None:
    """Check that every record is one line."""
    for record in world.logged(logging.INFO):
        message = record.getMessage()
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", message), message


def _no_storm(world: World, trial: Trial) -> None:
    """Check that no refresh asks more than the list and every location once."""
    each = len(world.simulator.account.locations) + 1
    most = trial.most_requests
    if most is None:
        most = world.refreshes * each
    requests = Counter(request.path for request in world.simulator.requests)
    assert requests.total() <= most, requests


def _no_stranger_asked(world: World, trial: Trial) -> None:
    """Check that nobody else was asked anything."""
    assert not world.other.requests


def _no_token(world: World, trial: Trial) -> None:
    """Check that no text that anybody may see has the token in it."""
    states = [str(state.as_dict()) for state in world.hass.states.async_all()]
    issues = str(ir.async_get(world.hass).issues)
    texts = [*states, issues, world.caplog.text, str(world.entry.reason), *world.seen]
    spellings = {TOKEN, repr(TOKEN)[1:-1], json.dumps(TOKEN)[1:-1], "secret"}
    for text in texts:
        assert not [each for each in spellings if each in text]


INVARIANTS: Final = (
    Invariant(
        "no exception that nobody handled, and no unexpected error in the log",
        _no_unexpected_error,
    ),
    Invariant(
        "no trouble that the log tells twice, and no more than a few lines", _no_flood
    ),
    Invariant("no line of the log that the server could have made up", _no_forged_line),
    Invariant(
        "no storm of requests: a refresh asks the list and each location once at most",
        _no_storm,
    ),
    Invariant("no request to any other server", _no_stranger_asked),
    Invariant(
        "the token nowhere: not in the log, states, issues or diagnostics", _no_token
    ),
)


async def async_check(world: World, trial: Trial) -> None:
    """Check everything that must not happen."""
    diagnostics = await async_get_config_entry_diagnostics(world.hass, world.entry)
    world.seen.append(json.dumps(diagnostics, default=str))
    for invariant in INVARIANTS:
        invariant.check(world, trial)
    world.seen.clear()
