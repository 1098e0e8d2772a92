"""A fault: what happens, what a user sees, and how the integration recovers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Final

from .fault_env import FaultEnv

type Act = Callable[[FaultEnv], Awaitable[None] | None]

MINUTE: Final = timedelta(seconds=61)
TREE_INTERVAL: Final = timedelta(minutes=10, seconds=1)
# A refresh that includes the list, and two more to show repeated errors.
DEFAULT_STEPS: Final = (TREE_INTERVAL, MINUTE, MINUTE)


class Setting(Enum):
    """How Home Assistant reaches the account."""

    DIRECT = "by its address"
    NAME = "by a host name"
    TLS = "by https"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a user sees during a fault: a sentence and its check.

    `errors` are patterns of the error messages that may be logged.
    """

    text: str
    check: Callable[[FaultEnv], None]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """How the integration recovers; `needs_person` says why a person has to help."""

    text: str
    act: Act
    needs_person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One variant of a fault."""

    name: str
    place: str = ""
    """The affected replies, if that makes a difference."""
    inject: Act
    expects: Expectation
    recovery: Recovery
    remove: Act = FaultEnv.stop_faults
    steps: Sequence[timedelta] = field(default=DEFAULT_STEPS)
    max_requests: int | None = None
    """For all steps; None allows one request per location and refresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row of a table: a fault in one or more variants."""

    name: str
    trials: tuple[Trial, ...]
    setting: Setting = Setting.DIRECT
    is_waiting: bool = False
    """Whether requests run into their timeout."""
    small_bodies: bool = False
    """Whether to lower the limit on the size of replies."""
    defect: str | None = None
    """Why the integration does not recover; the test then has to fail."""
    count_only: bool = False
    """Whether to create only one entity per location."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A table of related faults."""

    title: str
    about: str
    faults: tuple[Fault, ...]
    is_one_test: bool = False
    """Whether one test runs all of its faults, because there are many."""
