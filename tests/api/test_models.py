"""Replies as models, and what of them is refused."""

from dataclasses import astuple, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from custom_components.occuspace.api import (
    LocationNow,
    OccuspaceClient,
    UnexpectedReplyError,
)

from .conftest import Api
from .endpoints import (
    ENDPOINTS,
    LOCATIONS,
    NOW,
    Endpoint,
    load,
    put,
)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
async def test_the_documents_example_is_read(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """As people, percent, minutes, days and moments."""
    api.reply(endpoint.example())
    reply = await endpoint.ask(client)
    assert reply.data == endpoint.expected
    assert reply.message is None


@pytest.mark.parametrize(
    ("wire", "percent"),
    [(0, 0), (0.2, 20), (0.455, 45.5), (1, 100), (1.37, 137), (None, None)],
)
async def test_a_fraction_is_told_in_percent(
    api: Api, client: OccuspaceClient, wire: float | None, percent: float | None
) -> None:
    """More than everything is not clipped, and not known stays not known."""
    api.reply(put(NOW.example(), ("data", "percentage"), wire))
    reply = await client.get_now(2)
    assert reply.data.percentage == percent


@pytest.mark.parametrize("value", [True, False, "3 or 4", "1,000", "-3", -1, 1e9])
async def test_what_is_no_number_of_people_is_unknown(
    api: Api, client: OccuspaceClient, value: Any
) -> None:
    """JSON's booleans are no numbers."""
    api.reply(put(NOW.example(), ("data", "count"), value))
    data = (await client.get_now(2)).data
    assert data == replace(NOW.expected, count=None, unreadable=("count",))


@pytest.mark.parametrize(
    ("wire", "flag"),
    [("true", True), ("False", False), (1, True), (0, False), ("0", False)],
)
async def test_a_flag_is_read_in_its_other_forms(
    api: Api, client: OccuspaceClient, wire: Any, *, flag: bool
) -> None:
    """An inactive location is not taken for an active one."""
    api.reply(put(NOW.example(), ("data", "isActive"), wire))
    assert (await client.get_now(2)).data.is_active is flag


async def test_the_other_spelling_of_the_parent_is_read(
    api: Api, client: OccuspaceClient
) -> None:
    """That of the vendor's own connector; the document's wins where both are."""
    example = LOCATIONS.example()
    for node in example["data"]:
        node["parentId"] = node.pop("parentID")
    api.reply(example)
    assert (await client.get_locations()).data == LOCATIONS.expected
    for node in example["data"]:
        node |= {"parentID": node["parentId"], "parentId": 7}
    api.reply(example)
    assert (await client.get_locations()).data == LOCATIONS.expected


async def test_a_list_as_accounts_have_it_is_read(
    api: Api, client: OccuspaceClient
) -> None:
    """With unknown keys, moments for days, and a location that never counted."""
    api.reply(load("locations_in_the_wild"))
    reply = await client.get_locations()
    first_day = date(2021, 8, 23)
    rows = [
        (1510, "Main Library", None, 220, first_day, True),
        (1511, "01_Main Floor", 1510, 180, first_day, True),
        (1519, "04_Archive", 1510, None, None, False),
    ]
    assert [astuple(location)[:-1] for location in reply.data] == rows
    assert not any(location.unreadable for location in reply.data)
    assert reply.unreadable == 0


async def test_a_leaf_has_no_children(api: Api, client: OccuspaceClient) -> None:
    """The API's null is an empty tuple; more than full is no mistake."""
    api.reply(load("now_leaf"))
    reply = await client.get_now(2)
    assert reply.message == "Portions of the location were closed and some were open."
    assert reply.data == LocationNow(
        id=2,
        name="02_Quiet Study",
        count=61,
        percentage=122,
        timestamp=datetime(2024, 1, 1, tzinfo=UTC),
        is_active=True,
        children=(),
    )


async def test_a_child_without_an_id_does_not_affect_the_others(
    api: Api, client: OccuspaceClient
) -> None:
    """The others are there."""
    api.reply(put(NOW.example(), ("data", "childCounts", 0, "id"), "yes"))
    reply = await client.get_now(2)
    assert reply.data.children == NOW.expected.children[1:]


@pytest.mark.parametrize(
    "moment",
    [
        "2020-02-15T15:30:00.000Z",
        "2020-02-15 15:30:00",
        "2020-02-15T07:30:00-08:00",
    ],
)
async def test_every_form_of_a_moment_is_utc(
    api: Api, client: OccuspaceClient, moment: str
) -> None:
    """The one without an offset too."""
    api.reply(put(NOW.example(), ("data", "timestamp"), moment))
    reply = await client.get_now(2)
    assert reply.data == NOW.expected


@pytest.mark.parametrize(
    "moment",
    ["", "soon", "1999-12-31T23:59:59Z", "2201-01-01T00:00:00Z", 1708012200, True],
)
async def test_what_is_no_moment_of_a_measurement_is_unknown(
    api: Api, client: OccuspaceClient, moment: Any
) -> None:
    """One long before or after there was anything to measure included."""
    api.reply(put(NOW.example(), ("data", "timestamp"), moment))
    data = (await client.get_now(2)).data
    assert data.timestamp is None
    assert data.count == NOW.expected.count


async def test_days_and_hours_are_read_in_their_other_forms(
    api: Api, client: OccuspaceClient
) -> None:
    """A day as a moment, and an hour as the document's prose spells it."""
    visitors = ENDPOINTS[5]
    assert visitors.name == "hourly_visitors"
    example = visitors.example()
    for row in example["data"]["hourlyVisitors"]:
        row["normalizedDate"] += "T00:00:00.000Z"
        row["normalizedTime"] = row["normalizedTime"].replace(":", "-")
    api.reply(example)
    assert (await visitors.ask(client)).data == visitors.expected


@pytest.mark.parametrize("hour", ["24:00:00", "24-00-00", "23:60:00", "", "noon"])
async def test_a_row_without_an_hour_of_a_day_is_left_out(
    api: Api, client: OccuspaceClient, hour: str
) -> None:
    """The end of a day is not its beginning."""
    visitors = ENDPOINTS[5]
    wire = put(
        visitors.example(), ("data", "hourlyVisitors", 0, "normalizedTime"), hour
    )
    api.reply(wire)
    reply = await visitors.ask(client)
    assert reply.data == visitors.expected[1:]
    assert reply.unreadable == 1


async def test_a_list_of_which_nothing_can_be_read_is_refused(
    api: Api, client: OccuspaceClient
) -> None:
    """That is no account without locations."""
    api.reply({"message": "OK", "data": [{}, "Sales", None]})
    with pytest.raises(UnexpectedReplyError, match="no location"):
        await client.get_locations()


@pytest.mark.parametrize(
    ("odd", "read"),
    [
        ({"capacity": -1}, {"capacity": None}),
        ({"capacity": "many"}, {"capacity": None}),
        ({"earliestCount": ""}, {"earliest_count": None}),
        ({"earliestCount": "1970-01-01"}, {"earliest_count": None}),
        ({"name": "  "}, {"name": ""}),
    ],
)
async def test_what_is_only_good_to_know_is_done_without(
    api: Api, client: OccuspaceClient, odd: dict[str, Any], read: dict[str, Any]
) -> None:
    """Where it makes no sense."""
    example = LOCATIONS.example()
    example["data"][0] |= odd
    api.reply(example)
    first, second = (await client.get_locations()).data
    assert first == replace(LOCATIONS.expected[0], **read, unreadable=tuple(odd))
    assert second == LOCATIONS.expected[1]
