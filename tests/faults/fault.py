"""What a fault is: what happens, what a user sees of it, and how it ends."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Final

from .world import World

type Act = Callable[[World], Awaitable[None] | None]

MINUTE: Final = timedelta(seconds=61)
TREE_INTERVAL: Final = timedelta(minutes=10, seconds=1)
# A refresh that asks for the list, and two more that would repeat a mistake.
USUAL_STEPS: Final = (TREE_INTERVAL, MINUTE, MINUTE)


class Setting(Enum):
    """How Home Assistant reaches the account."""

    DIRECT = "by its address"
    NAME = "by a name that is looked up"
    TLS = "by https"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a user sees while a fault lasts: a sentence, and how it is checked.

    `errors` are patterns of the lines that the log may have at the level of an error.
    """

    text: str
    check: Callable[[World], None]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """How all comes back once the fault is gone; it takes a person if it says why."""

    text: str
    act: Act
    needs_person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One variant of a fault."""

    name: str
    place: str = ""
    """Where it strikes, if that makes a difference."""
    inject: Act
    sees: Sight
    recovery: Recovery
    remove: Act = World.heal
    steps: Sequence[timedelta] = field(default=USUAL_STEPS)
    most_requests: int | None = None
    """In all of the steps together; None allows each refresh every location once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row of the table: one thing that happens, in one or more variants."""

    name: str
    trials: tuple[Trial, ...]
    setting: Setting = Setting.DIRECT
    is_waiting: bool = False
    """Whether requests wait for what never comes, until their time is up."""
    small_bodies: bool = False
    """Whether the client is to read only as much as a test can send."""
    defect: str | None = None
    """Why it is not survived; its test then has to fail."""
    count_only: bool = False
    """Whether there are so many entities that one of each location will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A table of faults that have something in common."""

    title: str
    about: str
    faults: tuple[Fault, ...]
    is_one_test: bool = False
    """Whether one account goes through all of it, since there are so many faults."""
