"""Whatever fails, and however few requests are allowed: no healthy location starves."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from math import ceil
import random
from typing import Final, override
from zoneinfo import ZoneInfo

from aiohttp import web
from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from simulator import Account, Simulator, faults
from simulator.account import Location
from tests.builders import build_entry, pass_time, state_of
from tests.conftest import SetUp

ROOT: Final = 1
BUILDINGS: Final = 26
REFRESH: Final = timedelta(seconds=61)
FAILURES: Final = (
    faults.BAD_REQUEST,
    faults.NOT_FOUND,
    faults.INTERNAL_SERVER_ERROR,
    faults.SERVICE_UNAVAILABLE,
    faults.HTML_PAGE,
    faults.ConnectionReset(),
)


class Limit(faults.Fault):
    """The right reply to a number of requests, and 429 to the rest of the refresh."""

    def __init__(self, requests: int) -> None:
        """Start with all requests left."""
        self.requests = self.left = requests

    @override
    async def reply(
        self, request: web.Request, answer: faults.Answer
    ) -> web.StreamResponse:
        self.left -= 1
        if self.left < 0:
            return web.Response(status=HTTPStatus.TOO_MANY_REQUESTS)
        return await answer(request)


class Failing(faults.Fault):
    """Failures of some locations, within a limit of requests."""

    def __init__(self, failing: dict[int, faults.Fault], limit: Limit) -> None:
        """Fail for some locations."""
        self._failing = failing
        self._limit = limit

    @override
    async def reply(
        self, request: web.Request, answer: faults.Answer
    ) -> web.StreamResponse:
        parts = request.path.split("/")
        fault = self._failing.get(int(parts[-2])) if parts[-1] == "now" else None

        async def reply(request: web.Request) -> web.StreamResponse:
            return await (fault.reply(request, answer) if fault else answer(request))

        return await self._limit.reply(request, reply)


def campus(floors_of: Callable[[int], int], *, flat: bool = False) -> Account:
    """Return buildings with floors, beneath a root or, if flat, without anything."""
    account = Account("fair", ZoneInfo("UTC"))
    if not flat:
        account.add(Location(ROOT, "Campus", earliest_count=None))
    id_ = ROOT
    for building in range(BUILDINGS):
        id_ += 1
        parent = id_
        account.add(
            Location(
                id_,
                f"B{building}",
                parent_id=None if flat else ROOT,
                capacity=100,
                count=None if floors_of(building) else id_,
            )
        )
        for floor in range(floors_of(building)):
            id_ += 1
            account.add(
                Location(
                    id_,
                    f"B{building} F{floor}",
                    parent_id=parent,
                    capacity=50,
                    count=id_,
                )
            )
    return account


def healthy(account: Account, failing: set[int]) -> set[int]:
    """Return the locations that their own reply or their parent's tells of."""
    return {
        id_
        for id_, location in account.locations.items()
        if id_ not in failing
        or (location.parent_id is not None and location.parent_id not in failing)
    }


def max_refreshes(account: Account, limit: int) -> int:
    """Return the number of refreshes within which every healthy location is shown.

    A refresh ends after eight outages in a row, or at the server's limit. A parent has
    to fail, four times if only it is limited, before its children are requested, and
    one request of each refresh is for a location that failed before.
    """
    return 4 * ceil(len(account.locations) / min(limit, 8)) + 4


class Watch:
    """Which locations have been shown with their right values."""

    def __init__(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        freezer: FrozenDateTimeFactory,
        limit: Limit,
    ) -> None:
        """Set up an entry for the account."""
        self.hass = hass
        self.freezer = freezer
        self.account = simulator.account
        self.simulator = simulator
        self.limit = limit
        self.entry = build_entry(simulator)
        self.shown: set[int] = set()

    async def set_up(self) -> None:
        """Set up; Home Assistant tries again by itself if that fails."""
        self.entry.add_to_hass(self.hass)
        await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()
        self.look()

    async def refresh(self) -> None:
        """Let a refresh pass, or the next attempt of the set-up."""
        self.limit.left = self.limit.requests
        self.simulator.requests.clear()
        await pass_time_to_refresh(self.hass, self.freezer)
        self.look()

    def look(self) -> None:
        """Note what is shown, which is never more than is true."""
        for id_ in self.account.locations:
            state = state_of(self.hass, self.entry, id_, "count")
            if state is None or not state.isdigit():
                continue
            assert int(state) == self.truth(id_), id_
            self.shown.add(id_)

    def truth(self, location_id: int) -> int:
        """Return how many people are at a location."""
        own = self.account.locations[location_id].count
        children = (
            id_
            for id_, each in self.account.locations.items()
            if each.parent_id == location_id
        )
        return sum((self.truth(id_) for id_ in children), start=0) or own or 0


async def pass_time_to_refresh(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Move the clock on by a refresh; the history loops are not waited for."""
    await pass_time(hass, freezer, REFRESH)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(40))
async def test_every_healthy_location_is_shown(
    hass: HomeAssistant,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
    seed: int,
) -> None:
    """Within the stated number of refreshes; a failing one asks for no extra storm."""
    chance = random.Random(seed)
    floors = [chance.randrange(4) for _ in range(BUILDINGS)]
    account = campus(floors.__getitem__, flat=chance.random() < 0.3)
    simulator.account = account
    ids = sorted(account.locations)
    share = chance.choice((0.1, 0.4, 0.8))
    first = chance.randrange(len(ids))
    failing = (
        {id_ for id_ in ids if chance.random() < share}
        if chance.random() < 0.6
        # Neighbours, as when one building's controller is down.
        else set(ids[first : first + round(share * len(ids))])
    )
    limit = Limit(chance.choice((3, 8, 20, 10_000)))
    kind = chance.choice(FAILURES)
    simulator.misbehave(
        Failing(
            {
                id_: kind if chance.random() < 0.7 else chance.choice(FAILURES)
                for id_ in failing
            },
            limit,
        )
    )
    watch = Watch(hass, simulator, freezer, limit)
    await watch.set_up()
    wanted = healthy(account, failing)
    refreshes = 0
    while not wanted <= watch.shown and refreshes < max_refreshes(
        account, limit.requests
    ):
        paths = Counter(request.path for request in simulator.requests)
        assert max(paths.values()) <= max(1, paths["/v1/locations"]) + 1
        await watch.refresh()
        refreshes += 1
    assert wanted <= watch.shown, f"{sorted(wanted - watch.shown)} after {refreshes}"
    await hass.config_entries.async_remove(watch.entry.entry_id)


async def test_the_first_eleven_of_26_buildings_fail(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The fifteen others are shown at once and stay so, and the failing ones return."""
    simulator.account = campus(lambda _: 1)
    entry = build_entry(simulator)
    buildings = [
        id_
        for id_, each in simulator.account.locations.items()
        if each.parent_id == ROOT
    ]
    for id_ in buildings[:11]:
        for place in (id_, id_ + 1):
            simulator.misbehave(
                faults.SERVICE_UNAVAILABLE, f"/v1/locations/{place}/now"
            )
    await set_up(entry=entry)
    for _ in range(3):
        shown = [state_of(hass, entry, id_ + 1, "count") for id_ in buildings]
        assert shown[:11] == ["unavailable"] * 11
        assert shown[11:] == [str(id_ + 1) for id_ in buildings[11:]]
        await pass_time(hass, freezer, REFRESH)
    simulator.behave()
    await pass_time(hass, freezer, REFRESH)
    assert [state_of(hass, entry, id_ + 1, "count") for id_ in buildings] == [
        str(id_ + 1) for id_ in buildings
    ]


async def test_a_set_up_succeeds_if_anything_can_be_fetched(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """A token that sees forty floors, of which the first twelve fail."""
    account = simulator.account = Account("floors", ZoneInfo("UTC"))
    for id_ in range(1, 41):
        account.add(Location(id_, f"Floor {id_}", capacity=100, count=id_))
        if id_ <= 12:
            simulator.misbehave(faults.SERVICE_UNAVAILABLE, f"/v1/locations/{id_}/now")
    entry = build_entry(simulator, unique_id="1", title="Floors")
    await set_up(ConfigEntryState.LOADED, entry)
    assert state_of(hass, entry, 40, "count") == "40"
    assert state_of(hass, entry, 1, "count") == "unavailable"


async def test_a_location_that_works_again_is_found_under_a_tight_limit(
    hass: HomeAssistant, simulator: Simulator, freezer: FrozenDateTimeFactory
) -> None:
    """Although healthy locations alone would use all requests."""
    simulator.account = campus(lambda _: 0)
    limit = Limit(8)
    simulator.misbehave(
        Failing({5: faults.BAD_REQUEST, ROOT: faults.BAD_REQUEST}, limit)
    )
    watch = Watch(hass, simulator, freezer, limit)
    await watch.set_up()
    for _ in range(8):
        await watch.refresh()
    assert 5 not in watch.shown
    simulator.behave()
    simulator.misbehave(Failing({ROOT: faults.BAD_REQUEST}, limit))
    for _ in range(10):
        await watch.refresh()
    assert 5 in watch.shown
