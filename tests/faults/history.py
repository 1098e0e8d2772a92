"""Faults while the history is imported again after a correction by the vendor."""

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

from .fault import Act, Expectation, Family, Fault, Recovery, Trial
from .fault_env import FaultEnv
from .history_env import LEAF, HistoryEnv

EVERY_REPLY: Final = "Every history reply"
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


def as_history_env(env: FaultEnv) -> HistoryEnv:
    """Return the environment as one with history."""
    assert isinstance(env, HistoryEnv)
    return env


async def _fail(misbehaviour: Misbehaviour, path: str, env: FaultEnv) -> None:
    """Make requests fail until the import stops."""
    env = as_history_env(env)
    env.misbehave(misbehaviour, path)
    await env.fetch_again()
    await env.until_done()
    await env.refresh()


async def _reload(requests: int, env: FaultEnv) -> None:
    """Reload after a number of requests."""
    env = as_history_env(env)
    await env.fetch_again()
    await until(env.hass, lambda: len(env.history_requests()) >= requests)
    await env.reload()
    await env.until_up_to_date()
    await env.refresh()


async def _leave_out(path: str, env: FaultEnv) -> None:
    """Remove the content of some rows."""
    env = as_history_env(env)
    env.misbehave(Transform(_shortened), path)
    await env.fetch_again()
    await env.until_up_to_date()
    await env.refresh()


async def _reload_now(env: FaultEnv) -> None:
    """Reload the account, and check that every row exists."""
    env = as_history_env(env)
    await env.reload()
    await env.until_up_to_date()
    await env.refresh()
    await same_rows(env)


async def _fetch_again(env: FaultEnv) -> None:
    """Fetch again now, as the integration does on a later day."""
    env = as_history_env(env)
    await env.fetch_again()
    await env.until_up_to_date()
    await same_rows(env)


def _waiting(env: FaultEnv) -> None:
    """Check that the history is waiting and the live values are correct."""
    assert as_history_env(env).history == "waiting"
    assert env.differences() == {}


def _up_to_date(env: FaultEnv) -> None:
    """Check that the history is complete and the live values are correct."""
    assert as_history_env(env).history == "up_to_date"
    assert env.differences() == {}


def _partly(env: FaultEnv) -> None:
    """Check that the import has stopped and the live values are correct."""
    assert as_history_env(env).history in {"up_to_date", "waiting"}
    assert env.differences() == {}


async def _next_hour(env: FaultEnv) -> None:
    """Check that the next hour adds every missing row once."""
    env = as_history_env(env)
    await env.pass_hour()
    assert await env.rows() == env.recorded_rows[env.parity]


async def same_rows(env: FaultEnv) -> None:
    """Check that every row exists once."""
    env = as_history_env(env)
    assert await env.rows() == env.recorded_rows[env.parity]


def _shortened(reply: dict[str, dict[str, list[dict[str, object]]]]) -> None:
    """Clear the last row of a reply."""
    for rows in reply["data"].values():
        rows[-1].clear()


WAITING: Final = Expectation(
    "*History* is waiting; all live values are current and correct", _waiting
)
UP_TO_DATE: Final = Expectation(
    "*History* is up to date soon; all live values are current and correct", _up_to_date
)
NEXT_HOUR: Final = Recovery(
    "Fetched in the next hour: no missing, duplicate or wrong row", _next_hour
)
FETCHED_AGAIN: Final = Recovery(
    "The other rows are stored; the day is fetched again on a later day", _fetch_again
)
COMPLETE: Final = Recovery("No missing, duplicate or wrong row", same_rows)
WITHIN_A_DAY: Final = Recovery(
    "Fetched within a day, or when the account is reloaded: no missing or wrong row",
    _reload_now,
)
REFUSED: Final = Expectation(
    "*History* is up to date with what is permitted; all live values are current and "
    "correct",
    UP_TO_DATE.check,
)
PARTLY: Final = Expectation(
    "*History* is up to date with what is permitted, or waits to repeat a request; all "
    "live values are current and correct",
    _partly,
)


def _row(
    name: str,
    paths: dict[str, str],
    expects: Expectation = WAITING,
    recovery: Recovery = NEXT_HOUR,
    **kinds: Misbehaviour,
) -> Fault:
    """Return a row of faults that last until the import stops."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=kind,
                place=place,
                inject=partial(_fail, misbehaviour, path),
                expects=expects,
                recovery=recovery,
                steps=(),
                max_requests=MAX_REQUESTS,
            )
            for kind, misbehaviour in kinds.items()
            for place, path in paths.items()
        ),
    )


def of_one_act(
    name: str, expects: Expectation, recovery: Recovery, acts: dict[str, Act]
) -> Fault:
    """Return a row of momentary faults."""
    return Fault(
        name=name,
        trials=tuple(
            Trial(
                name=act_name,
                inject=act,
                expects=expects,
                recovery=recovery,
                steps=(),
                max_requests=MAX_REQUESTS,
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
    _row("All history is refused: 401", PATHS, REFUSED, refusal=UNAUTHORIZED),
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
        "Replies that are cut off",
        PATHS,
        broken=Truncated(),
    ),
    Fault(
        name="An empty row",
        trials=tuple(
            Trial(
                name="empty",
                place=place,
                inject=partial(_leave_out, path),
                expects=UP_TO_DATE,
                recovery=FETCHED_AGAIN,
                steps=(),
                max_requests=MAX_REQUESTS,
            )
            for place, path in PATHS.items()
        ),
    ),
    of_one_act(
        "Reload during the import, after one, four and nine requests",
        UP_TO_DATE,
        COMPLETE,
        {str(requests): partial(_reload, requests) for requests in (1, 4, 9)},
    ),
)

FAMILIES: Final = (
    Family(
        title="History",
        about=(
            "The vendor has corrected every hour, and the whole history is fetched "
            "again, so that every row has to change. In the end all rows are "
            "compared with the vendor's figures. Daylight saving time begins during "
            "the period."
        ),
        faults=FAULTS,
    ),
)
