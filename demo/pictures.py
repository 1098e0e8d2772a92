"""What the pictures of the documentation show, and how to get there in a browser."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
import re
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from homeassistant.util.yaml import parse_yaml
from playwright.async_api import Page

from .browser import store
from .check import DOMAIN
from .errors import DemoError
from .folder import ROOT
from .home_assistant import DASHBOARD, Json
from .running import Demo
from .states import COLUMNS, MUSEUM, add_museum
from .waiting import graph_filled, history_imported

INTEGRATION_PAGE: Final = f"/config/integrations/integration/{DOMAIN}"
LOCATION: Final = "Main Library"
LIBRARY_VIEW: Final = "location-1500-1510"
BLUEPRINT: Final = (
    ROOT / "blueprints" / "automation" / "occuspace" / "announce_quiet_again.yaml"
)
MILLISECONDS_TO_POLL: Final = 180_000
FRIDAY: Final = 4


async def dashboard(page: Page, demo: Demo) -> None:
    """Show the generated dashboard."""
    await history_imported(demo)
    await page.goto(f"{demo.url}/{DASHBOARD}")
    await page.locator("occuspace-card .axis").first.wait_for()


async def dashboard_location(page: Page, demo: Demo) -> None:
    """Show the view of a building."""
    await history_imported(demo)
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
    await history_imported(demo)
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
    library = await device_id(demo)
    await show(
        page,
        demo,
        "demo-cards",
        [
            [card("card", library)],
            [card("week-card", library)],
            [card("tree-card")],
        ],
    )
    await page.locator("occuspace-week-card .now").first.wait_for()


async def kiosk(page: Page, demo: Demo) -> None:
    """Show the full screen of a location."""
    await show(
        page, demo, "demo-kiosk", [[card("card", await device_id(demo), kiosk=True)]]
    )
    await page.locator("occuspace-card dialog .typical").first.wait_for()


async def kiosk_list(page: Page, demo: Demo) -> None:
    """Show the full screen of several locations."""
    await show(page, demo, "demo-kiosk-list", [[card("tree-card", kiosk=True)]])
    await page.locator("occuspace-tree-card dialog li").first.wait_for()


async def states(page: Page, demo: Demo) -> None:
    """Show every reason why there is no value, or a doubtful one."""
    await add_museum(demo)
    await history_imported(demo, MUSEUM)
    shown = [
        [card("card", await device_id(demo, name)) for name in names]
        for names in COLUMNS
    ]
    await show(page, demo, "demo-states", shown)
    for level in ("Doubtful", "Outdated", "Not permitted"):
        await page.get_by_text(level).wait_for(timeout=MILLISECONDS_TO_POLL)


async def sensor_history(page: Page, demo: Demo) -> None:
    """Show what a sensor's own graph has from before it was added."""
    await history_imported(demo)
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


def card(kind: str, device: str | None = None, **options: Any) -> Json:
    """Return the configuration of a card."""
    about = {"device_id": device} if device else {}
    return {"type": f"custom:occuspace-{kind}", **about, **options}


async def show(
    page: Page, demo: Demo, path: str, sections: Sequence[Sequence[Json]]
) -> None:
    """Show a dashboard of its own with a column of cards for each section."""
    await history_imported(demo)
    boards = await demo.websocket_command("lovelace/dashboards/list")
    if path not in [board["url_path"] for board in boards]:
        await demo.websocket_command(
            "lovelace/dashboards/create",
            url_path=path,
            title="Cards",
            show_in_sidebar=False,
        )
    view = {
        "title": "Cards",
        "type": "sections",
        "sections": [{"type": "grid", "cards": cards} for cards in sections],
    }
    await demo.websocket_command(
        "lovelace/config/save", url_path=path, config={"views": [view]}
    )
    await page.goto(f"{demo.url}/{path}")


async def device_id(demo: Demo, name: str = LOCATION) -> str:
    """Return the device of a location."""
    devices = await demo.websocket_command("config/device_registry/list")
    return next(str(found["id"]) for found in devices if found["name"] == name)


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


class Picture(NamedTuple):
    """What to show, and in a window of which width and height."""

    arrange: Callable[[Page, Demo], Awaitable[None]]
    width: int
    height: int
    language: str = "en"
    theme: Literal["light", "dark"] = "light"
    scale: float = 1.5


PICTURES: Final[dict[str, Picture]] = {
    "dashboard": Picture(dashboard, 1280, 700),
    "dashboard-dark": Picture(dashboard, 1280, 700, theme="dark"),
    "dashboard-phone": Picture(dashboard, 390, 844),
    "dashboard-location": Picture(dashboard_location, 1280, 990),
    "dashboard-location-phone": Picture(dashboard_location, 390, 844),
    "add-dashboard": Picture(add_dashboard, 1180, 830),
    "integration": Picture(integration, 1280, 805),
    "device": Picture(device, 920, 900),
    "automation": Picture(automation, 1280, 860),
    "blueprint": Picture(blueprint, 920, 920),
    "config-flow": Picture(config_flow, 920, 800),
    "options": Picture(options, 920, 960),
    "location-settings": Picture(location_settings, 920, 1090),
    "action": Picture(action, 960, 1480),
    "cards": Picture(cards, 1280, 430),
    "cards-dark": Picture(cards, 1280, 430, theme="dark"),
    "cards-german": Picture(cards, 1280, 430, "de"),
    "cards-japanese": Picture(cards, 1280, 430, "ja"),
    "cards-phone": Picture(cards, 390, 844),
    "kiosk": Picture(kiosk, 960, 540, scale=1),
    "kiosk-list": Picture(kiosk_list, 960, 540, scale=1),
    "sensor-history": Picture(sensor_history, 1280, 720),
    # Last: its account stays.
    "states": Picture(states, 1280, 850),
}
