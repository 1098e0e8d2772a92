"""Wrong and missing values in every field of the five history replies."""

from functools import partial
from typing import Any, Final

from simulator.faults import Fault as Misbehaviour
from tests.api.endpoints import HISTORY, Endpoint

from . import expectations
from .fault import Expectation, Family, Fault, Recovery, Trial
from .fault_env import FaultEnv
from .fields import NOT_JSON, NULL, TEXTS
from .venue import LIBRARY
from .wrong_values import AS_TEXT, MISSING, Place, at, variants

# Of a place that is a row.
ROW_LENGTH: Final = 3


async def _ask(misbehaviour: Misbehaviour, endpoint: str, env: FaultEnv) -> None:
    """Call the action before and during the fault."""
    await env.call_action(f"get_{endpoint}", LIBRARY)
    env.expected_response = env.response
    env.misbehave(misbehaviour, f"/{endpoint}")
    await env.call_action(f"get_{endpoint}", LIBRARY)
    env.change_data()


def _again(endpoint: str) -> Recovery:
    """Return the recovery of calling the action again."""

    async def ask(env: FaultEnv) -> None:
        await env.call_action(f"get_{endpoint}", LIBRARY)
        assert env.response == env.expected_response

    return Recovery("Correct when the action is called again", ask)


def _expectation(endpoint: Endpoint, place: Place, kind: str) -> Expectation:
    """Return what a user sees of a wrong value."""
    key = place[-1]
    if kind in NOT_JSON:
        return expectations.RESPONSE_REFUSED
    if kind == AS_TEXT or key in endpoint.unread or key == "timestamp":
        return expectations.RESPONSE_RIGHT
    if key == "message":
        return (
            expectations.RESPONSE_WITH_MESSAGE
            if kind in TEXTS
            else expectations.RESPONSE_RIGHT
        )
    if len(place) < ROW_LENGTH:
        is_list = len(place) > 1 and kind in {"a list", "nested lists"}
        return (
            expectations.RESPONSE_ROWS_LEFT_OUT
            if is_list
            else expectations.RESPONSE_REFUSED
        )
    return _row_expectation(place, kind)


def _row_expectation(place: Place, kind: str) -> Expectation:
    """Return what a user sees of a wrong row, or a wrong value in it."""
    key = place[-1]
    if len(place) == ROW_LENGTH:
        is_removed = kind == MISSING
        return (
            expectations.RESPONSE_WITHOUT_ROW
            if is_removed
            else expectations.RESPONSE_ROW_LEFT_OUT
        )
    is_only = key == "visitors" and kind not in NULL
    if is_only or str(key).startswith("normalized"):
        return expectations.RESPONSE_ROW_LEFT_OUT
    return expectations.RESPONSE_WITH_GAP


def _fault(endpoint: Endpoint, place: Place, name: str, right: Any) -> Fault:
    """Return the row of the table of one field of one endpoint."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=kind,
                inject=partial(_ask, misbehaviour, endpoint.name),
                expects=_expectation(endpoint, place, kind),
                recovery=_again(endpoint.name),
                steps=(),
                max_requests=3,
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
