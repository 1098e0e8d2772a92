"""Pictures of the demo for the documentation, taken by script/screenshots."""

from argparse import ArgumentParser
import asyncio
from datetime import datetime
import io
import re
import sys
from typing import Final
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.async_api import (
    Browser,
    Error as BrowserError,
    Page,
    async_playwright,
)

from .browser import CHROMIUM_FLAGS, find_chromium, store
from .check import sight
from .errors import DemoError, in_words
from .folder import ROOT
from .pictures import FRIDAY, PICTURES
from .running import Demo, running_demo

IMAGES: Final = ROOT / "docs" / "images"

COLOURS: Final = 256
SECONDS_TO_APPEAR: Final = 30
SECONDS_AT_REST: Final = 1.5
SECONDS_TO_HAVE_STATES: Final = 60

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

# At the end: a row's text begins with its name.
NO_VALUE: Final = re.compile(r"\b(unknown|unavailable)\s*$", re.IGNORECASE)


def lively_zone() -> str:
    """Return the zone where it is early afternoon, of a weekday if possible."""

    def dullness(name: str) -> tuple[bool, float]:
        now = datetime.now(ZoneInfo(name))
        return now.weekday() > FRIDAY, abs(now.hour + now.minute / 60 - LIVELY_HOUR)

    return min(ZONES, key=dullness)


async def take(browser: Browser, demo: Demo, name: str, zone: str) -> bytes:
    """Return the picture of that name as PNG."""
    picture = PICTURES[name]
    page = await browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme=picture.theme,
        reduced_motion="reduce",
        locale="en-US",
        timezone_id=zone,
        service_workers="block",
    )
    page.set_default_timeout(SECONDS_TO_APPEAR * 1000)
    try:
        await store(page, "hassTokens", demo.home_assistant.browser_tokens())
        await store(page, "dockedSidebar", "auto")
        await store(page, "selectedLanguage", picture.language)
        await picture.arrange(page, demo)
        if not await page.locator("dialog .leave").count():
            await page.mouse.move(0, 0)
        png = await settled(page)
        no_value = await page.get_by_text(NO_VALUE).count()
    except (BrowserError, TimeoutError) as err:
        raise DemoError(f"{name}: {in_words(err)}") from err
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
            executable_path=find_chromium(),
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
        asyncio.run(run([name for name in PICTURES if name in names]))
    except (BrowserError, DemoError, TimeoutError) as err:
        print(f"Error: {in_words(err)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
