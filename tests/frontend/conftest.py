"""Subscriptions over a websocket connection."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
import pytest

from simulator import Account
from tests.settings.conftest import schedule
from tests.space import two_floors

__all__ = ["schedule"]

type Event = dict[str, Any]


class Card:
    """A subscription of one connection."""

    def __init__(self, client: Any, message_id: int) -> None:
        """Initialise; the first event is not received yet."""
        self._client = client
        self._id = message_id

    async def next(self) -> Event:
        """Return the next event."""
        message = await self._client.receive_json()
        assert message["type"] == "event", message
        assert message["id"] == self._id
        event: Event = message["event"]
        return event

    async def until(self, is_so: Callable[[Event], bool]) -> Event:
        """Return the first event for which something is so."""
        while not is_so(event := await self.next()):
            pass
        return event

    async def is_silent(self) -> bool:
        """Return whether there is no event before a reply to a ping."""
        await self._client.send_json_auto_id({"type": "ping"})
        message: Event = await self._client.receive_json()
        return str(message["type"]) == "pong"

    async def stop(self) -> None:
        """Unsubscribe."""
        await self._client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": self._id}
        )
        assert (await self._client.receive_json())["success"]


type Subscribe = Callable[..., Awaitable[Card]]


@pytest.fixture
def account() -> Account:
    """Return a building with two floors."""
    return two_floors()


@pytest.fixture
def subscribe(
    hass: HomeAssistant, hass_ws_client: Any, monkeypatch: pytest.MonkeyPatch
) -> Subscribe:
    """Return a function that subscribes over a connection of its own.

    No connection is ended because the clock is moved on.
    """
    response = web.WebSocketResponse
    monkeypatch.setattr(
        web,
        "WebSocketResponse",
        lambda heartbeat, **options: response(**options),
    )

    async def connect(card: str, token: str | None = None, **fields: Any) -> Card:
        client = await hass_ws_client(hass, *((token,) if token else ()))
        await client.send_json_auto_id({"type": f"occuspace/{card}", **fields})
        reply = await client.receive_json()
        assert reply["success"], reply
        assert reply["result"] is None
        return Card(client, reply["id"])

    return connect
