"""The assistant's tools in a running Home Assistant."""

from collections.abc import AsyncIterator
from pathlib import Path
import re
from typing import Any, Final

import pytest

from demo import Demo, running_demo

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("socket_enabled")]

PROBE: Final = Path(__file__).parent / "llm_probe"


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture
async def demo(socket_enabled: None) -> AsyncIterator[Demo]:
    """Run Home Assistant on the example account, with an integration that asks."""
    async with running_demo(account="example", components=[PROBE]) as demo:
        yield demo


async def names(demo: Demo) -> list[str]:
    """Return the tools of Occuspace that are offered."""
    answer = await demo.call_action("llm_probe", "names", {})
    return [name for name in answer["names"] if name.startswith("occuspace__")]


async def ask(demo: Demo, tool: str, **args: Any) -> Any:
    """Return what a tool answers."""
    asked = {"tool": f"occuspace__{tool}", "args": args}
    return (await demo.call_action("llm_probe", "ask", asked))["answer"]


async def test_what_is_exposed_is_told(demo: Demo) -> None:
    """And nothing before; Home Assistant has nothing to say about how."""
    assert await names(demo) == []
    await demo.websocket_command(
        "homeassistant/expose_entity",
        assistants=["conversation"],
        entity_ids=[
            f"sensor.office_{floor}_{value}"
            for floor in ("1st_floor", "2nd_floor")
            for value in ("occupancy", "utilization")
        ],
        should_expose=True,
    )
    assert len(await names(demo)) == 4

    first = {
        "location": "Office 1st Floor",
        "occupancy": 70,
        "utilization_percent": 18.0,
    }
    assert await ask(demo, "get_current_occupancy", location="1st floor") == first
    refused = await ask(demo, "get_current_occupancy", location="office building")
    assert refused["error"].startswith("No exposed location is called")
    quiet = await ask(demo, "find_quietest_space")
    assert (quiet["quietest"], quiet["spaces_compared"]) == (first, 2)
    early = await ask(demo, "find_best_time", location="2nd floor")
    assert early["error"].startswith("Too little is known of Office 2nd Floor")
    # The two days of Occuspace's own example.
    past = await ask(
        demo,
        "get_past_figures",
        location="2nd floor",
        first_day="2024-01-01",
        last_day="2024-01-02",
    )
    assert (past["visitors"], past["peak_occupancy"]) == (61 + 145, 102)

    complaints = re.findall(r"^.* (?:WARNING|ERROR) .*$", demo.log(), re.MULTILINE)
    assert not [line for line in complaints if "LLM tool" in line]
