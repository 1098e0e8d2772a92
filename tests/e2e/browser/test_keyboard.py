"""The tree is operated with the keyboard alone."""

from playwright.async_api import expect
import pytest

from .stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

TABS = 60
FOCUSED = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return element?.getAttribute("role") === "treeitem"
    ? element.querySelector(".name, .folded").textContent.trim() : "";
}"""


async def test_the_tree_is_walked_with_keys(stage: Stage) -> None:
    """Tab leads into it, and Enter to the details."""
    async with stage.show_cards() as shown:
        keyboard = shown.page.keyboard

        async def press(*keys: str) -> str:
            for key in keys:
                await keyboard.press(key)
                await shown.page.evaluate("new Promise(requestAnimationFrame)")
            focused: str = await shown.page.evaluate(FOCUSED)
            return focused

        for _ in range(TABS):
            if await press("Tab"):
                break
        tree = shown.card("occuspace-tree-card")
        rows = tree.get_by_role("treeitem")
        floor = rows.filter(has_text="Ground Floor")
        assert await press("Home") == "Town Hall"
        assert await press("ArrowLeft") == "Town Hall"
        await expect(rows).to_have_count(1)
        await press("ArrowRight")
        await expect(rows).to_have_count(5)
        assert await press("ArrowRight") != "Town Hall"
        assert await press("End") == "1 not counting"
        while await press("ArrowUp") != "Ground Floor":
            pass
        await expect(floor).to_have_attribute("aria-expanded", "false")
        await press("ArrowRight")
        await expect(floor).to_have_attribute("aria-expanded", "true")
        assert await press("ArrowDown") == "Quiet Room"
        assert await press("ArrowLeft") == "Ground Floor"
        focused = tree.locator("[role=treeitem]:focus-visible")
        outline = await focused.evaluate("each => getComputedStyle(each).outlineWidth")
        assert float(outline.removesuffix("px")) >= 2
        await press("Enter")
        dialog = shown.page.locator("ha-more-info-dialog")
        await expect(dialog).to_contain_text("Ground Floor")
