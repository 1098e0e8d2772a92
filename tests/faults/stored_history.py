"""Faults of the stored history and of its time zone."""

from datetime import timedelta
from functools import partial
from typing import Final

from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.storage import Store

from custom_components.occuspace.const import DOMAIN
from simulator.faults import too_many_requests
from tests.builders import device_of

from .fault import Expectation, Family, Fault, Recovery, Trial
from .fault_env import UNAVAILABLE, FaultEnv
from .history import (
    COMPLETE,
    MAX_REQUESTS,
    UP_TO_DATE,
    as_history_env,
    of_one_act,
    same_rows,
)
from .history_env import LEAF, OPENED

ZONE: Final = "America/Los_Angeles"


async def _store_odd_ledger(data: dict[str, object] | None, env: FaultEnv) -> None:
    """Start with an unreadable stored file."""
    env = as_history_env(env)
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    version = 2 if data is None else 1
    key = f"{DOMAIN}.{env.entry.entry_id}.history"
    await Store[dict[str, object]](env.hass, version, key).async_save(
        data or {"years": []}
    )
    env.simulator.requests.clear()
    await env.reload()
    await env.until_up_to_date()
    await env.refresh()


async def _lose_rows(env: FaultEnv) -> None:
    """Start with a database without the rows of one location."""
    env = as_history_env(env)
    await env.fetch_again()
    await env.until_up_to_date()
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    recorder = get_instance(env.hass)
    lost = [id_ for id_ in await env.rows() if f"_{LEAF}_" in id_]
    recorder.async_clear_statistics(lost)
    await recorder.async_block_till_done()
    await env.reload()
    await env.until_up_to_date()
    await env.refresh()


async def _set_zone(zone: str, env: FaultEnv) -> None:
    """Change the venue's time zone, and wait for the import."""
    env = as_history_env(env)
    entries = env.hass.config_entries
    await entries.async_unload(env.entry.entry_id)
    entries.async_update_entry(env.entry, data=env.entry.data | {"time_zone": zone})
    await env.reload()
    await env.until_up_to_date()


async def _misplace(zone: str, env: FaultEnv) -> None:
    """Import everything with a wrong time zone."""
    env = as_history_env(env)
    await env.fetch_again()
    await env.until_up_to_date()
    await _set_zone(zone, env)
    assert await env.rows() != env.recorded_rows[env.parity]
    await env.refresh()


async def _limit_live(env: FaultEnv) -> None:
    """Rate-limit the live values, then fetch history."""
    env = as_history_env(env)
    env.misbehave(too_many_requests("300"), "/now")
    await env.refresh()
    env.simulator.requests.clear()
    devices = [device_of(env.hass, env.entry, LEAF)]
    data = {"device_id": devices, "start_date": OPENED.isoformat()}
    await env.hass.services.async_call(DOMAIN, "refresh_history", data, blocking=True)
    await env.pass_time(timedelta(minutes=2))


async def _after_pause(env: FaultEnv) -> None:
    """Check that everything is fetched after the pause."""
    env = as_history_env(env)
    await env.pass_time(timedelta(minutes=4))
    await env.fetch_again()
    await env.until_up_to_date()
    await env.refresh()
    await same_rows(env)


def _all_paused(env: FaultEnv) -> None:
    """Check that there was no request."""
    assert env.simulator.requests == []
    assert {
        shown[key][0]
        for shown in env.shown_states().values()
        for key in ("count", "percentage")
    } == {UNAVAILABLE}


CORRECTED: Final = Expectation(
    "The rows are in that time zone; all live values are current and correct",
    UP_TO_DATE.check,
)
PAUSED: Final = Expectation(
    "All entities are unavailable; no requests for live values or history",
    _all_paused,
    (r"^Error fetching .* data: ",),
)
AFTER_PAUSE: Final = Recovery("Everything is fetched after the pause", _after_pause)


FAULTS: Final = (
    of_one_act(
        "The stored history file is unreadable, or from a newer version",
        UP_TO_DATE,
        COMPLETE,
        {
            "damaged": partial(_store_odd_ledger, {"locations": [None]}),
            "unexpected content": partial(_store_odd_ledger, {"other": 1}),
            "newer": partial(_store_odd_ledger, None),
        },
    ),
    of_one_act(
        "The database has lost all rows of one location",
        UP_TO_DATE,
        COMPLETE,
        {"lost": _lose_rows},
    ),
    Fault(
        name="The venue's time zone is wrong, and corrected later",
        trials=tuple(
            Trial(
                name=zone,
                inject=partial(_misplace, zone),
                expects=CORRECTED,
                remove=partial(_set_zone, ZONE),
                recovery=COMPLETE,
                steps=(),
                max_requests=2 * MAX_REQUESTS,
            )
            for zone in ("Europe/Berlin", "Asia/Kolkata", "America/Denver")
        ),
    ),
    of_one_act(
        "429 with `Retry-After: 300` for a live value, before history is fetched",
        PAUSED,
        AFTER_PAUSE,
        {"limited": _limit_live},
    ),
)

FAMILIES: Final = (
    Family(
        title="Stored history",
        about=(
            "The vendor has corrected every hour here too, and all rows are compared "
            "with the vendor's figures at the end."
        ),
        faults=FAULTS,
    ),
)
