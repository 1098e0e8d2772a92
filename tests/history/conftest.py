"""A Home Assistant with the recorder, and an account small enough to fetch whole."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.components.recorder.tasks import SynchronizeTask
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, generated_account
from tests.builders import state_of

NOW = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
"""A Friday, half past one in the afternoon at the venue."""

OPENED = date(2026, 3, 5)
"""Three days before the venue's clocks go forward."""

type Rows = dict[str, list[Any]]
type ReadRows = Callable[..., Awaitable[Rows]]


@pytest.fixture
def account() -> Account:
    """Return a root, a building, a floor and a zone that have counted for 15 days."""
    return generated_account(4, opened=OPENED)


@pytest.fixture
def at_noon(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Stop the clock."""
    freezer.move_to(NOW)
    return freezer


@pytest.fixture
def read_rows(recorder_mock: Any, hass: HomeAssistant) -> ReadRows:
    """Return a function that reads statistics as the interface does."""

    async def read(
        *ids: str, period: str = "hour", types: tuple[str, ...] = ("mean", "max")
    ) -> Rows:
        await until_recorded(hass)
        rows: Rows = await get_instance(hass).async_add_executor_job(
            statistics_during_period,
            hass,
            dt_util.utc_from_timestamp(0),
            None,
            set(ids) or None,
            period,
            None,
            set(types),
        )
        return {id_: each for id_, each in rows.items() if id_.startswith("occuspace:")}

    return read


async def until_recorded(hass: HomeAssistant) -> None:
    """Wait until the recorder has done what it has been given so far.

    Its own way to wait does not wait for what it is working on.
    """
    done: asyncio.Future[None] = hass.loop.create_future()
    get_instance(hass).queue_task(SynchronizeTask(done))
    await done


async def until(hass: HomeAssistant, is_so: Callable[[], bool]) -> None:
    """Wait until something is so; the clock may stand still meanwhile."""
    for _ in range(10_000):
        if is_so():
            return
        await hass.async_add_executor_job(time.sleep, 0.002)
    raise AssertionError("timed out")


async def until_fetched(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until the history has been imported, and sensors show it."""
    root = int(str(entry.unique_id))
    await until(hass, lambda: state_of(hass, entry, root, "history") == "up_to_date")
    locations = tuple(entry.runtime_data.coordinator.data.statuses)

    def is_shown() -> bool:
        states = {
            state_of(hass, entry, id_, "dwell_time_yesterday") for id_ in locations
        }
        return not states & {"unknown", "unavailable"}

    await until(hass, is_shown)


def has_weeks(entry: MockConfigEntry, location_id: int, weeks: int) -> bool:
    """Return whether a location's typical week is of that many weeks."""
    week = entry.runtime_data.history.weeks.get(location_id)
    noons = [week.hours.get((day, 12)) for day in range(7)] if week else [None]
    return all(noon is not None and noon.weeks >= weeks for noon in noons)
