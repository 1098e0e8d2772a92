"""The browser that shows a demo: which one, and how it is logged in."""

import json
import os
import shutil
from typing import Final

from playwright.async_api import BrowserContext, Page

CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")

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


def find_chromium() -> str | None:
    """Return the Chromium that CHROMIUM names, else the first on PATH."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


async def store(page: Page | BrowserContext, key: str, value: object) -> None:
    """Have the frontend find a value that it remembered."""
    arguments = f"{json.dumps(key)}, {json.dumps(json.dumps(value))}"
    await page.add_init_script(f"localStorage.setItem({arguments})")
