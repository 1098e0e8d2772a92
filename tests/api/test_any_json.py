"""Whatever a server sends: a model with values in range, or a typed error."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, time, timedelta
from types import TracebackType
from typing import Any, Final, Self, cast

import aiohttp
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.api import (
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    Reply,
    UnexpectedReplyError,
)

from .any_json import (
    JSON,
    MAX_PEOPLE,
    RETRY_AFTER,
    append,
    body,
    edited,
    mangled,
    replace,
)
from .conftest import TOKEN
from .endpoints import ENDPOINTS, LOCATIONS, NOW, Endpoint, Place

many_examples = settings(
    max_examples=250, derandomize=True, deadline=None, database=None
)


@dataclass(slots=True)
class Response:
    """A reply as aiohttp hands it over."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> Self:
        """Return what is read from."""
        return self

    async def iter_any(self) -> AsyncIterator[bytes]:
        """Yield the body in two parts."""
        middle = len(self.body) // 2
        yield self.body[:middle]
        yield self.body[middle:]

    async def __aenter__(self) -> Self:
        """Begin to answer."""
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _err: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """End the answer."""

    def close(self) -> None:
        """Hang up."""


class Session:
    """A session that gets one response to every request."""

    def __init__(self, response: Response) -> None:
        """Keep the response."""
        self._response = response

    def get(self, *_args: Any, **_kwargs: Any) -> Response:
        """Return the response."""
        return self._response


async def answer(endpoint: Endpoint, response: Response) -> Reply[Any] | OccuspaceError:
    """Return what a client makes of a response; nothing else may be raised."""
    session = cast("aiohttp.ClientSession", Session(response))
    try:
        reply = await endpoint.ask(OccuspaceClient(session, TOKEN))
    except OccuspaceError as err:
        str(err).encode()
        return err
    assert_in_range(reply)
    return reply


def _is_people(value: Any) -> bool:
    """Return whether a value is a number of people or minutes."""
    return type(value) is int and 0 <= value <= MAX_PEOPLE


def _is_percent(value: Any) -> bool:
    """Return whether a value is a share in percent."""
    return type(value) in {int, float} and 0 <= value <= 100 * MAX_PEOPLE


def _is_id(value: Any) -> bool:
    """Return whether a value is a location id."""
    return type(value) is int and 0 <= value < 2**64


def _is_day(value: Any) -> bool:
    """Return whether a value is a day that any building may have seen."""
    return type(value) is date and 2000 <= value.year <= 2200


def _is_moment(value: Any) -> bool:
    """Return whether a value is a moment in UTC; offsets may cross a new year."""
    return bool(value.utcoffset() == timedelta()) and 1999 <= value.year <= 2201


def _is_clock_time(value: Any) -> bool:
    """Return whether a value is what a clock on a wall shows."""
    return type(value) is time and value.tzinfo is None


def _is_text(value: Any) -> bool:
    """Return whether a value is a text that can be written down."""
    return type(value) is str and value.encode().decode() == value


def _is_line(value: Any) -> bool:
    """Return whether a value is a line of a bearable length."""
    return _is_text(value) and len(value.splitlines()) < 2 and len(value) <= 300


type Check = Callable[[Any], bool]

NEVER_NULL: Final[dict[str, Check]] = {
    "id": _is_id,
    "name": _is_text,
    "unreadable": lambda value: _is_people(value) or isinstance(value, tuple),
    "day": _is_day,
    "hour": _is_clock_time,
}
MAYBE_NULL: Final[dict[str, Check]] = {
    "parent_id": _is_id,
    "is_active": lambda value: type(value) is bool,
    "capacity": _is_people,
    "earliest_count": _is_day,
    "count": _is_people,
    "percentage": _is_percent,
    "timestamp": _is_moment,
    "average_occupancy": _is_people,
    "average_utilization": _is_percent,
    "peak_occupancy": _is_people,
    "peak_utilization": _is_percent,
    "visitors": _is_people,
    "average_dwell_time": _is_people,
    "peak_dwell_time": _is_people,
    "message": _is_line,
}


def assert_in_range(model: Any) -> None:
    """Check that a model has nothing that the models do not promise."""
    for each in fields(model):
        value = getattr(model, each.name)
        if is_dataclass(value):
            assert_in_range(value)
        elif isinstance(value, tuple):
            for inner in value:
                if not isinstance(inner, str):
                    assert_in_range(inner)
        elif value is None:
            assert each.name in MAYBE_NULL, each.name
        else:
            check = (NEVER_NULL | MAYBE_NULL)[each.name]
            assert check(value), f"{each.name} is {value!r}"


by_endpoint = pytest.mark.parametrize(
    "endpoint", [pytest.param(each, id=each.name) for each in ENDPOINTS]
)


@by_endpoint
async def test_the_right_reply_is_taken_as_it_is(endpoint: Endpoint) -> None:
    """What the other tests edit is right, and gets through unedited."""
    reply = await answer(endpoint, Response(body(endpoint.example())))
    assert isinstance(reply, Reply)
    assert reply.data == endpoint.expected


@given(data=st.data())
@many_examples
@by_endpoint
async def test_any_json_anywhere(endpoint: Endpoint, data: st.DataObject) -> None:
    """Values replaced, taken away and put in."""
    await answer(endpoint, Response(body(data.draw(edited(endpoint)))))


@given(data=st.data())
@many_examples
@pytest.mark.parametrize(
    ("endpoint", "inside"),
    [
        pytest.param(LOCATIONS, ("data", 1), id="a listed location"),
        pytest.param(NOW, ("data", "childCounts", 1), id="a child"),
    ],
)
async def test_what_is_wrong_within_one_location_costs_no_other(
    endpoint: Endpoint, inside: Place, data: st.DataObject
) -> None:
    """As long as the reply is JSON."""
    wire = data.draw(edited(endpoint, inside, (replace, append)))
    reply = await answer(endpoint, Response(body(wire)))
    if isinstance(reply, OccuspaceError):
        assert str(reply) == "the reply is not JSON"
        return
    kept = reply.data if endpoint is LOCATIONS else reply.data.children
    right = endpoint.expected if endpoint is LOCATIONS else endpoint.expected.children
    assert kept[0] == right[0]
    assert len(kept) + reply.unreadable <= len(right)


@given(data=st.data())
@many_examples
@by_endpoint
async def test_any_bytes(endpoint: Endpoint, data: st.DataObject) -> None:
    """Bytes changed, cut out and put in, and bytes that never were a reply."""
    await answer(endpoint, Response(data.draw(mangled(endpoint))))


@given(data=st.data())
@many_examples
async def test_any_status_with_any_body(data: st.DataObject) -> None:
    """An error is as typed as its status, whatever comes with it."""
    status = data.draw(st.sampled_from((400, 401, 404, 429)) | st.integers(100, 999))
    wire = data.draw(JSON | st.builds(dict, message=JSON) | edited(NOW))
    headers = {"Retry-After": data.draw(RETRY_AFTER)}
    reply = await answer(NOW, Response(body(wire), status, headers))
    if status != 200:
        assert isinstance(reply, OccuspaceError)
    if isinstance(reply, RateLimitedError):
        # Whoever waits has a longest time of his own; not a number is no time.
        assert reply.retry_after is None or reply.retry_after >= 0


@given(depth=st.integers(900, 1200) | st.integers(10_000, 1_000_000))
@settings(max_examples=20, derandomize=True, deadline=None, database=None)
@pytest.mark.parametrize("inner", ["[", '{"a":', '[{"id":', '{"message":"\\n","data":'])
async def test_any_depth(inner: str, depth: int) -> None:
    """A body that nests deeper than any parser follows is no recursion of ours."""
    closing = "".join({"[": "]", "{": "}"}.get(each, "") for each in reversed(inner))
    text = f'{{"message":"OK","data":{inner * depth}0{closing * depth}}}'
    for endpoint in ENDPOINTS:
        reply = await answer(endpoint, Response(text.encode()))
        assert isinstance(reply, UnexpectedReplyError)
