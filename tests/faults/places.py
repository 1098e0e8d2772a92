"""The replies that a fault affects: all, the list, all live ones, one location's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from simulator.faults import Fault as Misbehaviour

from . import expectations
from .fault import DEFAULT_STEPS, Expectation, Recovery, Trial
from .fault_env import FaultEnv
from .recoveries import NEXT_REFRESH
from .venue import LIBRARY_LIVE, LIST, LIVE, READING_ROOM_LIVE

EVERYWHERE: Final = "Every reply"
THE_LIST: Final = "The list"
LIVE_VALUES: Final = "Every live reply"
ONE_LOCATION: Final = "One location and its parent"

PATHS: Final[Mapping[str, tuple[str | None, ...]]] = MappingProxyType(
    {
        EVERYWHERE: (None,),
        THE_LIST: (LIST,),
        LIVE_VALUES: (LIVE,),
        ONE_LOCATION: (LIBRARY_LIVE, READING_ROOM_LIVE),
    }
)

BY_PLACE: Final[Mapping[str, Expectation]] = MappingProxyType(
    {
        EVERYWHERE: expectations.ALL_UNAVAILABLE,
        THE_LIST: expectations.UNAFFECTED,
        LIVE_VALUES: expectations.ALL_UNAVAILABLE,
        ONE_LOCATION: expectations.READING_ROOM_UNAVAILABLE,
    }
)


def everywhere(
    misbehaviours: Mapping[str, Misbehaviour],
    expects: Mapping[str, Expectation] = BY_PLACE,
    recoveries: Mapping[str, Recovery] | None = None,
    steps: Sequence[timedelta] = DEFAULT_STEPS,
    max_requests: int | None = None,
) -> tuple[Trial, ...]:
    """Return a trial of each misbehaviour at each place."""
    return tuple(
        Trial(
            name=name,
            place=place,
            inject=partial(_misbehave, misbehaviour, PATHS[place]),
            expects=expectation,
            recovery=(recoveries or {}).get(place, NEXT_REFRESH),
            steps=steps,
            max_requests=max_requests,
        )
        for place, expectation in expects.items()
        for name, misbehaviour in misbehaviours.items()
    )


def _misbehave(
    misbehaviour: Misbehaviour, paths: Iterable[str | None], env: FaultEnv
) -> None:
    """Make the server misbehave at some paths."""
    for path in paths:
        env.misbehave(misbehaviour, path)
