"""The cards keep to WCAG 2.2 AA, in the light and in the dark theme."""

import os
from typing import Literal

import pytest

from demo.folder import ROOT

from .conftest import REQUIRED
from .stage import CARDS, FOLDER, Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])

type Theme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core, which script/frontend installs."""
    if not AXE.exists():
        reason = "axe-core is not installed: run script/frontend check"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text("utf-8")


@THEMES
async def test_axe_finds_nothing(stage: Stage, axe: str, theme: Theme) -> None:
    """Within the cards; what is around them is Home Assistant's."""
    async with stage.show_cards(color_scheme=theme) as shown:
        await shown.page.evaluate(axe)
        for each in CARDS:
            found = await shown.card(each.tag).evaluate(
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
            assert found["passes"] > 5


@THEMES
async def test_texts_and_shapes_have_contrast(stage: Stage, theme: Theme) -> None:
    """All but typical values, which are pale on purpose and in the table too."""
    script = (FOLDER / "contrast.js").read_text("utf-8").partition("\n")[2]
    async with stage.show_cards(color_scheme=theme) as shown:
        for each in CARDS:
            found = await shown.card(each.tag).evaluate(script)
            assert found["weak"] == []
            assert found["texts"] > 5
            assert found["shapes"] > 2
