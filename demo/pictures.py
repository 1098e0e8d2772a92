"""What the pictures of the documentation show, and how to get there in a browser."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
import re
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from homeassistant.util.yaml import parse_yaml
from playwright.async_api import Page

from .browser import store
from .check import DOMAIN
from .errors import DemoError
from .folder import ROOT
from .home_assistant import DASHBOARD
from .running import Demo

INTEGRATION_PAGE: Final = f"/config/integrations/integration/{DOMAIN}"
LOCATION: Final = "Main Library"
LIBRARY_VIEW: Final = "location-1500-1510"
BLUEPRINT: Final = (
    ROOT / "blueprints" / "automation" / "occuspace" / "announce_quiet_again.yaml"
)
MINUTES_TO_FETCH_THE_PAST: Final = 60
FRIDAY: Final = 4


async def dashboard(page: Page, demo: Demo) -> None:
    """Show the generated dashboard."""
    await past_fetched(demo)
    await page.goto(f"{demo.url}/{DASHBOARD}")
    await page.get_by_text("forecast").first.wait_for()


async def dashboard_location(page: Page, demo: Demo) -> None:
    """Show the view of a building."""
    await past_fetched(demo)
    await page.goto(f"{demo.url}/{DASHBOARD}/{LIBRARY_VIEW}")
    await page.locator("statistics-chart canvas").nth(2).wait_for()


async def add_dashboard(page: Page, demo: Demo) -> None:
    """Show the list of dashboards to add."""
    await page.goto(f"{demo.url}/config/lovelace/dashboards")
    await page.get_by_role("button", name="Add dashboard").click()
    await page.get_by_text("Community dashboards").wait_for()


async def integration(page: Page, demo: Demo) -> None:
    """Show the integration with its devices."""
    await page.goto(f"{demo.url}{INTEGRATION_PAGE}")
    await page.get_by_text("Reading Room").wait_for()


async def device(page: Page, demo: Demo) -> None:
    """Show a location and its past, used by the example automation of the README."""
    await past_fetched(demo)
    await add_example_automation(demo)
    await page.goto(f"{demo.url}/config/devices/device/{await device_id(demo)}")
    await page.get_by_text("The library is full").wait_for()


async def automation(page: Page, demo: Demo) -> None:
    """Show the trigger of the example automation of the README in the editor."""
    await add_example_automation(demo)
    await page.goto(f"{demo.url}/config/automation/edit/readme")
    await page.locator("ha-automation-trigger-row").first.click()
    await page.get_by_text("For at least").wait_for()


async def blueprint(page: Page, demo: Demo) -> None:
    """Show a blueprint, imported and with a location chosen."""
    path = f"occuspace/{BLUEPRINT.name}"
    await demo.websocket_command(
        "blueprint/save",
        domain="automation",
        path=path,
        yaml=BLUEPRINT.read_text("utf-8"),
    )
    used = {
        "path": path,
        "input": {"locations": [await device_id(demo)]},
    }
    await demo.home_assistant.request(
        "POST",
        "/api/config/automation/config/blueprint",
        {"alias": "The library is quiet again", "use_blueprint": used},
    )
    await page.goto(f"{demo.url}/config/automation/edit/blueprint")
    await page.get_by_text("Quiet for at least").wait_for()


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


async def location_settings(page: Page, demo: Demo) -> None:
    """Show the form for the settings of a location."""
    await integration(page, demo)
    await page.get_by_role("button", name="Add location settings").click()
    await page.get_by_text("Very busy above").wait_for()


async def cards(page: Page, demo: Demo) -> None:
    """Show the cards on a dashboard of their own."""
    await past_fetched(demo)
    await demo.websocket_command(
        "lovelace/dashboards/create", url_path="cards-demo", title="Cards"
    )
    location = {"type": "custom:occuspace-card", "device_id": await device_id(demo)}
    sections = [
        {"cards": [location]},
        {"cards": [{"type": "custom:occuspace-tree-card"}], "column_span": 2},
    ]
    view = {"title": "Cards", "type": "sections", "sections": sections}
    await demo.websocket_command(
        "lovelace/config/save", url_path="cards-demo", config={"views": [view]}
    )
    await page.goto(f"{demo.url}/cards-demo")
    await page.get_by_text("forecast").first.wait_for()


async def sensor_history(page: Page, demo: Demo) -> None:
    """Show what a sensor's own graph has from before it was added."""
    await past_fetched(demo)
    entity_id = f"sensor.{LOCATION.lower().replace(' ', '_')}_occupancy"
    start = datetime.now(UTC) - timedelta(days=365)
    await graph_filled(demo, entity_id, start)
    query = urlencode({"entity_id": entity_id, "start_date": start.isoformat()})
    await page.goto(f"{demo.url}/history?{query}")
    await page.locator("state-history-chart-line canvas").first.wait_for()


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


async def graph_filled(demo: Demo, entity_id: str, start: datetime) -> None:
    """Return once the graph of a sensor begins at a moment."""
    for _ in range(MINUTES_TO_FETCH_THE_PAST * 6):
        if await demo.websocket_command(
            "recorder/statistics_during_period",
            start_time=start.isoformat(),
            end_time=(start + timedelta(days=30)).isoformat(),
            statistic_ids=[entity_id],
            period="month",
        ):
            return
        await asyncio.sleep(10)
    raise DemoError(f"{entity_id} has no history")


async def device_id(demo: Demo) -> str:
    """Return the device of the location that is pictured."""
    devices = await demo.websocket_command("config/device_registry/list")
    return next(str(found["id"]) for found in devices if found["name"] == LOCATION)


async def add_example_automation(demo: Demo) -> None:
    """Add the example of the README, which Home Assistant has to accept."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    text = next(block for block in blocks if "triggers:" in block)
    automation = parse_yaml(
        re.sub(r"device_id: \w+", f"device_id: {await device_id(demo)}", text)
    )
    if not isinstance(automation, dict):
        raise DemoError("the automation in README.md is none")
    await demo.home_assistant.request(
        "POST", "/api/config/automation/config/readme", automation
    )


# What to show, and in a window of which width and height.
PICTURES: Final[dict[str, tuple[Callable[[Page, Demo], Awaitable[None]], int, int]]] = {
    "dashboard": (dashboard, 1280, 700),
    "dashboard-location": (dashboard_location, 1280, 990),
    "add-dashboard": (add_dashboard, 1180, 830),
    "integration": (integration, 1280, 805),
    "device": (device, 920, 900),
    "automation": (automation, 1280, 860),
    "blueprint": (blueprint, 920, 920),
    "config-flow": (config_flow, 920, 800),
    "options": (options, 920, 960),
    "location-settings": (location_settings, 920, 1090),
    "action": (action, 960, 1480),
    "cards": (cards, 1280, 400),
    "sensor-history": (sensor_history, 1280, 720),
}
