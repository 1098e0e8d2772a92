"""Clocks that jump, clocks that disagree, and times that there are not."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from homeassistant.util import dt as dt_util

from simulator.faults import Transform

from . import sights
from .fault import MINUTE, TREE_INTERVAL, Family, Fault, Recovery, Sight, Trial
from .recoveries import NEXT_REFRESH
from .venue import CAMPUS_LIVE
from .world import World

DAY: Final = timedelta(days=1)
YEARS: Final = timedelta(days=4000)
# Past the hour at which the clocks of the venue, and of Home Assistant, change.
THROUGH_THE_HOUR: Final = (MINUTE,) * 8
SPRING: Final = datetime(2032, 3, 14, 9, 56, tzinfo=UTC)
AUTUMN: Final = datetime(2032, 11, 7, 8, 56, tzinfo=UTC)

TIMES: Final[dict[str, tuple[str, Sight]]] = {
    "without an offset": ("%Y-%m-%d %H:%M:%S", sights.UNDISTURBED),
    "with a fraction": ("%Y-%m-%dT%H:%M:%S.123456789Z", sights.UNDISTURBED),
    "in the future": ("2199-12-31T23:59:59Z", sights.UNDISTURBED),
    "long ago": ("2001-01-01T00:00:00Z", sights.CAMPUS_STALE),
    "before all time": ("0001-01-01T00:00:00Z", sights.UNDISTURBED),
    "in the year 10,000": ("10000-01-01T00:00:00Z", sights.UNDISTURBED),
    "a leap second": ("2016-12-31T23:59:60Z", sights.UNDISTURBED),
    "an absurd offset": ("2026-01-01T00:00:00+99:00", sights.UNDISTURBED),
    "of a calendar's 30 February": ("%Y-02-30T00:00:00Z", sights.UNDISTURBED),
}


async def _shift(by: timedelta, world: World) -> None:
    """Set Home Assistant's clock, and leave the server's as it is."""
    world.freezer.tick(by)
    world.simulator.clock = lambda: dt_util.utcnow() - by
    await world.refresh()


def _shift_back(by: timedelta, world: World) -> None:
    """Set Home Assistant's clock right again."""
    world.freezer.tick(-by)
    world.simulator.clock = dt_util.utcnow


def _jump(by: timedelta, world: World) -> None:
    """Let time pass of which Home Assistant knows nothing."""
    world.freezer.tick(by)


def _move_to(moment: datetime, world: World) -> None:
    """Let it be a few minutes before the clocks change."""
    world.freezer.move_to(moment)


def _state_time(template: str, world: World) -> None:
    """Let a reply say that it was measured at some time."""

    def edit(reply: dict[str, dict[str, str]]) -> None:
        reply["data"]["timestamp"] = dt_util.utcnow().strftime(template)

    world.misbehave(Transform(edit), CAMPUS_LIVE)


def _stick_at(ahead: timedelta, world: World) -> None:
    """Let the server measure no more, with a clock that was ahead."""
    moment = dt_util.utcnow() + ahead
    _state_time(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), world)


# What sets the clock of a test back stops its timers too, as no computer does.
REFRESHED: Final = Recovery(NEXT_REFRESH.text, World.refresh)

FAMILIES: Final = (
    Family(
        title="Clocks",
        about="Home Assistant's clock, the server's, and what replies say of the time.",
        faults=(
            Fault(
                name="Home Assistant's clock is ahead: two hours, a day, 4,000 days",
                trials=tuple(
                    Trial(
                        name=str(by),
                        inject=partial(_shift, by),
                        sees=sights.ALL_UNKNOWN,
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
                        sees=sights.UNDISTURBED,
                        remove=partial(_shift_back, -by),
                        recovery=REFRESHED,
                        steps=(),
                    )
                    for by in (timedelta(hours=2), DAY, YEARS)
                ),
            ),
            Fault(
                name="Time jumps for both: after a sleep of two hours, a day, 400 days",
                trials=tuple(
                    Trial(
                        name=str(by),
                        inject=partial(_jump, by),
                        sees=sights.UNDISTURBED,
                        recovery=NEXT_REFRESH,
                        steps=(TREE_INTERVAL, MINUTE),
                    )
                    for by in (timedelta(hours=2), DAY, timedelta(days=400))
                ),
            ),
            Fault(
                name="Summer time begins, and ends",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_move_to, moment),
                        sees=sights.UNDISTURBED,
                        recovery=NEXT_REFRESH,
                        steps=THROUGH_THE_HOUR,
                    )
                    for name, moment in (("begins", SPRING), ("ends", AUTUMN))
                ),
            ),
            Fault(
                name="A reading with an odd time",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_state_time, template),
                        sees=sight,
                        recovery=NEXT_REFRESH,
                        steps=(MINUTE,),
                    )
                    for name, (template, sight) in TIMES.items()
                ),
            ),
            Fault(
                name="The server measures no more, and its last time is in the future",
                trials=tuple(
                    Trial(
                        name=name,
                        inject=partial(_stick_at, ahead),
                        sees=sights.CAMPUS_STALE,
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
