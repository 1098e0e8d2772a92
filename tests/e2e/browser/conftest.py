"""One Home Assistant and one browser for all tests of this folder."""

from collections.abc import AsyncIterator
import os
from typing import Final

from playwright.async_api import async_playwright
import pytest
import pytest_asyncio
from pytest_socket import enable_socket

from bench.progress import history_entity, wait_until_up_to_date
from demo import running_demo
from demo.browser import CHROMIUM_FLAGS, find_chromium
from simulator import DEFAULT_TOKEN, Simulator

from .stage import Stage, town

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
    enable_socket()
    simulator = Simulator(town())
    await simulator.start()
    try:
        async with (
            running_demo(
                account="generated",
                api_token=DEFAULT_TOKEN,
                base_url=simulator.base_url,
                time_zone="UTC",
            ) as demo,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=CHROMIUM_FLAGS
            )
            stage = Stage(demo, simulator, browser)
            assert await wait_until_up_to_date(demo, await history_entity(demo), 120)
            await stage.find_devices()
            await stage.save_cards()
            yield stage
            await browser.close()
    finally:
        await simulator.stop()
