"""The endpoints: the document's example, its shapes and its errors."""

import json
import re

import pytest

from simulator import Account, Location, campus_account, example_account

from .conftest import Serve, Served

HISTORY = (
    "daily_occupancy",
    "hourly_occupancy",
    "daily_visitors",
    "hourly_visitors",
    "daily_dwell_time",
)
START, END = "2024-01-01", "2024-01-02"


@pytest.fixture
async def example(serve: Serve) -> Served:
    """Return the document's example account, served."""
    return await serve(example_account())


async def test_locations(example: Served) -> None:
    """The list has the document's two locations, word for word, and the floors."""
    reply = await example.json("/locations")
    assert reply["message"] == "OK"
    assert reply["data"][:2] == [
        {
            "id": 1,
            "name": "Sales",
            "parentID": None,
            "capacity": 1000,
            "earliestCount": "2020-01-15",
            "isActive": True,
        },
        {
            "id": 2,
            "name": "Office Building",
            "parentID": 1,
            "capacity": 500,
            "earliestCount": "2020-01-15",
            "isActive": True,
        },
    ]
    assert [(row["id"], row["parentID"]) for row in reply["data"][2:]] == [
        (3, 2),
        (4, 2),
    ]


async def test_now_of_a_parent(example: Served) -> None:
    """The live reading is the document's, taken at the minute that is now."""
    assert await example.json("/locations/2/now") == {
        "message": "OK",
        "data": {
            "id": 2,
            "name": "Office Building",
            "count": 100,
            "percentage": 0.20,
            "timestamp": "2026-11-18T20:07:00.000Z",
            "isActive": True,
            "childCounts": [
                {
                    "id": 3,
                    "name": "Office 1st Floor",
                    "count": 70,
                    "percentage": 0.18,
                    "isActive": True,
                },
                {
                    "id": 4,
                    "name": "Office 2nd Floor",
                    "count": 30,
                    "percentage": 0.30,
                    "isActive": True,
                },
            ],
        },
    }


async def test_now_of_a_leaf(example: Served) -> None:
    """A leaf has no child counts: null, not an empty list."""
    reply = await example.json("/locations/3/now")
    assert reply["data"]["childCounts"] is None


@pytest.mark.parametrize("location", [1, 2, 3, 4])
async def test_example_history(example: Served, location: int) -> None:
    """Every location answers the document's own days."""
    assert await example.rows(location, "daily_occupancy", START, END) == [
        {
            "avgOccupancy": 19,
            "avgPercentageOccupied": 0.07,
            "peakOccupancy": 52,
            "peakPercentageOccupied": 0.18,
            "timestamp": "2024-01-01 00:00:00",
            "normalizedDate": "2024-01-01",
        },
        {
            "avgOccupancy": 36,
            "avgPercentageOccupied": 0.12,
            "peakOccupancy": 102,
            "peakPercentageOccupied": 0.35,
            "timestamp": "2024-01-02 00:00:00",
            "normalizedDate": "2024-01-02",
        },
    ]
    hours = await example.rows(location, "hourly_occupancy", START, END)
    assert hours[:2] == [
        {
            "avgOccupancy": 6,
            "avgPercentageOccupied": 0.02,
            "peakOccupancy": 10,
            "peakPercentageOccupied": 0.03,
            "normalizedTime": "00:00:00",
        },
        {
            "avgOccupancy": 6,
            "avgPercentageOccupied": 0.02,
            "peakOccupancy": 8,
            "peakPercentageOccupied": 0.03,
            "normalizedTime": "01:00:00",
        },
    ]
    assert len(hours) == 24
    assert await example.rows(location, "daily_visitors", START, END) == [
        {
            "visitors": 61,
            "timestamp": "2024-01-01 00:00:00",
            "normalizedDate": "2024-01-01",
            "normalizedTime": "00:00:00",
        },
        {
            "visitors": 145,
            "timestamp": "2024-01-02 00:00:00",
            "normalizedDate": "2024-01-02",
            "normalizedTime": "00:00:00",
        },
    ]
    visitors = await example.rows(location, "hourly_visitors", START, END)
    assert visitors[:2] == [
        {
            "visitors": 0,
            "timestamp": "2024-01-01 00:00:00",
            "normalizedDate": "2024-01-01",
            "normalizedTime": "00:00:00",
        },
        {
            "visitors": 2,
            "timestamp": "2024-01-01 01:00:00",
            "normalizedDate": "2024-01-01",
            "normalizedTime": "01:00:00",
        },
    ]
    assert len(visitors) == 48
    assert await example.rows(location, "daily_dwell_time", START, END) == [
        {
            "avgDwellTime": 241,
            "peakDwellTime": 312,
            "timestamp": "2024-01-01 00:00:00",
            "normalizedDate": "2024-01-01",
            "normalizedTime": "00:00:00",
        },
        {
            "avgDwellTime": 211,
            "peakDwellTime": 301,
            "timestamp": "2024-01-02 00:00:00",
            "normalizedDate": "2024-01-02",
            "normalizedTime": "00:00:00",
        },
    ]


async def test_example_timestamps_are_utc(serve: Serve) -> None:
    """Elsewhere than in UTC a local day starts at another instant."""
    served = await serve(example_account("Asia/Kolkata"))
    rows = await served.rows(2, "daily_visitors", START, START)
    assert rows[0]["timestamp"] == "2023-12-31 18:30:00"
    assert rows[0]["normalizedDate"] == "2024-01-01"


@pytest.mark.parametrize("endpoint", HISTORY)
async def test_range_missing(example: Served, endpoint: str) -> None:
    """A range without any data is answered with 200 and no data."""
    path = f"/locations/2/{endpoint}"
    reply = await example.json(path, start="2025-01-01", end="2025-01-07")
    assert reply == {"message": "RANGE MISSING"}


async def test_range_partly_missing(example: Served) -> None:
    """A range with data on some days gives these and says so."""
    reply = await example.json(
        "/locations/2/daily_visitors", start="2023-12-25", end=START
    )
    assert reply["message"] not in ("OK", "RANGE MISSING")
    assert [row["visitors"] for row in reply["data"]["dailyVisitors"]] == [61]


@pytest.mark.parametrize("endpoint", HISTORY)
@pytest.mark.parametrize(
    ("query", "blamed"),
    [
        ({}, "start"),
        ({"start": START}, "end"),
        ({"end": END}, "start"),
        ({"start": "", "end": END}, "start"),
        ({"start": "2024-02-30", "end": "2024-03-01"}, "start"),
        ({"start": "20240101", "end": END}, "start"),
        ({"start": "2024-W01-1", "end": END}, "start"),
        ({"start": START, "end": "tomorrow"}, "end"),
        ({"start": END, "end": START}, "start"),
    ],
)
async def test_bad_dates(
    example: Served, endpoint: str, query: dict[str, str], blamed: str
) -> None:
    """Missing, invalid and reversed dates are explained."""
    status, body = await example.get(f"/locations/2/{endpoint}", **query)
    assert status == 400
    assert re.match(blamed, json.loads(body)["message"])


async def test_whole_calendar(example: Served) -> None:
    """The widest range that can be asked is answered without counting through it."""
    rows = await example.rows(2, "daily_visitors", "0001-01-01", "9999-12-31")
    assert [row["visitors"] for row in rows] == [61, 145]


@pytest.mark.parametrize("path", ["/locations", "/locations/2/now"])
@pytest.mark.parametrize("token", [None, "", "another-token"])
async def test_refused_token(example: Served, path: str, token: str | None) -> None:
    """Without the right token every endpoint answers 401 in JSON."""
    status, body = await example.get(path, token)
    assert status == 401
    assert json.loads(body).keys() == {"message"}


async def test_token_may_change(example: Served) -> None:
    """A cycled token replaces the one before at once."""
    example.simulator.token = "cycled"
    assert (await example.get("/locations"))[0] == 401
    assert (await example.get("/locations", "cycled"))[0] == 200


@pytest.mark.parametrize("endpoint", ["now", *HISTORY])
async def test_inaccessible_location(example: Served, endpoint: str) -> None:
    """A location that is not the account's is refused, not missing."""
    path = f"/locations/99/{endpoint}"
    status, body = await example.get(path, start=START, end=END)
    assert status == 401
    assert json.loads(body).keys() == {"message"}


async def test_id_is_not_an_integer(example: Served) -> None:
    """A location id that is no number is an invalid argument."""
    status, body = await example.get("/locations/two/now")
    assert status == 400
    assert "integer" in json.loads(body)["message"]


@pytest.mark.parametrize("path", ["", "/location/2/now", "/locations/2", "/<b>"])
async def test_unknown_endpoint(example: Served, path: str) -> None:
    """An unknown endpoint answers Express's HTML page, escaped."""
    status, body = await example.get(path)
    assert status == 404
    assert body.startswith("<!DOCTYPE html>")
    escaped = path.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<pre>Cannot GET /v1{escaped}</pre>" in body


async def test_only_get(example: Served) -> None:
    """Another method is unknown to Express in the same way."""
    url = f"{example.simulator.base_url}/locations"
    async with example.session.post(url) as response:
        assert response.status == 404
        assert "Cannot POST /v1/locations" in await response.text()


async def test_records_requests(example: Served) -> None:
    """Each request is recorded with its query and status."""
    await example.get("/locations/2/daily_visitors", start=START, end=END)
    await example.get("/nothing")
    assert [
        (item.method, item.path, item.query, item.status)
        for item in example.simulator.requests
    ] == [
        (
            "GET",
            "/v1/locations/2/daily_visitors",
            {"start": START, "end": END},
            200,
        ),
        ("GET", "/v1/nothing", {}, 404),
    ]


async def test_restart_on_the_same_port(example: Served) -> None:
    """A simulator can go away and come back, as an API does."""
    port = int(example.simulator.base_url.split(":")[2].removesuffix("/v1"))
    await example.simulator.stop()
    with pytest.raises(OSError, match=r"Connect|connect"):
        await example.get("/locations")
    await example.simulator.start(port=port)
    assert (await example.get("/locations"))[0] == 200


async def test_account_changes_while_served(example: Served) -> None:
    """Locations may be added, renamed, moved, switched off and removed."""
    account = example.simulator.account
    account.add(Location(5, "Annex", 1, capacity=20, count=5))
    account.locations[4].name = "Office Top Floor"
    account.locations[4].parent_id = 5
    rows = {row["id"]: row for row in (await example.json("/locations"))["data"]}
    assert rows[5]["name"] == "Annex"
    assert (rows[4]["name"], rows[4]["parentID"]) == ("Office Top Floor", 5)
    now = await example.json("/locations/2/now")
    assert (now["data"]["count"], len(now["data"]["childCounts"])) == (70, 1)

    account.locations[3].is_active = False
    now = await example.json("/locations/2/now")
    assert now["data"]["isActive"] is False
    assert (now["data"]["count"], now["data"]["percentage"]) == (0, 0)

    account.remove(2)
    rows = {row["id"]: row for row in (await example.json("/locations"))["data"]}
    assert rows.keys() == {1, 4, 5}
    assert (await example.get("/locations/3/now"))[0] == 401


async def test_cycle_is_answered(example: Served) -> None:
    """Even locations that are each other's parent are served."""
    account: Account = example.simulator.account
    account.locations[2].parent_id = 4
    account.locations[4].parent_id = 2
    assert len((await example.json("/locations"))["data"]) == 4
    assert (await example.json("/locations/2/now"))["data"]["count"] == 70


async def test_never_measured_and_closed(serve: Serve) -> None:
    """A floor without a sensor is listed, inactive and without history."""
    served = await serve(campus_account())
    rows = {row["id"]: row for row in (await served.json("/locations"))["data"]}
    assert rows[1519]["earliestCount"] is None
    assert rows[1519]["isActive"] is False
    assert rows[1551]["earliestCount"] is not None
    assert rows[1551]["isActive"] is False
    for location in (1519, 1551):
        now = (await served.json(f"/locations/{location}/now"))["data"]
        assert (now["count"], now["percentage"], now["isActive"]) == (0, 0, False)
        path = f"/locations/{location}/daily_visitors"
        reply = await served.json(path, start="2026-11-01", end="2026-11-07")
        assert reply == {"message": "RANGE MISSING"}
