"""Whatever is corrected or inserted, every later sum follows, however slow it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
import time
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import statistics
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Location, Simulator, faults, generated_account
from tests.builders import build_entry, device_of, state_of
from tests.conftest import SetUp

from .conftest import ReadRows, until

VISITORS: Final = "occuspace:1_1_visitors"
OPENED: Final = date(2025, 11, 20)
LONG_BEFORE: Final = date(2025, 9, 3)
TODAY: Final = datetime(2026, 3, 20, 7, tzinfo=UTC)
PARTS: Final = 2
"""So many requests are 120 days."""


@pytest.fixture
def account() -> Account:
    """Return one location that has counted for four months."""
    return generated_account(1, opened=OPENED)


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry without hourly occupancy."""
    return build_entry(simulator, options={"detail_days": 0})


@pytest.fixture(autouse=True)
def _slow_recorder(recorder_mock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every import take long after the recorder's queue is empty."""
    original = statistics.import_statistics

    def slow(*args: Any) -> bool:
        time.sleep(0.05)
        return original(*args)

    monkeypatch.setattr(statistics, "import_statistics", slow)


async def fetched(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until the past has been fetched."""
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")


async def refresh(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, start: date
) -> None:
    """Have the past fetched again, and wait for it."""
    simulator.requests.clear()
    await hass.services.async_call(
        "occuspace",
        "refresh_history",
        {"device_id": device_of(hass, entry, 1), "start_date": start.isoformat()},
        blocking=True,
    )
    await until(hass, lambda: asked(simulator) >= PARTS)
    await fetched(hass, entry)


def asked(simulator: Simulator) -> int:
    """Return how many parts of the past were asked for."""
    return sum(
        "hourly_visitors" in each.path and each.query["start"] < "2026-03-20"
        for each in simulator.requests
    )


def assert_added_up(rows: list[dict[str, Any]]) -> None:
    """Check that each sum is the one before and what came since."""
    total = 0
    for row in rows:
        total += row["state"]
        assert row["sum"] == total, row


def past_starts(rows: list[dict[str, Any]]) -> list[float]:
    """Return the hours before today, whose own come when they like."""
    return [row["start"] for row in rows if row["start"] < TODAY.timestamp()]


def more(row: dict[str, Any]) -> None:
    """Add visitors."""
    row["visitors"] += 7


def none(row: dict[str, Any]) -> None:
    """Take all visitors away."""
    row["visitors"] = 0


def mixed(row: dict[str, Any]) -> None:
    """Add visitors in odd hours, take them away in even ones."""
    odd = int(row["normalizedTime"][:2]) % 2
    row["visitors"] = row["visitors"] + 5 if odd else 0


@pytest.mark.parametrize("change", [more, none, mixed])
async def test_corrections_of_a_long_past_carry_through_to_every_later_sum(
    hass: HomeAssistant,
    simulator: Simulator,
    read_rows: ReadRows,
    set_up: SetUp,
    change: Callable[[dict[str, Any]], None],
) -> None:
    """Half of it is others now; the other half only stands higher or lower."""
    entry = await set_up()
    await fetched(hass, entry)
    (before,) = (await read_rows(VISITORS, types=("state", "sum"))).values()
    assert_added_up(before)

    def correct(reply: dict[str, Any]) -> None:
        for row in reply["data"]["hourlyVisitors"]:
            if row["normalizedDate"] < "2026-01-20":
                change(row)

    simulator.misbehave(faults.Transform(correct), "/locations/1/hourly_visitors")
    await refresh(hass, simulator, entry, OPENED)
    (after,) = (await read_rows(VISITORS, types=("state", "sum"))).values()
    assert_added_up(after)
    assert past_starts(after) == past_starts(before)
    assert after[-1]["sum"] != before[-1]["sum"]


async def test_a_past_that_begins_earlier_carries_through_to_every_later_sum(
    hass: HomeAssistant, simulator: Simulator, read_rows: ReadRows, set_up: SetUp
) -> None:
    """All that was there stands higher by what came in front of it."""
    entry = await set_up()
    await fetched(hass, entry)
    (before,) = (await read_rows(VISITORS, types=("state", "sum"))).values()
    account = simulator.account
    old = account.locations[1]
    account.add(
        Location(old.id, old.name, None, old.capacity, earliest_count=LONG_BEFORE)
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await fetched(hass, entry)
    (after,) = (await read_rows(VISITORS, types=("state", "sum"))).values()
    assert_added_up(after)
    days = (OPENED - LONG_BEFORE).days
    # The venue's clocks go back in between.
    assert past_starts(after)[days * 24 + 1 :] == past_starts(before)
