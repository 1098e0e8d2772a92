"""A running Home Assistant as its REST and websocket interfaces show it."""

import asyncio
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from .errors import DemoError
from .processes import LOOPBACK

USERNAME: Final = "demo"
PASSWORD: Final = "demo"  # noqa: S105  opens a demo that listens on loopback only
DASHBOARD: Final = "occuspace-demo"
SECONDS_TO_ANSWER: Final = 900

type Json = dict[str, Any]


class _Left(dict[str, str]):
    """What is put into a text; what is not known is left as it stands."""

    def __missing__(self, key: str) -> str:
        """Return a placeholder as it stands."""
        return f"{{{key}}}"


def _too_late(what: str) -> DemoError:
    """Return the error that no answer in time is."""
    return DemoError(f"{what}: no answer within {SECONDS_TO_ANSWER} s")


class HomeAssistant:
    """Home Assistant over HTTP, as the user that `onboard` creates."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        """Talk to the one that listens on a port."""
        self.port = port
        self.url = f"http://{LOOPBACK}:{port}"
        self.access_token = ""
        self.refresh_token = ""
        self._session = session

    @property
    def client_id(self) -> str:
        """Return the client that the tokens are for: Home Assistant's own frontend."""
        return f"{self.url}/"

    async def is_answering(self) -> bool:
        """Return whether the HTTP server is up."""
        try:
            async with self._session.get(f"{self.url}/api/onboarding") as response:
                return response.status == HTTPStatus.OK
        except aiohttp.ClientError:
            return False

    async def is_running(self) -> bool:
        """Return whether everything has started."""
        try:
            config = await self.request("GET", "/api/config")
        except aiohttp.ClientError:
            return False
        return bool(config["state"] == "RUNNING")

    async def onboard(self) -> None:
        """Create the user, and log in."""
        user = await self.request(
            "POST",
            "/api/onboarding/users",
            {
                "client_id": self.client_id,
                "name": "Demo",
                "username": USERNAME,
                "password": PASSWORD,
                "language": "en",
            },
        )
        form = {
            "client_id": self.client_id,
            "grant_type": "authorization_code",
            "code": user["auth_code"],
        }
        async with self._session.post(f"{self.url}/auth/token", data=form) as response:
            response.raise_for_status()
            tokens = await response.json()
        self.refresh_token = tokens["refresh_token"]
        self.access_token = tokens["access_token"]
        # The first token holds for half an hour; this one for longer than any demo.
        self.access_token = await self.websocket_command(
            "auth/long_lived_access_token", client_name="demo", lifespan=30
        )

    async def set_home(self, time_zone: str) -> None:
        """Say where home is; without a country, a repair would ask for it."""
        await self.websocket_command(
            "config/core/update",
            location_name="Occuspace demo",
            time_zone=time_zone,
            country="US",
        )

    async def add_dashboard(self) -> None:
        """Add the dashboard that the integration generates, as its dialog would."""
        await self.websocket_command(
            "lovelace/dashboards/create",
            url_path=DASHBOARD,
            title="Occuspace",
            icon="mdi:account-group",
        )
        await self.websocket_command(
            "lovelace/config/save",
            url_path=DASHBOARD,
            config={"strategy": {"type": "custom:occuspace"}},
        )

    async def add_account(self, api_token: str, advanced: Json) -> Json:
        """Set up the integration through its config flow; return the entry."""
        flows = "/api/config/config_entries/flow"
        form = await self.request("POST", flows, {"handler": "occuspace"})
        result = await self.request(
            "POST",
            f"{flows}/{form['flow_id']}",
            {"api_token": api_token, "advanced": advanced},
        )
        if result["type"] != "create_entry":
            reason = await self._refusal(result)
            raise DemoError(
                f"The account at {advanced['base_url']} was not added. {reason}"
            )
        entry: Json = result["result"]
        return entry

    async def _refusal(self, result: Json) -> str:
        """Return why a config flow did not go on, in the words of its form."""
        texts: dict[str, str] = (
            await self.websocket_command(
                "frontend/get_translations",
                language="en",
                category="config",
                integration=["occuspace"],
            )
        )["resources"]
        if "reason" in result:
            keys = [f"abort.{result['reason']}"]
        else:
            keys = [f"error.{key}" for key in (result.get("errors") or {}).values()]
        reasons = [texts.get(f"component.occuspace.config.{key}", key) for key in keys]
        filled_in = result.get("description_placeholders") or {}
        return " ".join(reasons).format_map(_Left(filled_in))

    async def get_states(self) -> list[Json]:
        """Return the state objects of all entities."""
        states: list[Json] = await self.request("GET", "/api/states")
        return states

    async def call_action(self, domain: str, action: str, data: Json) -> Json:
        """Perform an action that answers; return its response."""
        answer = await self.request(
            "POST", f"/api/services/{domain}/{action}?return_response", data
        )
        response: Json = answer["service_response"]
        return response

    async def request(self, method: str, path: str, body: Json | None = None) -> Any:
        """Return the JSON that an endpoint answers with."""
        headers = (
            {"Authorization": f"Bearer {self.access_token}"}
            if self.access_token
            else {}
        )
        timeout = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
        try:
            async with self._session.request(
                method,
                f"{self.url}{path}",
                json=body,
                headers=headers,
                timeout=timeout,
            ) as response:
                if not response.ok:
                    raise DemoError(
                        f"{method} {path}: {response.status} {await response.text()}"
                    )
                return await response.json()
        except TimeoutError as err:
            raise _too_late(f"{method} {path}") from err

    async def websocket_command(self, command: str, **fields: Any) -> Any:
        """Return the result of a command, over a connection of its own."""
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                answer = await self._send_command(command, fields)
        except TimeoutError as err:
            raise _too_late(command) from err
        if not answer["success"]:
            raise DemoError(f"{command}: {answer['error']['message']}")
        return answer["result"]

    async def _send_command(self, command: str, fields: Json) -> Json:
        """Return the answer to a command."""
        async with self._session.ws_connect(
            f"{self.url}/api/websocket", max_msg_size=0
        ) as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self.access_token})
            if (answer := await socket.receive_json())["type"] != "auth_ok":
                raise DemoError(f"Home Assistant refuses the login: {answer}")
            await socket.send_json({"id": 1, "type": command, **fields})
            result: Json = await socket.receive_json()
        return result

    def browser_tokens(self) -> Json:
        """Return what logs a browser in, as `hassTokens` in its local storage."""
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "hassUrl": self.url,
            "clientId": self.client_id,
            "token_type": "Bearer",
            "expires_in": 1800,
            "expires": 4_102_444_800_000,
        }
