"""The vendor's own example, read from a running Home Assistant over its REST API."""

from collections.abc import AsyncIterator

import pytest

from demo import Demo, running_demo

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture
async def demo(socket_enabled: None) -> AsyncIterator[Demo]:
    """Run Home Assistant on the document's example account."""
    async with running_demo(account="example") as demo:
        yield demo


async def test_states_and_actions_are_those_of_the_document(demo: Demo) -> None:
    """The figures on the vendor's page are the figures in Home Assistant."""
    states = {each["entity_id"]: each["state"] for each in await demo.get_states()}
    shown = {
        name: (
            states[f"sensor.{name}_occupancy"],
            states[f"sensor.{name}_utilization"],
            states[f"binary_sensor.{name}_active"],
        )
        for name in ("office_building", "office_1st_floor", "office_2nd_floor")
    }
    assert shown == {
        "office_building": ("100", "20", "on"),
        "office_1st_floor": ("70", "18", "on"),
        "office_2nd_floor": ("30", "30", "on"),
    }

    devices = await demo.websocket_command("config/device_registry/list")
    building = next(each for each in devices if each["name"] == "Office Building")
    response = await demo.call_action(
        "occuspace",
        "get_daily_occupancy",
        {
            "device_id": building["id"],
            "start_date": "2024-01-01",
            "end_date": "2024-01-02",
        },
    )
    assert response == {
        "locations": [
            {
                "location_id": 2,
                "device_id": building["id"],
                "name": "Office Building",
                "message": None,
                "daily_occupancy": [
                    {
                        "date": "2024-01-01",
                        "average_occupancy": 19,
                        "average_utilization": 7,
                        "peak_occupancy": 52,
                        "peak_utilization": 18,
                    },
                    {
                        "date": "2024-01-02",
                        "average_occupancy": 36,
                        "average_utilization": 12,
                        "peak_occupancy": 102,
                        "peak_utilization": 35,
                    },
                ],
            }
        ]
    }
