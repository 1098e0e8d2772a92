"""Replies of which anything may be missing, null or absurd."""

from collections.abc import Callable, Iterable, Iterator
import math
from typing import Any, Final

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.occuspace.api import OccuspaceClient, UnexpectedReplyError

from .conftest import Api
from .endpoints import ENDPOINTS, Endpoint, Place, places, put

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


def cases(places_of: Callable[[Endpoint], Iterable[Place]]) -> list[Any]:
    """Return every endpoint with every one of these places of it."""
    return [
        pytest.param(endpoint, place, id="/".join([endpoint.name, *map(str, place)]))
        for endpoint in ENDPOINTS
        for place in places_of(endpoint)
    ]


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
