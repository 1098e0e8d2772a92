"""What the tests look at: an account, its dashboard and pages that show it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from demo import Demo
from demo.browser import store
from demo.home_assistant import Json
from simulator import Simulator

from .screens import EVERY_CARD, SCREENS, Card, Screen

FOLDER: Final = Path(__file__).parent
SECONDS_TO_APPEAR: Final = 30


@dataclass
class Shown:
    """A page of the dashboard, and what went wrong on it."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def card(self, tag: str) -> Locator:
        """Return a card of that kind."""
        return self.page.locator(tag).first

    async def error_cards(self) -> list[str]:
        """Return the error cards that have been visible at any time."""
        found: list[str] = await self.page.evaluate("window.__errorCards")
        return found

    async def problems(self) -> list[str]:
        """Return all that went wrong, error cards that are not yet visible too."""
        hidden = await self.page.locator("hui-error-card").count()
        return [*(["error card"] * hidden), *await self.error_cards(), *self.errors]


@dataclass
class Stage:
    """A running Home Assistant with a dashboard of the cards, and a browser."""

    demo: Demo
    simulator: Simulator
    browser: Browser
    devices: dict[int, str] = field(default_factory=dict)
    """Device ids by location."""

    async def call(self, domain: str, action: str, **data: Any) -> None:
        """Perform an action."""
        path = f"/api/services/{domain}/{action}"
        await self.demo.home_assistant.request("POST", path, data)

    async def find_devices(self) -> None:
        """Look up the devices of the locations."""
        for device in await self.demo.websocket_command("config/device_registry/list"):
            for domain, identifier in device["identifiers"]:
                id_ = identifier.rpartition("_")[2]
                if domain == "occuspace" and id_.isdecimal():
                    self.devices[int(id_)] = device["id"]

    async def entity(self, location: int, key: str) -> str:
        """Return the entity id of a value."""
        return next(
            str(each["entity_id"])
            for each in await self.demo.websocket_command("config/entity_registry/list")
            if each["device_id"] == self.devices[location]
            and each["translation_key"] == key
        )

    async def save_dashboard(self, path: str, cards: list[dict[str, Any]]) -> None:
        """Create a dashboard, or give it other cards."""
        listed = await self.demo.websocket_command("lovelace/dashboards/list")
        if path not in {each["url_path"] for each in listed}:
            await self.demo.websocket_command(
                "lovelace/dashboards/create", url_path=path, title="Test"
            )
        sections = [{"cards": [card]} for card in cards]
        view = {"title": "Cards", "type": "sections", "sections": sections}
        await self.demo.websocket_command(
            "lovelace/config/save", url_path=path, config={"views": [view]}
        )

    async def save_screens(self) -> None:
        """Create the dashboards that are not generated."""
        for screen in SCREENS:
            if not screen.is_generated:
                await self.save_dashboard(
                    screen.path, [each.config(self.devices) for each in screen.cards]
                )

    @asynccontextmanager
    async def profile(
        self, *, tokens: Json | None = None, **options: Any
    ) -> AsyncIterator[BrowserContext]:
        """Provide a fresh profile of the browser that is logged in."""
        context = await self.browser.new_context(
            viewport={"width": 1280, "height": 900},
            locale="en-US",
            timezone_id="UTC",
            reduced_motion="reduce",
            service_workers="block",
            **options,
        )
        context.set_default_timeout(SECONDS_TO_APPEAR * 1000)
        tokens = tokens or self.demo.home_assistant.browser_tokens()
        await store(context, "hassTokens", tokens)
        await context.add_init_script((FOLDER / "watch.js").read_text("utf-8"))
        yield context
        await context.close()

    @asynccontextmanager
    async def show(self, path: str, **options: Any) -> AsyncIterator[Shown]:
        """Open a page in a fresh profile."""
        async with self.profile(**options) as context:
            shown = Shown(await context.new_page())
            shown.page.on("pageerror", lambda error: shown.errors.append(str(error)))
            shown.page.on(
                "console",
                lambda said: shown.errors.append(said.text) if is_ours(said) else None,
            )
            await shown.page.goto(f"{self.demo.url}/{path}", wait_until="commit")
            yield shown

    @asynccontextmanager
    async def show_cards(
        self, screen: Screen = EVERY_CARD, **options: Any
    ) -> AsyncIterator[Shown]:
        """Open a screen, and wait until each of its cards has its values."""
        async with self.show(screen.path, **options) as shown:
            await are_ready(shown, screen.cards)
            yield shown


async def are_ready(shown: Shown, cards: Iterable[Card]) -> None:
    """Wait until every card shows its values."""
    for each in cards:
        ready = shown.card(each.tag).locator(each.ready).first
        await expect(ready).to_be_visible(timeout=SECONDS_TO_APPEAR * 1000)


def is_ours(said: Any) -> bool:
    """Return whether a message of the console is an error that names the cards."""
    told = f"{said.text} {said.location.get('url', '')}"
    return said.type == "error" and "occuspace" in told.lower()
