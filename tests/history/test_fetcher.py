"""Requests for history: a few at a time, and none that a failure forbids."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Final

import aiohttp
import pytest

from custom_components.occuspace.api import OccuspaceClient, ServerError
from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.fetcher import Fetcher
from custom_components.occuspace.history.plan import FetchTask
from custom_components.occuspace.history.request_limit import RequestLimit
from custom_components.occuspace.history.retries import RetrySchedule
from custom_components.occuspace.history.series import (
    DAILY_OCCUPANCY,
    DWELL_TIME,
    VISITORS,
    Series,
)
from simulator import Simulator, faults
from tests.live.test_poll import Counting

DAY: Final = DayRange(date(2026, 3, 10), date(2026, 3, 10))

pytestmark = pytest.mark.usefixtures("hass")


def task(location: int = 2, series: Series = VISITORS) -> FetchTask:
    """Return a request for a day of a location."""
    return FetchTask(location, series, DAY)


@pytest.fixture
def told() -> list[str]:
    """Return what is told of the token."""
    return []


@pytest.fixture
async def fetcher(simulator: Simulator, told: list[str]) -> AsyncIterator[Fetcher]:
    """Return a fetcher of the account."""
    async with aiohttp.ClientSession() as session:
        client = OccuspaceClient(session, simulator.token, simulator.base_url)
        yield Fetcher(client, lambda: told.append("refused"))


async def max_concurrent_requests(simulator: Simulator, fetcher: Fetcher) -> int:
    """Return how many of many requests are under way at once."""
    counting = Counting()
    simulator.misbehave(counting)
    await asyncio.gather(*(fetcher.async_fetch(task()) for _ in range(9)))
    simulator.behave()
    return counting.most


async def test_at_most_four_requests_are_under_way(
    simulator: Simulator, fetcher: Fetcher
) -> None:
    """However many are wanted."""
    assert await max_concurrent_requests(simulator, fetcher) == 4


@pytest.mark.parametrize(
    "fault",
    [
        faults.too_many_requests("0"),
        faults.INTERNAL_SERVER_ERROR,
        faults.Silence(),
        faults.ConnectionReset(),
    ],
)
async def test_two_are_under_way_until_an_hour_after_the_last_complaint(
    simulator: Simulator, fault: faults.Fault
) -> None:
    """A rate limit, a failing server, no answer in time, and no connection."""
    now = 1000.0
    async with aiohttp.ClientSession() as session:
        client = OccuspaceClient(
            session,
            simulator.token,
            simulator.base_url,
            timeout=aiohttp.ClientTimeout(total=0.5),
        )
        fetcher = Fetcher(
            client,
            retries=RetrySchedule(lambda: now),
            limit=RequestLimit(lambda: now),
        )
        for _ in range(2):
            simulator.misbehave(fault)
            assert (await fetcher.async_fetch(task(3))).rows is None
            simulator.behave()
            now += 3599
            assert await max_concurrent_requests(simulator, fetcher) == 2
        now += 1
        assert await max_concurrent_requests(simulator, fetcher) == 4


@pytest.mark.parametrize(
    "fault", [faults.BAD_REQUEST, faults.UNAUTHORIZED, faults.NOT_FOUND]
)
async def test_a_refusal_is_no_complaint(
    simulator: Simulator, fetcher: Fetcher, fault: faults.Fault
) -> None:
    """It says nothing about how much the API can bear."""
    simulator.misbehave(fault, "/locations/3/hourly_visitors")
    assert (await fetcher.async_fetch(task(3))).rows is None
    assert await max_concurrent_requests(simulator, fetcher) == 4


async def test_what_is_under_way_at_a_complaint_is_not_replaced() -> None:
    """Once two have ended, two are left."""
    limit = RequestLimit(lambda: 0.0)
    waiting = [asyncio.Event() for _ in range(8)]
    sent: list[int] = []

    async def request(number: int) -> None:
        async with limit:
            sent.append(number)
            await waiting[number].wait()
            if number == 0:
                await limit.async_record(ServerError(500))

    async with asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(request(number))
        await asyncio.sleep(0)
        for ends, expected in ((0, 4), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)):
            waiting[ends].set()
            for _ in range(5):
                await asyncio.sleep(0)
            assert sent == [*range(expected)]
        waiting[6].set()
        waiting[7].set()


@pytest.mark.parametrize(
    "fault",
    [faults.UNAUTHORIZED, faults.INTERNAL_SERVER_ERROR, faults.NOT_JSON],
)
async def test_a_locations_own_trouble_delays_nobody(
    simulator: Simulator, fetcher: Fetcher, fault: faults.Fault
) -> None:
    """Neither others of the same kind, nor another kind of the same location."""
    simulator.misbehave(fault, "/locations/3/daily_dwell_time")
    failing = task(3, DWELL_TIME)
    assert (await fetcher.async_fetch(failing)).rows is None
    assert (await fetcher.async_fetch(failing)).rows is None
    assert (await fetcher.async_fetch(task(2, DWELL_TIME))).rows
    assert (await fetcher.async_fetch(task(3))).rows
    assert fetcher.requests == 3


async def test_too_many_requests_stop_all(
    simulator: Simulator, fetcher: Fetcher
) -> None:
    """Whatever is wanted, of whichever location."""
    simulator.misbehave(faults.too_many_requests("1000"), times=1)
    assert (await fetcher.async_fetch(task(2))).rows is None
    assert fetcher.is_stopped
    assert (await fetcher.async_fetch(task(3, DAILY_OCCUPANCY))).rows is None
    assert fetcher.requests == 1


@pytest.mark.parametrize("is_token", [True, False])
async def test_several_refusals_in_a_row_let_the_token_be_verified_once(
    simulator: Simulator, fetcher: Fetcher, told: list[str], *, is_token: bool
) -> None:
    """If it is the token's refusal, nothing more is sent."""
    simulator.misbehave(faults.UNAUTHORIZED, "" if is_token else "ly_*")
    for location in range(2, 8):
        await fetcher.async_fetch(task(location))
    verified = [r for r in simulator.requests if r.path.endswith("/locations")]
    assert len(verified) == 1
    assert fetcher.is_token_refused is is_token
    assert told == (["refused"] if is_token else [])
    assert fetcher.requests == (3 if is_token else 6)


@pytest.mark.usefixtures("hass")
@pytest.mark.parametrize("is_limited", [True, False])
async def test_a_token_that_could_not_be_verified_is_not_called_refused(
    simulator: Simulator, fetcher: Fetcher, told: list[str], *, is_limited: bool
) -> None:
    """A rate limit stops everything; after another failure it is verified later."""
    simulator.misbehave(faults.UNAUTHORIZED, "ly_*")
    fault = faults.too_many_requests("60") if is_limited else faults.SERVICE_UNAVAILABLE
    simulator.misbehave(fault, "/locations")
    for location in range(2, 8):
        await fetcher.async_fetch(task(location))
    verified = [r for r in simulator.requests if r.path.endswith("/locations")]
    assert len(verified) == (1 if is_limited else 2)
    assert not fetcher.is_token_refused
    assert fetcher.is_stopped is is_limited
    assert not told
