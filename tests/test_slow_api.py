"""An API that answers slowly: values appear as replies arrive, and nothing waits."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from http import HTTPStatus
import random
import time
from typing import Any, Final, override

from aiohttp import web
from freezegun import freeze_time
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.entity_component import async_update_entity
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    get_system_health_info,
)

from custom_components.occuspace import coordinator as coordinator_module
from custom_components.occuspace.live import round as round_module
from simulator import Account, Simulator, faults, generated_account

from .builders import build_entry, entity_of, state_of
from .conftest import SetUp, entities_added

# A fiftieth of the real times: 5 s per reply, 8 s at most, published every second.
SCALE: Final = 0.02
REPLY: Final = 5 * SCALE
LIST: Final = "/v1/locations"
UNKNOWN: Final = {"unavailable", "unknown", None}


@pytest.fixture
def account() -> Account:
    """Return an account that takes 12 requests, three times four."""
    return generated_account(100)


@pytest.fixture(autouse=True)
def _scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all go faster."""
    monkeypatch.setattr(coordinator_module, "MAX_FIRST_REFRESH", 8 * SCALE)
    monkeypatch.setattr(round_module, "PUBLISH_DELAY", SCALE)


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  what is awaited has no event
            await asyncio.sleep(0.005)


class Gate(faults.Fault):
    """Replies that wait until they are let through, then come rightly or wrongly."""

    def __init__(self) -> None:
        """Let nothing through."""
        self.waiting: dict[int, asyncio.Event] = {}
        self.fault: faults.Fault | None = None

    @override
    async def reply(
        self,
        request: web.Request,
        answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Reply when let through."""
        id_ = int(request.path.split("/")[-2])
        await self.waiting.setdefault(id_, asyncio.Event()).wait()
        del self.waiting[id_]
        if self.fault:
            return await self.fault.reply(request, answer)
        return await answer(request)

    def let_through(self, ids: set[int] | None = None) -> None:
        """Let replies through that wait."""
        for id_, event in self.waiting.items():
            if ids is None or id_ in ids:
                event.set()


@pytest.fixture
def gate(simulator: Simulator) -> Iterator[Gate]:
    """Hold back the live replies."""
    gate = Gate()
    simulator.misbehave(gate, "/now")
    yield gate
    gate.let_through()


async def end_round(entry: MockConfigEntry, gate: Gate) -> None:
    """Let all replies through until the round has ended."""
    coordinator = entry.runtime_data.coordinator
    while coordinator._running is not None:  # noqa: SLF001  nothing else tells
        gate.let_through()
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.02)


def counts(hass: HomeAssistant, entry: MockConfigEntry) -> dict[int, str | None]:
    """Return the occupancy of all locations."""
    statuses = entry.runtime_data.coordinator.data.statuses
    return {id_: state_of(hass, entry, id_, "count") for id_ in statuses}


async def test_a_start_is_not_held_up_by_slow_replies(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Each value is there soon after its reply, and all are in the end."""
    simulator.misbehave(faults.Slow(REPLY), "/now")
    simulator.misbehave(faults.Slow(REPLY), LIST)
    began = time.monotonic()
    entry = build_entry(simulator)
    entry.add_to_hass(hass)
    changes: dict[str, float] = {}

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None and state.state not in UNKNOWN:
            changes.setdefault(state.entity_id, time.monotonic() - began)

    hass.bus.async_listen("state_changed", note)
    await hass.config_entries.async_setup(entry.entry_id)
    # The rest is what setting up takes by itself, which is not scaled.
    assert time.monotonic() - began < 8 * SCALE + 1
    await entities_added()
    await until(lambda: entry.runtime_data.coordinator.last_refreshed_at)
    await asyncio.sleep(SCALE)
    assert not UNKNOWN & set(counts(hass, entry).values())
    assert len({round(each, 2) for each in changes.values()}) > 1


async def test_what_is_not_answered_yet_is_awaited(
    hass: HomeAssistant, set_up: SetUp, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    """Its values are unavailable, and nothing is said of it in the log."""
    entry = await set_up()
    assert set(counts(hass, entry).values()) == {"unavailable"}
    assert state_of(hass, entry, 1, "status") == "awaited"
    answered = set(gate.waiting)
    assert len(answered) == 4
    gate.let_through()
    await until(lambda: state_of(hass, entry, 1, "count") not in UNKNOWN)
    assert state_of(hass, entry, 1, "status") != "awaited"
    assert state_of(hass, entry, 1, "quietest_space") in UNKNOWN
    assert "unavailable" in counts(hass, entry).values()
    await end_round(entry, gate)
    assert not UNKNOWN & set(counts(hass, entry).values())
    assert "No live values" not in caplog.text
    assert "Live values again" not in caplog.text


async def test_a_later_round_is_shown_as_it_arrives(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, gate: Gate
) -> None:
    """Over the values of the round before."""
    entry = await set_up()
    await end_round(entry, gate)
    before = counts(hass, entry)
    for location in simulator.account.locations.values():
        location.count = 10_000 + location.id
    coordinator = entry.runtime_data.coordinator
    refresh = hass.async_create_task(coordinator.async_refresh())
    await until(lambda: len(gate.waiting) == 4)
    assert counts(hass, entry) == before
    gate.let_through()
    await until(lambda: counts(hass, entry) != before)
    now = counts(hass, entry)
    assert {id_ for id_ in now if now[id_] == before[id_]}
    assert not UNKNOWN & set(now.values())
    await end_round(entry, gate)
    await refresh
    assert all(now != before[id_] for id_, now in counts(hass, entry).items())


async def test_nothing_is_published_for_replies_of_a_fast_round(
    hass: HomeAssistant,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is published once, at its end."""
    monkeypatch.setattr(round_module, "PUBLISH_DELAY", 5)
    entry = await set_up()
    coordinator = entry.runtime_data.coordinator
    published = []
    coordinator.async_add_listener(lambda: published.append(1))
    await coordinator.async_refresh()
    assert published == [1]


@pytest.mark.parametrize("reload", [False, True])
async def test_an_unfinished_first_round_ends_with_its_entry(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    gate: Gate,
    *,
    reload: bool,
) -> None:
    """No task is left; a reload begins anew."""
    entry = await set_up()
    mine = {each for each in asyncio.all_tasks() if entry.title in each.get_name()}
    assert len(mine) >= 2
    if reload:
        assert await hass.config_entries.async_reload(entry.entry_id)
        await end_round(entry, gate)
        await entities_added()
        assert not UNKNOWN & set(counts(hass, entry).values())
    else:
        assert await hass.config_entries.async_unload(entry.entry_id)
    assert all(each.done() for each in mine)


async def test_a_token_refused_in_the_unfinished_first_round_asks_for_another(
    hass: HomeAssistant,
    set_up: SetUp,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a normal refresh does."""

    async def refuse(*_: Any) -> None:
        raise ConfigEntryAuthFailed

    monkeypatch.setattr(round_module.LiveRound, "async_complete", refuse)
    entry = await set_up()
    await end_round(entry, gate)
    flows = hass.config_entries.flow.async_progress()
    assert [flow["context"]["source"] for flow in flows] == [SOURCE_REAUTH]
    assert set(counts(hass, entry).values()) == {"unavailable"}


async def test_a_first_round_that_fails_late_leaves_all_unreachable(
    hass: HomeAssistant, set_up: SetUp, gate: Gate
) -> None:
    """Until the next one succeeds, which is shown as it arrives."""
    entry = await set_up()
    gate.fault = faults.SERVICE_UNAVAILABLE
    await end_round(entry, gate)
    assert entry.state is ConfigEntryState.LOADED
    assert set(counts(hass, entry).values()) == {"unavailable"}
    assert state_of(hass, entry, 1, "status") == "unreachable"
    gate.fault = None
    refresh = hass.async_create_task(entry.runtime_data.coordinator.async_refresh())
    await until(lambda: gate.waiting)
    gate.let_through()
    await until(lambda: set(counts(hass, entry).values()) - UNKNOWN)
    shown = {state_of(hass, entry, id_, "status") for id_ in counts(hass, entry)}
    assert "unreachable" in shown
    assert "awaited" not in shown
    await end_round(entry, gate)
    await refresh
    assert not UNKNOWN & set(counts(hass, entry).values())


async def test_a_rate_limit_in_the_unfinished_first_round_keeps_what_has_arrived(
    hass: HomeAssistant, set_up: SetUp, gate: Gate
) -> None:
    """The others are unreachable, and the next round waits as long as requested."""
    entry = await set_up()
    gate.let_through()
    await until(lambda: set(counts(hass, entry).values()) - UNKNOWN)
    arrived = {id_ for id_, each in counts(hass, entry).items() if each not in UNKNOWN}
    gate.fault = faults.Status(
        HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "600"}
    )
    await end_round(entry, gate)
    shown = counts(hass, entry)
    known = {id_ for id_, each in shown.items() if each not in UNKNOWN}
    assert arrived <= known < shown.keys()
    others = {state_of(hass, entry, id_, "status") for id_ in shown.keys() - known}
    assert others == {"unreachable"}
    interval = entry.runtime_data.coordinator.update_interval
    assert interval >= timedelta(seconds=600)


async def test_a_value_expires_while_its_reply_is_awaited(
    hass: HomeAssistant,
    simulator: Simulator,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A round that takes long does not keep an old value."""
    entry = build_entry(simulator)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await entities_added()
    await end_round(entry, gate)
    assert not UNKNOWN & set(counts(hass, entry).values())
    coordinator = entry.runtime_data.coordinator
    refresh = hass.async_create_task(coordinator.async_refresh())
    await until(lambda: len(gate.waiting) == 4)
    later = dt_util.utcnow() + timedelta(hours=2)
    with freeze_time(later, real_asyncio=True):
        async_fire_time_changed(hass, later)
        assert set(counts(hass, entry).values()) == {"unknown"}
        assert state_of(hass, entry, 1, "status") == "stale"
    await end_round(entry, gate)
    await refresh


async def test_no_round_begins_beside_or_right_behind_another(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, gate: Gate
) -> None:
    """Whoever asks for one meanwhile is served by the one that runs."""
    entry = await set_up()
    coordinator = entry.runtime_data.coordinator
    entity_id = entity_of(hass, entry, 1, "count")
    assert entity_id
    await async_update_entity(hass, entity_id)
    assert not vars(coordinator)["_unsub_refresh"]
    await end_round(entry, gate)
    asked = len(simulator.requests)
    assert coordinator._debounced_refresh._timer_task is None  # noqa: SLF001  or none is pending
    assert vars(coordinator)["_unsub_refresh"]
    await asyncio.sleep(0.05)
    assert len(simulator.requests) == asked


async def test_system_health_tells_of_a_round_that_outlasts_the_interval(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """With both durations."""
    assert await async_setup_component(hass, "system_health", {})
    entry = await set_up()
    coordinator = entry.runtime_data.coordinator
    info = await get_system_health_info(hass, "occuspace")
    await info.pop("can_reach_server")
    assert "longer_than_interval" not in info
    coordinator.last_refresh_took = timedelta(seconds=140)
    info = await get_system_health_info(hass, "occuspace")
    await info.pop("can_reach_server")
    assert info["last_update_took"] == "140.0 s"
    assert info["longer_than_interval"] == "140 s > 60 s"


@pytest.mark.parametrize("seed", range(6))
async def test_in_the_end_all_is_as_without_publishing_meanwhile(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """In whatever order replies and failures arrive."""
    chance = random.Random(seed)
    entry = await set_up()
    coordinator = entry.runtime_data.coordinator
    await end_round(entry, gate)
    for _ in range(3):
        for location in simulator.account.locations.values():
            if chance.random() < 0.5:
                location.count = chance.randrange(50)
        simulator.behave()
        failing = chance.sample(sorted(simulator.account.locations), 2)
        simulator.misbehave(gate, "/now")
        for id_ in failing:
            simulator.misbehave(faults.NOT_FOUND, f"/{id_}/now")
        refresh = hass.async_create_task(coordinator.async_refresh())
        while not refresh.done():
            waiting = sorted(gate.waiting)
            gate.let_through(set(chance.sample(waiting, min(len(waiting), 2))))
            await asyncio.sleep(chance.choice((0.001, 1.5 * SCALE)))
        published = coordinator.data.statuses
        simulator.behave()
        for id_ in failing:
            simulator.misbehave(faults.NOT_FOUND, f"/{id_}/now")
        with monkeypatch.context() as patch:
            patch.setattr(round_module, "PUBLISH_DELAY", 1_000)
            await coordinator.async_refresh()
        assert coordinator.data.statuses == published
