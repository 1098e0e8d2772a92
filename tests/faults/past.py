"""Faults while the past is fetched, all of it corrected by the vendor meanwhile."""

from functools import partial
from typing import Final

from simulator.faults import (
    BAD_REQUEST,
    INTERNAL_SERVER_ERROR,
    NOT_FOUND,
    UNAUTHORIZED,
    ConnectionReset,
    Fault as Misbehaviour,
    Transform,
    Truncated,
    too_many_requests,
)
from tests.history.conftest import until

from .fault import Act, Family, Fault, Recovery, Sight, Trial
from .past_world import LEAF, PastWorld
from .world import World

EVERY_REPLY: Final = "Every reply about the past"
ONE_LOCATION: Final = "One location"
PATHS: Final = {EVERY_REPLY: "ly_*", ONE_LOCATION: f"/locations/{LEAF}/*ly_*"}
ONE_ENDPOINT: Final = {
    f"`{endpoint}`": f"/locations/{LEAF}/{endpoint}"
    for endpoint in (
        "hourly_visitors",
        "daily_occupancy",
        "hourly_occupancy",
        "daily_dwell_time",
    )
}
MAX_REQUESTS: Final = 60


def of_past(world: World) -> PastWorld:
    """Return the world as one with a past."""
    assert isinstance(world, PastWorld)
    return world


async def _fail(misbehaviour: Misbehaviour, path: str, world: World) -> None:
    """Let fetching fail until it is given up."""
    past = of_past(world)
    past.misbehave(misbehaviour, path)
    await past.fetch_again()
    await past.until_given_up()
    await past.refresh()


async def _reload(requests: int, world: World) -> None:
    """Reload after a number of requests."""
    past = of_past(world)
    await past.fetch_again()
    await until(past.hass, lambda: len(past.past_requests()) >= requests)
    await past.reload()
    await past.until_up_to_date()
    await past.refresh()


async def _leave_out(path: str, world: World) -> None:
    """Let rows be left out of the replies."""
    past = of_past(world)
    past.misbehave(Transform(_shortened), path)
    await past.fetch_again()
    await past.until_up_to_date()
    await past.refresh()


async def _reload_now(world: World) -> None:
    """Load the account again, and check that every row is there."""
    past = of_past(world)
    await past.reload()
    await past.until_up_to_date()
    await past.refresh()
    await same_rows(world)


async def _fetch_again(world: World) -> None:
    """Do by hand what happens to a day with a gap on another day."""
    past = of_past(world)
    await past.fetch_again()
    await past.until_up_to_date()
    await same_rows(world)


def _waiting(world: World) -> None:
    """Check that the past waits, and the live values do not."""
    assert of_past(world).history == "waiting"
    assert world.differences() == {}


def _up_to_date(world: World) -> None:
    """Check that the past is complete, and the live values are right."""
    assert of_past(world).history == "up_to_date"
    assert world.differences() == {}


def _partly(world: World) -> None:
    """Check that nothing is being fetched, and the live values are right."""
    assert of_past(world).history in {"up_to_date", "waiting"}
    assert world.differences() == {}


async def _next_hour(world: World) -> None:
    """Check that the next hour brings every row, each once."""
    past = of_past(world)
    await past.pass_hour()
    assert await past.rows() == past.kept[past.parity]


async def same_rows(world: World) -> None:
    """Check that every row is there, each once."""
    past = of_past(world)
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
COMPLETE: Final = Recovery("No row lost, doubled or wrong", same_rows)
WITHIN_A_DAY: Final = Recovery(
    "Fetched within a day, or once the account is reloaded: no row lost or wrong",
    _reload_now,
)
REFUSED: Final = Sight(
    "*History* is up to date with what may be had; all live values are fresh and right",
    UP_TO_DATE.check,
)
PARTLY: Final = Sight(
    "*History* is up to date with what may be had, or waits for what was refused once; "
    "all live values are fresh and right",
    _partly,
)


def _row(
    name: str,
    paths: dict[str, str],
    sees: Sight = WAITING,
    recovery: Recovery = NEXT_HOUR,
    **kinds: Misbehaviour,
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
                recovery=recovery,
                steps=(),
                most_requests=MAX_REQUESTS,
            )
            for kind, misbehaviour in kinds.items()
            for place, path in paths.items()
        ),
    )


def of_one_act(
    name: str, sees: Sight, recovery: Recovery, acts: dict[str, Act]
) -> Fault:
    """Return the row of faults that are over once they have happened."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=act_name,
                inject=act,
                sees=sees,
                recovery=recovery,
                steps=(),
                most_requests=MAX_REQUESTS,
            )
            for act_name, act in acts.items()
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
        "One endpoint of one location refuses some requests: 400",
        ONE_ENDPOINT,
        PARTLY,
        WITHIN_A_DAY,
        bad_request=BAD_REQUEST,
    ),
    _row(
        "One endpoint of one location is refused: 401, 404",
        ONE_ENDPOINT,
        REFUSED,
        WITHIN_A_DAY,
        refusal=UNAUTHORIZED,
        missing=NOT_FOUND,
    ),
    _row(
        "One endpoint of one location fails: 500",
        ONE_ENDPOINT,
        failure=INTERNAL_SERVER_ERROR,
    ),
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
                most_requests=MAX_REQUESTS,
            )
            for place, path in PATHS.items()
        ),
    ),
    of_one_act(
        "Reloaded while the past is fetched, after one, four and nine requests",
        UP_TO_DATE,
        COMPLETE,
        {str(requests): partial(_reload, requests) for requests in (1, 4, 9)},
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
