"""How many requests a refresh takes, measured, and how few would do."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.occuspace.sensor_descriptions import SENSORS
from simulator import (
    Account,
    Simulator,
    campus_account,
    example_account,
    generated_account,
)
from tests.builders import build_entry, pass_time, state_of
from tests.conftest import SetUp
from tests.test_sensor import MINUTE

PAGE: Final = Path(__file__).parents[2] / "docs" / "data-updates.md"
START, END = "<!-- requests-per-refresh -->\n", "<!-- /requests-per-refresh -->"

COUNT_ONLY: Final = tuple(each for each in SENSORS if each.key == "count")

ACCOUNTS: Final[dict[str, Callable[[], Account]]] = {
    "The API document's example": example_account,
    "The simulator's campus": campus_account,
    "1,000 generated locations": lambda: generated_account(1000),
}


def fewest_requests(account: Account) -> int:
    """Return the size of the smallest set that covers all, by dynamic programming.

    A location is known if it or its parent is asked.
    """
    children: dict[int | None, list[int]] = {}
    for location in account.locations.values():
        children.setdefault(location.parent_id, []).append(location.id)

    @cache
    def asked(id_: int) -> int:
        return 1 + sum(min(asked(c), left_to_parent(c)) for c in children.get(id_, ()))

    @cache
    def left_to_parent(id_: int) -> int:
        return sum(map(asked, children.get(id_, ())))

    return sum(map(asked, children[None]))


def table(rows: dict[str, tuple[int, int, int]]) -> str:
    """Return the rows as they stand on the page."""
    lines = [
        "| Account | Locations | Requests per refresh | Fewest possible |",
        "| :--- | ---: | ---: | ---: |",
        *(
            f"| {name} | {locations:,} | {asked} | {fewest} |"
            for name, (locations, asked, fewest) in rows.items()
        ),
    ]
    return "\n".join(lines)


async def test_a_refresh_takes_the_fewest_requests_there_could_be(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """And the page has the table; `--snapshot-update` writes it."""
    # Values of thousands of entities are another test's subject.
    monkeypatch.setattr("custom_components.occuspace.sensor.SENSORS", COUNT_ONLY)
    rows: dict[str, tuple[int, int, int]] = {}
    for name, make in ACCOUNTS.items():
        account = simulator.account = make()
        entry = await set_up(entry=build_entry(simulator))
        shown = [state_of(hass, entry, id_, "count") for id_ in account.locations]
        assert not {None, "unavailable"} & set(shown)
        simulator.requests.clear()
        await pass_time(hass, freezer, MINUTE)
        rows[name] = (len(shown), len(simulator.requests), fewest_requests(account))
        await hass.config_entries.async_remove(entry.entry_id)

    assert all(asked == fewest for _, asked, fewest in rows.values())
    before, mark, rest = PAGE.read_text(encoding="utf-8").partition(START)
    written, end, after = rest.partition(END)
    assert mark
    assert end
    if request.config.getoption("update_snapshots"):
        written = f"\n{table(rows)}\n\n"
        PAGE.write_text(before + mark + written + end + after, encoding="utf-8")
    assert written.strip() == table(rows)
