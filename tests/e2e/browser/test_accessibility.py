"""The cards keep to WCAG 2.2 AA, in the light and in the dark theme."""

import os
from typing import Final

from playwright.async_api import Locator
import pytest

from demo.folder import ROOT

from .conftest import REQUIRED
from .screens import SCREENS, Screen
from .stage import FOLDER, Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

AXE: Final = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SCRIPT: Final = (FOLDER / "contrast.js").read_text("utf-8").partition("\n")[2]
MILLISECONDS_TO_FADE: Final = 600
# As the user's profile does. The frontend may miss a change of the system's theme.
CHOOSE_THEME: Final = """(isDark) =>
  document.querySelector("home-assistant").dispatchEvent(
    new CustomEvent("settheme", { detail: { dark: isDark } }))"""
IS_THEME: Final = """(isDark) =>
  document.querySelector("home-assistant").hass.themes.darkMode === isDark"""


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core, which script/frontend installs."""
    if not AXE.exists():
        reason = "axe-core is not installed: run script/frontend check"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.path)
async def test_cards_are_accessible(stage: Stage, axe: str, screen: Screen) -> None:
    """Within the cards; what is around them is Home Assistant's."""
    async with stage.show_cards(screen, color_scheme="light") as shown:
        await shown.page.evaluate(axe)
        for is_dark in (False, True):
            await shown.page.evaluate(CHOOSE_THEME, is_dark)
            await shown.page.wait_for_function(IS_THEME, arg=is_dark)
            # Colors fade over.
            await shown.page.wait_for_timeout(MILLISECONDS_TO_FADE)
            for each in screen.cards:
                await finds_nothing(shown.card(each.tag))
                await has_contrast(shown.card(each.tag), each.shapes)


async def finds_nothing(card: Locator) -> None:
    """Have axe judge a card."""
    found = await card.evaluate(
        """async (card) => {
          const { passes, violations } = await axe.run(card);
          return {
            passes: passes.length,
            violations: violations.map(({ id, nodes }) =>
              [id, ...nodes.map((node) => node.html)].join(" ")),
          };
        }"""
    )
    assert found["violations"] == []
    assert found["passes"] > 2


async def has_contrast(card: Locator, shapes: int) -> None:
    """Judge its texts, and all shapes but typical values.

    Those are pale on purpose and in the table too.
    """
    found = await card.evaluate(SCRIPT)
    assert found["weak"] == []
    assert found["texts"] > 5
    assert found["shapes"] >= shapes
