"""How all comes back once a fault is gone."""

from datetime import timedelta
from typing import Final

from .fault import MINUTE, TREE_INTERVAL, Recovery
from .world import World


async def _next_refresh(world: World) -> None:
    """Wait for the next refresh."""
    await world.pass_time(MINUTE)


async def _next_list(world: World) -> None:
    """Wait for the next list."""
    await world.pass_time(TREE_INTERVAL)


async def _two_lists(world: World) -> None:
    """Wait for two lists."""
    await world.pass_time(TREE_INTERVAL)
    await world.pass_time(TREE_INTERVAL)


async def _reload(world: World) -> None:
    """Do what a person does who knows that the old token is good again."""
    await world.reload()
    for flow in world.hass.config_entries.flow.async_progress():
        world.hass.config_entries.flow.async_abort(flow["flow_id"])


async def _enter_token(world: World) -> None:
    """Enter the token that is asked for."""
    await world.enter_token()


def after_pause(seconds: int, text: str) -> Recovery:
    """Return the recovery that comes when a pause is over, and not before."""

    async def wait(world: World) -> None:
        asked = len(world.simulator.requests)
        await world.pass_time(timedelta(seconds=seconds - 30))
        assert len(world.simulator.requests) == asked
        await world.pass_time(MINUTE)

    return Recovery(text, wait)


NEXT_REFRESH: Final = Recovery("Back at the next refresh", _next_refresh)
NEXT_LIST: Final = Recovery(
    "Back with the next list, in ten minutes at most", _next_list
)
NEW_TOKEN: Final = Recovery(
    "Back once the token is entered",
    _enter_token,
    "Only a person can have the new token",
)
TWO_MORE_LISTS: Final = Recovery("As before with the next two lists", _two_lists)
RELOADED: Final = Recovery(
    "Back once the account is reloaded, or Home Assistant restarts",
    _reload,
    "Polling stops when the token is refused, and nothing tells that it is good again",
)
