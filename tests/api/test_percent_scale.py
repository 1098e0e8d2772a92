"""Percentages as fractions, as documented, or as percent."""

from typing import Any, Final

import pytest

from custom_components.occuspace.api import OccuspaceClient

from .conftest import Api
from .endpoints import FIRST, NOW, SECOND, load

CAPACITIES: Final = {2: 500, 3: 400, 4: 100}


def locations(capacities: dict[int, int | None]) -> dict[str, Any]:
    """Return a location list."""
    return {
        "message": "OK",
        "data": [
            {"id": id_, "name": f"{id_}", "parentID": None, "capacity": capacity}
            for id_, capacity in capacities.items()
        ],
    }


def now(counts: dict[int, int | None], factor: float) -> dict[str, Any]:
    """Return a live reply whose percentages are fractions times a factor."""
    wire: dict[str, Any] = NOW.example()
    for part in (wire["data"], *wire["data"]["childCounts"]):
        count = part["count"] = counts[part["id"]]
        share = None if count is None else round(count / CAPACITIES[part["id"]], 2)
        part["percentage"] = None if share is None else round(share * factor, 2)
    return wire


@pytest.mark.parametrize("factor", [1, 100], ids=["fractions", "percent"])
@pytest.mark.parametrize(
    "counts", [{2: 100, 3: 70, 4: 30}, {2: 600, 3: 500, 4: 100}, {2: 3, 3: 0, 4: 3}]
)
async def test_counts_and_capacities_decide(
    api: Api, client: OccuspaceClient, factor: float, counts: dict[int, int | None]
) -> None:
    """From the first reply on, more than full and almost empty included."""
    api.reply(locations(dict(CAPACITIES)))
    await client.get_locations()
    api.reply(now(counts, factor))
    data = (await client.get_now(2)).data
    shown = {data.id: data.percentage}
    shown |= {child.id: child.percentage for child in data.children}
    expected = {id_: 100 * count / CAPACITIES[id_] for id_, count in counts.items()}  # type: ignore[operator]
    assert shown == pytest.approx(expected, abs=0.51)


async def test_history_follows_once_enough_readings_agree(
    api: Api, client: OccuspaceClient
) -> None:
    """History rows have no capacity of their time, so the account decides."""
    api.reply(locations(dict(CAPACITIES)))
    await client.get_locations()
    wire = load("daily_occupancy")
    for row in wire["data"]["dailyOccupancy"]:
        row["avgPercentageOccupied"] *= 100
        row["peakPercentageOccupied"] *= 100

    async def averages() -> list[float | None]:
        api.reply(wire)
        reply = await client.get_daily_occupancy(2, FIRST, SECOND)
        return [row.average_utilization for row in reply.data]

    assert await averages() == [700, 1200]
    api.reply(now({2: 100, 3: 70, 4: 30}, 100))
    await client.get_now(2)
    assert await averages() == [7, 12]
    for _ in range(20):
        api.reply(now({2: 100, 3: 70, 4: 30}, 1))
        await client.get_now(2)
    assert await averages() == [700, 1200]


async def test_an_account_in_percent_leaves_other_values_as_they_are(
    api: Api, client: OccuspaceClient
) -> None:
    """Unknown percentages stay unknown, and visitors have none."""
    api.reply(locations(dict(CAPACITIES)))
    await client.get_locations()
    api.reply(now({2: 100, 3: 70, 4: 30}, 100))
    await client.get_now(2)
    wire = load("daily_occupancy")
    for row in wire["data"]["dailyOccupancy"]:
        row["avgPercentageOccupied"] = None
    api.reply(wire)
    rows = (await client.get_daily_occupancy(2, FIRST, SECOND)).data
    assert [row.average_utilization for row in rows] == [None, None]
    api.reply(load("daily_visitors"))
    visitors = (await client.get_daily_visitors(2, FIRST, SECOND)).data
    assert all(row.visitors for row in visitors)


@pytest.mark.parametrize("capacity", [None, 0])
async def test_without_a_capacity_the_documented_fraction_holds(
    api: Api, client: OccuspaceClient, capacity: int | None
) -> None:
    """Nothing says otherwise."""
    api.reply(locations(dict.fromkeys(CAPACITIES, capacity)))
    await client.get_locations()
    api.reply(NOW.example())
    assert (await client.get_now(2)).data == NOW.expected
