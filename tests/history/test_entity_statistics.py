"""A sensor's own statistics have the hours before its first value, and no others."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.db_schema import Statistics, StatisticsMeta
from homeassistant.components.recorder.models import StatisticData
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    async_import_statistics,
    async_list_statistic_ids,
    async_update_statistics_metadata,
    get_metadata,
    statistics_during_period,
    validate_statistics,
)
from homeassistant.components.recorder.tasks import (
    CompileMissingStatisticsTask,
    StatisticsTask,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance, session_scope
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import run_callback_threadsafe
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from sqlalchemy import delete, select

from custom_components.occuspace.history.entity_statistics import EntityStatistics
from custom_components.occuspace.history.metadata import OCCUPANCY, metadata
from simulator import Account, Simulator, faults, generated_account
from tests.builders import build_entry
from tests.conftest import SetUp

from .conftest import NOW, until_fetched, until_recorded

ZONE: Final = ZoneInfo("America/Los_Angeles")
COUNT: Final = "sensor.generated_campus_occupancy"
PERCENT: Final = "sensor.generated_campus_utilization"
SOURCES: Final = {
    COUNT: "occuspace:1_1_occupancy",
    PERCENT: "occuspace:1_1_utilization",
}
FIRST_HOUR: Final = NOW.replace(hour=20, minute=0)
"""The hour in which the sensors were added."""

type Row = dict[str, Any]


@pytest.fixture
def recorder_config() -> dict[str, Any]:
    """Record states too: the copies end before the first one."""
    return {}


@pytest.fixture
def account() -> Account:
    """Return a location that has counted for eight days."""
    return generated_account(1, opened=date(2026, 3, 12))


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry that wants the hours of the last four days."""
    return build_entry(simulator, options={"detail_days": 4})


@pytest.fixture
async def added(
    recorder_mock: Any, hass: HomeAssistant, set_up: SetUp
) -> MockConfigEntry:
    """Return the entry, with its history imported, one hour and a half ago."""
    entry = await set_up()
    await until_fetched(hass, entry)
    await copy(hass)
    return entry


@pytest.fixture
def pass_hour(
    hass: HomeAssistant, at_noon: FrozenDateTimeFactory
) -> Callable[[str], Awaitable[None]]:
    """Return a function that lets an hour pass, with values, and compiles it."""

    async def compile_hour(value: str) -> None:
        start = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
        for entity_id in (COUNT, PERCENT):
            if state := hass.states.get(entity_id):
                hass.states.async_set(entity_id, value, state.attributes)
        await until_recorded(hass)
        at_noon.move_to(start + timedelta(hours=1, minutes=1))
        for minutes in range(0, 60, 5):
            moment = start + timedelta(minutes=minutes)
            get_instance(hass).queue_task(StatisticsTask(moment, fire_events=False))
        await until_recorded(hass)

    return compile_hour


async def copy(hass: HomeAssistant) -> None:
    """Copy, as at a start of Home Assistant."""
    statistics = EntityStatistics(hass, "1", lambda _: ZONE)
    statistics.mark_stale([1])
    await statistics.async_update()
    await until_recorded(hass)


async def rows_of(hass: HomeAssistant, statistic_id: str) -> dict[datetime, Row]:
    """Return the rows of a statistic that have a mean, by hour."""
    await until_recorded(hass)
    found = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        dt_util.utc_from_timestamp(0),
        None,
        {statistic_id},
        "hour",
        None,
        {"mean", "min", "max"},
    )
    return {
        dt_util.utc_from_timestamp(row["start"]): dict(row)
        for row in found.get(statistic_id, ())
        if row["mean"] is not None
    }


def compiled(rows: dict[datetime, Row]) -> dict[datetime, Row]:
    """Return the rows that Home Assistant compiled."""
    return {start: row for start, row in rows.items() if row["min"] is not None}


def past(rows: dict[datetime, Row], end: datetime = FIRST_HOUR) -> dict[datetime, Any]:
    """Return what is shown of the hours before one."""
    return {at: (r["mean"], r["max"]) for at, r in rows.items() if at < end}


async def metadata_of(hass: HomeAssistant, entity_id: str) -> Any:
    """Return the stored metadata of a statistic."""
    found = await get_instance(hass).async_add_executor_job(
        lambda: get_metadata(hass, statistic_ids={entity_id})
    )
    return found[entity_id][1] if entity_id in found else None


async def clear(hass: HomeAssistant, *ids: str) -> None:
    """Delete statistics as *Settings > Tools > Statistics* does."""
    get_instance(hass).async_clear_statistics(list(ids))
    await until_recorded(hass)


async def test_a_graph_begins_with_the_history(
    hass: HomeAssistant,
    added: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """It has the same hours and days as the imported statistics."""
    socket = await hass_ws_client(hass)
    for entity_id, source in SOURCES.items():
        own, imported = await rows_of(hass, entity_id), await rows_of(hass, source)
        # Home Assistant may still compile the last two hours.
        assert past(own) == past(imported, NOW.replace(hour=18, minute=0))
        assert len(own) > 4 * 24
        await socket.send_json_auto_id(
            {
                "type": "recorder/statistics_during_period",
                "start_time": "2026-03-01T00:00:00Z",
                "statistic_ids": [entity_id],
                "period": "day",
            }
        )
        reply = await socket.receive_json()
        assert len(reply["result"][entity_id]) >= 8


async def test_the_import_copies_by_itself(
    recorder_mock: Any, hass: HomeAssistant, set_up: SetUp
) -> None:
    """After every run, without being asked."""
    await until_fetched(hass, entry := await set_up())
    for _ in range(200):
        if own := await rows_of(hass, COUNT):
            break
    assert own
    await hass.config_entries.async_unload(entry.entry_id)


async def test_home_assistant_goes_on_as_if_it_had_written_the_rows(
    hass: HomeAssistant,
    added: MockConfigEntry,
    pass_hour: Callable[[str], Awaitable[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The metadata are its own: nothing to repair, no warning."""
    copied = {id_: await metadata_of(hass, id_) for id_ in SOURCES}
    await clear(hass, *SOURCES)
    listed = {
        each["statistic_id"]: each for each in await async_list_statistic_ids(hass)
    }
    await pass_hour("5")
    for id_ in SOURCES:
        assert await metadata_of(hass, id_) == copied[id_]
        assert listed[id_]["unit_class"] == copied[id_]["unit_class"]
    await copy(hass)
    await pass_hour("6")
    issues = await get_instance(hass).async_add_executor_job(validate_statistics, hass)
    assert not issues.keys() & SOURCES.keys()
    assert "homeassistant.components.sensor.recorder" not in {
        record.name for record in caplog.records if record.levelname == "WARNING"
    }


async def test_no_compiled_hour_is_ever_overwritten(
    hass: HomeAssistant,
    simulator: Simulator,
    added: MockConfigEntry,
    pass_hour: Callable[[str], Awaitable[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whenever it starts, however often; not even if the history knows the hour."""
    # So that the account itself does not import the same hours meanwhile.
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, "ly_")
    seen: dict[datetime, Row] = {}
    for number in range(6):
        await pass_hour(str(number * 7))
        await import_hours(hass, FIRST_HOUR - timedelta(hours=3), 12, 1000.0 + number)
        before = compiled(await rows_of(hass, COUNT))
        assert len(before) == number + 1
        assert before.items() >= seen.items()
        await copy(hass)
        get_instance(hass).queue_task(CompileMissingStatisticsTask())
        rows = await rows_of(hass, COUNT)
        assert compiled(rows) == before
        # Nor is any hour after the first one filled.
        assert {at for at in rows if at >= FIRST_HOUR} == set(before)
        seen = before
    assert rows[FIRST_HOUR - timedelta(hours=1)]["mean"] == 1005.0
    assert "Blocked attempt to insert duplicated" not in caplog.text


async def import_hours(
    hass: HomeAssistant, start: datetime, hours: int, mean: float
) -> None:
    """Import hours of the history, as after a correction."""
    rows = [
        StatisticData(start=start + timedelta(hours=i), mean=mean, max=mean)
        for i in range(hours)
    ]
    async_add_external_statistics(hass, metadata("1", 1, "x", OCCUPANCY), rows)
    await until_recorded(hass)


async def test_corrected_hours_are_corrected(
    hass: HomeAssistant, added: MockConfigEntry
) -> None:
    """Those that Occuspace has corrected, and the others stay."""
    before = await rows_of(hass, COUNT)
    start = NOW.replace(hour=3, minute=0)
    await import_hours(hass, start, 2, 77.0)
    await copy(hass)
    changed = {start: 77.0, start + timedelta(hours=1): 77.0}
    after = {at: row["mean"] for at, row in (await rows_of(hass, COUNT)).items()}
    assert after == {at: row["mean"] for at, row in before.items()} | changed


async def test_nothing_is_written_again(
    hass: HomeAssistant, added: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in the database is only read."""

    def refuse(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(get_instance(hass), "async_import_statistics", refuse)
    await copy(hass)


async def test_rows_follow_a_renamed_sensor(
    hass: HomeAssistant,
    added: MockConfigEntry,
    pass_hour: Callable[[str], Awaitable[None]],
) -> None:
    """The old id has none afterwards."""
    await pass_hour("5")
    before = await rows_of(hass, COUNT)
    er.async_get(hass).async_update_entity(COUNT, new_entity_id="sensor.hall")
    await hass.async_block_till_done()
    await copy(hass)
    assert (await rows_of(hass, "sensor.hall")).items() >= before.items()
    assert await metadata_of(hass, COUNT) is None


async def test_a_rename_while_copying_leaves_the_old_id_free(
    hass: HomeAssistant, added: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the sensor could not be renamed back."""
    await clear(hass, COUNT)
    read = EntityStatistics._read  # noqa: SLF001  the moment between reading and writing

    def rename(self: Any, *args: Any, **options: Any) -> Any:
        found = read(self, *args, **options)
        run_callback_threadsafe(
            hass.loop,
            lambda: er.async_get(hass).async_update_entity(
                COUNT, new_entity_id="sensor.hall"
            ),
        ).result()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(EntityStatistics, "_read", rename)
        await copy(hass)
    assert await metadata_of(hass, COUNT) is None
    await hass.async_block_till_done()
    await copy(hass)
    assert await rows_of(hass, "sensor.hall")


async def test_the_statistic_of_another_sensor_keeps_its_rows(
    hass: HomeAssistant, added: MockConfigEntry
) -> None:
    """A sensor that is renamed to its id goes on from them."""
    own: Any = {**await metadata_of(hass, COUNT), "statistic_id": "sensor.hall"}
    other = NOW.replace(hour=1, minute=0)
    row = StatisticData(start=other, mean=3.0, min=1.0, max=5.0)
    async_import_statistics(hass, own, [row])
    er.async_get(hass).async_update_entity(COUNT, new_entity_id="sensor.hall")
    await hass.async_block_till_done()
    await copy(hass)
    rows = await rows_of(hass, "sensor.hall")
    assert compiled(rows).keys() == {other} == {at for at in rows if at >= other}


@pytest.mark.parametrize("change", [{"has_sum": True}, {"unit_of_measurement": "cats"}])
async def test_a_statistic_of_another_kind_or_unit_is_left_alone(
    hass: HomeAssistant, added: MockConfigEntry, change: dict[str, Any]
) -> None:
    """Its rows would mean something else."""
    own: Any = {**await metadata_of(hass, COUNT), **change}
    await clear(hass, COUNT)
    async_import_statistics(hass, own, [])
    await copy(hass)
    assert await rows_of(hass, COUNT) == {}
    found = await metadata_of(hass, COUNT)
    assert {key: found[key] for key in change} == change


async def test_a_changed_unit_is_not_changed_back(
    hass: HomeAssistant, added: MockConfigEntry
) -> None:
    """Rows of a ratio stay as they are."""
    async_update_statistics_metadata(
        hass, PERCENT, new_unit_class="unitless", new_unit_of_measurement=None
    )
    before = await rows_of(hass, PERCENT)
    await copy(hass)
    assert await rows_of(hass, PERCENT) == before
    assert (await metadata_of(hass, PERCENT))["unit_of_measurement"] is None


async def test_a_disabled_sensor_gets_its_rows_once_it_is_enabled(
    hass: HomeAssistant, added: MockConfigEntry
) -> None:
    """Until then, Home Assistant would report rows without a sensor."""
    registry = er.async_get(hass)
    registry.async_update_entity(COUNT, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    await clear(hass, COUNT)
    await copy(hass)
    assert await metadata_of(hass, COUNT) is None
    registry.async_update_entity(COUNT, disabled_by=None)
    await hass.config_entries.async_reload(added.entry_id)
    await copy(hass)
    assert await rows_of(hass, COUNT)


async def test_a_removed_account_leaves_its_rows_and_goes_on_from_them(
    hass: HomeAssistant,
    added: MockConfigEntry,
    simulator: Simulator,
    pass_hour: Callable[[str], Awaitable[None]],
    set_up: SetUp,
) -> None:
    """As with any sensor; added again, no hour between is filled."""
    await pass_hour("5")
    before = await rows_of(hass, COUNT)
    await hass.config_entries.async_remove(added.entry_id)
    await copy(hass)
    assert await rows_of(hass, COUNT) == before
    await pass_hour("5")
    again = await set_up(entry=build_entry(simulator, entry_id="again"))
    await until_fetched(hass, again)
    await copy(hass)
    rows = await rows_of(hass, COUNT)
    assert compiled(rows) == compiled(before)
    assert max(rows) == FIRST_HOUR


async def test_a_purge_changes_nothing(
    hass: HomeAssistant,
    added: MockConfigEntry,
    pass_hour: Callable[[str], Awaitable[None]],
) -> None:
    """Its first row shows where the sensor's own hours begin."""
    await pass_hour("5")
    await copy(hass)
    before = await rows_of(hass, COUNT)
    await hass.services.async_call("recorder", "purge", {"keep_days": 0}, blocking=True)
    await hass.services.async_call(
        "recorder",
        "purge_entities",
        {"entity_id": [COUNT], "keep_days": 0},
        blocking=True,
    )
    await pass_hour("6")
    await copy(hass)
    rows = await rows_of(hass, COUNT)
    assert rows.items() >= before.items()
    second = FIRST_HOUR + timedelta(hours=1)
    assert {at for at in rows if at >= FIRST_HOUR} == {FIRST_HOUR, second}


@pytest.mark.parametrize("kept", [0, 40])
async def test_a_restored_backup_gets_back_what_it_lacks(
    hass: HomeAssistant, added: MockConfigEntry, kept: int
) -> None:
    """Before the first row, or the first state, of the restored database."""
    before = await rows_of(hass, COUNT)
    first = sorted(before)[kept]

    row_ids = select(StatisticsMeta.id).where(StatisticsMeta.statistic_id == COUNT)

    def lose() -> None:
        with session_scope(hass=hass) as session:
            session.execute(
                delete(Statistics).where(
                    Statistics.start_ts >= first.timestamp(),
                    Statistics.metadata_id.in_(row_ids),
                )
            )

    await get_instance(hass).async_add_executor_job(lose)
    assert len(await rows_of(hass, COUNT)) == kept
    await copy(hass)
    assert await rows_of(hass, COUNT) == before


async def test_a_whole_day_is_not_copied_if_the_sensor_has_hours_of_it(
    recorder_mock: Any, hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Its one row would count those hours twice."""
    entry = await set_up(entry=build_entry(simulator, options={"detail_days": 0}))
    await until_fetched(hass, entry)
    midnight = datetime(2026, 3, 20, tzinfo=ZONE).astimezone(UTC)
    await clear(hass, SOURCES[COUNT])
    await import_hours(hass, midnight - timedelta(days=1), 1, 8.0)
    await import_hours(hass, midnight, 1, 9.0)
    await clear(hass, COUNT)
    await copy(hass)
    assert {*await rows_of(hass, COUNT)} == {midnight - timedelta(days=1)}


async def test_misplaced_hours_are_blanked(
    hass: HomeAssistant,
    added: MockConfigEntry,
    pass_hour: Callable[[str], Awaitable[None]],
) -> None:
    """When the time zone is corrected; those of Home Assistant stay."""
    await pass_hour("5")
    own = compiled(await rows_of(hass, COUNT))
    await EntityStatistics(hass, "1", lambda _: ZONE).async_blank(1)
    assert await rows_of(hass, COUNT) == own
    await copy(hass)
    assert len(await rows_of(hass, COUNT)) > 4 * 24
