"""The cards follow what changes."""

from playwright.async_api import expect
import pytest

from .screens import HOSTILE, HOSTILE_NAME, READING
from .stage import Shown, Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]


async def set_people(stage: Stage, count: int) -> None:
    """Let so many people be in the reading room, and have it refreshed."""
    stage.simulator.account.locations[READING].count = count
    entity = await stage.entity(READING, "count")
    await stage.call("homeassistant", "update_entity", entity_id=entity)


async def shows(shown: Shown, count: int) -> None:
    """Wait until both cards show that many people in the reading room."""
    value = shown.card("occuspace-card").locator(".count")
    await expect(value).to_have_text(str(count), timeout=20_000)
    row = shown.card("occuspace-tree-card").get_by_role("treeitem")
    room = row.filter(has_text="Reading Room")
    await expect(room.locator("b")).to_have_text(str(count), timeout=20_000)


async def expand_all(shown: Shown) -> None:
    """Expand every location of the tree."""
    closed = shown.card("occuspace-tree-card").locator(
        "[aria-expanded=false] > .toggle"
    )
    while await closed.count():
        await closed.first.click()


async def test_a_refresh_is_seen_at_once(stage: Stage) -> None:
    """Home Assistant's own action has the new count fetched."""
    async with stage.show_cards() as shown:
        await expand_all(shown)
        await set_people(stage, 58)
        await shows(shown, 58)


async def test_a_lost_connection_heals(stage: Stage) -> None:
    """While it is lost, nothing old is shown."""
    async with stage.show_cards() as shown:
        await expand_all(shown)
        card = shown.card("occuspace-card")
        # What is open stays open when the network goes: end it from within.
        await shown.page.context.set_offline(True)
        await shown.page.evaluate(
            "document.querySelector('home-assistant').hass.connection.socket.close()"
        )
        await expect(card).to_contain_text("No connection to Home Assistant.")
        await expect(card.locator(".count")).to_have_count(0)
        tree = shown.card("occuspace-tree-card")
        await expect(tree.locator("[role=treeitem] b")).to_have_count(0)
        await set_people(stage, 34)
        await shown.page.context.set_offline(False)
        await shows(shown, 34)
        assert shown.errors == []


async def test_a_name_is_never_markup(stage: Stage) -> None:
    """Wherever a location's name appears."""
    hostile = {"type": "custom:occuspace-card", "device_id": stage.devices[HOSTILE]}
    tree = {"type": "custom:occuspace-tree-card"}
    await stage.save_dashboard("hostile-test", [hostile, tree])
    async with stage.show("hostile-test") as shown:
        name = shown.card("occuspace-card").locator("#name")
        await expect(name).to_have_text(HOSTILE_NAME)
        await expand_all(shown)
        row = shown.card("occuspace-tree-card").get_by_role("treeitem")
        await expect(row.filter(has_text=HOSTILE_NAME)).to_be_visible()
        for tag in ("occuspace-card", "occuspace-tree-card"):
            assert await shown.card(tag).locator("img").count() == 0
        assert await shown.page.evaluate("window.__xss") is None
        assert await shown.error_cards() == []
