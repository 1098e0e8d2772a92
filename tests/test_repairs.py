"""A chosen location is gone: what a person is told, and can do about it."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from simulator import Simulator

from .builders import build_entry, device_of, entity_of, pass_time, state_of
from .conftest import SetUp

TREE_INTERVAL = timedelta(minutes=10, seconds=1)


@pytest.fixture
def entry(simulator: Simulator) -> MockConfigEntry:
    """Return an entry that follows both floors."""
    return build_entry(simulator, options={"locations": ["3", "4"]})


def issues(hass: HomeAssistant) -> dict[str, str]:
    """Return the key of every issue there is, by id."""
    return {
        issue.issue_id: str(issue.translation_key)
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == "occuspace"
    }


async def two_lists(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let the list be read twice."""
    await pass_time(hass, freezer, TREE_INTERVAL)
    await pass_time(hass, freezer, TREE_INTERVAL)


async def fix(hass_client: ClientSessionGenerator, issue_id: str) -> None:
    """Go through the fix of an issue, as the repairs page does."""
    client = await hass_client()
    response = await client.post(
        "/api/repairs/issues/fix", json={"handler": "occuspace", "issue_id": issue_id}
    )
    assert response.status == HTTPStatus.OK
    form = await response.json()
    assert form["step_id"] == "confirm"
    told = form["description_placeholders"]
    assert told["location"] == told["location_in_text"] == "Office 1st Floor"
    response = await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})
    assert (await response.json())["type"] == "create_entry"


async def test_a_location_that_is_gone_can_be_dropped(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The issue comes with the second list, and goes with the fix."""
    assert await async_setup_component(hass, "repairs", {})
    entry = await set_up()
    simulator.account.remove(3)
    await pass_time(hass, freezer, timedelta(seconds=61))
    assert not issues(hass)
    await two_lists(hass, freezer)
    issue_id = f"location_gone_{entry.entry_id}_3"
    assert issues(hass) == {issue_id: "location_gone"}
    await fix(hass_client, issue_id)
    await hass.async_block_till_done()
    assert entry.options["locations"] == ["4"]
    assert not issues(hass)
    assert state_of(hass, entry, 4, "count") == "30"


async def test_a_name_is_no_markdown_in_the_text_of_an_issue(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nor can it bring a picture into it; its title shows it as it is."""
    name = "![Lab](https://elsewhere.example/a.png)"
    simulator.account.locations[3] = replace(simulator.account.locations[3], name=name)
    entry = await set_up()
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    issue = ir.async_get(hass).async_get_issue(
        "occuspace", f"location_gone_{entry.entry_id}_3"
    )
    assert issue is not None
    told = issue.translation_placeholders or {}
    assert told["location"] == name
    assert told["location_in_text"] == (
        r"\!\[Lab\]\(https\:\/\/elsewhere\.example\/a\.png\)"
    )


async def test_without_the_last_chosen_location_all_are_followed(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The issue says so beforehand."""
    assert await async_setup_component(hass, "repairs", {})
    entry = await set_up(entry=build_entry(simulator, options={"locations": ["3"]}))
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    issue_id = f"location_gone_{entry.entry_id}_3"
    assert issues(hass) == {issue_id: "last_location_gone"}
    await fix(hass_client, issue_id)
    await hass.async_block_till_done()
    assert entry.options["locations"] == []
    assert device_of(hass, entry, 1)


async def test_the_issue_goes_when_the_location_is_back(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nobody has to do anything."""
    entry = await set_up()
    floor = simulator.account.locations[3]
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    assert issues(hass)
    assert device_of(hass, entry, 3) is None
    simulator.account.add(floor)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert not issues(hass)
    assert state_of(hass, entry, 3, "count") == "70"


async def test_the_issue_stays_over_a_reload_and_goes_with_the_entry(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A reload knows no better; without the account there is nothing to repair."""
    entry = await set_up()
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    await hass.config_entries.async_reload(entry.entry_id)
    assert issues(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert not issues(hass)


async def test_an_issue_that_home_assistant_remembers_is_raised_anew(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """After a restart it is there, but nobody is told of it."""
    entry = await set_up()
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    (issue_id,) = issues(hass)
    registry = ir.async_get(hass)
    registry.issues["occuspace", issue_id] = replace(
        registry.issues["occuspace", issue_id], active=False
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await two_lists(hass, freezer)
    issue = registry.async_get_issue("occuspace", issue_id)
    assert issue
    assert issue.active
    # By now it is the last one that is chosen.
    hass.config_entries.async_update_entry(entry, options={"locations": ["3"]})
    await hass.config_entries.async_reload(entry.entry_id)
    await two_lists(hass, freezer)
    assert issues(hass) == {issue_id: "last_location_gone"}


async def test_what_refers_to_a_removed_location_is_named(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Until nothing does any more, or the location is back, or the entry is gone."""
    entry = await set_up(entry=build_entry(simulator))
    entity_id, device_id = entity_of(hass, entry, 3, "count"), device_of(hass, entry, 3)
    automation = {
        "alias": "Doors",
        "triggers": {"trigger": "state", "entity_id": entity_id},
        "actions": [],
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    action = {"action": "light.turn_on", "target": {"device_id": device_id}}
    lights = {"lights": {"alias": "Lights", "sequence": [action]}}
    assert await async_setup_component(hass, "script", {"script": lights})
    assert await async_setup_component(hass, "lovelace", {})
    card = {"type": "markdown", "content": f"{{{{ states('{entity_id}') }}}}"}
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    await dashboard.async_save({"views": [{"cards": [card]}]})
    floor = simulator.account.locations[3]
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    issue_id = f"still_referred_to_{entry.entry_id}_3"
    assert issues(hass) == {issue_id: "still_referred_to"}
    issue = ir.async_get(hass).async_get_issue("occuspace", issue_id)
    assert issue
    assert (issue.translation_placeholders or {})["location"] == "Office 1st Floor"
    named = (issue.translation_placeholders or {})["references"]
    assert "Doors (`automation.doors`)" in named
    assert "Lights (`script.lights`)" in named
    assert len(named.splitlines()) == 3
    simulator.account.add(floor)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert not issues(hass)
    simulator.account.remove(3)
    await two_lists(hass, freezer)
    assert issues(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert not issues(hass)


async def test_a_removed_location_that_nothing_refers_to_has_no_issue(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nor one whose last reference was taken away."""
    entry = await set_up(entry=build_entry(simulator))
    assert await async_setup_component(hass, "lovelace", {})
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    entity_id = entity_of(hass, entry, 3, "count")
    await dashboard.async_save({"views": [{"badges": [entity_id]}]})
    simulator.account.remove(3)
    simulator.account.remove(4)
    await two_lists(hass, freezer)
    assert [*issues(hass)] == [f"still_referred_to_{entry.entry_id}_3"]
    await dashboard.async_save({"views": []})
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert not issues(hass)


async def test_many_references_are_named_in_part(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A dashboard that cannot be read is left out."""
    entry = await set_up(entry=build_entry(simulator))
    action = {
        "action": "light.turn_on",
        "target": {"device_id": device_of(hass, entry, 3)},
    }
    scripts = {f"lights_{i}": {"sequence": [action]} for i in range(25)}
    assert await async_setup_component(hass, "script", {"script": scripts})
    assert await async_setup_component(hass, "lovelace", {})
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    with patch.object(dashboard, "async_load", side_effect=HomeAssistantError):
        simulator.account.remove(3)
        await two_lists(hass, freezer)
    issue = ir.async_get(hass).async_get_issue(
        "occuspace", f"still_referred_to_{entry.entry_id}_3"
    )
    assert issue
    named = (issue.translation_placeholders or {})["references"].splitlines()
    assert len(named) == 21
    assert named[-1] == "- …"
