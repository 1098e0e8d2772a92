"""However often the fetching is interrupted, the rows are those of one that is not."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
import json
import random
from typing import Any, Final
from zoneinfo import ZoneInfo

import aiohttp
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.core import HomeAssistant
import pytest

from custom_components.occuspace.api import OccuspaceClient
from custom_components.occuspace.history import importer as writer
from custom_components.occuspace.history.backfill import Backfill
from custom_components.occuspace.history.days import ONE_DAY, DayRange, DaySet
from custom_components.occuspace.history.fetcher import Fetcher
from custom_components.occuspace.history.ledger import Ledger
from custom_components.occuspace.history.metadata import VISITORS, Statistic
from custom_components.occuspace.history.plan import PendingLocation, plan
from custom_components.occuspace.history.series import SERIES, statistics
from custom_components.occuspace.history.statistics import LocationStatistics
from custom_components.occuspace.history.today import TodayReader
from custom_components.occuspace.identifiers import statistic_id
from simulator import Account, Location, Simulator, faults, generated_account

from .conftest import ReadRows

CASES: Final = 200
PER_TEST: Final = 20
LONG_CASES: Final = 6
# Three requests for the visitors, and five once it begins earlier.
LONG_OPENED: Final = date(2025, 12, 28)
LONG_BEFORE: Final = date(2025, 11, 1)
LOCATION: Final = 1
# All of them: a day that has left the window keeps the detail it got in time.
DETAIL_DAYS: Final = 30
TODAY: Final = date(2026, 3, 10)
# The day after it has 23 hours.
OPENED: Final = date(2026, 3, 7)
ZONE: Final = ZoneInfo("America/Los_Angeles")

FAULTS: Final = (
    faults.SERVICE_UNAVAILABLE,
    faults.too_many_requests("0"),
    faults.ConnectionReset(midway=True),
    faults.Truncated(),
    faults.UNAUTHORIZED,
)
NO_DATA: Final = faults.Status(200, faults.message("RANGE MISSING"))


class PowerFailureError(Exception):
    """The process ends here and now."""


@dataclass(slots=True)
class Power:
    """Counts what the process does, and may fail at any of it."""

    left: int | None = None

    def use(self) -> None:
        """Do one more thing, unless the power fails before."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise PowerFailureError


@dataclass(slots=True)
class Machine:
    """What survives a power failure: the database, and the ledger as last stored."""

    hass: HomeAssistant
    simulator: Simulator
    session: aiohttp.ClientSession
    account_id: str
    chance: random.Random
    detail_days: int = DETAIL_DAYS
    stored: str = field(default_factory=lambda: json.dumps(Ledger().as_dict()))

    async def run(self, today: date, *, read_day: bool) -> bool:
        """Start, and return whether everything was fetched before the power failed."""
        ledger = Ledger.from_dict(json.loads(self.stored))
        client = OccuspaceClient(
            self.session, self.simulator.token, self.simulator.base_url
        )
        fetcher = Fetcher(client)
        archive = LocationStatistics(self.hass, self.account_id, lambda _: ZONE, str)
        try:
            (location,) = (await client.get_locations()).data
            wish = PendingLocation(location, ledger.record(LOCATION, today), today)
            await archive.async_reconcile(ledger, LOCATION, today)
            reader = None
            if read_day:
                reader = TodayReader(
                    fetcher,
                    archive,
                    lambda _: ZONE,
                    lambda *_: None,
                    detail_days=self.detail_days,
                )
                reader.set_due([LOCATION])
                await reader.async_read([wish])
            tasks = plan([wish], self.detail_days)
            backfill = Backfill(
                fetcher, archive, ledger, lambda _: self._store(ledger), lambda _: ZONE
            )
            await backfill.async_run(tasks, {LOCATION: today})
            if reader:
                await reader.async_store_kept([wish])
            wish.record.checked_on = today
            self.stored = json.dumps(ledger.as_dict())
        except PowerFailureError, ExceptionGroup:
            return False
        return not list(plan([wish], self.detail_days))

    def reopen(self, start: date) -> None:
        """Have the past fetched again from a day on."""
        ledger = Ledger.from_dict(json.loads(self.stored))
        days = DaySet((DayRange(start, TODAY - ONE_DAY),))
        ledger.reopen(LOCATION, list(SERIES.values()), days, TODAY)
        self.stored = json.dumps(ledger.as_dict())

    def _store(self, ledger: Ledger) -> None:
        """Store the ledger now, or too late."""
        if self.chance.random() < 0.5:
            self.stored = json.dumps(ledger.as_dict())


@pytest.fixture
def account() -> Account:
    """Return a single location, so that every case is short."""
    return generated_account(1, opened=OPENED)


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Power:
    """Let requests, writing and committing need power."""
    power = Power()

    def powered(name: str, of: Any) -> None:
        original = getattr(of, name)

        def use(*args: Any, **kwargs: Any) -> Any:
            power.use()
            return original(*args, **kwargs)

        monkeypatch.setattr(of, name, use)

    powered("async_add_external_statistics", writer)
    powered("async_commit", writer.StatisticsImporter)
    powered("async_adjust_statistics", Recorder)
    powered("_request", Fetcher)
    return power


@pytest.mark.timeout(300)
@pytest.mark.parametrize("first", range(0, CASES, PER_TEST))
async def test_interruptions_leave_no_trace(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    power: Power,
    first: int,
) -> None:
    """Power failures, lost ledgers, faults of the API, days going by."""
    at_noon.move_to(datetime(2026, 3, 10, 20, 30, tzinfo=UTC))
    async with aiohttp.ClientSession() as session:

        def machine(account_id: str, seed: int) -> Machine:
            return Machine(hass, simulator, session, account_id, random.Random(seed))

        reference = machine("reference", first)
        assert await reference.run(TODAY, read_day=True)
        assert await reference.run(TODAY, read_day=True)
        expected = await _rows(read_rows, "reference")
        assert all(expected.values())
        for case in range(first, first + PER_TEST):
            await _survive(machine(f"case{case}", case), power, read_rows)
            rows = await _rows(read_rows, f"case{case}")
            assert rows == expected, f"case {case}"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("case", range(LONG_CASES))
async def test_interrupted_corrections_of_a_long_past_leave_no_trace(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    power: Power,
    case: int,
) -> None:
    """Fetched again from the first day, with other values, and beginning earlier."""
    at_noon.move_to(datetime(2026, 3, 10, 20, 30, tzinfo=UTC))
    chance = random.Random(case)
    _open_on(simulator, LONG_OPENED)

    def correct(reply: dict[str, Any]) -> None:
        for row in reply["data"]["hourlyVisitors"]:
            row["visitors"] = row["visitors"] * 3 if case % 2 else 1

    async with aiohttp.ClientSession() as session:

        def machine(account_id: str) -> Machine:
            return Machine(hass, simulator, session, account_id, chance, detail_days=0)

        tried, reference = machine("tried"), machine("reference")
        assert await tried.run(TODAY, read_day=False)
        simulator.misbehave(faults.Transform(correct), "hourly_visitors")
        tried.reopen(LONG_OPENED)
        for start in (LONG_OPENED, LONG_BEFORE):
            _open_on(simulator, start)
            for _ in range(5):
                power.left = chance.randrange(1, 30)
                await tried.run(TODAY, read_day=chance.random() < 0.5)
                await _assert_sums_rise(read_rows, "tried")
        power.left = None
        assert await tried.run(TODAY, read_day=True)
        assert await tried.run(TODAY, read_day=True)
        assert await reference.run(TODAY, read_day=True)
        assert await reference.run(TODAY, read_day=True)
    assert await _rows(read_rows, "tried") == await _rows(read_rows, "reference")


def _open_on(simulator: Simulator, day: date) -> None:
    """Let the location have counted since another day."""
    simulator.account.add(
        Location(LOCATION, "Hall", None, capacity=500, earliest_count=day)
    )


async def _survive(machine: Machine, power: Power, read_rows: ReadRows) -> None:
    """Start again and again, until a start is not interrupted."""
    chance = machine.chance
    day = TODAY - timedelta(days=chance.randrange(3))
    days_without_data: set[date] = set()
    for _ in range(chance.randrange(1, 7)):
        power.left = chance.randrange(25)
        for _ in range(chance.randrange(3)):
            fault = chance.choice(FAULTS)
            # It is believed ever longer, and asked about on another day only.
            if day < TODAY and len(days_without_data | {day}) < 2:
                fault = chance.choice((fault, NO_DATA))
                days_without_data.add(day)
            machine.simulator.misbehave(fault, "ly_*", times=chance.randrange(1, 4))
        await machine.run(day, read_day=day == TODAY and chance.random() < 0.5)
        machine.simulator.behave()
        await _assert_sums_rise(read_rows, machine.account_id)
        day = min(TODAY, day + timedelta(days=chance.randrange(2)))
    power.left = None
    assert await machine.run(TODAY, read_day=True)
    assert await machine.run(TODAY, read_day=True)


async def _rows(
    read_rows: ReadRows, account_id: str
) -> dict[Statistic, list[dict[str, Any]]]:
    """Return every row of an account."""
    ids = {
        statistic: statistic_id(account_id, LOCATION, statistic.key)
        for statistic in statistics()
    }
    rows = await read_rows(*ids.values(), types=("state", "sum", "mean", "max"))
    return {statistic: rows.get(id_, []) for statistic, id_ in ids.items()}


async def _assert_sums_rise(read_rows: ReadRows, account_id: str) -> None:
    """Check that no sum steps back, at any moment."""
    visitors = (await _rows(read_rows, account_id))[VISITORS]
    assert all(earlier["sum"] <= later["sum"] for earlier, later in pairwise(visitors))
