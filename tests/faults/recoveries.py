"""How the integration recovers once a fault is gone."""

from datetime import timedelta
from typing import Final

from .fault import MINUTE, TREE_INTERVAL, Recovery
from .fault_env import FaultEnv


async def _next_refresh(env: FaultEnv) -> None:
    """Wait for the next refresh."""
    await env.pass_time(MINUTE)


async def _next_list(env: FaultEnv) -> None:
    """Wait for the next list."""
    await env.pass_time(TREE_INTERVAL)


async def _two_lists(env: FaultEnv) -> None:
    """Wait for two lists."""
    await env.pass_time(TREE_INTERVAL)
    await env.pass_time(TREE_INTERVAL)


async def _reload(env: FaultEnv) -> None:
    """Reload, as a person does who knows that the old token is valid again."""
    await env.reload()
    for flow in env.hass.config_entries.flow.async_progress():
        env.hass.config_entries.flow.async_abort(flow["flow_id"])


async def _enter_token(env: FaultEnv) -> None:
    """Enter the requested token."""
    await env.enter_token()


def after_pause(seconds: int, text: str) -> Recovery:
    """Return the recovery after a pause, and not before."""

    async def wait(env: FaultEnv) -> None:
        before = len(env.simulator.requests)
        await env.pass_time(timedelta(seconds=seconds - 30))
        assert len(env.simulator.requests) == before
        await env.pass_time(MINUTE)

    return Recovery(text, wait)


NEXT_REFRESH: Final = Recovery("Recovers at the next refresh", _next_refresh)
NEXT_LIST: Final = Recovery(
    "Recovers with the next list, within ten minutes", _next_list
)
NEW_TOKEN: Final = Recovery(
    "Recovers once the token is entered",
    _enter_token,
    "Only a person can obtain a new token",
)
TWO_MORE_LISTS: Final = Recovery("Recovers with the next two lists", _two_lists)
RELOADED: Final = Recovery(
    "Recovers when the account is reloaded or Home Assistant restarts",
    _reload,
    "Polling stops when the token is rejected, so a restored token goes unnoticed",
)
