"""Replies of which anything may be missing, null or absurd."""

from collections.abc import Callable, Iterable, Iterator
import math
from typing import Any, Final

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.occuspace.api import OccuspaceClient, UnexpectedReplyError

from .conftest import Api
from .endpoints import ENDPOINTS, LOCATIONS, Endpoint, Place, places, put, without

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
NULLABLE: Final = {
    "parentID": "parent_id",
    "capacity": "capacity",
    "earliestCount": "earliest_count",
    "count": "count",
    "percentage": "percentage",
    "timestamp": "timestamp",
    "avgOccupancy": "average_occupancy",
    "avgPercentageOccupied": "average_utilization",
    "peakOccupancy": "peak_occupancy",
    "peakPercentageOccupied": "peak_utilization",
    "visitors": "visitors",
    "avgDwellTime": "average_dwell_time",
    "peakDwellTime": "peak_dwell_time",
}
"""What may be null, and the field that is None then."""
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


def cases(places_of: Callable[[Endpoint], Iterable[Place]]) -> list[Any]:
    """Return every endpoint with every one of these places of it."""
    return [
        pytest.param(endpoint, place, id="/".join([endpoint.name, *map(str, place)]))
        for endpoint in ENDPOINTS
        for place in places_of(endpoint)
    ]


@pytest.mark.parametrize(("endpoint", "place"), cases(keys_of))
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


@pytest.mark.parametrize(
    ("endpoint", "place"), cases(lambda endpoint: places(endpoint.example()))
)
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


@pytest.mark.parametrize(
    ("endpoint", "key"),
    [
        pytest.param(endpoint, key, id=f"{endpoint.name}/{key}")
        for endpoint in ENDPOINTS
        for key in sorted({str(place[-1]) for place in keys_of(endpoint)})
        if key != "childCounts"
    ],
)
async def test_null_is_not_known_or_refused(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, key: str
) -> None:
    """What a reply cannot do without may not be null."""
    wire = endpoint.example()
    for place in [place for place in keys_of(endpoint) if place[-1] == key]:
        put(wire, place, None)
    api.reply(wire)
    if key not in NULLABLE:
        with pytest.raises(UnexpectedReplyError):
            await endpoint.ask(client)
        return
    reply = await endpoint.ask(client)
    models = list(_models(reply.data))
    assert len(models) == len(list(_models(endpoint.expected)))
    field = NULLABLE[key]
    known = [getattr(model, field) for model in models if hasattr(model, field)]
    assert set(known) == {None}


def _models(value: Any) -> Iterator[Any]:
    """Yield every model within models."""
    if isinstance(value, tuple):
        for each in value:
            yield from _models(each)
        return
    yield value
    yield from getattr(value, "children", ())


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
