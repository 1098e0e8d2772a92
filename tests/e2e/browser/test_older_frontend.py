"""The cards in the oldest frontend that they may meet."""

import asyncio
from collections.abc import AsyncIterator
import json
import os
from typing import Final

import pytest
import pytest_asyncio

from demo.folder import CACHE, ROOT

from .loads import load_often
from .running import running_stage
from .screens import town
from .stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

# hacs.json allows Home Assistant from 2026.10.0 on; this is the frontend of 2026.10.4.
# Unlike later ones, it may replace the registry of elements after a module was loaded:
# in every second load, elements that were defined at once were lost.
OLDEST_ALLOWED: Final = "2026.10.0"
FRONTEND: Final = "20260930.5"
LOADS: Final = int(os.environ.get("OCCUSPACE_OLDER_FRONTEND_LOADS", "6"))


@pytest_asyncio.fixture(loop_scope="session")
async def older_stage(chromium: str) -> AsyncIterator[Stage]:
    """Run Home Assistant with the older frontend."""
    process = await asyncio.create_subprocess_exec(
        ROOT / "script" / "lib" / "older_frontend.sh",
        FRONTEND,
        env={**os.environ, "OCCUSPACE_CACHE_DIR": str(CACHE)},
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    folder = json.dumps(printed.decode().strip())
    configuration = f"\nfrontend:\n  development_repo: {folder}\n"
    async with running_stage(town(), chromium, configuration=configuration) as stage:
        await stage.save_screens()
        yield stage


async def test_it_is_the_oldest_that_is_allowed() -> None:
    """Raise both constants together."""
    allowed = json.loads((ROOT / "hacs.json").read_text("utf-8"))["homeassistant"]
    assert allowed == OLDEST_ALLOWED


async def test_a_fresh_profile_never_sees_an_error(older_stage: Stage) -> None:
    """In so many loads that a matter of luck would be noticed."""
    index = await (await older_stage.demo.session.get(older_stage.demo.url)).text()
    # What holds the modules back in later ones.
    assert "__haLoadExtraModules" not in index
    assert await load_often(older_stage, LOADS) == [[]] * LOADS
