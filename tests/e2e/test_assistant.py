"""The assistant's tools in a running Home Assistant."""

from collections.abc import AsyncIterator
from pathlib import Path
import re
from textwrap import indent
from typing import Any, Final

import pytest

from demo import Demo, running_demo
from tests.test_docs import BLOCK, ROOT, read

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("socket_enabled")]

PROBE: Final = Path(__file__).parent / "llm_probe"


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture
async def demo(socket_enabled: None) -> AsyncIterator[Demo]:
    """Run Home Assistant on the example account, with an integration that asks."""
    async with running_demo(
        account="example", components=[PROBE], configuration=own_sentence()
    ) as demo:
        yield demo


def own_sentence() -> str:
    """Return the documentation's sentence trigger, for a floor, as configuration."""
    (example,) = (
        content
        for language, content in BLOCK.findall(read(ROOT / "docs" / "assistant.md"))
        if language == "yaml"
    )
    for asked, floor in (("food court", "ground floor"), ("food_court", "1st_floor")):
        assert asked in example
        example = example.replace(asked, floor)
    example = example.replace(
        "sensor.student_center_1st_floor", "sensor.office_1st_floor"
    )
    return f"automation occuspace:\n  - {indent(example, '    ').strip()}\n"


async def say(demo: Demo, text: str) -> str:
    """Return what Home Assistant's own agent answers."""
    answer = await demo.websocket_command(
        "conversation/process",
        text=text,
        language="en",
        agent_id="conversation.home_assistant",
    )
    return str(answer["response"]["speech"]["plain"]["speech"])


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
    assert early["error"].startswith("Not enough history for Office 2nd Floor")
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


async def test_home_assistants_own_agent_takes_people_for_persons(demo: Demo) -> None:
    """Until a sentence trigger takes precedence, as the documentation says."""
    await demo.websocket_command(
        "homeassistant/expose_entity",
        assistants=["conversation"],
        entity_ids=[
            f"sensor.office_{floor}_floor_occupancy" for floor in ("1st", "2nd")
        ],
        should_expose=True,
    )
    for question, answer in (
        ("How many people are in the Office 1st Floor?", "0"),
        ("Is anyone in the Office 1st Floor?", "No"),
        ("Who is in the Office 1st Floor?", "Not any"),
        ("How busy is the Office 1st Floor?", "Sorry, I couldn't understand that"),
        ("How many people are in the ground floor?", "70 people"),
    ):
        assert await say(demo, question) == answer
