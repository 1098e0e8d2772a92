"""Pictures of the demo for the documentation, taken by script/screenshots."""

from argparse import ArgumentParser
import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
import io
import json
import os
import re
import shutil
import sys
from typing import Final
from zoneinfo import ZoneInfo

from homeassistant.util.yaml import parse_yaml
from PIL import Image
from playwright.async_api import (
    Browser,
    Error as BrowserError,
    Page,
    async_playwright,
)

from .check import DOMAIN, sight
from .errors import DemoError
from .folder import ROOT
from .running import Demo, running_demo

IMAGES: Final = ROOT / "docs" / "images"
INTEGRATION_PAGE: Final = f"/config/integrations/integration/{DOMAIN}"
LOCATION: Final = "Main Library"

# Keeps to itself, and works in a container too.
CHROMIUM_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCALE: Final = 1.5
COLOURS: Final = 256
SECONDS_TO_APPEAR: Final = 30
SECONDS_AT_REST: Final = 1.5
SECONDS_TO_HAVE_STATES: Final = 60
MINUTES_TO_FETCH_THE_PAST: Final = 60

# The campus stands where it is early afternoon: then it is lively.
ZONES: Final = (
    "Pacific/Honolulu",
    "America/Los_Angeles",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Atlantic/Azores",
    "Europe/London",
    "Europe/Athens",
    "Asia/Dubai",
    "Asia/Dhaka",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
LIVELY_HOUR: Final = 14
FRIDAY: Final = 4

# At the end: a row's text begins with its name.
NO_VALUE: Final = re.compile(r"\b(unknown|unavailable)\s*$", re.IGNORECASE)


def lively_zone() -> str:
    """Return the zone where it is early afternoon, of a weekday if possible."""

    def dullness(name: str) -> tuple[bool, float]:
        now = datetime.now(ZoneInfo(name))
        return now.weekday() > FRIDAY, abs(now.hour + now.minute / 60 - LIVELY_HOUR)

    return min(ZONES, key=dullness)


async def dashboard(page: Page, demo: Demo) -> None:
    """Show the demo's dashboard."""
    await page.goto(f"{demo.url}/occuspace-demo")
    await page.get_by_text("On campus").wait_for()


async def integration(page: Page, demo: Demo) -> None:
    """Show the integration with its devices."""
    await page.goto(f"{demo.url}{INTEGRATION_PAGE}")
    await page.get_by_text("Reading Room").wait_for()


async def device(page: Page, demo: Demo) -> None:
    """Show a location and its past, used by the example automation of the README."""
    await past_fetched(demo)
    await add_example_automation(demo)
    await page.goto(f"{demo.url}/config/devices/device/{await device_id(demo)}")
    await page.get_by_text("Automations").wait_for()


async def automation(page: Page, demo: Demo) -> None:
    """Show the trigger of the example automation of the README in the editor."""
    await add_example_automation(demo)
    await page.goto(f"{demo.url}/config/automation/edit/readme")
    await page.locator("ha-automation-trigger-row").first.click()
    await page.get_by_text("For at least").wait_for()


async def config_flow(page: Page, demo: Demo) -> None:
    """Show the form that asks for the token, opened as a whole."""
    await integration(page, demo)
    await page.get_by_role("button", name="Add hub").click()
    await page.get_by_text("Advanced", exact=True).click()
    await page.get_by_text("Venue time zone").wait_for()


async def options(page: Page, demo: Demo) -> None:
    """Show the options."""
    await integration(page, demo)
    await page.get_by_role("button", name="Configure").click()
    await page.get_by_text("Update interval").wait_for()


async def action(page: Page, demo: Demo) -> None:
    """Show an action and its response."""
    config = await demo.websocket_command("get_config")
    today = datetime.now(ZoneInfo(config["time_zone"])).date()
    thursday = today - timedelta(days=(today.weekday() - FRIDAY) % 7 + 1)
    filled_in = {
        "action": f"{DOMAIN}.get_daily_occupancy",
        "data": {
            "device_id": [await device_id(demo)],
            "start_date": str(thursday - timedelta(days=1)),
            "end_date": str(thursday),
        },
    }
    await store(page, "panel-dev-action-state-service-data", filled_in)
    await page.goto(f"{demo.url}/config/tools/action")
    await page.get_by_role("button", name="Perform action").click()
    await page.get_by_text("daily_occupancy", exact=True).wait_for()


async def statistics(page: Page, demo: Demo) -> None:
    """Show a year of the past, once everything has been fetched."""
    await past_fetched(demo)
    await page.goto(f"{demo.url}/occuspace-demo/past")
    await page.get_by_text("Dwell time in the library").wait_for()


async def past_fetched(demo: Demo) -> None:
    """Return once the past is there, and what is usual by it."""
    for _ in range(MINUTES_TO_FETCH_THE_PAST * 6):
        for state in await demo.get_states():
            if (
                state["entity_id"].endswith("_university_history")
                and state["state"] == "up_to_date"
            ):
                return
        await asyncio.sleep(10)
    raise DemoError("the past has not been fetched")


# What to show, and in a window of which width and height.
PICTURES: Final[dict[str, tuple[Callable[[Page, Demo], Awaitable[None]], int, int]]] = {
    "dashboard": (dashboard, 1280, 620),
    "integration": (integration, 1280, 805),
    "device": (device, 920, 650),
    "automation": (automation, 1280, 610),
    "config-flow": (config_flow, 920, 800),
    "options": (options, 920, 960),
    "action": (action, 960, 1480),
    "statistics": (statistics, 1280, 960),
}


async def device_id(demo: Demo) -> str:
    """Return the device of the location that is pictured."""
    devices = await demo.websocket_command("config/device_registry/list")
    return next(str(found["id"]) for found in devices if found["name"] == LOCATION)


async def add_example_automation(demo: Demo) -> None:
    """Add the example of the README, which Home Assistant has to accept."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    automation = parse_yaml(next(block for block in blocks if "triggers:" in block))
    if not isinstance(automation, dict):
        raise DemoError("the automation in README.md is none")
    await demo.home_assistant.request(
        "POST", "/api/config/automation/config/readme", automation
    )


async def store(page: Page, key: str, value: object) -> None:
    """Have the frontend find a value that it remembered."""
    arguments = f"{json.dumps(key)}, {json.dumps(json.dumps(value))}"
    await page.add_init_script(f"localStorage.setItem({arguments})")


async def take(browser: Browser, demo: Demo, name: str, zone: str) -> bytes:
    """Return the picture of that name as PNG."""
    arrange, width, height = PICTURES[name]
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
        locale="en-US",
        timezone_id=zone,
        service_workers="block",
    )
    page.set_default_timeout(SECONDS_TO_APPEAR * 1000)
    try:
        await store(page, "hassTokens", demo.home_assistant.browser_tokens())
        await store(page, "dockedSidebar", "auto")
        await arrange(page, demo)
        await page.mouse.move(0, 0)
        png = await settled(page)
        no_value = await page.get_by_text(NO_VALUE).count()
    except (BrowserError, TimeoutError) as err:
        raise DemoError(f"{name}: {err or 'the page does not come to rest'}") from err
    if no_value:
        raise DemoError(f"{name}: an entity has no value")
    await page.close()
    return png


async def settled(page: Page) -> bytes:
    """Return the page once it has stopped changing."""
    now = before = b""
    async with asyncio.timeout(SECONDS_TO_APPEAR):
        while not now or now != before:
            before = now
            await asyncio.sleep(SECONDS_AT_REST)
            now = await page.screenshot(animations="disabled", caret="hide")
    return now


def save(name: str, png: bytes) -> None:
    """Write the picture with a palette, and say so."""
    path = IMAGES / f"{name}.png"
    with Image.open(io.BytesIO(png)) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB", flush=True)


async def wait_for_states(demo: Demo) -> None:
    """Return once every entity has its state."""
    for _ in range(SECONDS_TO_HAVE_STATES):
        if not (await sight(demo)).problems():
            return
        await asyncio.sleep(1)
    raise DemoError("not every entity has its state: see script/demo --check")


async def run(names: list[str]) -> None:
    """Take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    zone = lively_zone()
    print(f"Starting the demo, with the campus in {zone}", flush=True)
    async with (
        running_demo(account="campus", time_zone=zone) as demo,
        async_playwright() as playwright,
    ):
        await wait_for_states(demo)
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=CHROMIUM_FLAGS,
        )
        for name in names:
            save(name, await take(browser, demo, name, zone))
        await browser.close()


def main() -> int:
    """Take the pictures that are named, or all; return the exit code."""
    parser = ArgumentParser(
        "script/screenshots", description="Take the pictures of docs/images."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}; or all"
    )
    names = parser.parse_args().names or list(PICTURES)
    if unknown := set(names) - PICTURES.keys():
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    try:
        asyncio.run(run(names))
    except (BrowserError, DemoError, TimeoutError) as err:
        print(f"Error: {err or 'it took too long'}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
