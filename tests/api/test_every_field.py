"""Every field of every reply, missing, null, wrong and as text: what stays known."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import pytest

from custom_components.occuspace.api import OccuspaceClient, UnexpectedReplyError

from .conftest import Api
from .endpoints import ENDPOINTS, LOCATIONS, NOW, Endpoint, Place, at, places, put

MISSING: Final = "missing"
NULL: Final = "null"
AS_TEXT: Final = "as text"
WRONG: Final[dict[str, Any]] = {
    "a text": "seventy",
    "an empty text": "",
    "a negative number": -7,
    "a list": [1],
    "an object": {"a": 1},
}
KINDS: Final = (MISSING, NULL, AS_TEXT, *WRONG)

# The attribute of a model that a field of a reply fills.
ATTRIBUTES: Final = {
    "id": "id",
    "name": "name",
    "parentID": "parent_id",
    "capacity": "capacity",
    "earliestCount": "earliest_count",
    "isActive": "is_active",
    "count": "count",
    "percentage": "percentage",
    "timestamp": "timestamp",
    "childCounts": "children",
    "avgOccupancy": "average_occupancy",
    "avgPercentageOccupied": "average_utilization",
    "peakOccupancy": "peak_occupancy",
    "peakPercentageOccupied": "peak_utilization",
    "normalizedDate": "day",
    "normalizedTime": "hour",
    "visitors": "visitors",
    "avgDwellTime": "average_dwell_time",
    "peakDwellTime": "peak_dwell_time",
}
NOTHING: Final = {"name": "", "children": ()}
ONLY_FIGURE: Final = frozenset({"visitors"})


def cases() -> Iterator[Any]:
    """Yield every field of every reply with every kind of wrong value."""
    for endpoint in ENDPOINTS:
        for place in places(endpoint.example()):
            if not place or not isinstance(place[-1], str) or place[0] == "message":
                continue
            if place[-1] not in ATTRIBUTES or place[-1] in endpoint.unread:
                continue
            for kind in KINDS:
                if kind == AS_TEXT and not is_number(at(endpoint.example(), place)):
                    continue
                name = "/".join([endpoint.name, *map(str, place[1:]), kind])
                yield pytest.param(endpoint, place, kind, id=name)


def is_number(value: Any) -> bool:
    """Return whether a value is a number, which a flag is not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def edited(endpoint: Endpoint, place: Place, kind: str) -> Any:
    """Return the example reply with one field changed."""
    wire = endpoint.example()
    if kind == MISSING:
        del at(wire, place[:-1])[place[-1]]
        return wire
    if kind == AS_TEXT:
        return put(wire, place, str(at(wire, place)))
    return put(wire, place, None if kind == NULL else WRONG[kind])


def parts(endpoint: Endpoint, data: Any) -> dict[Place, dict[str, Any]]:
    """Return the attributes of every model in a reply, by its place in the example."""
    if endpoint is NOW:
        own = asdict(data)
        children = own.pop("children")
        own["children"] = tuple(child["id"] for child in children)
        return {("data",): own} | {
            ("data", "childCounts", child["id"] - 3): child for child in children
        }
    rows = () if endpoint is LOCATIONS else (next(iter(endpoint.example()["data"])),)
    return {
        ("data", *rows, position): asdict(model) for position, model in enumerate(data)
    }


def is_left_out(endpoint: Endpoint, key: str, kind: str) -> bool:
    """Return whether a node, a child or a row is left out whole."""
    if kind == AS_TEXT:
        return False
    if key in {"id", "normalizedDate", "normalizedTime"}:
        return True
    return key in ONLY_FIGURE and kind != NULL


@pytest.mark.parametrize(("endpoint", "place", "kind"), cases())
async def test_a_field_that_cannot_be_read_is_unknown_by_itself(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, place: Place, kind: str
) -> None:
    """Everything else of the reply is as it was; numbers in texts are read."""
    key = str(place[-1])
    attribute = ATTRIBUTES[key]
    api.reply(endpoint.example())
    right = parts(endpoint, (await endpoint.ask(client)).data)
    api.reply(edited(endpoint, place, kind))

    if endpoint is NOW and place == ("data", "id") and kind != AS_TEXT:
        with pytest.raises(UnexpectedReplyError):
            await endpoint.ask(client)
        return
    reply = await endpoint.ask(client)
    found = parts(endpoint, reply.data)

    where = place[:-1]
    if kind == AS_TEXT or (key, kind) == ("name", "a text"):
        expected = right
        if kind != AS_TEXT:
            expected[where][attribute] = WRONG[kind]
        assert found == expected
        return
    if is_left_out(endpoint, key, kind):
        others = [model for at_, model in right.items() if at_ != where]
        if "childCounts" in where:
            others[0]["children"] = tuple(model["id"] for model in others[1:])
            assert client.unreadable["now"] == 1
        else:
            assert reply.unreadable == 1
            assert client.unreadable[endpoint.name] == 1
        assert list(found.values()) == others
        return

    lost: dict[Place, dict[str, Any]] = {
        at_: dict(model) for at_, model in right.items()
    }
    lost[where][attribute] = NOTHING.get(attribute)
    if attribute == "children":
        lost = {where: lost[where]}
    is_counted = kind != NULL or key in {"name", "isActive"}
    if key == "childCounts":
        # A leaf may be without it; a list is left out child by child.
        is_counted = kind not in {MISSING, NULL, "a list"}
    if key == "timestamp" and endpoint is not NOW:
        is_counted = False
    if is_counted and attribute != "children" and "unreadable" in lost[where]:
        lost[where]["unreadable"] = (key,)
    assert found == lost
    assert client.unreadable[f"{endpoint.name}.{key}"] == is_counted


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("message", [None, 7, [], "missing"])
async def test_a_reply_without_a_message_is_read(
    api: Api, client: OccuspaceClient, endpoint: Endpoint, message: Any
) -> None:
    """It has nothing to add."""
    wire = endpoint.example()
    wire["message"] = message
    if message == "missing":
        del wire["message"]
    api.reply(wire)
    reply = await endpoint.ask(client)
    assert (reply.data, reply.message) == (endpoint.expected, None)
    assert client.unreadable["message"] == 1
