"""The forms that cards are configured with."""

import re
from typing import Any

from playwright.async_api import expect
import pytest

from .stage import CARDS, Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

# By card: the labels of its form, and whether it has a name to change.
EDITORS = {
    "occuspace-card": (["Location", "Name (optional)"], True),
    "occuspace-tree-card": (
        ["Only this location and those within it", "Sort by"],
        False,
    ),
}


async def saved(stage: Stage, path: str) -> dict[str, Any]:
    """Return the only card of a dashboard."""
    config = await stage.demo.websocket_command("lovelace/config", url_path=path)
    card: dict[str, Any] = config["views"][0]["sections"][0]["cards"][0]
    return card


@pytest.mark.parametrize("tag", EDITORS)
async def test_an_editor_has_labels_and_saves(stage: Stage, tag: str) -> None:
    """Its fields have names, not keys; what is filled in is kept."""
    labels, has_name = EDITORS[tag]
    config = next(each.config for each in CARDS if each.tag == tag)(stage)
    await stage.save_dashboard("editor-test", [{"type": f"custom:{tag}", **config}])
    async with stage.show("editor-test?edit=1") as shown:
        await shown.card(tag).wait_for()
        edit = shown.page.locator("hui-card-edit-mode").first
        await edit.hover()
        await edit.locator(".card-overlay").click()
        form = shown.page.locator("hui-dialog-edit-card ha-form").first
        for label in labels:
            await expect(form).to_contain_text(label)
        await expect(form).not_to_contain_text(re.compile("device_id|Device id"))
        if has_name:
            await form.locator("ha-selector-text input").fill("Renamed")
            await shown.page.get_by_role("button", name="Save").click()
            await expect(shown.card(tag)).to_contain_text("Renamed")
            assert (await saved(stage, "editor-test"))["name"] == "Renamed"
        assert shown.errors == []
