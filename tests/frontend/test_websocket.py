"""The websocket commands of the cards."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
import logging
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.frontend.subscription import DATA_SHARED
from simulator import Account, Simulator, faults
from simulator.account import Location
from tests.builders import build_entry, build_settings, device_of
from tests.conftest import SetUp
from tests.settings.conftest import HOURS
from tests.space import BUILDING, FIRST, SECOND, Space

from .conftest import Subscribe

MONDAY = datetime(2026, 6, 1, 9, 58, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_the_morning(freezer: FrozenDateTimeFactory) -> None:
    """Stop the clock."""
    freezer.move_to(MONDAY)


@pytest.fixture(autouse=True)
def _no_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Require that nothing is logged as an error."""
    yield
    for phase in ("setup", "call"):
        for record in caplog.get_records(phase):
            text = record.getMessage()
            # Home Assistant logs a failed refresh.
            assert record.levelno < logging.ERROR or "Error fetching" in text, text


@pytest.fixture
async def space(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> Space:
    """Return the building of two floors, set up."""
    return Space(hass, simulator, await set_up(), freezer)


async def test_a_day_without_history(space: Space, subscribe: Subscribe) -> None:
    """All there is without the recorder."""
    await space.people(FIRST, 90)
    card = await subscribe("day", device_id=space.device(FIRST))
    nothing: list[int] = []
    assert await card.next() == {
        "name": "1st Floor",
        "entity_id": space.entity(FIRST, "count"),
        "zone": "UTC",
        "date": "2026-06-01",
        "capacity": 100,
        "thresholds": [45, 80],
        "reason": None,
        "measured_at": "2026-06-01T09:59Z",
        "count": 90,
        "percentage": 90,
        "level": "very_busy",
        "comparison": None,
        "is_open": None,
        "opens": None,
        "closes": None,
        "is_doubtful": None,
        "history": "none",
        "starts": [f"2026-06-01T{hour:02}:00Z" for hour in range(24)],
        "typical": nothing,
        "low": nothing,
        "high": nothing,
        "measured": nothing,
        "expected": nothing,
        "sentence": {"now": None, "next": None, "at": None},
    }
    assert await card.is_silent()


async def test_an_event_follows_each_refresh_that_changes_something(
    space: Space, subscribe: Subscribe
) -> None:
    """Another count, or only another time of the measurement."""
    day = await subscribe("day", device_id=space.device(FIRST))
    overview = await subscribe("overview")
    first = await day.next()
    await overview.next()
    await space.people(FIRST, 21)
    second = await day.next()
    assert (first["count"], second["count"]) == (20, 21)
    await space.wait()
    third = await day.next()
    assert second | {"measured_at": third["measured_at"]} == third
    assert third["measured_at"] > second["measured_at"]
    # The rows do not depend on the count.
    assert await overview.is_silent()


async def test_cards_cause_no_requests(
    space: Space, subscribe: Subscribe, simulator: Simulator
) -> None:
    """However many there are."""
    await space.wait()
    before = len(simulator.requests)
    for location in (FIRST, SECOND):
        await (await subscribe("day", device_id=space.device(location))).next()
        overview = await subscribe("overview", device_id=space.device(location))
        await overview.next()
    await space.hass.async_block_till_done(wait_background_tasks=True)
    assert len(simulator.requests) == before


async def test_the_overview_has_a_row_for_each_location(
    space: Space, subscribe: Subscribe
) -> None:
    """Or for those below a device's location, and itself."""

    def row(location: int) -> dict[str, Any]:
        return {"d": space.device(location), "t": None}

    day = {"zone": "UTC", "date": "2026-06-01"}
    card = await subscribe("overview")
    rows = {str(each): row(each) for each in (BUILDING, FIRST, SECOND)}
    assert await card.next() == day | {"locations": rows}
    below = await subscribe("overview", device_id=space.device(FIRST))
    assert await below.next() == day | {"locations": {str(FIRST): row(FIRST)}}
    # Later only those that change.
    await space.deactivate(FIRST)
    changed = {str(FIRST): row(FIRST) | {"r": "inactive"}}
    assert (await below.next())["locations"] == changed
    assert (await card.next())["locations"] == changed


async def inactive(space: Space) -> None:
    """Let the first floor's sensors stop."""
    await space.deactivate(FIRST)


async def stale(space: Space) -> None:
    """Let the first floor's last measurement be old."""
    await space.age(FIRST, timedelta(hours=2))


async def not_reported(space: Space) -> None:
    """Let the first floor have no values."""
    space.simulator.account.locations[BUILDING].is_active = False

    def strip(body: Any) -> Any:
        for each in (body["data"], *body["data"].get("childCounts", ())):
            for key in ("count", "percentage"):
                each[key] = None
        return body

    space.simulator.misbehave(faults.Transform(strip), "/locations/*/now")
    await space.wait()


async def unreachable(space: Space) -> None:
    """Let the API answer with errors only."""
    await space.disconnect()


@pytest.mark.parametrize("happen", [inactive, stale, not_reported, unreachable])
async def test_why_there_is_no_value(
    space: Space, subscribe: Subscribe, happen: Any
) -> None:
    """All values are missing then, and the sentence says why."""
    reason = happen.__name__
    day = await subscribe("day", device_id=space.device(FIRST))
    overview = await subscribe("overview", device_id=space.device(FIRST))
    await day.next()
    await overview.next()
    await happen(space)
    event = await day.until(lambda event: event["reason"] == reason)
    assert event["count"] is event["percentage"] is event["level"] is None
    assert event["sentence"] == {"now": reason, "next": None, "at": None}
    rows = (await overview.next())["locations"]
    assert rows[str(FIRST)]["r"] == reason
    space.simulator.behave()
    space.simulator.account.locations[FIRST].is_active = True
    for location in (BUILDING, FIRST):
        space.simulator.account.locations[location].age = timedelta()
    await space.wait()
    await day.until(lambda event: event["count"] == 20)


async def test_a_location_that_has_never_counted(
    space: Space, subscribe: Subscribe
) -> None:
    """Has no zero."""
    space.simulator.account.locations[FIRST].earliest_count = None
    space.simulator.account.locations[FIRST].count = 0
    await space.reload()
    card = await subscribe("day", device_id=space.device(FIRST))
    event = await card.next()
    assert (event["reason"], event["count"]) == ("never_measured", None)


async def test_a_location_that_the_token_may_not_read(
    space: Space, subscribe: Subscribe
) -> None:
    """Is not permitted."""
    card = await subscribe("day", device_id=space.device(SECOND))
    space.simulator.misbehave(faults.UNAUTHORIZED, f"/locations/{SECOND}/now")
    space.simulator.misbehave(faults.UNAUTHORIZED, f"/locations/{BUILDING}/now")
    await space.wait()
    await space.wait()
    await card.until(lambda event: event["reason"] == "not_permitted")


async def test_a_user_gets_no_value_of_what_they_may_not_read(
    space: Space,
    subscribe: Subscribe,
    hass_read_only_user: Any,
    hass_read_only_access_token: str,
) -> None:
    """Of other locations they do."""
    user, token = hass_read_only_user, hass_read_only_access_token
    user.mock_policy({"entities": {"entity_ids": {space.entity(FIRST, "count"): True}}})
    card = await subscribe("day", token, device_id=space.device(SECOND))
    assert await card.next() == {"reason": "not_permitted_here"}
    allowed = await subscribe("day", token, device_id=space.device(FIRST))
    assert (await allowed.next())["count"] == 20
    overview = await subscribe("overview", token)
    rows = (await overview.next())["locations"]
    assert rows[str(SECOND)] == {
        "d": space.device(SECOND),
        "t": None,
        "r": "not_permitted_here",
    }
    assert "r" not in rows[str(FIRST)]
    await space.people(SECOND, 30)
    assert await card.is_silent()
    await space.reload()
    assert await card.is_silent()


async def test_a_read_only_user_may_read(
    space: Space, subscribe: Subscribe, hass_read_only_access_token: str
) -> None:
    """As Home Assistant's group of that name does."""
    token = hass_read_only_access_token
    card = await subscribe("day", token, device_id=space.device(FIRST))
    assert (await card.next())["count"] == 20


async def test_an_unknown_device_is_removed(space: Space, subscribe: Subscribe) -> None:
    """As is a device of another integration."""
    other = MockConfigEntry()
    other.add_to_hass(space.hass)
    device = dr.async_get(space.hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("other", "1_2")}
    )
    for device_id in ("", "none", device.id):
        for name in ("day", "overview"):
            card = await subscribe(name, device_id=device_id)
            assert await card.next() == {"reason": "removed"}
            assert await card.is_silent()


async def test_a_card_without_a_device_shows_none(
    space: Space, subscribe: Subscribe
) -> None:
    """The overview then has all."""
    for fields in ({}, {"device_id": None}):
        card = await subscribe("day", **fields)
        assert await card.next() == {"reason": "removed"}
        overview = await subscribe("overview", **fields)
        assert len((await overview.next())["locations"]) == 3


async def test_a_location_that_is_no_longer_listed_is_removed(
    space: Space, subscribe: Subscribe
) -> None:
    """Until it is listed again."""
    day = await subscribe("day", device_id=space.device(SECOND))
    overview = await subscribe("overview")
    root = await subscribe("overview", device_id=space.device(SECOND))
    for card in (day, overview, root):
        await card.next()
    location = space.simulator.account.locations.pop(SECOND)
    await space.wait()
    await day.until(lambda event: event == {"reason": "removed"})
    await root.until(lambda event: event == {"reason": "removed"})
    await overview.until(lambda event: event["locations"].get(str(SECOND), 1) is None)
    space.simulator.account.locations[SECOND] = location
    await space.wait()
    await day.until(lambda event: event.get("count") == 20)
    await overview.until(lambda event: bool(event["locations"].get(str(SECOND))))
    await root.until(lambda event: bool(event.get("locations")))


async def test_a_reload_is_survived(space: Space, subscribe: Subscribe) -> None:
    """The account is unreachable meanwhile, and followed again."""
    day = await subscribe("day", device_id=space.device(FIRST))
    overview = await subscribe("overview")
    root = await subscribe("overview", device_id=space.device(FIRST))
    first = await day.next()
    rows = (await overview.next())["locations"]
    await root.next()
    await space.reload()
    gone = await day.next()
    assert gone["reason"] == gone["sentence"]["now"] == "unreachable"
    assert gone["count"] is None
    assert (gone["name"], gone["starts"]) == (first["name"], first["starts"])
    assert gone.keys() == first.keys()
    back = await day.next()
    assert back | {"measured_at": first["measured_at"]} == first
    unknown = (await overview.next())["locations"]
    assert {row["r"] for row in unknown.values()} == {"unreachable"}
    assert rows | (await overview.next())["locations"] == rows
    for reason in ("unreachable", None):
        assert (await root.next())["locations"][str(FIRST)].get("r") == reason
    await space.deactivate(FIRST)
    await day.until(lambda event: event["reason"] == "inactive")
    assert (await overview.next())["locations"].keys() == {str(FIRST)}


async def test_an_account_that_is_not_loaded_is_unreachable(
    space: Space, subscribe: Subscribe
) -> None:
    """Also for a subscription that has not seen it before; removed, it is gone."""
    entries, entry = space.hass.config_entries, space.entry
    device_id = space.device(FIRST)
    await entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    await space.hass.async_block_till_done()
    day = await subscribe("day", device_id=device_id)
    event = await day.next()
    assert event["reason"] == "unreachable"
    assert event["zone"] == "UTC"
    assert event["starts"] == event["typical"] == event["expected"] == []
    overview = await subscribe("overview")
    rows = (await overview.next())["locations"]
    assert rows[str(FIRST)] == {
        "d": device_id,
        "t": None,
        "r": "unreachable",
    }
    await entries.async_set_disabled_by(entry.entry_id, None)
    await space.hass.async_block_till_done(wait_background_tasks=True)
    await day.until(lambda event: event["count"] == 20)
    await overview.until(lambda event: "r" not in event["locations"][str(FIRST)])
    await entries.async_remove(entry.entry_id)
    await space.hass.async_block_till_done()
    await day.until(lambda event: event == {"reason": "removed"})
    await overview.until(lambda event: event["locations"][str(FIRST)] is None)


@pytest.fixture
async def other_simulator(simulator: Simulator) -> AsyncIterator[Simulator]:
    """Serve another account."""
    account = Account("other", ZoneInfo("Pacific/Kiritimati"))
    account.add(
        Location(70, "Library", count=7, capacity=70, earliest_count=MONDAY.date())
    )
    other = Simulator(account, clock=dt_util.utcnow)
    await other.start()
    yield other
    await other.stop()


async def test_several_accounts_are_in_one_overview(
    space: Space, subscribe: Subscribe, set_up: SetUp, other_simulator: Simulator
) -> None:
    """Also one that is added later; a device chooses one of them."""
    overview = await subscribe("overview")
    await overview.next()
    other = build_entry(other_simulator)
    await set_up(entry=other)
    device_id = device_of(space.hass, other, 70)
    event = await overview.until(lambda event: bool(event["locations"].get("70")))
    event = (
        event if event["locations"]["70"].get("r") is None else await overview.next()
    )
    assert event["zone"] == "UTC"
    assert event["locations"] == {"70": {"d": device_id, "t": None}}
    alone = await subscribe("overview", device_id=device_id)
    event = await alone.next()
    assert event["zone"] == "Pacific/Kiritimati"
    assert event["locations"].keys() == {"70"}
    day = await subscribe("day", device_id=device_id)
    event = await day.next()
    assert event["count"] == 7
    assert event["starts"][0] == "2026-05-31T10:00Z"
    # The other account does not matter.
    await space.reload()
    assert await alone.is_silent()
    assert await day.is_silent()


async def test_names_follow_the_registries(space: Space, subscribe: Subscribe) -> None:
    """Of the device, and of its Occupancy entity."""
    card = await subscribe("day", device_id=space.device(FIRST))
    await card.next()
    devices, entities = dr.async_get(space.hass), er.async_get(space.hass)
    device_id, entity_id = space.device(FIRST), space.entity(FIRST, "count")
    devices.async_update_device(device_id, name_by_user="Quiet")
    assert (await card.next())["name"] == "Quiet"
    devices.async_update_device(device_id, name_by_user=None)
    assert (await card.next())["name"] == "1st Floor"
    entities.async_update_entity(entity_id, new_entity_id="sensor.people")
    assert (await card.next())["entity_id"] == "sensor.people"
    disabler = er.RegistryEntryDisabler.USER
    entities.async_update_entity("sensor.people", disabled_by=disabler)
    assert (await card.next())["entity_id"] is None
    entities.async_update_entity("sensor.people", disabled_by=None)
    assert (await card.next())["entity_id"] == "sensor.people"


async def test_ending_a_subscription_releases_its_listeners(
    space: Space, subscribe: Subscribe
) -> None:
    """No event follows, and nothing listens any more."""
    shared = space.hass.bus.async_listeners()
    day = await subscribe("day", device_id=space.device(FIRST))
    overview = await subscribe("overview")
    for card in (day, overview):
        await card.next()
        await card.stop()
    await space.people(FIRST, 30)
    assert await day.is_silent()
    assert await overview.is_silent()
    assert DATA_SHARED in space.hass.data
    listeners = space.hass.bus.async_listeners()
    for event in (dr.EVENT_DEVICE_REGISTRY_UPDATED, er.EVENT_ENTITY_REGISTRY_UPDATED):
        assert listeners.get(event) == shared.get(event)


async def test_the_day_turns_at_the_venue(
    space: Space,
    subscribe: Subscribe,
    set_up: SetUp,
    other_simulator: Simulator,
) -> None:
    """At ten in the morning in UTC, even while Occuspace cannot be reached."""
    other = build_entry(other_simulator)
    await set_up(entry=other)
    device_id = device_of(space.hass, other, 70)
    day = await subscribe("day", device_id=device_id)
    overview = await subscribe("overview", device_id=device_id)
    assert (await day.next())["date"] == "2026-06-01"
    assert (await overview.next())["date"] == "2026-06-01"
    other_simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await space.wait(timedelta(seconds=50))
    await space.wait(timedelta(seconds=50))
    event = await day.until(lambda event: event["date"] == "2026-06-02")
    assert event["starts"][0] == "2026-06-01T10:00Z"
    await overview.until(lambda event: event["date"] == "2026-06-02")


@pytest.mark.usefixtures("schedule")
async def test_opening_and_closing_are_shown_to_the_minute(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    subscribe: Subscribe,
) -> None:
    """With what comes next."""
    settings = build_settings(BUILDING, opening_hours=HOURS, busy_threshold=30)
    entry = build_entry(simulator, subentries_data=[settings])
    space = Space(hass, simulator, await set_up(entry=entry), freezer)
    component: Any = hass.data["entity_components"]["schedule"]
    helper = component.get_entity(HOURS)

    async def open_on_mondays(start: str, end: str) -> None:
        week = {"monday": [{"from": start, "to": end}]}
        await helper.async_update_config({"id": "hours", "name": "Hours", **week})
        await hass.async_block_till_done(wait_background_tasks=True)

    await open_on_mondays("10:00:00", "18:00:00")
    day = await subscribe("day", device_id=space.device(FIRST))
    overview = await subscribe("overview", device_id=space.device(FIRST))
    closed = await day.next()
    opens = "2026-06-01T10:00Z"
    assert (closed["is_open"], closed["opens"]) == (False, opens)
    assert closed["sentence"] == {"now": "closed_opens", "next": None, "at": opens}
    assert closed["level"] is None
    assert closed["thresholds"] == [30, 80]
    assert (await overview.next())["locations"][str(FIRST)]["o"] is False
    await space.wait(timedelta(seconds=91))
    event = await day.until(lambda event: event["is_open"])
    assert event["closes"] == "2026-06-01T18:00Z"
    assert event["opens"] == "2026-06-08T10:00Z"
    assert event["level"] == "not_busy"
    assert "o" not in (await overview.next())["locations"][str(FIRST)]
    # Another week of the helper applies at once.
    await open_on_mondays("07:00:00", "20:00:00")
    await space.wait(timedelta(seconds=6))
    later = "2026-06-01T20:00Z"
    event = await day.until(lambda event: event["closes"] == later)
    assert event["opens"] == "2026-06-08T07:00Z"
