"""Wrong and missing values in every field of the five replies about the past."""

from functools import partial
from typing import Any, Final

from simulator.faults import Fault as Misbehaviour
from tests.api.endpoints import HISTORY, Endpoint

from . import sights
from .fault import Family, Fault, Recovery, Sight, Trial
from .fields import NOT_JSON, NULL, TEXTS
from .venue import LIBRARY
from .world import World
from .wrong_values import AS_TEXT, MISSING, Place, at, variants

# Of a place that is a row.
ROW_LENGTH: Final = 3


async def _ask(misbehaviour: Misbehaviour, endpoint: str, world: World) -> None:
    """Call the action, before and after its reply has gone wrong."""
    await world.ask(f"get_{endpoint}", LIBRARY)
    world.right_answer = world.answer
    world.misbehave(misbehaviour, f"/{endpoint}")
    await world.ask(f"get_{endpoint}", LIBRARY)
    world.flip()


def _again(endpoint: str) -> Recovery:
    """Return the recovery that consists in calling the action again."""

    async def ask(world: World) -> None:
        await world.ask(f"get_{endpoint}", LIBRARY)
        assert world.answer == world.right_answer

    return Recovery("Right when the action is called again", ask)


def _sight(endpoint: Endpoint, place: Place, kind: str) -> Sight:
    """Return what a user sees of a wrong value."""
    key = place[-1]
    if kind in NOT_JSON:
        return sights.ANSWER_REFUSED
    if kind == AS_TEXT or key in endpoint.unread or key == "timestamp":
        return sights.ANSWER_RIGHT
    if key == "message":
        return sights.ANSWER_WITH_MESSAGE if kind in TEXTS else sights.ANSWER_RIGHT
    if len(place) < ROW_LENGTH:
        is_list = len(place) > 1 and kind in {"a list", "lists in lists"}
        return sights.ANSWER_ROWS_LEFT_OUT if is_list else sights.ANSWER_REFUSED
    return _sight_of_row(place, kind)


def _sight_of_row(place: Place, kind: str) -> Sight:
    """Return what a user sees of a wrong row, or a wrong value in it."""
    key = place[-1]
    if len(place) == ROW_LENGTH:
        is_removed = kind == MISSING
        return sights.ANSWER_WITHOUT_ROW if is_removed else sights.ANSWER_ROW_LEFT_OUT
    is_only = key == "visitors" and kind not in NULL
    if is_only or str(key).startswith("normalized"):
        return sights.ANSWER_ROW_LEFT_OUT
    return sights.ANSWER_WITH_GAP


def _fault(endpoint: Endpoint, place: Place, name: str, right: Any) -> Fault:
    """Return the row of the table of one field of one endpoint."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=kind,
                inject=partial(_ask, misbehaviour, endpoint.name),
                sees=_sight(endpoint, place, kind),
                recovery=_again(endpoint.name),
                steps=(),
                most_requests=3,
            )
            for kind, misbehaviour in variants(place, right)
        ),
    )


def _faults(endpoint: Endpoint) -> tuple[Fault, ...]:
    """Return the rows of the table of one endpoint."""
    example = endpoint.example()
    (rows,) = example["data"]
    row: Place = ("data", rows, 0)
    places: dict[str, Place] = {
        "`message`": ("message",),
        "`data`": ("data",),
        f"`{rows}`": ("data", rows),
        "A row": row,
        **{f"`{key}` of a row": (*row, key) for key in at(example, row)},
    }
    return tuple(
        _fault(endpoint, place, name, at(example, place))
        for name, place in places.items()
    )


FAMILIES: Final = tuple(
    Family(
        title=f"Wrong values in `{endpoint.name}`",
        about=f"Every field of `GET /locations/:id/{endpoint.name}`, by an action.",
        faults=_faults(endpoint),
        is_one_test=True,
    )
    for endpoint in HISTORY
)
