"""A new kind of history is one row of the table, and the function that makes rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.api import DailyVisitors, OccuspaceClient
from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.metadata import Statistic
from custom_components.occuspace.history.rows import MeanRow, midnight
from custom_components.occuspace.history.series import SERIES, RowKind, Series
from simulator import Simulator
from tests.builders import build_entry
from tests.conftest import SetUp

from .conftest import NOW, ReadRows, until_fetched

ZONE: Final = ZoneInfo("America/Los_Angeles")
TODAY: Final = NOW.astimezone(ZONE).date()
VISITORS: Final = "occuspace:1_2_visitors"
DAY_VISITORS: Final = Statistic(key="day_visitors", name="day visitors", unit="people")


def day_rows(
    _days: DayRange, replied: Sequence[DailyVisitors], zone: tzinfo
) -> tuple[list[MeanRow]]:
    """Return the visitors of each day."""
    return (
        [
            MeanRow(midnight(row.day, zone), row.visitors, row.visitors)
            for row in replied
        ],
    )


SIXTH: Final = Series(
    key="day_visitors",
    fetch=OccuspaceClient.get_daily_visitors,
    max_days=366,
    statistics=(DAY_VISITORS,),
    row_kind=RowKind.DAILY_MEANS,
    make_rows=day_rows,
    days_with_data=lambda _days, replied, _zone, _unreadable: {
        row.day for row in replied if row.visitors is not None
    },
)


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with a little hourly detail."""
    return build_entry(simulator, options={"detail_days": 2})


def venue_day(start: float) -> date:
    """Return the day of the venue that a row is on."""
    return datetime.fromtimestamp(start, ZONE).date()


async def test_a_sixth_kind_of_history_is_one_row_of_the_table(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    read_rows: ReadRows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is fetched, stored, restored and not fetched again after a reload."""
    monkeypatch.setitem(SERIES, SIXTH.key, SIXTH)
    entry = await set_up()
    await until_fetched(hass, entry)
    statistic_id = "occuspace:1_2_day_visitors"
    rows = (await read_rows(statistic_id, types=("mean",)))[statistic_id]
    by_hour = (await read_rows(VISITORS, types=("state",)))[VISITORS]
    by_day: Counter[date] = Counter()
    for row in by_hour:
        by_day[venue_day(row["start"])] += row["state"]
    del by_day[TODAY]
    assert {venue_day(row["start"]): row["mean"] for row in rows} == by_day

    simulator.requests.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await until_fetched(hass, entry)
    asked = [each for each in simulator.requests if "daily_visitors" in each.path]
    assert asked == []
    assert (await read_rows(statistic_id, types=("mean",)))[statistic_id] == rows
