"""Set up, unloaded, reloaded and stopped at the worst of moments."""

from functools import partial
from typing import Any, Final

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import CoreState

from custom_components.occuspace.const import DOMAIN
from simulator.faults import (
    INTERNAL_SERVER_ERROR,
    UNAUTHORIZED,
    Fault as Misbehaviour,
    Silence,
    Truncated,
)

from . import sights
from .fault import MINUTE, TREE_INTERVAL, Family, Fault, Recovery, Sight, Trial
from .recoveries import NEW_TOKEN, NEXT_REFRESH
from .venue import ALL, CAMPUS_LIVE, GYM_LIVE, LIBRARY_LIVE, LIST, LIVE
from .world import UNAVAILABLE, World

AT_EACH_REQUEST: Final = {
    "the list": LIST,
    "the campus": CAMPUS_LIVE,
    "the library": LIBRARY_LIVE,
    "the gym": GYM_LIVE,
}
DEFAULTS: Final[dict[str, Any]] = {"locations": [], "update_interval": 60}


async def _begin(path: str, world: World) -> None:
    """Begin a refresh, up to a request that is not answered."""
    world.misbehave(Silence(), path)
    await world.begin_to_pass(TREE_INTERVAL, path)


async def _unload(path: str, world: World) -> None:
    """Unload during a refresh."""
    await _begin(path, world)
    assert await world.hass.config_entries.async_unload(world.entry.entry_id)
    await world.hass.async_block_till_done(wait_background_tasks=True)


async def _reload(path: str, world: World) -> None:
    """Reload during a refresh."""
    await _begin(path, world)
    world.heal()
    await world.reload()


async def _stop(path: str, world: World) -> None:
    """Stop Home Assistant during a refresh."""
    await _begin(path, world)
    await world.hass.async_stop(force=True)


def _stopped(world: World) -> None:
    """Check that Home Assistant has ended."""
    assert world.hass.state is CoreState.stopped


async def _end(world: World) -> None:
    """Stop Home Assistant."""
    await world.hass.async_stop(force=True)


async def _start(world: World) -> None:
    """Start Home Assistant again, with what it has stored."""
    await world.start_again()


async def _reload_while(
    misbehaviour: Misbehaviour, path: str | None, world: World
) -> None:
    """Reload while the server misbehaves."""
    world.misbehave(misbehaviour, path)
    await world.reload()


async def _change(changes: dict[str, Any], world: World) -> None:
    """Let the entry be as if another version, or an editor, had written it."""
    await world.hass.config_entries.async_unload(world.entry.entry_id)
    world.hass.config_entries.async_update_entry(world.entry, **changes)
    await world.reload()


async def _change_data(changes: dict[str, str], world: World) -> None:
    """Let the entry have other data."""
    await _change({"data": world.entry.data | changes}, world)


def _change_back(before: dict[str, Any], world: World) -> Any:
    """Let the entry be as it was."""
    return _change(before, world)


async def _add_again(world: World) -> None:
    """Add the same account once more."""
    flow: Any = await world.hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    advanced = {key: world.entry.data[key] for key in ("base_url", "time_zone")}
    flow = await world.hass.config_entries.flow.async_configure(
        flow["flow_id"], {"api_token": world.simulator.token, "advanced": advanced}
    )
    world.answer = flow["reason"]


def _aborted(world: World) -> None:
    """Check that there is still one entry, which works."""
    assert world.answer == "already_configured"
    assert len(world.hass.config_entries.async_entries(DOMAIN)) == 1
    assert world.differences() == {}


def _in_state(state: ConfigEntryState, *sources: str) -> Any:
    """Return the check that the account is not set up, and why."""

    def check(world: World) -> None:
        assert world.entry.state is state
        assert world.differences() == world.all_of(ALL, UNAVAILABLE)
        assert world.flows() == list(sources)

    return check


def _reload_now(world: World) -> Any:
    """Load the account again."""
    return world.reload()


def _at_each_request(act: Any, sees: Sight, recovery: Recovery) -> tuple[Trial, ...]:
    """Return a trial of an act at each request of a refresh."""
    return tuple(
        Trial(
            name=name,
            inject=partial(act, path),
            sees=sees,
            recovery=recovery,
            steps=(),
            most_requests=20,
        )
        for name, path in AT_EACH_REQUEST.items()
    )


UNLOADED: Final = Sight("All unavailable", _in_state(ConfigEntryState.NOT_LOADED))
STOPPED: Final = Sight("Home Assistant ends at once, without an error", _stopped)
RETRYING: Final = Sight(
    "All unavailable; the account says why, and that it is tried again",
    _in_state(ConfigEntryState.SETUP_RETRY),
)
REFUSED: Final = Sight(
    "All unavailable; Home Assistant asks for a new token",
    _in_state(ConfigEntryState.SETUP_ERROR, "reauth"),
)
LOADED_AGAIN: Final = Recovery("Back as soon as it is loaded again", _reload_now)
RETRIED: Final = Recovery("Back at the next attempt", NEXT_REFRESH.act)
AT_ONCE: Final = Recovery("All as before", NEXT_REFRESH.act)


def _older(name: str, **changes: Any) -> Trial:
    """Return a trial of an entry that another version has written."""
    return Trial(
        name=name,
        inject=partial(_change, changes),
        sees=sights.UNDISTURBED,
        remove=partial(_change_back, {"options": {}, "version": 1, "minor_version": 1}),
        recovery=AT_ONCE,
    )


FAMILIES: Final = (
    Family(
        title="Loading, unloading, stopping",
        about="Also in the middle of a refresh, while the server keeps it waiting.",
        faults=(
            Fault(
                name="Unloaded during a refresh, at each of its requests",
                trials=_at_each_request(_unload, UNLOADED, LOADED_AGAIN),
            ),
            Fault(
                name="Reloaded during a refresh, at each of its requests",
                trials=_at_each_request(_reload, sights.UNDISTURBED, AT_ONCE),
            ),
            Fault(
                name="Home Assistant stopped during a refresh, at each of its requests",
                trials=_at_each_request(
                    _stop, STOPPED, Recovery("Back once it is started again", _start)
                ),
            ),
            Fault(
                name="Reloaded, or Home Assistant started, while the server fails",
                trials=tuple(
                    Trial(
                        name=name,
                        place=place,
                        inject=partial(_reload_while, misbehaviour, path),
                        sees=RETRYING,
                        recovery=RETRIED,
                        steps=(MINUTE,),
                        # The last refresh, two attempts, and the one that succeeds.
                        most_requests=4 * 7,
                    )
                    for place, path in (
                        ("Every reply", None),
                        ("The list", LIST),
                        ("Every live reply", LIVE),
                    )
                    for name, misbehaviour in (
                        ("500", INTERNAL_SERVER_ERROR),
                        ("broken off", Truncated()),
                    )
                ),
            ),
            Fault(
                name="Reloaded, or Home Assistant started, while the token is refused",
                trials=(
                    Trial(
                        name="401",
                        inject=partial(_reload_while, UNAUTHORIZED, None),
                        sees=REFUSED,
                        recovery=NEW_TOKEN,
                        steps=(MINUTE,),
                    ),
                ),
            ),
            Fault(
                name="The same account is added again",
                trials=(
                    Trial(
                        name="again",
                        inject=_add_again,
                        sees=Sight(
                            "The form says that it is already set up; nothing else",
                            _aborted,
                        ),
                        recovery=AT_ONCE,
                    ),
                ),
            ),
            Fault(
                name="An entry that an older version wrote, or a slightly newer one",
                trials=(
                    _older("no options", options={}),
                    _older("some options", options=DEFAULTS),
                    _older("an option of the future", options={"colour": "blue"}),
                    _older("an older version", minor_version=0),
                    _older("a slightly newer version", minor_version=9),
                ),
            ),
            Fault(
                name="An entry that a much newer version wrote",
                trials=(
                    Trial(
                        name="version 2",
                        inject=partial(_change, {"version": 2}),
                        sees=Sight(
                            "All unavailable; Home Assistant says that it cannot read "
                            "the entry",
                            _in_state(ConfigEntryState.MIGRATION_ERROR),
                            (r"^Config entry Campus .* is higher than the current",),
                        ),
                        remove=_end,
                        recovery=Recovery(
                            "Back when the newer version is installed again",
                            _start,
                            "An older version cannot know what a newer one wrote",
                        ),
                    ),
                ),
            ),
            Fault(
                name="An entry with a time zone that there is not",
                trials=(
                    Trial(
                        name="Mars",
                        inject=partial(_change_data, {"time_zone": "Mars/Olympus"}),
                        sees=Sight(
                            "All unavailable; the account says why",
                            _in_state(ConfigEntryState.SETUP_ERROR),
                            (r"^Error setting up entry Campus .* Mars/Olympus",),
                        ),
                        remove=partial(
                            _change_data, {"time_zone": "America/Los_Angeles"}
                        ),
                        recovery=Recovery(
                            "Back when another is chosen",
                            NEXT_REFRESH.act,
                            "Only a person knows the right one",
                        ),
                    ),
                ),
            ),
        ),
    ),
)
