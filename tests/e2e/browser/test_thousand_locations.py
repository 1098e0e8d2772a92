"""How long an account of 1,000 locations takes: measured on demand only.

Set OCCUSPACE_BROWSER_MEASUREMENTS=1 to run this; it takes a quarter
of an hour, most of it for the 31,000 requests of the history.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
import os
from statistics import median
from typing import Any, Final
import zlib

import pytest
import pytest_asyncio

from demo import Demo
from simulator.accounts import generated_account

from .running import running_stage
from .screens import WEEKS
from .stage import FOLDER, Shown, Stage

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        "OCCUSPACE_BROWSER_MEASUREMENTS" not in os.environ,
        reason="OCCUSPACE_BROWSER_MEASUREMENTS is not set",
    ),
]

LOCATIONS: Final = 1000
TIMES: Final = 5
MEASURE: Final = (FOLDER / "measure.js").read_text("utf-8").partition("\n")[2]
LEAF: Final = 4
TREE: Final = "occuspace-tree-card"
ENTITIES: Final = "hui-entities-card"
# By card, whether each of its rows has its value.
FILLED: Final = {
    TREE: "card.shadowRoot.querySelectorAll('[role=treeitem] b').length === rows",
    ENTITIES: """[...card.shadowRoot.querySelectorAll("#states > div > *")].filter(
      (row) => row.shadowRoot?.querySelector("hui-generic-entity-row")
        ?.shadowRoot?.childElementCount > 0).length === rows""",
}
EXPAND: Final = """(card) => {
  const closed = card.shadowRoot.querySelectorAll("[aria-expanded=false] > .toggle");
  for (const each of closed) {
    each.click();
  }
  return closed.length;
}"""
# Counts what the tree does from then on: updates, and rows whose contents are changed.
WATCH: Final = """(card) => {
  window.__updates = 0;
  window.__rows = new Set();
  window.__took = 0;
  const original = card.update.bind(card);
  card.update = (changed) => {
    const started = performance.now();
    original(changed);
    window.__took = performance.now() - started;
    window.__updates += 1;
  };
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentNode : target;
      window.__rows.add(element.closest?.("[role=treeitem]") ?? element);
    }
  }).observe(card.shadowRoot, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def thousand(chromium: str) -> AsyncIterator[Stage]:
    """Run Home Assistant on 1,000 locations until their typical weeks are known."""
    opened = datetime.now(UTC).date() - timedelta(weeks=WEEKS)
    account = generated_account(LOCATIONS, "UTC", opened=opened)
    for location in account.locations.values():
        if location.capacity is not None:
            location.count = location.id % location.capacity + 1
    async with running_stage(account, chromium, seconds_to_import=1500) as stage:
        counts = await count_sensors(stage)
        assert len(counts) == LOCATIONS
        tree = {"type": f"custom:{TREE}", "sort": "name"}
        await stage.save_dashboard("rows-tree", [tree])
        await stage.save_dashboard("rows-entities", [entities(counts)])
        await stage.save_dashboard("rows-start", [entities(counts[:1])])
        yield stage


async def count_sensors(stage: Stage) -> list[str]:
    """Return the sensors of how many people there are."""
    return [
        str(each["entity_id"])
        for each in await stage.demo.websocket_command("config/entity_registry/list")
        if each["translation_key"] == "count" and each["platform"] == "occuspace"
    ]


def entities(shown: list[str]) -> dict[str, Any]:
    """Return Home Assistant's own card of entities."""
    return {"type": "entities", "entities": shown, "show_header_toggle": False}


async def expand(shown: Shown) -> None:
    """Expand every location, which the tab remembers."""
    tree = shown.card(TREE)
    await tree.locator("[role=treeitem] b").first.wait_for()
    while await tree.evaluate(EXPAND):
        await shown.page.evaluate("new Promise(requestAnimationFrame)")
    await shown.page.wait_for_function(
        f"(card) => (({FILLED[TREE].replace('rows', str(LOCATIONS))}))",
        arg=await tree.element_handle(),
    )


async def test_the_tree_takes_half_as_long_as_the_entities_card(
    thousand: Stage,
) -> None:
    """Followed within the app, until all 1,000 rows are painted."""
    took: dict[str, list[float]] = {TREE: [], ENTITIES: []}
    async with thousand.show("rows-tree") as shown:
        await expand(shown)
        for _ in range(TIMES):
            for tag, path in ((ENTITIES, "/rows-entities"), (TREE, "/rows-tree")):
                await shown.page.goto(f"{thousand.demo.url}/rows-start")
                await shown.card("hui-sensor-entity-row").wait_for()
                await shown.page.wait_for_timeout(2000)
                arguments = [path, tag, LOCATIONS, FILLED[tag]]
                took[tag].append(await shown.page.evaluate(MEASURE, arguments))
    for tag, each in took.items():
        report(f"{tag}: {median(each):.0f} ms, {sorted(map(round, each))}")
    assert median(took[TREE]) <= 0.5 * median(took[ENTITIES])


async def test_only_what_changes_is_drawn_again(thousand: Stage) -> None:
    """A location and those that it is in; for something else, nothing."""
    entity = await thousand.entity(LEAF, "count")
    location = thousand.simulator.account.locations[LEAF]
    async with thousand.show("rows-tree") as shown:
        await expand(shown)
        tree = shown.card(TREE)
        await shown.page.wait_for_timeout(2000)
        await tree.evaluate(WATCH)
        await thousand.demo.home_assistant.request(
            "POST", "/api/states/sensor.something_else", {"state": "1"}
        )
        await shown.page.wait_for_function(
            "'sensor.something_else' in "
            "document.querySelector('home-assistant').hass.states"
        )
        assert await shown.page.evaluate("window.__updates") == 0
        assert location.count is not None
        location.count += 7
        await thousand.call("homeassistant", "update_entity", entity_id=entity)
        await shown.page.wait_for_function("window.__rows.size > 0")
        await shown.page.wait_for_timeout(3000)
        rows, updates, duration = await shown.page.evaluate(
            "[window.__rows.size, window.__updates, window.__took]"
        )
    report(f"rows: {rows}, updates: {updates}, the last took {duration:.1f} ms")
    # The zone, its floor, its building and the campus.
    assert rows <= 4
    assert updates <= 5


async def test_messages_are_small(thousand: Stage) -> None:
    """Compressed, as browsers have the connection compress them."""
    day = await first_event(
        thousand.demo, "occuspace/day", device_id=thousand.devices[LEAF]
    )
    overview = await first_event(thousand.demo, "occuspace/overview")
    for name, sent in (("day", day), ("overview", overview)):
        report(f"occuspace/{name}: {len(sent)} bytes, {compressed(sent)} compressed")
    assert compressed(day) <= 1500
    assert compressed(overview) <= 120_000


def compressed(sent: bytes) -> int:
    """Return how long a message is on the wire."""
    return len(zlib.compress(sent, wbits=-zlib.MAX_WBITS))


def report(figures: str) -> None:
    """Print figures, which `pytest -s` shows."""
    print(figures)  # noqa: T201  they are what the measurement is for


async def first_event(demo: Demo, command: str, **fields: str) -> bytes:
    """Return a subscription's first event as it is sent."""
    url = f"{demo.url}/api/websocket"
    async with demo.session.ws_connect(url, max_msg_size=0, compress=0) as socket:
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": demo.access_token})
        await socket.receive_json()
        await socket.send_json({"id": 1, "type": command, **fields})
        while '"event"' not in (text := await socket.receive_str()):
            pass
    return text.encode()
