"""Replies with a status other than 200."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import format_datetime
from functools import partial
from http import HTTPStatus
from typing import Final

from homeassistant.util import dt as dt_util

from simulator.faults import HTML, Redirect, Status, express_page, message

from . import expectations
from .fault import TREE_INTERVAL, Family, Fault, Recovery, Trial
from .fault_env import FaultEnv
from .places import EVERYWHERE, LIVE_VALUES, ONE_LOCATION, THE_LIST, everywhere
from .recoveries import NEW_TOKEN, NEXT_LIST, NEXT_REFRESH, after_pause
from .venue import TOKEN

NO_BODY: Final = (204, 205)

FIVE_MINUTES: Final = after_pause(300, "Recovers after the requested five minutes")
AN_HOUR: Final = after_pause(3600, "Recovers after an hour, the maximum")


def status(code: int) -> Status:
    """Return a status, with a page or a message that quotes the token."""
    if code in NO_BODY:
        return Status(code)
    if code in {HTTPStatus.NOT_FOUND, *range(500, 600)}:
        return Status(code, express_page(f"Cannot GET with {TOKEN}"), HTML)
    return Status(code, message(f"Bearer {TOKEN} is not welcome"))


def _statuses(name: str, codes: Iterable[int]) -> Fault:
    """Return a row of statuses without special handling."""
    return Fault(
        name=name, trials=everywhere({f"{code}": status(code) for code in codes})
    )


def _redirects() -> Fault:
    """Return the row of redirects to another server."""

    def redirect(code: int, env: FaultEnv) -> None:
        env.misbehave(Redirect(f"{env.other.base_url}/locations", code))

    return Fault(
        name="301, 302, 303, 307, 308: a redirect to another server",
        trials=tuple(
            Trial(
                name=str(code),
                inject=partial(redirect, code),
                expects=expectations.ALL_UNAVAILABLE,
                recovery=NEXT_REFRESH,
            )
            for code in (301, 302, 303, 307, 308)
        ),
    )


def _too_many_requests() -> Fault:
    """Return the row of 429 at each place."""
    busy = Status(429, message(TOKEN), headers={"Retry-After": "300"})
    return Fault(
        name="429 with `Retry-After: 300`",
        trials=everywhere(
            {"429": busy},
            {
                EVERYWHERE: expectations.ALL_UNAVAILABLE,
                THE_LIST: expectations.ALL_UNAVAILABLE,
                LIVE_VALUES: expectations.ALL_UNAVAILABLE,
                ONE_LOCATION: expectations.LIBRARY_CHILDREN_UNAVAILABLE,
            },
            dict.fromkeys(
                (EVERYWHERE, THE_LIST, LIVE_VALUES, ONE_LOCATION), FIVE_MINUTES
            ),
            steps=(TREE_INTERVAL,),
        ),
    )


def _date(seconds: int) -> str:
    """Return an HTTP date some seconds after the next request for the list."""
    moment = dt_util.utcnow() + TREE_INTERVAL + timedelta(seconds=seconds)
    return format_datetime(moment, usegmt=True)


def _retry_after(name: str, value: str | int | None, recovery: Recovery) -> Trial:
    """Return a trial of one `Retry-After`; a number becomes a date."""

    def refuse(env: FaultEnv) -> None:
        text = _date(value) if isinstance(value, int) else value
        headers = {} if text is None else {"Retry-After": text}
        env.misbehave(Status(429, message("Too many requests"), headers=headers))

    return Trial(
        name=name,
        inject=refuse,
        expects=expectations.ALL_UNAVAILABLE,
        recovery=recovery,
        steps=(TREE_INTERVAL,),
        max_requests=1 + 1 + 3,
    )


FORMS: Final = Fault(
    name="429 with other values of `Retry-After`",
    trials=(
        _retry_after("none", None, NEXT_REFRESH),
        _retry_after("empty", "", NEXT_REFRESH),
        _retry_after("0", "0", NEXT_REFRESH),
        _retry_after("a negative number", "-300", NEXT_REFRESH),
        _retry_after("a fraction", "0.5", NEXT_REFRESH),
        _retry_after("a word", "soon", NEXT_REFRESH),
        _retry_after("the token", TOKEN, NEXT_REFRESH),
        _retry_after("a date that has passed", -300, NEXT_REFRESH),
        _retry_after(
            "an impossible date", "Sun, 31 Feb 2027 25:61:61 GMT", NEXT_REFRESH
        ),
        _retry_after("300", "300", FIVE_MINUTES),
        _retry_after("a date in five minutes", 300, FIVE_MINUTES),
        _retry_after("a day", "86400", AN_HOUR),
        _retry_after("a date in a year", 365 * 86400, AN_HOUR),
        _retry_after("a number of 400 digits", "9" * 400, AN_HOUR),
    ),
)

UNAUTHORIZED: Final = Fault(
    name="401",
    trials=everywhere(
        {"401": status(401)},
        {
            EVERYWHERE: expectations.TOKEN_REQUESTED,
            THE_LIST: expectations.TOKEN_REQUESTED,
            LIVE_VALUES: expectations.ALL_UNAVAILABLE,
            ONE_LOCATION: expectations.READING_ROOM_NOT_PERMITTED,
        },
        {
            EVERYWHERE: NEW_TOKEN,
            THE_LIST: NEW_TOKEN,
            LIVE_VALUES: NEXT_LIST,
            ONE_LOCATION: NEXT_LIST,
        },
    ),
)

FAMILIES: Final = (
    Family(
        title="Statuses",
        about="Every body contains the token, as a careless server might send it.",
        faults=(
            _statuses(
                "Any other success status: 201 to 206, 226",
                (201, 202, 203, 204, 205, 206, 226),
            ),
            _redirects(),
            UNAUTHORIZED,
            _statuses(
                "Any other client error: 400, 402 to 428, 431, 451",
                (400, 402, *range(403, 419), *range(421, 429), 431, 451),
            ),
            _too_many_requests(),
            FORMS,
            _statuses(
                "Any server error: 500 to 511, 520 to 530, 599",
                (*range(500, 512), *range(520, 531), 599),
            ),
            Fault(
                name="503 with `Retry-After: 300`",
                trials=everywhere(
                    {"503": Status(503, message(TOKEN), headers={"Retry-After": "300"})}
                ),
            ),
            _statuses("Nonexistent statuses: 600, 999", (600, 999)),
        ),
    ),
)
