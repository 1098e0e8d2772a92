"""The forms that cards are configured with."""

import re
from typing import Any, Final

from playwright.async_api import Locator, expect
import pytest

from .screens import CARDS, Card
from .stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

EDITED: Final = [each for each in CARDS if each.editor]


async def saved(stage: Stage, path: str) -> dict[str, Any]:
    """Return the only card of a dashboard."""
    config = await stage.demo.websocket_command("lovelace/config", url_path=path)
    card: dict[str, Any] = config["views"][0]["sections"][0]["cards"][0]
    return card


async def fill_in(form: Locator, label: str) -> None:
    """Write a text, or choose the option of that label in the form's list."""
    choice = form.locator("ha-selector-select")
    if not await choice.count():
        await form.locator("ha-selector-text input").fill(label)
        return
    await choice.first.click()
    option = choice.first.locator("ha-dropdown-item, [role=option], ha-list-item")
    await option.get_by_text(label, exact=True).click()


@pytest.mark.parametrize("card", EDITED, ids=lambda card: card.tag)
async def test_an_editor_has_labels_and_saves(stage: Stage, card: Card) -> None:
    """Its fields have names, not keys; what is filled in is kept."""
    editor = card.editor
    assert editor is not None
    await stage.save_dashboard("editor-test", [card.config(stage.devices)])
    async with stage.show("editor-test?edit=1") as shown:
        await shown.card(card.tag).locator(card.ready).first.wait_for()
        edit = shown.page.locator("hui-card-edit-mode").first
        await edit.hover()
        await edit.locator(".card-overlay").click()
        form = shown.page.locator("hui-dialog-edit-card ha-form").first
        for label in editor.labels:
            await expect(form).to_contain_text(label)
        await expect(form).not_to_contain_text(re.compile("device_id|Device id"))
        await fill_in(form, editor.label)
        await shown.page.get_by_role("button", name="Save").click()
        await expect(form).to_be_hidden()
        assert (await saved(stage, "editor-test"))[editor.option] == editor.value
        assert shown.errors == []
