"""The cards appear in a browser that has never seen them."""

from typing import Final

import pytest

from .loads import load_often
from .stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

LOADS: Final = 20


async def test_a_fresh_profile_never_sees_an_error(stage: Stage) -> None:
    """Not even for a moment, in many loads: it was once a matter of luck."""
    assert await load_often(stage, LOADS) == [[]] * LOADS


async def test_an_error_card_would_be_seen(stage: Stage) -> None:
    """Of an element that does not exist, once Home Assistant shows it."""
    await stage.save_dashboard("error-test", [{"type": "custom:no-such-card"}])
    async with stage.show("error-test") as shown:
        await shown.page.wait_for_function("window.__errorCards.length > 0")
        assert (await shown.error_cards())[0] == "Configuration error"
