"""Clocks that jump or disagree, and impossible times."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from homeassistant.util import dt as dt_util

from simulator.faults import Transform

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Expectation, Family, Fault, Recovery, Trial
from .fault_env import FaultEnv
from .recoveries import NEXT_REFRESH
from .venue import CAMPUS_LIVE

DAY: Final = timedelta(days=1)
YEARS: Final = timedelta(days=4000)
# Past the hour at which the clocks of the venue, and of Home Assistant, change.
THROUGH_THE_HOUR: Final = (MINUTE,) * 8
SPRING: Final = datetime(2032, 3, 14, 9, 56, tzinfo=UTC)
AUTUMN: Final = datetime(2032, 11, 7, 8, 56, tzinfo=UTC)

TIMES: Final[dict[str, tuple[str, Expectation]]] = {
    "without an offset": ("%Y-%m-%d %H:%M:%S", expectations.UNAFFECTED),
    "with a fraction": ("%Y-%m-%dT%H:%M:%S.123456789Z", expectations.UNAFFECTED),
    "in the future": ("2199-12-31T23:59:59Z", expectations.UNAFFECTED),
    "long ago": ("2001-01-01T00:00:00Z", expectations.CAMPUS_STALE),
    "in the year 1": ("0001-01-01T00:00:00Z", expectations.UNAFFECTED),
    "in the year 10,000": ("10000-01-01T00:00:00Z", expectations.UNAFFECTED),
    "a leap second": ("2016-12-31T23:59:60Z", expectations.UNAFFECTED),
    "an absurd offset": ("2026-01-01T00:00:00+99:00", expectations.UNAFFECTED),
    "30 February": ("%Y-02-30T00:00:00Z", expectations.UNAFFECTED),
}


async def _shift(by: timedelta, env: FaultEnv) -> None:
    """Set Home Assistant's clock, and leave the server's as it is."""
    env.freezer.tick(by)
    env.simulator.clock = lambda: dt_util.utcnow() - by
    await env.refresh()


def _shift_back(by: timedelta, env: FaultEnv) -> None:
    """Set Home Assistant's clock right again."""
    env.freezer.tick(-by)
    env.simulator.clock = dt_util.utcnow


def _jump(by: timedelta, env: FaultEnv) -> None:
    """Let time pass while Home Assistant sleeps."""
    env.freezer.tick(by)


def _move_to(moment: datetime, env: FaultEnv) -> None:
    """Move to a few minutes before the clocks change."""
    env.freezer.move_to(moment)


def _state_time(template: str, env: FaultEnv) -> None:
    """Set the measurement time of a reply."""

    def edit(reply: dict[str, dict[str, str]]) -> None:
        reply["data"]["timestamp"] = dt_util.utcnow().strftime(template)

    env.misbehave(Transform(edit), CAMPUS_LIVE)


def _stick_at(ahead: timedelta, env: FaultEnv) -> None:
    """Stop measuring, with a last time in the future."""
    moment = dt_util.utcnow() + ahead
    _state_time(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), env)


# What sets the clock of a test back stops its timers too, as no computer does.
REFRESHED: Final = Recovery(NEXT_REFRESH.text, FaultEnv.refresh)

FAMILIES: Final = (
    Family(
        title="Clocks",
        about="Home Assistant's clock, the server's clock, and the times in replies.",
        faults=(
            Fault(
                name="Home Assistant's clock is ahead: two hours, a day, 4,000 days",
                trials=tuple(
                    Trial(
                        name=str(by),
                        inject=partial(_shift, by),
                        expects=expectations.ALL_UNKNOWN,
                        remove=partial(_shift_back, by),
                        recovery=REFRESHED,
                        steps=(),
                    )
                    for by in (timedelta(hours=2), DAY, YEARS)
                ),
            ),
            Fault(
                name="Home Assistant's clock is behind: two hours, a day, 4,000 days",
                trials=tuple(
                    Trial(
                        name=str(by),
                        inject=partial(_shift, -by),
                        expects=expectations.UNAFFECTED,
                        remove=partial(_shift_back, -by),
                        recovery=REFRESHED,
                        steps=(),
                    )
                    for by in (timedelta(hours=2), DAY, YEARS)
                ),
            ),
            Fault(
                name="Both clocks jump: after a sleep of two hours, a day, 400 days",
                trials=tuple(
                    Trial(
                        name=str(by),
                        inject=partial(_jump, by),
                        expects=expectations.UNAFFECTED,
                        recovery=NEXT_REFRESH,
                        steps=(TREE_INTERVAL, MINUTE),
                    )
                    for by in (timedelta(hours=2), DAY, timedelta(days=400))
                ),
            ),
            Fault(
                name="Daylight saving time begins and ends",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_move_to, moment),
                        expects=expectations.UNAFFECTED,
                        recovery=NEXT_REFRESH,
                        steps=THROUGH_THE_HOUR,
                    )
                    for name, moment in (("begins", SPRING), ("ends", AUTUMN))
                ),
            ),
            Fault(
                name="A reading with an unusual time",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_state_time, template),
                        expects=expectation,
                        recovery=NEXT_REFRESH,
                        steps=(MINUTE,),
                    )
                    for name, (template, expectation) in TIMES.items()
                ),
            ),
            Fault(
                name="Measurements stop, and the last one is in the future",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_stick_at, ahead),
                        expects=expectations.CAMPUS_STALE,
                        recovery=NEXT_REFRESH,
                        steps=(MINUTE, timedelta(minutes=60), MINUTE),
                    )
                    for name, ahead in (
                        ("two hours", timedelta(hours=2)),
                        ("a year", timedelta(days=365)),
                    )
                ),
            ),
        ),
    ),
)
