"""Replies as models, and what of them is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
import math
from typing import Any, Final

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.occuspace.api import (
    ChildNow,
    OccuspaceClient,
    UnexpectedReplyError,
)

from .conftest import Api
from .endpoints import (
    ENDPOINTS,
    LOCATIONS,
    NOW,
    Endpoint,
    Place,
    load,
    places,
    put,
    without,
)

ABSURD: Final[tuple[Any, ...]] = (
    "seventy",
    "",
    True,
    [],
    {},
    [1],
    {"a": 1},
    -1,
    1e300,
    math.inf,
    math.nan,
    1.5,
    "9999-99-99",
    "0001-01-01",
    "2024-01-01T00:00:00+99:00",
)
JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def keys_of(endpoint: Endpoint) -> Iterator[Place]:
    """Yield the place of every key that the models need."""
    for place in places(endpoint.example()):
        if place and isinstance(place[-1], str) and place[-1] not in endpoint.unread:
            yield place


def cases(of: tuple[Endpoint, ...] = ENDPOINTS) -> list[Any]:
    """Return every endpoint with every key that it needs."""
    return [
        pytest.param(endpoint, place, id=f"{endpoint.name}/{'/'.join(map(str, place))}")
        for endpoint in of
        for place in keys_of(endpoint)
    ]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
async def test_the_documents_example_is_read(
    api: Api, client: OccuspaceClient, endpoint: Endpoint
) -> None:
    """As people, percent, minutes, days and moments."""
    api.reply(endpoint.example())
    reply = await endpoint.ask(client)
    assert reply.data == endpoint.expected
    assert reply.message is None


@pytest.mark.parametrize(("endpoint", "place"), cases())
async def test_a_missing_key_is_refused(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, place: Place
) -> None:
    """One within a child or a listed location costs only that one."""
    api.reply(without(endpoint.example(), place))
    if "childCounts" in place[:-1]:
        reply = await endpoint.ask(client)
        assert len(reply.data.children) == 1
        return
    if endpoint is LOCATIONS and len(place) > 2:
        reply = await endpoint.ask(client)
        assert len(reply.data) == 1
        assert reply.unreadable == 1
        return
    with pytest.raises(UnexpectedReplyError):
        await endpoint.ask(client)


@pytest.mark.parametrize(("endpoint", "place"), cases())
async def test_absurd_values_give_a_model_or_are_refused(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, place: Place
) -> None:
    """Nothing else is raised, and no number is other than it was sent."""
    for value in ABSURD:
        api.reply(put(endpoint.example(), place, value))
        try:
            reply = await endpoint.ask(client)
        except UnexpectedReplyError:
            continue
        for number in _numbers(reply.data):
            assert 0 <= number <= 10_000_000_000


def _numbers(value: Any) -> Iterator[float]:
    """Yield every number within models."""
    if isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _numbers(getattr(value, name))
    elif isinstance(value, int | float):
        yield value


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
async def test_any_json_anywhere_gives_a_model_or_is_refused(
    api: Api, client: OccuspaceClient, data: st.DataObject
) -> None:
    """Whatever the server makes up."""
    endpoint = data.draw(st.sampled_from(ENDPOINTS))
    example = endpoint.example()
    place = data.draw(st.sampled_from(list(places(example))))
    api.reply(put(example, place, data.draw(JSON)))
    try:
        await endpoint.ask(client)
    except UnexpectedReplyError:
        return


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


@pytest.mark.parametrize("value", [True, False, "3", -1, 1e9])
async def test_what_is_no_number_of_people_is_refused(
    api: Api, client: OccuspaceClient, value: Any
) -> None:
    """JSON's booleans are no numbers."""
    api.reply(put(NOW.example(), ("data", "count"), value))
    with pytest.raises(UnexpectedReplyError, match="count"):
        await client.get_now(2)


async def test_both_spellings_of_the_parent_are_read(
    api: Api, client: OccuspaceClient
) -> None:
    """The document's, and that of the vendor's own connector."""
    api.reply(load("locations_in_the_wild"))
    locations = (await client.get_locations()).data
    assert any(each.parent_id is not None for each in locations)
    example = LOCATIONS.example()
    for node in example["data"]:
        node["parentId"] = node.pop("parentID")
    api.reply(example)
    assert (await client.get_locations()).data == LOCATIONS.expected


async def test_a_leaf_has_no_children(api: Api, client: OccuspaceClient) -> None:
    """The API's null is an empty tuple."""
    wire = load("now_leaf")
    api.reply(wire)
    reply = await client.get_now(wire["data"]["id"])
    assert reply.data.children == ()


async def test_a_child_that_cannot_be_read_costs_no_other(
    api: Api, client: OccuspaceClient
) -> None:
    """The others are there."""
    api.reply(put(NOW.example(), ("data", "childCounts", 0, "isActive"), "yes"))
    reply = await client.get_now(2)
    assert [child.id for child in reply.data.children] == [4]
    assert all(isinstance(child, ChildNow) for child in reply.data.children)


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
        ({"name": "  "}, {"name": "1"}),
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
    assert first == replace(LOCATIONS.expected[0], **read)
    assert second == LOCATIONS.expected[1]


async def test_a_location_that_never_counted_has_no_first_day(
    api: Api, client: OccuspaceClient
) -> None:
    """And one whose capacity is not known has none."""
    example = LOCATIONS.example()
    example["data"][0] |= {"earliestCount": None, "capacity": None}
    api.reply(example)
    first, second = (await client.get_locations()).data
    assert (first.earliest_count, first.capacity) == (None, None)
    assert second.earliest_count == date(2020, 1, 15)
