"""Whatever fails of the history, everything else is shown, and stays so."""

from collections.abc import Callable
from datetime import UTC, date, timedelta
from functools import partial
import time
from typing import Any, Final

import aiohttp
from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.api import OccuspaceClient
from simulator import Account, Simulator, faults, generated_account
from simulator.account import Snapshot
from tests.builders import build_entry, state_of
from tests.conftest import SetUp

from .conftest import ReadRows, until

LOCATIONS: Final = range(1, 9)
NOTHING: Final = {"unknown", "unavailable", None}
ERRORS: Final = {
    "400": faults.BAD_REQUEST,
    "401": faults.UNAUTHORIZED,
    "404": faults.NOT_FOUND,
    "500": faults.INTERNAL_SERVER_ERROR,
    "not JSON": faults.NOT_JSON,
}

pytestmark = pytest.mark.usefixtures(
    "recorder_mock", "entity_registry_enabled_by_default"
)


@pytest.fixture
def account() -> Account:
    """Return eight locations that have counted for three days."""
    return generated_account(8, opened=date(2026, 3, 17))


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry that wants hourly detail of two days."""
    return build_entry(simulator, options={"detail_days": 2})


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no request run into its time limit while the clock is moved on."""
    defaults = OccuspaceClient.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "timeout", aiohttp.ClientTimeout(total=None))


async def until_later(
    hass: HomeAssistant, clock: FrozenDateTimeFactory, is_so: Callable[[], bool]
) -> None:
    """Let time go by until something is so."""
    for _ in range(600):
        for _ in range(4):
            if is_so():
                return
            await hass.async_add_executor_job(time.sleep, 0.002)
        clock.tick(timedelta(seconds=20))
        async_fire_time_changed(hass)
    raise AssertionError("timed out")


def shown(
    hass: HomeAssistant, entry: MockConfigEntry, key: str
) -> Callable[[], set[int]]:
    """Return a function that returns the locations that show a value."""

    def locations() -> set[int]:
        return {
            id_ for id_ in LOCATIONS if state_of(hass, entry, id_, key) not in NOTHING
        }

    return locations


def _are_all(locations: Callable[[], set[int]]) -> bool:
    """Return whether it is every location."""
    return locations() == set(LOCATIONS)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(
    ("endpoint", "lost"),
    [
        ("daily_dwell_time", {"dwell_time_yesterday"}),
        ("hourly_occupancy", {"peak_occupancy_today"}),
        ("hourly_visitors", {"visitors_today", "visitors_yesterday"}),
        ("daily_occupancy", set()),
    ],
)
async def test_an_endpoint_that_fails_costs_its_own_figures_only(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
    error: str,
    endpoint: str,
    lost: set[str],
) -> None:
    """Of all locations, whatever the error is."""
    simulator.misbehave(ERRORS[error], f"/{endpoint}")
    entry = await set_up()
    figures = {
        "dwell_time_yesterday",
        "peak_occupancy_today",
        "visitors_today",
        "visitors_yesterday",
    }
    for key in figures - lost:
        locations = shown(hass, entry, key)
        await until(hass, partial(_are_all, locations))
    for key in lost:
        assert not shown(hass, entry, key)()
    rows = await read_rows(types=("state",))
    visitors = [id_ for id_ in rows if id_.endswith("_visitors")]
    assert len(visitors) == (0 if endpoint == "hourly_visitors" else 8)


@pytest.mark.parametrize("error", ERRORS)
async def test_four_locations_that_fail_leave_the_others_their_figures(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    error: str,
) -> None:
    """They are asked in the same round, or minutes later, and stay shown."""
    for id_ in (1, 2, 3, 4):
        simulator.misbehave(ERRORS[error], f"/locations/{id_}/hourly_visitors")
    entry = await set_up()
    today = shown(hass, entry, "visitors_today")
    await until_later(hass, at_noon, lambda: today() == {5, 6, 7, 8})
    simulator.requests.clear()

    def asked() -> set[str]:
        return {
            each.path.split("/")[3]
            for each in simulator.requests
            if each.path.endswith("hourly_visitors")
        }

    # The next hour comes.
    await until_later(
        hass,
        at_noon,
        lambda: bool(today() - {5, 6, 7, 8}) or asked() >= {"5", "6", "7", "8"},
    )
    await until_later(hass, at_noon, lambda: today() == {5, 6, 7, 8})


async def test_a_refused_endpoint_is_logged_once_and_requested_rarely(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """History is up to date with what may be seen."""
    simulator.misbehave(faults.UNAUTHORIZED, "/daily_dwell_time")
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    assert entry.runtime_data.history.refused_endpoints == ("daily_dwell_time",)
    simulator.requests.clear()
    for _ in range(12):
        at_noon.tick(timedelta(hours=2))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    refused = [r for r in simulator.requests if r.path.endswith("daily_dwell_time")]
    assert len(refused) <= 2 * len(LOCATIONS)
    logged = [r for r in caplog.records if "refuses daily_dwell_time" in r.message]
    assert len(logged) == 1


async def test_a_refused_token_stops_history_and_asks_for_another(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """History does not claim to be up to date; nothing more is requested."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    simulator.misbehave(faults.UNAUTHORIZED)
    simulator.requests.clear()
    for location_id in LOCATIONS:
        entry.runtime_data.history.async_refetch(location_id, date(2026, 3, 17))
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "waiting")
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == SOURCE_REAUTH
    # Three that are refused, and three that are under way with the last of them.
    assert len([each for each in simulator.requests if "ly_" in each.path]) <= 6


async def test_visitors_of_a_day_are_unknown_until_the_whole_day_is_there(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
) -> None:
    """At midnight half of the day is stored, and is no visitors of yesterday."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    yesterdays = shown(hass, entry, "visitors_yesterday")
    await until(hass, lambda: yesterdays() == set(LOCATIONS))
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, "hourly_visitors")
    at_noon.tick(timedelta(hours=12))
    async_fire_time_changed(hass)
    await until(hass, lambda: not yesterdays())
    simulator.behave()
    await until_later(hass, at_noon, lambda: yesterdays() == set(LOCATIONS))
    day = Snapshot(simulator.account, at_noon().replace(tzinfo=UTC)).days(
        simulator.account.locations[1], date(2026, 3, 20), date(2026, 3, 20)
    )
    assert state_of(hass, entry, 1, "visitors_yesterday") == str(day[0].visitors)


@pytest.mark.parametrize("value", [None, -3])
async def test_an_hour_that_is_not_known_makes_the_sum_unknown(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    value: int | None,
) -> None:
    """Today's, and yesterday's; never too small a number."""

    def spoil(reply: dict[str, Any]) -> None:
        for row in reply["data"].get("hourlyVisitors", ()):
            if row["normalizedTime"] == "09:00:00":
                row["visitors"] = value

    simulator.misbehave(faults.Transform(spoil), "/hourly_visitors")
    entry = await set_up()
    await until(
        hass,
        lambda: len([r for r in simulator.requests if "ly_v" in r.path]) >= 16,
    )
    await hass.async_block_till_done(wait_background_tasks=False)
    assert not shown(hass, entry, "visitors_today")()
    assert not shown(hass, entry, "visitors_yesterday")()


async def test_the_hours_that_are_over_are_stored_at_the_end_of_a_reading(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Also those of the location that was read last."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    simulator.requests.clear()
    at_noon.tick(timedelta(hours=1))
    async_fire_time_changed(hass)

    async def newest() -> set[float]:
        rows = await read_rows(types=("state",))
        return {each[-1]["start"] for id_, each in rows.items() if "visitors" in id_}

    hour = at_noon().replace(minute=0, second=0).timestamp() - 3600
    for _ in range(200):
        if {each / (1 if each < 1e11 else 1000) for each in await newest()} == {hour}:
            return
    raise AssertionError("an hour is missing")
