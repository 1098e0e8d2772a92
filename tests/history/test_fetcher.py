"""Asking for the past: two at a time, and with patience."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final

import aiohttp
import pytest

from custom_components.occuspace.api import OccuspaceClient, OccuspaceError
from custom_components.occuspace.history import fetcher as fetcher_module
from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.fetcher import Fetcher
from custom_components.occuspace.history.ledger import Series
from custom_components.occuspace.history.plan import Task
from simulator import Simulator, faults
from tests.test_live_poll import Counting

DAY: Final = DayRange(date(2026, 3, 10), date(2026, 3, 10))


def task(location: int = 2) -> Task:
    """Return a request for a day of a location."""
    return Task(location, Series.VISITORS, DAY)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long is waited, which takes no time here."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def wait(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0)

    class Asyncio:
        """asyncio with another sleep."""

        sleep = staticmethod(wait)

        def __getattr__(self, name: str) -> Any:
            return getattr(asyncio, name)

    monkeypatch.setattr(fetcher_module, "asyncio", Asyncio())
    return waited


@pytest.fixture
async def fetcher(simulator: Simulator) -> AsyncIterator[Fetcher]:
    """Return a fetcher of the account."""
    async with aiohttp.ClientSession() as session:
        client = OccuspaceClient(session, simulator.token, simulator.base_url)
        yield Fetcher(client, lambda _: None)


@pytest.mark.usefixtures("hass")
async def test_at_most_two_requests_are_under_way(
    simulator: Simulator, fetcher: Fetcher
) -> None:
    """However many are wanted."""
    counting = Counting()
    simulator.misbehave(counting)
    await asyncio.gather(*(fetcher.async_fetch(task()) for _ in range(9)))
    assert counting.most == 2


@pytest.mark.usefixtures("hass")
async def test_an_outage_is_waited_out_longer_each_time(
    simulator: Simulator, fetcher: Fetcher, pauses: list[float]
) -> None:
    """After four attempts the task is left for later; success ends the growth."""
    simulator.misbehave(faults.SERVICE_UNAVAILABLE)
    assert (await fetcher.async_fetch(task())).rows is None
    assert pauses == [15, 30, 60, 120]
    simulator.behave()
    answer = await fetcher.async_fetch(task())
    assert answer.rows
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, times=1)
    await fetcher.async_fetch(task())
    assert pauses[-1] == 15


@pytest.mark.usefixtures("hass")
@pytest.mark.parametrize(
    ("asked", "pause"), [("90", 90), ("99999", 1800), ("9" * 400, 1800)]
)
async def test_the_api_says_how_long_to_wait(
    simulator: Simulator,
    fetcher: Fetcher,
    pauses: list[float],
    asked: str,
    pause: float,
) -> None:
    """Within reason."""
    simulator.misbehave(faults.too_many_requests(asked), times=1)
    assert (await fetcher.async_fetch(task())).rows
    assert pauses == [pause]


@pytest.mark.usefixtures("hass")
async def test_a_locations_own_trouble_delays_nobody(
    simulator: Simulator, fetcher: Fetcher, pauses: list[float]
) -> None:
    """It is not asked again."""
    simulator.misbehave(faults.UNAUTHORIZED, "/locations/3/*")
    assert (await fetcher.async_fetch(task(3))).rows is None
    assert (await fetcher.async_fetch(task(2))).rows
    assert not pauses
    assert fetcher.requests == 2


@pytest.mark.usefixtures("hass")
async def test_during_a_pause_nothing_is_tried(simulator: Simulator) -> None:
    """Of two that fail at once, one pauses for both."""
    reasons: list[OccuspaceError | None] = []
    paused = asyncio.Event()

    def pause(reason: OccuspaceError | None) -> None:
        reasons.append(reason)
        paused.set()

    async with aiohttp.ClientSession() as session:
        client = OccuspaceClient(session, simulator.token, simulator.base_url)
        fetcher = Fetcher(client, pause)
        simulator.misbehave(faults.too_many_requests("1000"))
        waiting = [
            asyncio.create_task(fetcher.async_fetch(task(id_))) for id_ in (2, 3)
        ]
        await paused.wait()
        assert (await fetcher.async_try(task(4))).rows is None
        assert fetcher.requests == 2
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    assert [reason is None for reason in reasons] == [False, True]
