"""Days that are over are read once, and again when they are imported again."""

import asyncio
from datetime import date, timedelta
from typing import Final
from unittest.mock import AsyncMock, MagicMock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.fetcher import Fetcher, FetchResult
from custom_components.occuspace.history.metadata import Statistic
from custom_components.occuspace.history.plan import FetchTask
from custom_components.occuspace.history.series import DWELL_TIME, VISITORS
from custom_components.occuspace.history.settled_days import SettledDays
from custom_components.occuspace.history.statistics import LocationStatistics
from simulator import Simulator
from tests.builders import build_entry, state_of
from tests.conftest import SetUp

from .conftest import until, until_fetched

TODAY: Final = date(2026, 3, 20)
YESTERDAY: Final = date(2026, 3, 19)
AROUND: Final = DayRange(YESTERDAY - timedelta(days=3), YESTERDAY)
BEFORE: Final = DayRange(YESTERDAY - timedelta(days=3), YESTERDAY - timedelta(days=1))


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with hourly detail of two days."""
    return build_entry(simulator, options={"detail_days": 2})


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_yesterday_is_read_again_only_where_it_was_imported_again(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not in the next two hours; then the one location whose days are refreshed."""
    reads: list[tuple[int, str, date]] = []
    read = LocationStatistics.async_value_of_day

    async def count(
        self: LocationStatistics, location_id: int, statistic: Statistic, day: date
    ) -> int | None:
        reads.append((location_id, statistic.key, day))
        return await read(self, location_id, statistic, day)

    monkeypatch.setattr(LocationStatistics, "async_value_of_day", count)
    entry = await set_up()
    await until_fetched(hass, entry)

    def figures() -> list[str | None]:
        return [
            state_of(hass, entry, id_, key)
            for id_ in range(1, 5)
            for key in ("dwell_time_yesterday", "visitors_yesterday")
        ]

    fetched: list[FetchTask] = []
    fetch = Fetcher.async_fetch

    async def note(self: Fetcher, task: FetchTask) -> FetchResult:
        result = await fetch(self, task)
        fetched.append(task)
        return result

    monkeypatch.setattr(Fetcher, "async_fetch", note)

    def is_read_this_hour() -> bool:
        # Today's visitors and hours of four locations. The replies have arrived: the
        # next hour would end the time limit of a request.
        return len([each for each in fetched if each.days.last == TODAY]) >= 8

    async def pass_hour() -> None:
        fetched.clear()
        at_noon.tick(timedelta(hours=1))
        async_fire_time_changed(hass)
        await until(hass, is_read_this_hour)
        await hass.async_block_till_done()

    await pass_hour()
    known = figures()
    assert not {"unknown", "unavailable", None} & {*known}
    assert {day for _, _, day in reads} == {YESTERDAY}
    reads.clear()
    for _ in range(2):
        await pass_hour()
        assert figures() == known
    assert not reads

    entry.runtime_data.history.async_refetch(2, YESTERDAY)
    await until(hass, lambda: len(reads) >= 2)
    await until_fetched(hass, entry)
    assert {id_ for id_, _, _ in reads} == {2}
    assert figures() == known


async def test_an_unknown_value_is_read_again() -> None:
    """It may be known the next time."""
    statistics = MagicMock(async_value_of_day=AsyncMock(side_effect=[None, 7]))
    days = SettledDays(statistics)
    values = [await days.async_value(1, VISITORS, YESTERDAY) for _ in range(3)]
    assert values == [None, 7, 7]


@pytest.mark.parametrize(
    ("task", "is_read_again"),
    [
        (FetchTask(1, VISITORS, AROUND), True),
        (FetchTask(1, VISITORS, BEFORE), False),
        (FetchTask(1, DWELL_TIME, AROUND), False),
        (FetchTask(2, VISITORS, AROUND), False),
    ],
)
async def test_a_day_is_forgotten_with_its_own_import(
    task: FetchTask, *, is_read_again: bool
) -> None:
    """Not with that of other days, series or locations."""
    statistics = MagicMock(async_value_of_day=AsyncMock(side_effect=[5, 6]))
    days = SettledDays(statistics)
    assert await days.async_value(1, VISITORS, YESTERDAY) == 5
    days.forget([task])
    assert await days.async_value(1, VISITORS, YESTERDAY) == (6 if is_read_again else 5)


async def test_another_day_or_a_location_that_returns_is_read_again() -> None:
    """Nothing is kept of them."""
    statistics = MagicMock(async_value_of_day=AsyncMock(side_effect=[5, 6, 7, 8]))
    days = SettledDays(statistics)
    today = YESTERDAY + timedelta(days=1)
    assert await days.async_value(1, VISITORS, YESTERDAY) == 5
    assert await days.async_value(1, VISITORS, today) == 6
    days.keep({1})
    assert await days.async_value(1, VISITORS, today) == 6
    days.keep({2})
    assert await days.async_value(1, VISITORS, today) == 7


async def test_a_value_read_while_its_day_was_imported_is_not_kept() -> None:
    """It may be from before the import."""
    first, goes_on = asyncio.Event(), asyncio.Event()
    values = iter((5, 6))

    async def read(*_: object) -> int:
        value = next(values)
        first.set()
        await goes_on.wait()
        return value

    days = SettledDays(MagicMock(async_value_of_day=read))
    reading = asyncio.create_task(days.async_value(1, VISITORS, YESTERDAY))
    await first.wait()
    days.forget([FetchTask(1, VISITORS, AROUND)])
    goes_on.set()
    assert await reading == 5
    assert await days.async_value(1, VISITORS, YESTERDAY) == 6
