"""Where a fault strikes: every reply, the list, the live replies, one location's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from simulator.faults import Fault as Misbehaviour

from . import sights
from .fault import USUAL_STEPS, Recovery, Sight, Trial
from .recoveries import NEXT_REFRESH
from .venue import LIBRARY_LIVE, LIST, LIVE, READING_ROOM_LIVE
from .world import World

EVERYWHERE: Final = "Every reply"
THE_LIST: Final = "The list"
LIVE_VALUES: Final = "Every live reply"
ONE_LOCATION: Final = "One location and the one above it"

PATHS: Final[Mapping[str, tuple[str | None, ...]]] = MappingProxyType(
    {
        EVERYWHERE: (None,),
        THE_LIST: (LIST,),
        LIVE_VALUES: (LIVE,),
        ONE_LOCATION: (LIBRARY_LIVE, READING_ROOM_LIVE),
    }
)

USUALLY: Final[Mapping[str, Sight]] = MappingProxyType(
    {
        EVERYWHERE: sights.ALL_UNAVAILABLE,
        THE_LIST: sights.UNDISTURBED,
        LIVE_VALUES: sights.ALL_UNAVAILABLE,
        ONE_LOCATION: sights.READING_ROOM_UNAVAILABLE,
    }
)


def everywhere(
    misbehaviours: Mapping[str, Misbehaviour],
    sees: Mapping[str, Sight] = USUALLY,
    recoveries: Mapping[str, Recovery] | None = None,
    steps: Sequence[timedelta] = USUAL_STEPS,
    most_requests: int | None = None,
) -> tuple[Trial, ...]:
    """Return a trial of each misbehaviour at each place."""
    return tuple(
        Trial(
            name=name,
            place=place,
            inject=partial(_misbehave, misbehaviour, PATHS[place]),
            sees=sight,
            recovery=(recoveries or {}).get(place, NEXT_REFRESH),
            steps=steps,
            most_requests=most_requests,
        )
        for place, sight in sees.items()
        for name, misbehaviour in misbehaviours.items()
    )


def _misbehave(
    misbehaviour: Misbehaviour, paths: Iterable[str | None], world: World
) -> None:
    """Let the server misbehave at some paths."""
    for path in paths:
        world.misbehave(misbehaviour, path)
