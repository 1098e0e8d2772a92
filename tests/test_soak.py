"""A day of random faults, without lost data or leaks."""

from array import array
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
import logging
import os
import random
import sys
from typing import Any, Final

import aiohttp
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.history.repeat import async_repeat
from simulator import Account, Simulator, generated_account
from simulator.account import Snapshot

from .builders import build_entry, state_of
from .conftest import SetUp
from .fault_schedule import FaultSchedule
from .history.conftest import until
from .process_counts import (
    ABC_CACHE_TYPES,
    ProcessCounts,
    clear_test_records,
    count_objects,
    growth,
)

SEED: Final = int(os.environ.get("OCCUSPACE_SOAK_SEED", "1440"))
# Half an hour before the venue's day begins.
START: Final = datetime(2026, 3, 20, 6, 30, tzinfo=UTC)
MINUTES: Final = 24 * 60
HISTORY: Final = "custom_components.occuspace.history.account_history"
LOCATIONS: Final = 4
WARM_UP: Final = 6 * 60
LEAK_LIMIT: Final = 0.5
"""Objects per refresh: less than a leak, more than random variation."""


@pytest.fixture
def account() -> Account:
    """Return a root, a building, a floor and a zone that have counted for 15 days."""
    return generated_account(LOCATIONS, opened=date(2026, 3, 5))


@pytest.fixture
async def calm(socket_enabled: None, account: Account) -> AsyncIterator[Simulator]:
    """Serve the same account where nothing ever goes wrong."""
    simulator = Simulator(account, clock=dt_util.utcnow)
    await simulator.start()
    yield simulator
    await simulator.stop()


@dataclass(slots=True)
class WorkInProgress:
    """Counts the work in progress; time may pass when there is none."""

    requests: int = 0
    histories: int = 0

    @contextmanager
    def counted(self, what: str) -> Iterator[None]:
        """Count something while it lasts."""
        setattr(self, what, getattr(self, what) + 1)
        try:
            yield
        finally:
            setattr(self, what, getattr(self, what) - 1)


@pytest.fixture
def in_progress(monkeypatch: pytest.MonkeyPatch) -> WorkInProgress:
    """Count requests and history runs in progress."""
    in_progress = WorkInProgress()
    send = aiohttp.ClientSession.get

    @asynccontextmanager
    async def send_counted(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        with in_progress.counted("requests"):
            async with send(*args, **kwargs) as response:
                yield response

    async def repeat_counted(work: Callable[[], Awaitable[bool]], *args: Any) -> None:
        async def counted() -> bool:
            with in_progress.counted("histories"):
                return await work()

        await async_repeat(counted, *args)

    monkeypatch.setattr(aiohttp.ClientSession, "get", send_counted)
    monkeypatch.setattr(f"{HISTORY}.async_repeat", repeat_counted)
    return in_progress


def truth(account: Account) -> dict[int, str]:
    """Return the people at each location now."""
    now = Snapshot(account, dt_util.utcnow())
    return {id_: str(now.count(node)) for id_, node in account.locations.items()}


def shown(hass: HomeAssistant, entry: MockConfigEntry) -> dict[int, str | None]:
    """Return the people that Home Assistant shows."""
    return {id_: state_of(hass, entry, id_, "count") for id_ in range(1, LOCATIONS + 1)}


async def read_rows(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Return every row of an account's statistics, by location and kind."""
    prefix = f"occuspace:{entry.unique_id}_"
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        START - timedelta(days=30),
        None,
        None,
        "hour",
        None,
        {"state", "sum", "mean", "max"},
    )
    return {
        id_.removeprefix(prefix): each
        for id_, each in rows.items()
        if id_.startswith(prefix)
    }


@pytest.mark.timeout(240)
async def test_a_day_of_faults_leaves_no_trace(
    hass: HomeAssistant,
    recorder_mock: Any,
    freezer: FrozenDateTimeFactory,
    simulator: Simulator,
    calm: Simulator,
    set_up: SetUp,
    in_progress: WorkInProgress,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Values, statistics, memory, tasks and timers are those of a calm day."""
    caplog.set_level(logging.WARNING)
    freezer.move_to(START)
    options = {"update_interval": 45, "detail_days": 4}
    entry = await set_up(entry=build_entry(simulator, options=options))
    calm_entry = await set_up(
        entry=build_entry(
            calm,
            unique_id="1000",
            entry_id="calm",
            options=options | {"update_interval": 3600},
        )
    )
    await until(hass, lambda: not in_progress.histories)

    schedule = FaultSchedule(simulator, random.Random(SEED))
    objects = array("q")
    refreshes = 0
    before: ProcessCounts | None = None
    for minute in range(1, MINUTES + 1):
        schedule.pass_minute(minute)
        freezer.tick(timedelta(minutes=1))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
        await until(hass, partial(is_at_rest, hass, entry, in_progress))
        await renew_token(hass, schedule)
        if minute % 60:
            continue
        assert not [each.getMessage() for each in caplog.records if each.exc_info]
        paths = [each.path for each in simulator.requests]
        refreshes += paths.count("/v1/locations/1/now")
        simulator.requests.clear()
        calm.requests.clear()
        await get_instance(hass).async_block_till_done()
        clear_test_records()
        if minute == WARM_UP:
            before, refreshes = ProcessCounts.of(hass), 0
        if minute >= WARM_UP:
            objects.append(count_objects())
    after = ProcessCounts.of(hass)
    with capsys.disabled():
        sys.stdout.write(
            f"\nSoak {SEED}: {schedule.count} faults, {refreshes} refreshes after the "
            f"warm-up, {growth(objects):+.0f} objects an hour\n"
        )

    assert shown(hass, entry) == shown(hass, calm_entry) == truth(simulator.account)
    rows = await read_rows(hass, entry)
    assert rows == await read_rows(hass, calm_entry)
    assert len(rows) == 4 * LOCATIONS
    assert schedule.count > 100
    assert refreshes > 0.9 * (MINUTES - WARM_UP)
    assert before is not None
    more = {
        kind: number
        for kind, number in (after.kinds - before.kinds).items()
        if number > LEAK_LIMIT * refreshes and kind not in ABC_CACHE_TYPES
    }
    assert not more
    assert growth(objects) < LEAK_LIMIT * 60, objects
    assert after.tasks == before.tasks
    assert after.timers == before.timers
    assert after.listeners == before.listeners


def is_at_rest(
    hass: HomeAssistant, entry: MockConfigEntry, in_progress: WorkInProgress
) -> bool:
    """Return whether no work is left for this minute."""
    names = (task.get_name() for task in asyncio.all_tasks())
    if in_progress.requests or any(name.endswith(" - refresh") for name in names):
        return False
    # In a pause nothing is left to do but wait.
    is_paused = state_of(hass, entry, 1, "history") == "waiting"
    return not in_progress.histories or is_paused


async def renew_token(hass: HomeAssistant, schedule: FaultSchedule) -> None:
    """Enter the token in the reauthentication flow."""
    for flow in hass.config_entries.flow.async_progress():
        schedule.faults.clear()
        schedule.simulator.behave()
        result = await hass.config_entries.flow.async_configure(
            flow["flow_id"], {"api_token": schedule.simulator.token}
        )
        assert result["reason"] == "reauth_successful"
        await hass.async_block_till_done()
