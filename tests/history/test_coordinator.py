"""The past in Home Assistant's statistics, whatever happens on the way."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.db_schema import Statistics
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from sqlalchemy import delete

from simulator import RecordedRequest, Simulator, faults
from simulator.account import Snapshot
from tests.builders import build_entry, entity_of, state_of
from tests.conftest import SetUp

from .conftest import NOW, OPENED, ReadRows, Rows, until, until_fetched

ZONE = ZoneInfo("America/Los_Angeles")
YESTERDAY = date(2026, 3, 19)
TODAY_STARTS = datetime(2026, 3, 20, tzinfo=ZONE).timestamp()
DETAIL_DAYS = 4
HISTORY = "sensor.generated_campus_history"


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry that wants hourly detail of four days."""
    return build_entry(simulator, options={"detail_days": DETAIL_DAYS})


def days_of(simulator: Simulator, location: int, first: date, last: date) -> list[Any]:
    """Return the truth about some days."""
    account = simulator.account
    return Snapshot(account, NOW).days(account.locations[location], first, last)


def counts_of(rows: Iterable[dict[str, Any]], key: str) -> list[float]:
    """Return a column."""
    return [row[key] for row in rows]


async def test_the_whole_past_is_in_the_statistics(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Visitors by the hour since the first day, the newest days in detail."""
    entry = await set_up()
    await until_fetched(hass, entry)
    truth = days_of(simulator, 1, OPENED, YESTERDAY)

    (visitors,) = (
        await read_rows("occuspace:1_1_visitors", types=("state", "sum"))
    ).values()
    hours = [hour for day in truth for hour in day.hours]
    past = visitors[: len(hours)]
    assert counts_of(past, "state") == [hour.visitors for hour in hours]
    assert counts_of(past, "start") == [hour.start.timestamp() for hour in hours]
    # One of these days has 23 hours.
    assert len(hours) == 15 * 24 - 1
    total = 0
    for row in visitors:
        total += row["state"]
        assert row["sum"] == total

    (occupancy,) = (await read_rows("occuspace:1_1_occupancy")).values()
    coarse, detailed = truth[:-DETAIL_DAYS], truth[-DETAIL_DAYS:]
    assert counts_of(occupancy[: len(coarse)], "max") == [day.peak for day in coarse]
    assert counts_of(occupancy[: len(coarse)], "start") == [
        day.start.timestamp() for day in coarse
    ]
    peaks = [hour.peak for day in detailed for hour in day.hours]
    assert counts_of(occupancy[len(coarse) :][: len(peaks)], "max") == peaks

    (dwell,) = (await read_rows("occuspace:1_1_dwell_time")).values()
    assert counts_of(dwell, "start") == [day.start.timestamp() for day in truth]
    assert counts_of(dwell, "max") == [int(day.peak_dwell + 0.5) for day in truth]


async def test_today_is_told_and_its_hours_are_kept_once_they_are_over(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The hour that is under way counts for the sensor only."""
    entry = await set_up()
    await until_fetched(hass, entry)
    (today,) = days_of(simulator, 1, date(2026, 3, 20), date(2026, 3, 20))
    (yesterday,) = days_of(simulator, 1, YESTERDAY, YESTERDAY)
    before = state_of(hass, entry, 1, "visitors_today")
    assert before == str(today.visitors)
    assert state_of(hass, entry, 1, "dwell_time_yesterday") == str(
        int(yesterday.average_dwell + 0.5)
    )
    simulator.requests.clear()
    at_noon.tick(timedelta(hours=1))
    async_fire_time_changed(hass)
    await until(hass, lambda: state_of(hass, entry, 1, "visitors_today") != before)

    def asked() -> list[RecordedRequest]:
        return [each for each in simulator.requests if "ly_" in each.path]

    # Two requests for each location: nothing else is missing.
    await until(hass, lambda: len(asked()) >= 8)
    past = asked()
    assert len(past) == 8
    assert {each.query["start"] for each in past} == {"2026-03-20"}
    (visitors,) = (await read_rows("occuspace:1_1_visitors", types=("state",))).values()
    last = datetime.fromtimestamp(visitors[-1]["start"], UTC)
    assert last == NOW.replace(hour=20, minute=0)


async def test_figures_end_at_the_venues_midnight(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Nobody is told yesterday's visitors as today's; the API has none yet."""
    entry = await set_up()
    await until_fetched(hass, entry)
    yesterdays = state_of(hass, entry, 1, "visitors_today")
    assert yesterdays not in {"0", "unknown", "unavailable"}
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR, "/hourly_visitors")
    at_noon.move_to(datetime(2026, 3, 21, 7, 0, 5, tzinfo=UTC))
    async_fire_time_changed(hass)
    await until(
        hass, lambda: state_of(hass, entry, 1, "visitors_today") == "unavailable"
    )
    simulator.behave()
    at_noon.move_to(datetime(2026, 3, 21, 8, 30, tzinfo=UTC))
    async_fire_time_changed(hass)
    await until(hass, lambda: state_of(hass, entry, 1, "visitors_today") == "0")


@pytest.mark.usefixtures("at_noon", "recorder_mock")
async def test_a_day_begins_at_the_venues_midnight(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Where Home Assistant's clock says it is another day."""
    await hass.config.async_set_time_zone("Asia/Tokyo")
    entry = await set_up()
    await until_fetched(hass, entry)
    entity_id = entity_of(hass, entry, 1, "visitors_today")
    state = hass.states.get(entity_id or "")
    assert state is not None
    assert state.attributes["last_reset"] == "2026-03-20T00:00:00-07:00"


async def test_a_second_start_asks_for_nothing_that_is_known(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """And changes no row."""
    entry = await set_up()
    await until_fetched(hass, entry)
    types = ("state", "sum", "mean", "max")
    before = await read_rows(types=types)
    simulator.requests.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
    starts = {each.query.get("start") for each in simulator.requests}
    assert starts <= {None, "2026-03-20"}
    after = await read_rows(types=types)
    for id_, rows in before.items():
        # Today's hours may have come in between.
        assert after[id_][: len(rows)] == rows


async def test_the_last_three_days_are_asked_for_again_and_corrections_taken_over(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Every later sum follows."""
    entry = await set_up()
    await until_fetched(hass, entry)

    def correct(reply: dict[str, Any]) -> None:
        for row in reply["data"]["hourlyVisitors"]:
            if row["normalizedDate"] == "2026-03-19":
                row["visitors"] += 100

    simulator.misbehave(faults.Transform(correct), "/locations/1/hourly_visitors")
    before = await read_rows("occuspace:1_1_visitors", types=("state", "sum"))
    simulator.requests.clear()
    at_noon.tick(timedelta(days=1))
    async_fire_time_changed(hass)
    await until(
        hass,
        lambda: any(
            each.query.get("start") == "2026-03-18"
            and "/1/hourly_visitors" in each.path
            for each in simulator.requests
        ),
    )
    await until_fetched(hass, entry)
    after = await read_rows("occuspace:1_1_visitors", types=("state", "sum"))
    (old,), (new,) = before.values(), after.values()
    corrected = [
        later["state"] - earlier["state"]
        for earlier, later in zip(old, new, strict=False)
    ]
    assert sum(corrected) == 24 * 100
    total = 0
    for row in new:
        total += row["state"]
        assert row["sum"] == total


@pytest.mark.parametrize("meanwhile", [False, True])
async def test_what_the_recorder_has_lost_is_fetched_again(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
    *,
    meanwhile: bool,
) -> None:
    """A person may have cleared statistics, or restored an older database."""
    entry = await set_up()
    await until_fetched(hass, entry)
    before = await read_rows(types=("state", "sum", "mean", "max"))
    get_instance(hass).async_clear_statistics(
        ["occuspace:1_1_visitors", "occuspace:1_2_occupancy"]
    )
    if meanwhile:
        # The next hour has come, and newer rows with it.
        simulator.requests.clear()
        at_noon.tick(timedelta(hours=1))
        async_fire_time_changed(hass)
        await until(
            hass, lambda: len([r for r in simulator.requests if "ly_" in r.path]) >= 8
        )
        await get_instance(hass).async_block_till_done()
        at_noon.tick(timedelta(hours=-1))
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
    after: Rows = {}
    # Today's hours follow once the days in front of them are there.
    while any(after.get(id_, [])[: len(rows)] != rows for id_, rows in before.items()):
        after = await read_rows(types=("state", "sum", "mean", "max"))
    for id_, rows in before.items():
        assert after[id_][: len(rows)] == rows


@pytest.mark.parametrize("hours", [1, 8, 23])
async def test_a_database_restored_to_the_middle_of_a_day_gets_its_rest(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
    *,
    hours: int,
) -> None:
    """That day has rows, and is not whole for all that."""
    entry = await set_up()
    await until_fetched(hass, entry)
    types = ("state", "sum", "mean", "max")
    before = await read_rows(types=types)
    assert await hass.config_entries.async_unload(entry.entry_id)
    restored_to = datetime(2026, 3, 18, hours, tzinfo=ZONE).timestamp()

    def lose() -> None:
        with session_scope(hass=hass) as session:
            session.execute(
                delete(Statistics).where(Statistics.start_ts >= restored_to)
            )

    await get_instance(hass).async_add_executor_job(lose)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until_fetched(hass, entry)
    after = await read_rows(types=types)
    for id_, rows in before.items():
        past = [row for row in rows if row["start"] < TODAY_STARTS]
        assert after[id_][: len(past)] == past, id_


@pytest.mark.parametrize("gap", [date(2026, 3, 10), date(2026, 3, 19)])
async def test_a_day_that_the_api_lacks_is_asked_for_ever_more_rarely(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
    gap: date,
) -> None:
    """After one day, two and four; what comes late is stored."""
    simulator.account.outages = ((gap, gap),)
    await set_up()

    def asked() -> int:
        return sum(
            each.query.get("start", "9") <= gap.isoformat() <= each.query.get("end", "")
            for each in simulator.requests
            if "/locations/1/hourly_visitors" in each.path
        )

    await until(hass, lambda: hass.states.is_state(HISTORY, "up_to_date"))
    assert asked() == 1
    expected = 1
    for day in range(1, 8):
        if day == 5:
            simulator.account.outages = ()
        at_noon.tick(timedelta(days=1))
        async_fire_time_changed(hass)
        await until(hass, lambda: not hass.states.is_state(HISTORY, "up_to_date"))
        await until(hass, lambda: hass.states.is_state(HISTORY, "up_to_date"))
        expected += day in {1, 3, 7}
        assert asked() >= expected
    rows = await read_rows("occuspace:1_1_visitors", types=("state",))
    there = {
        datetime.fromtimestamp(row["start"], ZONE).date()
        for row in rows["occuspace:1_1_visitors"]
    }
    assert gap in there
