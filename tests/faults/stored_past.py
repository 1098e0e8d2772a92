"""Faults of what Home Assistant has stored of the past, and of how it is placed."""

from datetime import timedelta
from functools import partial
from typing import Final

from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.storage import Store

from custom_components.occuspace.const import DOMAIN
from simulator.faults import too_many_requests
from tests.builders import device_of

from .fault import Family, Fault, Recovery, Sight, Trial
from .past import (
    COMPLETE,
    MAX_REQUESTS,
    UP_TO_DATE,
    of_one_act,
    of_past,
    same_rows,
)
from .past_world import LEAF, OPENED
from .world import UNAVAILABLE, World

ZONE: Final = "America/Los_Angeles"


async def _store_odd_ledger(data: dict[str, object] | None, world: World) -> None:
    """Start with a stored file that cannot be read."""
    past = of_past(world)
    await past.hass.config_entries.async_unload(past.entry.entry_id)
    version = 2 if data is None else 1
    key = f"{DOMAIN}.{past.entry.entry_id}.history"
    await Store[dict[str, object]](past.hass, version, key).async_save(
        data or {"years": []}
    )
    past.simulator.requests.clear()
    await past.reload()
    await past.until_up_to_date()
    await past.refresh()


async def _lose_rows(world: World) -> None:
    """Start with a database that has lost the rows of one location."""
    past = of_past(world)
    await past.fetch_again()
    await past.until_up_to_date()
    await past.hass.config_entries.async_unload(past.entry.entry_id)
    recorder = get_instance(past.hass)
    lost = [id_ for id_ in await past.rows() if f"_{LEAF}_" in id_]
    recorder.async_clear_statistics(lost)
    await recorder.async_block_till_done()
    await past.reload()
    await past.until_up_to_date()
    await past.refresh()


async def _set_zone(zone: str, world: World) -> None:
    """Choose a time zone, and let everything be placed by it."""
    past = of_past(world)
    entries = past.hass.config_entries
    await entries.async_unload(past.entry.entry_id)
    entries.async_update_entry(past.entry, data=past.entry.data | {"time_zone": zone})
    await past.reload()
    await past.until_up_to_date()


async def _misplace(zone: str, world: World) -> None:
    """Fetch everything with a wrong time zone."""
    past = of_past(world)
    await past.fetch_again()
    await past.until_up_to_date()
    await _set_zone(zone, past)
    assert await past.rows() != past.kept[past.parity]
    await past.refresh()


async def _limit_live(world: World) -> None:
    """Let the server ask for a pause at the live values, then fetch history."""
    past = of_past(world)
    past.misbehave(too_many_requests("300"), "/now")
    await past.refresh()
    past.simulator.requests.clear()
    devices = [device_of(past.hass, past.entry, LEAF)]
    data = {"device_id": devices, "start_date": OPENED.isoformat()}
    await past.hass.services.async_call(DOMAIN, "refresh_history", data, blocking=True)
    await past.pass_time(timedelta(minutes=2))


async def _after_pause(world: World) -> None:
    """Check that everything comes once the pause is over."""
    past = of_past(world)
    await past.pass_time(timedelta(minutes=4))
    await past.fetch_again()
    await past.until_up_to_date()
    await past.refresh()
    await same_rows(world)


def _all_paused(world: World) -> None:
    """Check that nothing at all has been requested."""
    assert world.simulator.requests == []
    assert {
        shown[key][0]
        for shown in world.image().values()
        for key in ("count", "percentage")
    } == {UNAVAILABLE}


CORRECTED: Final = Sight(
    "The rows are placed by that time zone; all live values are fresh and right",
    UP_TO_DATE.check,
)
PAUSED: Final = Sight(
    "All unavailable, and not one request, neither for live values nor for history",
    _all_paused,
    (r"^Error fetching .* data: ",),
)
AFTER_PAUSE: Final = Recovery("Everything comes after the pause", _after_pause)


FAULTS: Final = (
    of_one_act(
        "What is stored about the history cannot be read, or is of a newer version",
        UP_TO_DATE,
        COMPLETE,
        {
            "damaged": partial(_store_odd_ledger, {"locations": [None]}),
            "of another form": partial(_store_odd_ledger, {"other": 1}),
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
        name="The venue's time zone is wrong, and then corrected",
        trials=tuple(
            Trial(
                name=zone,
                inject=partial(_misplace, zone),
                sees=CORRECTED,
                remove=partial(_set_zone, ZONE),
                recovery=COMPLETE,
                steps=(),
                most_requests=2 * MAX_REQUESTS,
            )
            for zone in ("Europe/Berlin", "Asia/Kolkata", "America/Denver")
        ),
    ),
    of_one_act(
        "429 with `Retry-After: 300` at a live value, before history is fetched",
        PAUSED,
        AFTER_PAUSE,
        {"limited": _limit_live},
    ),
)

FAMILIES: Final = (
    Family(
        title="What is stored of the past",
        about=(
            "The vendor has corrected every hour here too, and all rows are compared "
            "with the vendor's figures in the end."
        ),
        faults=FAULTS,
    ),
)
