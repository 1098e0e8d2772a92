"""What the tests look at: an account, its dashboard and pages that show it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from demo import Demo
from demo.browser import store
from simulator import Account, Simulator
from simulator.account import Location

FOLDER: Final = Path(__file__).parent
DASHBOARD: Final = "browser-test"
SECONDS_TO_APPEAR: Final = 30

HALL: Final = 1
GROUND: Final = 2
READING: Final = 3
QUIET: Final = 4
CAFE: Final = 5
ATTIC: Final = 6
HOSTILE: Final = 7
HOSTILE_NAME: Final = "<img src=x onerror=window.__xss=1>"
WEEKS: Final = 4


@dataclass(frozen=True)
class Card:
    """A card to test, by its configuration, and what shows that it is ready."""

    tag: str
    config: Callable[[Stage], dict[str, Any]]
    ready: str


CARDS: Final = (
    Card(
        "occuspace-card",
        lambda stage: {"device_id": stage.devices[READING]},
        ".count",
    ),
    Card("occuspace-tree-card", lambda _: {}, "[role=treeitem] b"),
)


def town() -> Account:
    """Return a building with a floor, a full café and one that does not count."""
    account = Account("town", ZoneInfo("UTC"))
    opened = datetime.now(UTC).date() - timedelta(weeks=WEEKS)
    for id_, name, parent, count in (
        (HALL, "Town Hall", None, None),
        (GROUND, "Ground Floor", HALL, None),
        (READING, "Reading Room", GROUND, 42),
        (QUIET, "Quiet Room", GROUND, 7),
        (CAFE, "Café", HALL, 130),
        (ATTIC, "Attic", HALL, 0),
        (HOSTILE, HOSTILE_NAME, HALL, 12),
    ):
        is_leaf = id_ not in {HALL, GROUND}
        account.add(
            Location(
                id_,
                name,
                parent,
                capacity=100 if is_leaf else None,
                count=count,
                earliest_count=opened if is_leaf else None,
                is_active=id_ != ATTIC,
            )
        )
    return account


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


@dataclass
class Stage:
    """A running Home Assistant with a dashboard of the cards, and a browser."""

    demo: Demo
    simulator: Simulator
    browser: Browser
    devices: dict[int, str] = field(default_factory=dict)
    """Device ids by location."""
    scripts: list[str] = field(default_factory=list)
    """Run in every page before its own."""

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

    async def save_cards(self) -> None:
        """Create the dashboard with every card."""
        cards = [{"type": f"custom:{c.tag}", **c.config(self)} for c in CARDS]
        await self.save_dashboard(DASHBOARD, cards)

    @asynccontextmanager
    async def profile(self, **options: Any) -> AsyncIterator[BrowserContext]:
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
        home_assistant = self.demo.home_assistant
        await store(context, "hassTokens", home_assistant.browser_tokens())
        await context.add_init_script((FOLDER / "watch.js").read_text("utf-8"))
        yield context
        await context.close()

    @asynccontextmanager
    async def show(self, path: str = DASHBOARD, **options: Any) -> AsyncIterator[Shown]:
        """Open a dashboard in a fresh profile."""
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
    async def show_cards(self, **options: Any) -> AsyncIterator[Shown]:
        """Open the dashboard of all cards, and wait until each has its values."""
        async with self.show(**options) as shown:
            await are_ready(shown)
            yield shown


async def are_ready(shown: Shown) -> None:
    """Wait until every card shows its values."""
    for each in CARDS:
        ready = shown.card(each.tag).locator(each.ready).first
        await expect(ready).to_be_visible(timeout=SECONDS_TO_APPEAR * 1000)


def is_ours(said: Any) -> bool:
    """Return whether a message of the console is an error that names the cards."""
    told = f"{said.text} {said.location.get('url', '')}"
    return said.type == "error" and "occuspace" in told.lower()
