"""What the recorder has lost is noticed at the next start, wherever it was."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.db_schema import Statistics, StatisticsMeta
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from sqlalchemy import select, update

from simulator import Account, Simulator, generated_account
from tests.builders import build_entry
from tests.conftest import SetUp

from .conftest import ReadRows, Rows, until_fetched
from .test_carried_sums import assert_added_up

IDS: Final = {
    name: f"occuspace:1_1_{name}"
    for name in ("visitors", "occupancy", "utilization", "dwell_time")
}
TYPES: Final = ("state", "sum", "mean", "max")
OPENED: Final = date(2026, 2, 1)

type Damage = Callable[..., Awaitable[None]]


@pytest.fixture
def zone_name() -> str:
    """Return a venue's zone; a test may choose another."""
    return "America/Los_Angeles"


@pytest.fixture
def account(zone_name: str) -> Account:
    """Return one location that has counted for seven weeks."""
    return generated_account(1, opened=OPENED, time_zone=zone_name)


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with half of its days in hours."""
    return build_entry(simulator, options={"detail_days": 21})


@pytest.fixture
def damage(recorder_mock: Any, hass: HomeAssistant) -> Damage:
    """Return a function that changes the rows of some moments in the database."""

    async def change(
        names: tuple[str, ...], first: datetime, last: datetime, add: float | None
    ) -> None:
        def work() -> None:
            chosen = Statistics.metadata_id.in_(
                select(StatisticsMeta.id).where(
                    StatisticsMeta.statistic_id.in_([IDS[name] for name in names])
                )
            ) & Statistics.start_ts.between(first.timestamp(), last.timestamp() - 1)
            with session_scope(hass=hass) as session:
                if add is None:
                    session.query(Statistics).filter(chosen).delete(
                        synchronize_session=False
                    )
                else:
                    session.execute(
                        update(Statistics)
                        .where(chosen)
                        .values(sum=Statistics.sum + add)
                        .execution_options(synchronize_session=False)
                    )

        await get_instance(hass).async_add_executor_job(work)

    return change


def moment(text: str) -> datetime:
    """Return a moment of 2026."""
    return datetime.fromisoformat(f"2026-{text}:00+00:00")


LOSSES: Final = (
    ("02-10T08", "02-11T09"),
    ("03-07T08", "03-09T08"),
    ("03-07T20", "03-09T03"),
    ("03-10T00", "03-12T00"),
    ("02-25T17", "03-02T05"),
    ("01-01T00", "02-05T12"),
    ("01-01T00", "03-05T12"),
    ("03-15T13", "04-01T00"),
    ("01-01T00", "04-01T00"),
)
OTHER_LOSSES: Final = (LOSSES[0], ("03-12T18", "03-14T18"))


def losses() -> Iterator[Any]:
    """Yield time zone, names, first and last moment of each loss."""
    for loss in LOSSES:
        yield "America/Los_Angeles", tuple(IDS), *loss
    for name in IDS:
        yield "America/Los_Angeles", (name,), *LOSSES[3]
    for zone in ("Asia/Kolkata", "Pacific/Auckland"):
        for loss in OTHER_LOSSES:
            yield zone, tuple(IDS), *loss


@pytest.mark.parametrize(("zone_name", "names", "first", "last"), losses())
async def test_lost_days_are_fetched_again_after_the_next_start(
    hass: HomeAssistant,
    read_rows: ReadRows,
    set_up: SetUp,
    damage: Damage,
    names: tuple[str, ...],
    first: str,
    last: str,
) -> None:
    """In front, in the middle, at the end, all; of one statistic or of every one."""
    entry = await set_up()
    before = await fetched_rows(hass, entry, read_rows)
    await hass.config_entries.async_unload(entry.entry_id)
    await damage(names, moment(first), moment(last), None)
    assert await all_rows(read_rows) != before
    await hass.config_entries.async_setup(entry.entry_id)
    assert await fetched_rows(hass, entry, read_rows) == before


async def test_lost_hours_of_visitors_are_fetched_again(
    hass: HomeAssistant, read_rows: ReadRows, set_up: SetUp, damage: Damage
) -> None:
    """The sums tell even a single one."""
    entry = await set_up()
    before = await fetched_rows(hass, entry, read_rows)
    await hass.config_entries.async_unload(entry.entry_id)
    busiest = max(before[IDS["visitors"]][:400], key=lambda row: row["state"])
    lost = datetime.fromtimestamp(busiest["start"], UTC)
    await damage(("visitors",), lost, lost + timedelta(hours=1), None)
    await hass.config_entries.async_setup(entry.entry_id)
    assert await fetched_rows(hass, entry, read_rows) == before


@pytest.mark.parametrize(
    "steps",
    [
        {"02-20T13": 300},
        {"02-20T13": -300},
        {"02-03T00": 10, "02-20T13": -300, "03-01T00": 7, "03-19T05": 1},
        {f"02-{day:02}T{hour:02}": day - 14 for day in range(3, 27) for hour in (3, 9)},
    ],
)
async def test_false_sums_are_corrected_at_the_next_start_without_a_request(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
    damage: Damage,
    steps: dict[str, int],
) -> None:
    """As versions that did not carry every correction through have left them."""
    entry = await set_up()
    before = await fetched_rows(hass, entry, read_rows)
    await hass.config_entries.async_unload(entry.entry_id)
    for start, step in steps.items():
        await damage(("visitors",), moment(start), moment("04-01T00"), step)
    assert await all_rows(read_rows) != before
    simulator.requests.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    after = await fetched_rows(hass, entry, read_rows)
    assert after == before
    assert_added_up(after[IDS["visitors"]])
    past = [r for r in simulator.requests if r.query.get("start", "9") < "2026-03-19"]
    assert not past


async def test_nothing_is_fetched_again_if_nothing_is_lost(
    hass: HomeAssistant, simulator: Simulator, read_rows: ReadRows, set_up: SetUp
) -> None:
    """A start costs the requests of today only."""
    entry = await set_up()
    before = await fetched_rows(hass, entry, read_rows)
    simulator.requests.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    assert await fetched_rows(hass, entry, read_rows) == before
    past = [r for r in simulator.requests if r.query.get("start", "9") < "2026-03-19"]
    assert not past


async def fetched_rows(
    hass: HomeAssistant, entry: MockConfigEntry, read_rows: ReadRows
) -> Rows:
    """Return every row of the days that are over, once all are there."""
    await hass.async_block_till_done()
    await until_fetched(hass, entry)
    return await all_rows(read_rows)


async def all_rows(read_rows: ReadRows) -> Rows:
    """Return the rows there are; today's own come when they like."""
    rows = await read_rows(*IDS.values(), types=TYPES)
    end = datetime(2026, 3, 19, 18, tzinfo=UTC).timestamp()
    return {
        id_: [row for row in each if row["start"] < end] for id_, each in rows.items()
    }
