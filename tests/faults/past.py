"""Faults while the past is fetched, all of it corrected by the vendor meanwhile."""

from functools import partial
from typing import Final

from simulator.faults import (
    INTERNAL_SERVER_ERROR,
    UNAUTHORIZED,
    ConnectionReset,
    Fault as Misbehaviour,
    Transform,
    Truncated,
    too_many_requests,
)
from tests.history.conftest import until

from .fault import Family, Fault, Recovery, Sight, Trial
from .past_world import LEAF, PastWorld
from .world import World

EVERY_REPLY: Final = "Every reply about the past"
ONE_LOCATION: Final = "One location"
PATHS: Final = {EVERY_REPLY: "ly_*", ONE_LOCATION: f"/locations/{LEAF}/*ly_*"}
MOST_REQUESTS: Final = 60


def _of_past(world: World) -> PastWorld:
    """Return the world as one with a past."""
    assert isinstance(world, PastWorld)
    return world


async def _fail(misbehaviour: Misbehaviour, path: str, world: World) -> None:
    """Let fetching fail until it is given up."""
    past = _of_past(world)
    past.misbehave(misbehaviour, path)
    await past.fetch_again()
    await past.until_given_up()
    await past.refresh()


async def _reload(requests: int, world: World) -> None:
    """Reload after a number of requests."""
    past = _of_past(world)
    await past.fetch_again()
    await until(past.hass, lambda: len(past.past_requests()) >= requests)
    await past.reload()
    await past.until_up_to_date()
    await past.refresh()


async def _leave_out(path: str, world: World) -> None:
    """Let rows be left out of the replies."""
    past = _of_past(world)
    past.misbehave(Transform(_shortened), path)
    await past.fetch_again()
    await past.until_up_to_date()
    await past.refresh()


async def _fetch_again(world: World) -> None:
    """Do by hand what happens to a day with a gap on another day."""
    past = _of_past(world)
    await past.fetch_again()
    await past.until_up_to_date()
    await _same_rows(world)


def _waiting(world: World) -> None:
    """Check that the past waits, and the live values do not."""
    assert _of_past(world).history == "waiting"
    assert world.differences() == {}


def _up_to_date(world: World) -> None:
    """Check that the past is complete, and the live values are right."""
    assert _of_past(world).history == "up_to_date"
    assert world.differences() == {}


async def _next_hour(world: World) -> None:
    """Check that the next hour brings every row, each once."""
    past = _of_past(world)
    await past.pass_hour()
    assert await past.rows() == past.kept[past.parity]


async def _same_rows(world: World) -> None:
    """Check that every row is there, each once."""
    past = _of_past(world)
    assert await past.rows() == past.kept[past.parity]


def _shortened(reply: dict[str, dict[str, list[dict[str, object]]]]) -> None:
    """Break the last row of a reply."""
    for rows in reply["data"].values():
        rows[-1].clear()


WAITING: Final = Sight(
    "*History* is waiting; all live values are fresh and right", _waiting
)
UP_TO_DATE: Final = Sight(
    "*History* is up to date soon; all live values are fresh and right", _up_to_date
)
NEXT_HOUR: Final = Recovery(
    "Fetched in the next hour: no row lost, doubled or wrong", _next_hour
)
FETCHED_AGAIN: Final = Recovery(
    "The other rows are kept; the day is fetched again on another day", _fetch_again
)
COMPLETE: Final = Recovery("No row lost, doubled or wrong", _same_rows)


REFUSED: Final = Sight(
    "*History* is up to date with what may be had; all live values are fresh and right",
    _up_to_date,
)


def _row(
    name: str, paths: dict[str, str], sees: Sight = WAITING, **kinds: Misbehaviour
) -> Fault:
    """Return the row of faults that last until fetching is given up."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=kind,
                place=place,
                inject=partial(_fail, misbehaviour, path),
                sees=sees,
                recovery=NEXT_HOUR,
                steps=(),
                most_requests=MOST_REQUESTS,
            )
            for kind, misbehaviour in kinds.items()
            for place, path in paths.items()
        ),
    )


FAULTS: Final = (
    _row(
        "The server fails: 500, 429, connections reset midway",
        {EVERY_REPLY: "ly_*"},
        failure=INTERNAL_SERVER_ERROR,
        haste=too_many_requests("0"),
        reset=ConnectionReset(midway=True),
    ),
    _row("The past is refused: 401", PATHS, REFUSED, refusal=UNAUTHORIZED),
    _row(
        "Replies that cannot be read, broken off",
        PATHS,
        broken=Truncated(),
    ),
    Fault(
        name="A row without anything in it",
        trials=tuple(
            Trial(
                name="empty",
                place=place,
                inject=partial(_leave_out, path),
                sees=UP_TO_DATE,
                recovery=FETCHED_AGAIN,
                steps=(),
                most_requests=MOST_REQUESTS,
            )
            for place, path in PATHS.items()
        ),
    ),
    Fault(
        name="Reloaded while the past is fetched, after one, four and nine requests",
        trials=tuple(
            Trial(
                name=str(requests),
                inject=partial(_reload, requests),
                sees=UP_TO_DATE,
                recovery=COMPLETE,
                steps=(),
                most_requests=MOST_REQUESTS,
            )
            for requests in (1, 4, 9)
        ),
    ),
)

FAMILIES: Final = (
    Family(
        title="The past",
        about=(
            "The vendor has corrected every hour, and the whole past is fetched again: "
            "each row has to become another. In the end all rows are compared with the "
            "vendor's figures; the clocks go forward among them."
        ),
        faults=FAULTS,
    ),
)
