"""One Home Assistant and one browser for all tests of this folder."""

from collections.abc import AsyncIterator
import os
from typing import Final

import pytest
import pytest_asyncio

from demo.browser import find_chromium

from .running import running_stage
from .screens import town
from .stage import Stage

REQUIRED: Final = "OCCUSPACE_BROWSER_TESTS"


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Let the processes and their connections outlive a test."""


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Let every test connect to them."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; without one, the tests are skipped."""
    path = find_chromium()
    if path is None:
        reason = "Chromium is neither on PATH nor named by CHROMIUM"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def stage(chromium: str) -> AsyncIterator[Stage]:
    """Run Home Assistant on the town's account until its history is imported."""
    async with running_stage(town(), chromium, seconds_to_import=120) as stage:
        await stage.save_screens()
        yield stage
