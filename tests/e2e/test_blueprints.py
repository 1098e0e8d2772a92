"""The blueprints in a running Home Assistant: imported, instantiated, seen to act."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
import pytest

from bench.progress import history_entity, wait_until_up_to_date
from demo import Demo, running_demo
from simulator import DEFAULT_TOKEN, Simulator, faults
from tests.space import FIRST, FLOORS, two_floors

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("socket_enabled")]

FOLDER: Final = Path(__file__).parents[2] / "blueprints" / "automation" / "occuspace"
HELPERS: Final = """
input_boolean:
  fan:
  lamp:
input_text:
  last_cleaning:
"""
FAN: Final = "input_boolean.fan"
LAMP: Final = "input_boolean.lamp"
NOTE: Final = "input_text.last_cleaning"

SHORT: Final = {"seconds": 1}
LONG_ENOUGH: Final = 3
EVERY_DAY: Final = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """Serve a building of two floors that has counted for three days."""
    account = two_floors()
    for floor in FLOORS:
        opened = datetime.now(UTC).date() - timedelta(days=3)
        account.locations[floor].earliest_count = opened
        account.locations[floor].is_active = False
    simulator = Simulator(account)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def demo(simulator: Simulator) -> AsyncIterator[Demo]:
    """Run Home Assistant on it, with things to switch."""
    async with running_demo(
        account="generated",
        api_token=DEFAULT_TOKEN,
        base_url=simulator.base_url,
        time_zone="UTC",
        configuration=HELPERS,
    ) as demo:
        assert await wait_until_up_to_date(demo, await history_entity(demo), 120)
        yield demo


@pytest.fixture
async def files() -> AsyncIterator[BaseTestServer]:
    """Serve the blueprints, as the project's page does."""
    app = web.Application()
    app.router.add_static("/", FOLDER)
    async with TestServer(app) as server:
        yield server


class Building:
    """The building, and what its automations do."""

    def __init__(self, demo: Demo, simulator: Simulator) -> None:
        """Look at a running Home Assistant."""
        self.demo = demo
        self.simulator = simulator

    async def call(self, domain: str, action: str, **data: Any) -> None:
        """Perform an action."""
        path = f"/api/services/{domain}/{action}"
        await self.demo.home_assistant.request("POST", path, data)

    async def state(self, entity_id: str) -> str:
        """Return an entity's state; nothing if it is not there yet."""
        states = await self.demo.get_states()
        found = (each["state"] for each in states if each["entity_id"] == entity_id)
        return str(next(found, ""))

    async def until(self, entity_id: str, is_so: Callable[[str], bool]) -> None:
        """Wait until an entity's state is so."""
        for _ in range(300):
            if is_so(state := await self.state(entity_id)):
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"{entity_id} is {state}")

    async def people(self, count: int | None) -> None:
        """Let so many be on each floor, None if that is not known; let it be seen."""
        for floor in FLOORS:
            location = self.simulator.account.locations[floor]
            location.is_active, location.count = count is not None, count or 0
        seen = "unknown" if count is None else str(count)
        entity = "sensor.1st_floor_occupancy"
        await self.call("homeassistant", "update_entity", entity_id=entity)
        await self.until(entity, lambda state: state == seen)

    async def notifications(self) -> Counter[str]:
        """Return the titles of what has been told."""
        told = await self.demo.websocket_command("persistent_notification/get")
        return Counter(each["title"] for each in told)

    async def until_notified(self, expected: Counter[str]) -> None:
        """Wait until exactly these notifications have come, and no more do."""
        for _ in range(300):
            if await self.notifications() == expected:
                break
            await asyncio.sleep(0.2)
        await asyncio.sleep(LONG_ENOUGH)
        assert await self.notifications() == expected

    async def last_run(self, blueprint: str) -> str | None:
        """Return when an automation was triggered last, None while it runs."""
        states = await self.demo.get_states()
        automation = next(
            each["attributes"]
            for each in states
            if each["entity_id"] == f"automation.{blueprint}"
        )
        return None if automation["current"] else str(automation["last_triggered"])

    async def make(self, blueprint: str, **inputs: Any) -> None:
        """Make an automation, or make it anew, as the editor does."""
        path = f"/api/config/automation/config/{blueprint}"
        used = {"path": f"occuspace/{blueprint}.yaml", "input": inputs}
        config = {"alias": blueprint, "use_blueprint": used}
        await self.demo.home_assistant.request("POST", path, config)
        await self.until(f"automation.{blueprint}", lambda state: state == "on")


@pytest.fixture
async def building(demo: Demo, simulator: Simulator, files: BaseTestServer) -> Building:
    """Import every blueprint, by its address."""
    for path in FOLDER.glob("*.yaml"):
        url = str(files.make_url(f"/{path.name}"))
        imported = await demo.websocket_command("blueprint/import", url=url)
        assert imported["validation_errors"] is None
        await demo.websocket_command(
            "blueprint/save",
            domain="automation",
            path=f"occuspace/{path.stem}",
            yaml=imported["raw_data"],
            source_url=url,
        )
    return Building(demo, simulator)


async def inputs_of(building: Building) -> dict[str, dict[str, Any]]:
    """Return what each blueprint has no default for."""
    devices = await building.demo.websocket_command("config/device_registry/list")
    first = next(each["id"] for each in devices if each["name"] == "1st Floor")
    return {
        "announce_quiet_again": {"locations": [first]},
        "clean_after_visitors": {
            "visitors_today": "sensor.1st_floor_visitors_today",
            "note": NOTE,
        },
        "follow_utilization": {
            "utilization": "sensor.1st_floor_utilization",
            "devices": [FAN],
        },
        "morning_message": {"locations": [first]},
        "notify_stays_very_busy": {"locations": [first]},
        "switch_off_when_empty": {
            "occupied": ["binary_sensor.1st_floor_occupied"],
            "targets": {"entity_id": LAMP},
        },
    }


# What there is no time to wait for here.
QUICK: Final[dict[str, dict[str, Any]]] = {
    "announce_quiet_again": {
        "quiet_for": SHORT,
        "not_before": "00:00:00",
        "not_after": "23:59:59",
    },
    "clean_after_visitors": {"visitors": 1},
    "follow_utilization": {"minimum_run_time": {"seconds": 0}},
    "morning_message": {"weekdays": EVERY_DAY},
    "notify_stays_very_busy": {"busy_for": SHORT},
    "switch_off_when_empty": {"empty_for": SHORT, "closed_days": EVERY_DAY},
}


async def test_every_blueprint_acts_once_and_not_on_unknown(building: Building) -> None:
    """Each is made with its defaults first, and then with shorter times."""
    inputs = await inputs_of(building)
    assert (
        inputs.keys() == QUICK.keys() == {path.stem for path in FOLDER.glob("*.yaml")}
    )
    for blueprint, needed in inputs.items():
        await building.make(blueprint, **needed)
    for blueprint, needed in inputs.items():
        await building.make(blueprint, **needed, **QUICK[blueprint])

    # Very busy after it was unknown, unknown while it is, and then known to be quiet.
    await building.call("input_boolean", "turn_on", entity_id=LAMP)
    await building.people(95)
    await building.people(None)
    await building.call("input_boolean", "turn_off", entity_id=FAN)
    await asyncio.sleep(LONG_ENOUGH)
    assert await building.state(FAN) == "off"
    await building.people(20)
    await asyncio.sleep(LONG_ENOUGH)
    assert await building.notifications() == Counter()
    assert await building.state(LAMP) == "on"

    await building.people(95)
    await building.until(FAN, lambda state: state == "on")
    await building.until_notified(Counter({"1st Floor is very busy": 1}))
    await building.people(0)
    await building.until(FAN, lambda state: state == "off")
    await building.until(LAMP, lambda state: state == "off")
    await building.until_notified(
        Counter({"1st Floor is very busy": 1, "It is quiet again": 1})
    )


async def test_a_cleaning_and_a_morning(building: Building) -> None:
    """Both read the past; while it cannot be had, they do not act."""
    inputs, name = await inputs_of(building), "clean_after_visitors"
    opened = building.simulator.account.locations[FIRST].earliest_count
    sensor = "sensor.1st_floor_visitors_today"

    async def run_soon() -> None:
        """Have the message sent at a time of day that is still to come."""
        filled_in = inputs["morning_message"] | QUICK["morning_message"]
        await building.make("morning_message", **filled_in, time="00:00:00")
        before = await building.last_run("morning_message")
        for seconds in (4, 8, 16, 32):
            time = datetime.now(UTC) + timedelta(seconds=seconds)
            await building.make("morning_message", **filled_in, time=f"{time:%H:%M:%S}")
            # A slow machine may have made the automation after its time.
            while datetime.now(UTC) < time + timedelta(seconds=LONG_ENOUGH):
                await asyncio.sleep(0.2)
                if await building.last_run("morning_message") not in {before, None}:
                    return
        raise AssertionError("the message was not sent")

    await building.make(name, **inputs[name], **QUICK[name])
    await building.call("input_text", "set_value", entity_id=NOTE, value=f"{opened} 0")
    building.simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await run_soon()
    await building.call("homeassistant", "reload_config_entry", entity_id=sensor)
    await building.until_notified(Counter())
    assert await building.state(NOTE) == f"{opened} 0"

    building.simulator.behave()
    for _ in range(2):
        await building.call("homeassistant", "reload_config_entry", entity_id=sensor)
        await building.until(sensor, str.isdecimal)
    await run_soon()
    await building.until_notified(
        Counter({"Please clean: 1st Floor": 1, "Yesterday": 1})
    )
    assert await building.state(NOTE) > f"{opened} 0"
