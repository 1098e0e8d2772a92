"""What must not happen during any fault."""

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
from .fault_env import FaultEnv
from .venue import TOKEN

MAX_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Invariant:
    """A condition that always holds: a sentence and its check."""

    text: str
    check: Callable[[FaultEnv, Trial], None]


def _no_unexpected_error(env: FaultEnv, trial: Trial) -> None:
    """Check that there is no unhandled exception and no unexpected error."""
    for record in env.logged(logging.INFO):
        message = record.getMessage()
        if not any(re.search(each, message) for each in trial.expects.errors):
            assert record.levelno < logging.ERROR, message
            assert not record.exc_info, message


def _no_flood(env: FaultEnv, trial: Trial) -> None:
    """Check that every problem is logged once."""
    messages = Counter(record.getMessage() for record in env.logged())
    assert not [message for message, times in messages.items() if times > 1]
    assert messages.total() <= MAX_LINES


def _no_forged_line(env: FaultEnv, trial: Trial) -> None:
    """Check that every record is one line."""
    for record in env.logged(logging.INFO):
        message = record.getMessage()
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", message), message


def _no_storm(env: FaultEnv, trial: Trial) -> None:
    """Check the number of requests."""
    per_refresh = len(env.simulator.account.locations) + 1
    most = trial.max_requests
    if most is None:
        most = env.refreshes * per_refresh
    requests = Counter(request.path for request in env.simulator.requests)
    assert requests.total() <= most, requests


def _no_other_server(env: FaultEnv, trial: Trial) -> None:
    """Check that no other server received a request."""
    assert not env.other.requests


def _no_token(env: FaultEnv, trial: Trial) -> None:
    """Check that no visible text contains the token."""
    states = [str(state.as_dict()) for state in env.hass.states.async_all()]
    issues = str(ir.async_get(env.hass).issues)
    texts = [
        *states,
        issues,
        env.caplog.text,
        str(env.entry.reason),
        *env.exposed_texts,
    ]
    spellings = {TOKEN, repr(TOKEN)[1:-1], json.dumps(TOKEN)[1:-1], "secret"}
    for text in texts:
        assert not [each for each in spellings if each in text]


INVARIANTS: Final = (
    Invariant(
        "no unhandled exception, and no unexpected error in the log",
        _no_unexpected_error,
    ),
    Invariant(
        "no problem that is logged twice, and no more than a few lines in the log",
        _no_flood,
    ),
    Invariant("no log line that was forged by the server", _no_forged_line),
    Invariant(
        "no excess of requests: at most one for the list and each location per refresh",
        _no_storm,
    ),
    Invariant("no request to any other server", _no_other_server),
    Invariant("no token in the log, in states, in issues or in diagnostics", _no_token),
)


async def async_check(env: FaultEnv, trial: Trial) -> None:
    """Check all invariants."""
    diagnostics = await async_get_config_entry_diagnostics(env.hass, env.entry)
    env.exposed_texts.append(json.dumps(diagnostics, default=str))
    for invariant in INVARIANTS:
        invariant.check(env, trial)
    env.exposed_texts.clear()
