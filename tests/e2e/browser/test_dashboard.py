"""The generated dashboard: how it is added, and what it follows."""

import re
import secrets
from typing import Final

from playwright.async_api import Locator, expect
import pytest

from demo.home_assistant import DASHBOARD, Json
from simulator.account import Location

from .screens import CAFE, HALL, OVERVIEW
from .stage import Shown, Stage, are_ready

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

TAB: Final = "hui-root ha-tab-group-tab"
# The floor, the café, the attic and the place with a hostile name.
LOCATION_VIEWS: Final = 4
ANNEX: Final = 20
SECONDS_TO_FOLLOW: Final = 2
# Long after a reload of the account, which lists its locations again.
SECONDS_TO_RELOAD: Final = 20


def tab(shown: Shown, name: str) -> Locator:
    """Return the tab of a location."""
    return shown.page.locator(TAB).filter(has_text=name)


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
        assert await shown.problems() == []


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
        assert await shown.problems() == []


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
        assert await shown.problems() == []


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


@pytest.mark.parametrize("reads_only", [False, True])
async def test_every_view_is_built(stage: Stage, *, reads_only: bool) -> None:
    """For everyone; nothing is reported on the console."""
    tokens = await read_only_tokens(stage) if reads_only else None
    async with stage.show_cards(OVERVIEW, tokens=tokens) as shown:
        is_admin = "document.querySelector('home-assistant').hass.user.is_admin"
        assert await shown.page.evaluate(is_admin) is not reads_only
        await expect(shown.page.locator(TAB)).to_have_count(1 + LOCATION_VIEWS)
        for number in range(1, 1 + LOCATION_VIEWS):
            await shown.page.locator(TAB).nth(number).click()
            await shown.card("occuspace-card").locator("#name").wait_for()
            await (
                shown.card("hui-statistics-graph-card")
                .or_(shown.card("hui-markdown-card"))
                .wait_for()
            )
            assert await shown.problems() == []
