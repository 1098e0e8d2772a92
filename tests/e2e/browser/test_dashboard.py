"""The generated dashboard: how it is added, and what it follows."""

import asyncio
import re
import secrets
from typing import Final

from playwright.async_api import Locator, expect
import pytest

from demo.home_assistant import DASHBOARD, Json
from simulator.account import Location

from .screens import CAFE, HALL, LOCATION, OVERVIEW, SCREENS, Screen
from .stage import Shown, Stage, are_ready

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

GENERATED: Final = [each for each in SCREENS if each.is_generated]
ANNEX: Final = 20
SECONDS_TO_FOLLOW: Final = 2
# Long after a reload of the account, which lists its locations again.
SECONDS_TO_RELOAD: Final = 20


def tab(shown: Shown, name: str) -> Locator:
    """Return the tab of a location."""
    return shown.page.locator("hui-root ha-tab-group-tab").filter(has_text=name)


async def reload(stage: Stage) -> None:
    """Reload the account."""
    path = f"/api/config/config_entries/entry/{stage.demo.entry['entry_id']}/reload"
    await stage.demo.home_assistant.request("POST", path)


async def test_it_is_added_from_the_list(stage: Stage) -> None:
    """As one that a community made, without YAML."""
    async with stage.show("config/lovelace/dashboards") as shown:
        page = shown.page
        await page.get_by_role("button", name="Add dashboard").click()
        await expect(page.get_by_text("Community dashboards")).to_be_visible()
        await page.get_by_text("All locations of your Occuspace accounts").click()
        await page.get_by_role("button", name=re.compile("^(Create|Add)$")).click()
        await expect(page.get_by_role("button", name="Create")).to_be_hidden()
        listed = await stage.demo.websocket_command("lovelace/dashboards/list")
        (added,) = (
            each
            for each in listed
            if each["title"] == "Occuspace" and each["url_path"] != DASHBOARD
        )
        config = await stage.demo.websocket_command(
            "lovelace/config", url_path=added["url_path"]
        )
        assert config["strategy"] == {"type": "custom:occuspace"}
    async with stage.show(added["url_path"]) as shown:
        await are_ready(shown, OVERVIEW.cards)
        assert await shown.error_cards() == []
        assert shown.errors == []


@pytest.mark.parametrize("screen", GENERATED, ids=lambda screen: screen.path)
async def test_every_view_is_built(stage: Stage, screen: Screen) -> None:
    """Without an error card at any time."""
    async with stage.show_cards(screen) as shown:
        assert await shown.error_cards() == []
        assert shown.errors == []


async def test_a_renamed_device_is_renamed_in_open_tabs(stage: Stage) -> None:
    """Within seconds, and back."""
    async with stage.show_cards(OVERVIEW) as shown:
        await expect(tab(shown, "Café")).to_be_visible()
        for name, seen in (("Canteen", "Canteen"), (None, "Café")):
            await stage.demo.websocket_command(
                "config/device_registry/update",
                device_id=stage.devices[CAFE],
                name_by_user=name,
            )
            await expect(tab(shown, seen)).to_be_visible(
                timeout=SECONDS_TO_FOLLOW * 1000
            )
        assert await shown.error_cards() == []
        assert shown.errors == []


async def test_locations_come_and_go_in_open_tabs(stage: Stage) -> None:
    """Once they are listed; one goes that is missing in two lists."""
    account = stage.simulator.account
    async with stage.show_cards(OVERVIEW) as shown:
        account.add(Location(ANNEX, "Annex", HALL, capacity=100, count=3))
        await reload(stage)
        await expect(tab(shown, "Annex")).to_be_visible(
            timeout=SECONDS_TO_RELOAD * 1000
        )
        account.remove(ANNEX)
        await reload(stage)
        await reload(stage)
        await expect(tab(shown, "Annex")).to_have_count(
            0, timeout=SECONDS_TO_RELOAD * 1000
        )
        await are_ready(shown, OVERVIEW.cards)
        assert await shown.error_cards() == []
        assert shown.errors == []


async def read_only_tokens(stage: Stage) -> Json:
    """Return what logs in a user who may only read."""
    demo = stage.demo
    credentials = {"username": "reader", "password": secrets.token_hex()}
    user = await demo.websocket_command(
        "config/auth/create", name="Reader", group_ids=["system-read-only"]
    )
    await demo.websocket_command(
        "config/auth_provider/homeassistant/create",
        user_id=user["user"]["id"],
        **credentials,
    )
    client_id = demo.home_assistant.client_id
    flow = await demo.home_assistant.request(
        "POST",
        "/auth/login_flow",
        {
            "client_id": client_id,
            "handler": ["homeassistant", None],
            "redirect_uri": client_id,
        },
    )
    step = await demo.home_assistant.request(
        "POST",
        f"/auth/login_flow/{flow['flow_id']}",
        {"client_id": client_id, **credentials},
    )
    form = {
        "client_id": client_id,
        "grant_type": "authorization_code",
        "code": step["result"],
    }
    async with demo.session.post(f"{demo.url}/auth/token", data=form) as response:
        issued = await response.json()
    keys = ("access_token", "refresh_token")
    own = {key: issued[key] for key in keys}
    return {**demo.home_assistant.browser_tokens(), **own}


async def test_a_read_only_user_sees_it(stage: Stage) -> None:
    """Every view, and nothing is reported on the console."""
    tokens = await read_only_tokens(stage)
    async with stage.show_cards(OVERVIEW, tokens=tokens) as shown:
        assert (
            await shown.page.evaluate(
                "document.querySelector('home-assistant').hass.user.is_admin"
            )
            is False
        )
        await tab(shown, "Ground Floor").click()
        await are_ready(shown, LOCATION.cards)
        await asyncio.sleep(1)
        assert await shown.error_cards() == []
        assert shown.errors == []
