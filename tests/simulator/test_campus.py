"""The campus and generated accounts: one story, whichever endpoint tells it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from simulator import Location, campus_account, generated_account
from simulator.account import Snapshot

from .conftest import Serve, Served

OPENED = date(2024, 9, 1)
ROOT = 1500
# A floor with zones, a leaf, a building with a closed part, and everything.
SAMPLE = (1511, 1518, 1550, ROOT)


@pytest.fixture
async def campus(serve: Serve) -> Served:
    """Return the campus, served."""
    return await serve(campus_account(opened=OPENED))


def _parents(rows: list[dict[str, Any]]) -> set[int]:
    """Return the ids of the locations with children."""
    return {row["parentID"] for row in rows} - {None}


async def test_tree(campus: Served) -> None:
    """One root, buildings, floors whose names repeat, and capacities that add up."""
    rows = (await campus.json("/locations"))["data"]
    by_id = {row["id"]: row for row in rows}
    assert 30 <= len(rows) <= 40
    assert [row["id"] for row in rows if row["parentID"] is None] == [ROOT]
    assert Counter(row["name"] for row in rows)["01_Main Floor"] == 4
    assert sum(row["earliestCount"] is None for row in rows) == 1
    for parent in _parents(rows):
        children = [row for row in rows if row["parentID"] == parent]
        total = sum(row["capacity"] for row in children)
        assert by_id[parent]["capacity"] == total


async def test_parents_are_the_sum_of_their_children(campus: Served) -> None:
    """Each parent's live count is its children's, and theirs is their own."""
    rows = (await campus.json("/locations"))["data"]
    for parent in _parents(rows):
        now = (await campus.json(f"/locations/{parent}/now"))["data"]
        assert now["count"] == sum(child["count"] for child in now["childCounts"])
        for child in now["childCounts"]:
            own = (await campus.json(f"/locations/{child['id']}/now"))["data"]
            assert {key: own[key] for key in child} == child


async def test_counts_follow_the_clock(campus: Served) -> None:
    """Night is empty, noon is busy, Sunday is quieter, five minutes differ."""

    async def count() -> int:
        number: int = (await campus.json(f"/locations/{ROOT}/now"))["data"]["count"]
        return number

    campus.time = datetime(2026, 11, 18, 20, 7, tzinfo=UTC)
    noon = await count()
    campus.time += timedelta(minutes=5)
    assert 0 < abs(await count() - noon) < noon / 10
    campus.time = datetime(2026, 11, 18, 11, 7, tzinfo=UTC)
    assert await count() == 0
    campus.time = datetime(2026, 11, 22, 20, 7, tzinfo=UTC)
    assert 0 < await count() < noon / 2


@pytest.mark.parametrize("location", SAMPLE)
async def test_history_agrees_with_the_live_counts(
    campus: Served, location: int
) -> None:
    """A past day's averages and peaks are those of its live readings."""
    midnight = datetime(2026, 11, 17, 8, tzinfo=UTC)
    counts = []
    for slot in range(288):
        campus.time = midnight + timedelta(minutes=5 * slot)
        now = await campus.json(f"/locations/{location}/now")
        counts.append(now["data"]["count"])
    campus.time = midnight + timedelta(days=3)
    day = "2026-11-17"
    [daily] = await campus.rows(location, "daily_occupancy", day, day)
    assert daily["peakOccupancy"] == max(counts)
    assert daily["avgOccupancy"] == pytest.approx(sum(counts) / 288, abs=0.51)
    hours = await campus.rows(location, "hourly_occupancy", day, day)
    for number, hour in enumerate(hours):
        slots = counts[12 * number : 12 * number + 12]
        assert hour["normalizedTime"] == f"{number:02}:00:00"
        assert hour["peakOccupancy"] == max(slots)
        assert hour["avgOccupancy"] == pytest.approx(sum(slots) / 12, abs=0.51)
    visitors = await campus.rows(location, "hourly_visitors", day, day)
    for number, hour in enumerate(visitors):
        before = counts[12 * number - 1] if number else 0
        assert hour["visitors"] >= counts[12 * number + 11] - before
    [dwell] = await campus.rows(location, "daily_dwell_time", day, day)
    entered = sum(hour["visitors"] for hour in visitors)
    average = sum(counts) * 5 / entered
    assert dwell["avgDwellTime"] == pytest.approx(average, abs=0.51)
    assert dwell["peakDwellTime"] > dwell["avgDwellTime"]


@pytest.mark.parametrize("location", SAMPLE)
async def test_years_of_visitors(campus: Served, location: int) -> None:
    """Hourly visitors sum to daily ones, and parents' to their children's."""
    span = ("2024-09-01", "2026-11-17")
    daily = await campus.rows(location, "daily_visitors", *span)
    hourly = await campus.rows(location, "hourly_visitors", *span)
    by_day: Counter[str] = Counter()
    for row in hourly:
        by_day[row["normalizedDate"]] += row["visitors"]
    assert {row["normalizedDate"]: row["visitors"] for row in daily} == by_day
    assert len(daily) == 808 - 4

    children = [
        item.id
        for item in campus.simulator.account.locations.values()
        if item.parent_id == location and item.earliest_count is not None
    ]
    if children:
        total: Counter[str] = Counter()
        for child in children:
            for row in await campus.rows(child, "daily_visitors", *span):
                total[row["normalizedDate"]] += row["visitors"]
        assert total == by_day


async def test_hourly_occupancy_averages_over_the_days(campus: Served) -> None:
    """An hour of a range is the average and the peak of that hour of its days."""
    days = ("2026-11-09", "2026-11-15")
    week = await campus.rows(ROOT, "hourly_occupancy", *days)
    averages: Counter[str] = Counter()
    peaks: dict[str, int] = {}
    for number in range(9, 16):
        day = f"2026-11-{number:02}"
        for row in await campus.rows(ROOT, "hourly_occupancy", day, day):
            time = row["normalizedTime"]
            averages[time] += row["avgOccupancy"]
            peaks[time] = max(peaks.get(time, 0), row["peakOccupancy"])
    assert {row["normalizedTime"]: row["peakOccupancy"] for row in week} == peaks
    for row in week:
        mean = averages[row["normalizedTime"]] / 7
        assert row["avgOccupancy"] == pytest.approx(mean, abs=1)


async def test_beginning_gap_holiday_and_closed_day(campus: Served) -> None:
    """History starts at earliestCount, has one gap, and days with nobody."""
    path = f"/locations/{ROOT}/daily_visitors"
    before = await campus.json(path, start="2024-08-01", end="2024-08-31")
    assert before["message"] == "RANGE MISSING"
    rows = await campus.rows(ROOT, "daily_visitors", "2024-08-01", "2024-12-31")
    assert rows[0]["normalizedDate"] == OPENED.isoformat()

    every = await campus.rows(ROOT, "daily_visitors", "2024-09-01", "2026-11-17")
    days = [date.fromisoformat(row["normalizedDate"]) for row in every]
    steps = [(a, b) for a, b in pairwise(days) if b - a > timedelta(days=1)]
    [(last, first)] = steps
    assert first - last == timedelta(days=5)
    gap = await campus.json(
        path,
        start=(last + timedelta(days=1)).isoformat(),
        end=(first - timedelta(days=1)).isoformat(),
    )
    assert gap == {"message": "RANGE MISSING"}

    by_day = {row["normalizedDate"]: row["visitors"] for row in every}
    assert by_day["2025-12-25"] == 0
    assert by_day["2025-12-22"] > 0
    [sunday] = await campus.rows(1558, "daily_visitors", "2026-11-15", "2026-11-15")
    [monday] = await campus.rows(1558, "daily_visitors", "2026-11-16", "2026-11-16")
    assert (sunday["visitors"], monday["visitors"] > 0) == (0, True)


async def test_closed_part_and_late_building(campus: Served) -> None:
    """One part's history ends, and one building's starts a year later."""
    rows = await campus.rows(1551, "daily_visitors", "2024-09-01", "2026-11-17")
    assert rows[-1]["normalizedDate"] == "2025-12-25"
    rows = await campus.rows(1570, "daily_visitors", "2024-09-01", "2026-11-17")
    assert rows[0]["normalizedDate"] == "2025-09-02"


async def test_today_and_the_future(campus: Served) -> None:
    """Today is given as far as it has gone; later days have no rows."""
    rows = await campus.rows(ROOT, "hourly_visitors", "2026-11-18", "2026-11-25")
    assert len(rows) == 13
    assert rows[-1]["timestamp"] == "2026-11-18 20:00:00"
    assert rows[-1]["normalizedTime"] == "12:00:00"
    reply = await campus.json(
        f"/locations/{ROOT}/daily_occupancy", start="2026-11-19", end="2026-11-25"
    )
    assert reply == {"message": "RANGE MISSING"}
    campus.time = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    rows = await campus.rows(ROOT, "hourly_visitors", "2026-11-19", "2026-11-19")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("time_zone", "day", "hours", "timestamps"),
    [
        ("America/Los_Angeles", "2026-03-08", 23, {"03:00:00": ["10:00"]}),
        ("America/Los_Angeles", "2025-11-02", 25, {"01:00:00": ["08:00", "09:00"]}),
        ("Asia/Kolkata", "2026-03-08", 24, {"00:00:00": ["18:30"]}),
        ("Australia/Lord_Howe", "2026-04-05", 25, {"01:00:00": ["14:00", "15:00"]}),
    ],
)
async def test_clock_changes(
    serve: Serve,
    time_zone: str,
    day: str,
    hours: int,
    timestamps: dict[str, list[str]],
) -> None:
    """Days on which the clocks change have their own hours, each at its instant."""
    served = await serve(campus_account(time_zone, opened=OPENED))
    rows = await served.rows(ROOT, "hourly_visitors", day, day)
    assert len(rows) == hours
    for local, expected in timestamps.items():
        found = [r["timestamp"][11:16] for r in rows if r["normalizedTime"] == local]
        assert found == expected
    assert len({row["timestamp"] for row in rows}) == hours
    [daily] = await served.rows(ROOT, "daily_visitors", day, day)
    assert daily["visitors"] == sum(row["visitors"] for row in rows)
    assert daily["timestamp"] == rows[0]["timestamp"]


async def test_same_seed_same_people(serve: Serve) -> None:
    """The story depends on the seed, and on nothing else."""
    week = ("2026-11-09", "2026-11-15")
    stories = []
    for seed in (7, 7, 8):
        served = await serve(campus_account(seed=seed, opened=OPENED))
        stories.append(await served.rows(ROOT, "hourly_visitors", *week))
    assert stories[0] == stories[1] != stories[2]


@pytest.mark.parametrize("number", [1, 2, 3, 47, 48, 100, 1000])
def test_generated_number(number: int) -> None:
    """Any number of locations makes one tree, with numbers at every leaf."""
    account = generated_account(number, opened=OPENED)
    snapshot = Snapshot(account, datetime(2026, 11, 18, 20, tzinfo=UTC))
    nodes = [*account.locations.values()]
    assert [node.id for node in nodes] == [*range(1, number + 1)]
    assert [node.id for node in nodes if node.parent_id is None] == [1]
    assert all(node.parent_id in account.locations for node in nodes[1:])
    assert all(snapshot.capacity(node) > 0 for node in nodes)
    assert all(snapshot.is_active(node) for node in nodes)


async def test_five_thousand(serve: Serve) -> None:
    """Five thousand locations are listed, and their parents counted."""
    served = await serve(generated_account(5000, opened=OPENED))
    rows = (await served.json("/locations"))["data"]
    assert len(rows) == 5000
    for parent in [1, *sorted(_parents(rows))[:100]]:
        assert (await served.json(f"/locations/{parent}/now"))["data"]["id"] == parent


async def test_added_location_has_a_curve(campus: Served) -> None:
    """A location added at run-time counts and is counted in."""
    account = campus.simulator.account
    before = (await campus.json("/locations/1531/now"))["data"]["count"]
    account.add(Location(1600, "Patio", 1531, capacity=60, earliest_count=OPENED))
    own = (await campus.json("/locations/1600/now"))["data"]["count"]
    after = (await campus.json("/locations/1531/now"))["data"]["count"]
    assert own > 0
    assert after == before + own
    [row] = await campus.rows(1600, "daily_visitors", "2026-11-17", "2026-11-17")
    assert row["visitors"] > 0
