"""The cards appear in a browser that has never seen them."""

import pytest

from .stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

LOADS = 20


async def test_a_fresh_profile_never_sees_an_error(stage: Stage) -> None:
    """Not even for a moment, in many loads: it was once a matter of luck."""
    for _ in range(LOADS):
        async with stage.show_cards() as shown:
            assert await shown.page.locator("hui-error-card").count() == 0
            assert await shown.error_cards() == []
            assert shown.errors == []
