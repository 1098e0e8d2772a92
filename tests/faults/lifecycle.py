"""Setup, unload, reload and stop at the worst moments."""

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

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Expectation, Family, Fault, Recovery, Trial
from .fault_env import UNAVAILABLE, FaultEnv
from .recoveries import NEW_TOKEN, NEXT_REFRESH
from .venue import ALL, CAMPUS_LIVE, GYM_LIVE, LIBRARY_LIVE, LIST, LIVE

AT_EACH_REQUEST: Final = {
    "the list": LIST,
    "the campus": CAMPUS_LIVE,
    "the library": LIBRARY_LIVE,
    "the gym": GYM_LIVE,
}
DEFAULTS: Final[dict[str, Any]] = {"locations": [], "update_interval": 60}


async def _begin(path: str, env: FaultEnv) -> None:
    """Begin a refresh, up to a request that is not answered."""
    env.misbehave(Silence(), path)
    await env.begin_to_pass(TREE_INTERVAL, path)


async def _unload(path: str, env: FaultEnv) -> None:
    """Unload during a refresh."""
    await _begin(path, env)
    assert await env.hass.config_entries.async_unload(env.entry.entry_id)
    await env.hass.async_block_till_done(wait_background_tasks=True)


async def _reload(path: str, env: FaultEnv) -> None:
    """Reload during a refresh."""
    await _begin(path, env)
    env.stop_faults()
    await env.reload()


async def _stop(path: str, env: FaultEnv) -> None:
    """Stop Home Assistant during a refresh."""
    await _begin(path, env)
    await env.hass.async_stop(force=True)


def _stopped(env: FaultEnv) -> None:
    """Check that Home Assistant has ended."""
    assert env.hass.state is CoreState.stopped


async def _end(env: FaultEnv) -> None:
    """Stop Home Assistant."""
    await env.hass.async_stop(force=True)


async def _start(env: FaultEnv) -> None:
    """Start Home Assistant again with its stored data."""
    await env.start_again()


async def _reload_while(
    misbehaviour: Misbehaviour, path: str | None, env: FaultEnv
) -> None:
    """Reload while the server misbehaves."""
    env.misbehave(misbehaviour, path)
    await env.reload()


async def _change(changes: dict[str, Any], env: FaultEnv) -> None:
    """Change the entry as another version or an editor would."""
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    env.hass.config_entries.async_update_entry(env.entry, **changes)
    await env.reload()


async def _change_data(changes: dict[str, str], env: FaultEnv) -> None:
    """Change the data of the entry."""
    await _change({"data": env.entry.data | changes}, env)


def _change_back(before: dict[str, Any], env: FaultEnv) -> Any:
    """Restore the entry."""
    return _change(before, env)


async def _add_again(env: FaultEnv) -> None:
    """Add the same account once more."""
    flow: Any = await env.hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    advanced = {key: env.entry.data[key] for key in ("base_url", "time_zone")}
    flow = await env.hass.config_entries.flow.async_configure(
        flow["flow_id"], {"api_token": env.simulator.token, "advanced": advanced}
    )
    env.response = flow["reason"]


def _aborted(env: FaultEnv) -> None:
    """Check that there is still one entry, which works."""
    assert env.response == "already_configured"
    assert len(env.hass.config_entries.async_entries(DOMAIN)) == 1
    assert env.differences() == {}


def _in_state(state: ConfigEntryState, *sources: str) -> Any:
    """Return the check that the account is not set up, and why."""

    def check(env: FaultEnv) -> None:
        assert env.entry.state is state
        assert env.differences() == env.all_of(ALL, UNAVAILABLE)
        assert env.flows() == list(sources)

    return check


def _reload_now(env: FaultEnv) -> Any:
    """Load the account again."""
    return env.reload()


def _at_each_request(
    act: Any, expects: Expectation, recovery: Recovery
) -> tuple[Trial, ...]:
    """Return a trial of an act at each request of a refresh."""
    return tuple(
        Trial(
            name=name,
            inject=partial(act, path),
            expects=expects,
            recovery=recovery,
            steps=(),
            max_requests=20,
        )
        for name, path in AT_EACH_REQUEST.items()
    )


UNLOADED: Final = Expectation(
    "All entities are unavailable", _in_state(ConfigEntryState.NOT_LOADED)
)
STOPPED: Final = Expectation("Home Assistant stops at once, without an error", _stopped)
RETRYING: Final = Expectation(
    "All entities are unavailable; the account shows the reason and retries",
    _in_state(ConfigEntryState.SETUP_RETRY),
)
REFUSED: Final = Expectation(
    "All entities are unavailable; Home Assistant asks for a new token",
    _in_state(ConfigEntryState.SETUP_ERROR, "reauth"),
)
LOADED_AGAIN: Final = Recovery("Recovers when it is loaded again", _reload_now)
RETRIED: Final = Recovery("Recovers at the next attempt", NEXT_REFRESH.act)
AT_ONCE: Final = Recovery("No change", NEXT_REFRESH.act)


def _older(name: str, **changes: Any) -> Trial:
    """Return a trial of an entry that another version has written."""
    return Trial(
        name=name,
        inject=partial(_change, changes),
        expects=expectations.UNAFFECTED,
        remove=partial(_change_back, {"options": {}, "version": 1, "minor_version": 1}),
        recovery=AT_ONCE,
    )


FAMILIES: Final = (
    Family(
        title="Loading, unloading, stopping",
        about="Also during a refresh, while a request is pending.",
        faults=(
            Fault(
                name="Unload during a refresh, at each of its requests",
                trials=_at_each_request(_unload, UNLOADED, LOADED_AGAIN),
            ),
            Fault(
                name="Reload during a refresh, at each of its requests",
                trials=_at_each_request(_reload, expectations.UNAFFECTED, AT_ONCE),
            ),
            Fault(
                name="Home Assistant stops during a refresh, at each of its requests",
                trials=_at_each_request(
                    _stop,
                    STOPPED,
                    Recovery("Recovers when it is started again", _start),
                ),
            ),
            Fault(
                name="Reload or start of Home Assistant while the server fails",
                trials=tuple(
                    Trial(
                        name=name,
                        place=place,
                        inject=partial(_reload_while, misbehaviour, path),
                        expects=RETRYING,
                        recovery=RETRIED,
                        steps=(MINUTE,),
                        # The last refresh, two attempts, and the one that succeeds.
                        max_requests=4 * 7,
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
                name="Reload or start of Home Assistant while the token is rejected",
                trials=(
                    Trial(
                        name="401",
                        inject=partial(_reload_while, UNAUTHORIZED, None),
                        expects=REFUSED,
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
                        expects=Expectation(
                            "The form says that it is already set up",
                            _aborted,
                        ),
                        recovery=AT_ONCE,
                    ),
                ),
            ),
            Fault(
                name="A config entry from an older or a slightly newer version",
                trials=(
                    _older("no options", options={}),
                    _older("some options", options=DEFAULTS),
                    _older("an option of the future", options={"colour": "blue"}),
                    _older("an older version", minor_version=0),
                    _older("a slightly newer version", minor_version=9),
                ),
            ),
            Fault(
                name="A config entry from a much newer version",
                trials=(
                    Trial(
                        name="version 2",
                        inject=partial(_change, {"version": 2}),
                        expects=Expectation(
                            "All entities are unavailable; Home Assistant shows that "
                            "it cannot read the entry",
                            _in_state(ConfigEntryState.MIGRATION_ERROR),
                            (r"^Config entry Campus .* is higher than the current",),
                        ),
                        remove=_end,
                        recovery=Recovery(
                            "Recovers when the newer version is installed again",
                            _start,
                            "An older version cannot read the data of a newer one",
                        ),
                    ),
                ),
            ),
            Fault(
                name="A config entry with a nonexistent time zone",
                trials=(
                    Trial(
                        name="Mars",
                        inject=partial(_change_data, {"time_zone": "Mars/Olympus"}),
                        expects=Expectation(
                            "All entities are unavailable; the account shows "
                            "the reason",
                            _in_state(ConfigEntryState.SETUP_ERROR),
                            (r"^Error setting up entry Campus .* Mars/Olympus",),
                        ),
                        remove=partial(
                            _change_data, {"time_zone": "America/Los_Angeles"}
                        ),
                        recovery=Recovery(
                            "Recovers when another is chosen",
                            NEXT_REFRESH.act,
                            "Only a person knows the right time zone",
                        ),
                    ),
                ),
            ),
        ),
    ),
)
