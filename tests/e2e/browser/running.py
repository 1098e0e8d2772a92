"""A Home Assistant and a browser, which run as long as tests look at them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import async_playwright
from pytest_socket import enable_socket

from bench.progress import history_entity, wait_until_up_to_date
from demo import running_demo
from demo.browser import CHROMIUM_FLAGS
from simulator import DEFAULT_TOKEN, Account, Simulator

from .stage import Stage


@asynccontextmanager
async def running_stage(
    account: Account,
    chromium: str,
    *,
    configuration: str = "",
    seconds_to_import: float = 0,
) -> AsyncIterator[Stage]:
    """Run Home Assistant on an account; wait for its history if there is time to."""
    enable_socket()
    simulator = Simulator(account)
    await simulator.start()
    try:
        async with (
            running_demo(
                account="generated",
                api_token=DEFAULT_TOKEN,
                base_url=simulator.base_url,
                time_zone="UTC",
                configuration=configuration,
            ) as demo,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=CHROMIUM_FLAGS
            )
            stage = Stage(demo, simulator, browser)
            if seconds_to_import:
                history = await history_entity(demo)
                assert await wait_until_up_to_date(demo, history, seconds_to_import)
            await stage.find_devices()
            yield stage
            await browser.close()
    finally:
        await simulator.stop()
