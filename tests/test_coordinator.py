"""What a refresh asks, and what becomes of replies that are wrong or missing."""

from datetime import timedelta
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import Account, Location, Simulator, faults

from .builders import build_entry, device_of, pass_time, state_of
from .conftest import SetUp
from .test_sensor import MINUTE

TREE_INTERVAL = timedelta(minutes=10)
LIST = "/v1/locations"
ROOT = "/v1/locations/1/now"
BUILDING = "/v1/locations/2/now"
FLOOR_1 = "/v1/locations/3/now"
FLOOR_2 = "/v1/locations/4/now"


def asked(simulator: Simulator) -> list[str]:
    """Return what was asked since the last time, in a stable order."""
    paths = sorted(each.path for each in simulator.requests)
    simulator.requests.clear()
    return paths


def counts(hass: HomeAssistant, entry: Any) -> list[str | None]:
    """Return the occupancy of the four locations."""
    return [state_of(hass, entry, id_, "count") for id_ in (1, 2, 3, 4)]


async def test_a_refresh_asks_parents_only_and_the_list_every_ten_minutes(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nine refreshes in between do without the list."""
    await set_up()
    assert asked(simulator) == [LIST, ROOT, BUILDING]
    for _ in range(9):
        await pass_time(hass, freezer, MINUTE)
        assert asked(simulator) == [ROOT, BUILDING]
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [LIST, ROOT, BUILDING]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (["3"], [BUILDING]),
        (["3", "4"], [BUILDING]),
        (["2"], [BUILDING]),
        (["1"], [ROOT, BUILDING]),
        ([], [ROOT, BUILDING]),
    ],
)
async def test_only_what_is_chosen_is_asked_for(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    selection: list[str],
    expected: list[str],
) -> None:
    """And by the fewest requests."""
    await set_up(entry=build_entry(simulator, options={"locations": selection}))
    assert asked(simulator) == [LIST, *expected]


@pytest.mark.parametrize("by", [-timedelta(days=1), timedelta(days=400)])
async def test_a_clock_that_is_set_does_not_keep_the_list_for_ever(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    by: timedelta,
) -> None:
    """Back or forth, the list is asked for at the next refresh."""
    entry = await set_up()
    asked(simulator)
    freezer.tick(by)
    await entry.runtime_data.coordinator.async_refresh()
    assert LIST in asked(simulator)


async def test_a_reply_that_disagrees_brings_the_list_at_once(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A location that a reply names first is there within the same refresh."""
    entry = await set_up()
    asked(simulator)
    simulator.account.add(Location(5, "Office 3rd Floor", 2, capacity=50, count=7))
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [LIST, ROOT, BUILDING]
    assert state_of(hass, entry, 5, "count") == "7"
    assert state_of(hass, entry, 2, "count") == "107"


async def test_a_disagreement_that_lasts_is_asked_about_once(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A reply that goes on naming what no list has does not double the requests."""
    entry = await set_up()

    def name_another(reply: dict[str, Any]) -> None:
        reply["data"]["childCounts"].append(
            {"id": 9, "name": "?", "count": 1, "percentage": 0.1, "isActive": True}
        )

    simulator.misbehave(faults.Transform(name_another), BUILDING)
    asked(simulator)
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [LIST, ROOT, BUILDING]
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [ROOT, BUILDING]
    assert device_of(hass, entry, 9) is None
    assert counts(hass, entry) == ["100", "100", "70", "30"]


async def test_a_child_that_its_parents_reply_left_out_is_asked_itself(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Its values are had all the same."""

    def leave_out(reply: dict[str, Any]) -> None:
        del reply["data"]["childCounts"][0]

    simulator.misbehave(faults.Transform(leave_out), BUILDING)
    entry = await set_up()
    assert asked(simulator) == [LIST, ROOT, BUILDING, FLOOR_1]
    assert counts(hass, entry) == ["100", "100", "70", "30"]


async def test_a_child_that_cannot_be_read_costs_no_other(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """It is asked itself, and so known too."""

    def garble(reply: dict[str, Any]) -> None:
        reply["data"]["childCounts"][0]["count"] = "seventy"

    simulator.misbehave(faults.Transform(garble), BUILDING)
    entry = await set_up()
    assert counts(hass, entry) == ["100", "100", "70", "30"]


def _without_data(reply: dict[str, Any]) -> dict[str, Any]:
    return {"message": reply["message"]}


def _about_another(reply: dict[str, Any]) -> None:
    reply["data"]["id"] = 77


FAULTS = {
    "400": faults.BAD_REQUEST,
    "401": faults.UNAUTHORIZED,
    "403": faults.FORBIDDEN,
    "404": faults.NOT_FOUND,
    "500": faults.INTERNAL_SERVER_ERROR,
    "503": faults.SERVICE_UNAVAILABLE,
    "endless": faults.Endless(),
    "reset": faults.ConnectionReset(),
    "broken off": faults.ConnectionReset(midway=True),
    "redirect": faults.Redirect("http://127.0.0.1:1/elsewhere"),
    "HTML": faults.HTML_PAGE,
    "not JSON": faults.NOT_JSON,
    "a list": faults.WRONG_TOP_LEVEL,
    "truncated": faults.Truncated(),
    "no data": faults.Transform(_without_data),
    "another location": faults.Transform(_about_another),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_one_location_failing_leaves_the_others(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    fault: faults.Fault,
) -> None:
    """Its children are asked themselves; its own values come from its parent."""
    entry = await set_up()
    asked(simulator)
    simulator.misbehave(fault, BUILDING)
    simulator.account.locations[3].count = 71
    await pass_time(hass, freezer, MINUTE)
    assert counts(hass, entry) == ["101", "101", "71", "30"]
    simulator.misbehave(fault, FLOOR_1)
    simulator.account.locations[4].count = 31
    await pass_time(hass, freezer, MINUTE)
    assert counts(hass, entry) == ["102", "102", "unavailable", "31"]
    assert len(asked(simulator)) <= 12
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL + MINUTE)
    assert counts(hass, entry) == ["102", "102", "71", "31"]


@pytest.mark.usefixtures("impatient")
async def test_one_location_answering_too_late_leaves_the_others(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The refresh is over before the answer comes."""
    entry = await set_up()
    simulator.misbehave(faults.Slow(9), ROOT)
    await entry.runtime_data.coordinator.async_refresh()
    assert counts(hass, entry) == ["unavailable", "100", "70", "30"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_when_nothing_can_be_had_all_are_unavailable(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    fault: faults.Fault,
) -> None:
    """It is logged once, with the reason beside it, and once when it is over."""
    entry = await set_up()
    simulator.misbehave(fault, "/now")
    caplog.clear()
    for _ in range(3):
        await pass_time(hass, freezer, MINUTE)
        assert counts(hass, entry) == ["unavailable"] * 4
    assert len(logged(caplog, logging.ERROR)) == 1
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert counts(hass, entry) == ["100", "100", "70", "30"]
    reason, recovered = logged(caplog, logging.INFO)
    assert reason.startswith("No refresh of Sales: ")
    assert recovered == "Fetching Sales data recovered"
    assert not logged(caplog, logging.WARNING)
    assert not hass.config_entries.flow.async_progress()


def logged(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    """Return what the integration logged at a level."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno == level and "occuspace" in record.name
    ]


async def test_a_location_that_fails_is_logged_once_and_when_it_is_back(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """By name, with the reason."""
    await set_up()
    caplog.clear()
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, ROOT)
    for _ in range(3):
        await pass_time(hass, freezer, MINUTE)
    assert logged(caplog, logging.INFO) == ["No live values for Sales (HTTP 503)"]
    assert not logged(caplog, logging.WARNING)
    simulator.behave()
    caplog.clear()
    await pass_time(hass, freezer, MINUTE)
    assert logged(caplog, logging.INFO) == ["Live values again for Sales"]


async def test_many_that_fail_are_not_all_named(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Five, and how many more."""
    for id_ in range(5, 12):
        simulator.account.add(Location(id_, f"Hall {id_}", 2, capacity=9, count=1))
    await set_up()
    caplog.clear()
    for path in (BUILDING, *(f"/v1/locations/{id_}/now" for id_ in range(3, 12))):
        simulator.misbehave(faults.NOT_FOUND, path)
    await pass_time(hass, freezer, MINUTE)
    (told,) = logged(caplog, logging.INFO)
    assert "Office 1st Floor, Office 2nd Floor, Hall 5, Hall 6, Hall 7 and 4 more" in (
        told
    )


async def test_a_location_the_token_may_not_see_is_that_locations_trouble(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The list answers: the token is good. It is asked again with the next list."""
    entry = await set_up()
    asked(simulator)
    simulator.misbehave(faults.UNAUTHORIZED, ROOT)
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [LIST, ROOT, BUILDING]
    assert counts(hass, entry) == ["unavailable", "100", "70", "30"]
    status = entry.runtime_data.coordinator.data.statuses[1]
    assert status.no_value == "not_permitted"
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator) == [BUILDING]
    assert not hass.config_entries.flow.async_progress()
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert asked(simulator) == [LIST, ROOT, BUILDING]
    assert counts(hass, entry) == ["100", "100", "70", "30"]


async def test_a_token_that_is_refused_later_asks_for_another(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Found out by the first refused reply, not ten minutes later."""
    entry = await set_up()
    simulator.misbehave(faults.UNAUTHORIZED)
    await pass_time(hass, freezer, MINUTE)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"
    assert counts(hass, entry) == ["unavailable"] * 4


@pytest.mark.parametrize(
    ("retry_after", "pause"), [("1", 0), ("300", 300), ("999999", 3600), ("soon", 0)]
)
async def test_a_list_that_is_asked_for_too_often_waits(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    retry_after: str,
    pause: int,
) -> None:
    """As long as the API wants, never less than usual, and an hour at most."""
    entry = await set_up()
    simulator.misbehave(faults.too_many_requests(retry_after), LIST)
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert counts(hass, entry) == ["unavailable"] * 4
    simulator.behave()
    asked(simulator)
    if pause:
        await pass_time(hass, freezer, timedelta(seconds=pause - 30))
        assert not asked(simulator)
    await pass_time(hass, freezer, MINUTE)
    assert LIST in asked(simulator)
    assert counts(hass, entry) == ["100", "100", "70", "30"]


async def test_without_the_list_the_known_locations_are_followed_on(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Live values keep coming; the list is asked again each time, logged once."""
    entry = await set_up()
    caplog.clear()
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR, LIST)
    await pass_time(hass, freezer, TREE_INTERVAL)
    simulator.account.locations[3].count = 50
    await pass_time(hass, freezer, MINUTE)
    assert counts(hass, entry) == ["80", "80", "50", "30"]
    assert logged(caplog, logging.INFO) == [
        "The locations could not be listed: HTTP 500"
    ]
    assert not logged(caplog, logging.WARNING)
    caplog.clear()
    simulator.behave()
    await pass_time(hass, freezer, MINUTE)
    assert logged(caplog, logging.INFO) == ["The locations can be listed again"]


async def test_an_empty_list_is_not_believed(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """No device goes, however often it comes."""
    entry = await set_up()
    simulator.misbehave(faults.Transform(lambda wire: wire | {"data": []}), LIST)
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert counts(hass, entry) == ["unavailable"] * 4
    assert device_of(hass, entry, 3)
    simulator.behave()
    await pass_time(hass, freezer, MINUTE)
    assert counts(hass, entry) == ["100", "100", "70", "30"]


@pytest.mark.parametrize(
    ("location", "warning"),
    [
        (
            Location(5, "Annex", 99, capacity=9, count=3),
            "Location 5 in the list: its parent is not listed",
        ),
        (
            Location(5, "Annex", 5, capacity=9, count=3),
            "Location 5 in the list: it is its own ancestor",
        ),
    ],
)
async def test_a_list_that_is_no_tree_gives_every_location_and_warns_once(
    hass: HomeAssistant,
    simulator: Simulator,
    account: Account,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    location: Location,
    warning: str,
) -> None:
    """However often the same list comes."""
    account.add(location)

    def without_children(reply: dict[str, Any]) -> None:
        reply["data"].update(count=3, isActive=True, childCounts=None)

    simulator.misbehave(faults.Transform(without_children), "/locations/5/now")
    entry = await set_up()
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert state_of(hass, entry, 5, "count") == "3"
    assert counts(hass, entry) == ["100", "100", "70", "30"]
    assert logged(caplog, logging.WARNING) == [warning]


async def test_a_location_listed_twice_is_there_once(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As it is listed first."""

    def repeat(reply: dict[str, Any]) -> None:
        reply["data"].append(reply["data"][2] | {"name": "Another"})

    simulator.misbehave(faults.Transform(repeat), LIST)
    entry = await set_up()
    assert counts(hass, entry) == ["100", "100", "70", "30"]
    assert logged(caplog, logging.WARNING) == [
        "Location 3 in the list: listed more than once"
    ]


async def test_one_unreadable_location_in_the_list_is_its_own_trouble(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing is removed on the word of a list that could not all be read."""
    entry = await set_up()

    def garble(reply: dict[str, Any]) -> None:
        reply["data"][2]["id"] = "perhaps"

    simulator.misbehave(faults.Transform(garble), LIST)
    for _ in range(3):
        await pass_time(hass, freezer, TREE_INTERVAL)
    assert counts(hass, entry) == ["100", "100", "unavailable", "30"]
    assert device_of(hass, entry, 3)
    assert "1 listed locations are unreadable" in logged(caplog, logging.WARNING)
    simulator.behave()
    await pass_time(hass, freezer, TREE_INTERVAL)
    assert counts(hass, entry) == ["100", "100", "70", "30"]
    assert not logged(caplog, logging.ERROR)


async def test_what_was_had_is_kept_when_the_list_comes_too_often(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The API is left alone for as long as it asks."""
    entry = await set_up()
    simulator.account.locations[3].name = "Ground floor"
    simulator.account.locations[3].count = 71
    simulator.misbehave(faults.too_many_requests("600"), LIST)
    await pass_time(hass, freezer, MINUTE)
    assert counts(hass, entry) == ["101", "101", "71", "30"]
    asked(simulator)
    await pass_time(hass, freezer, MINUTE * 9)
    assert not asked(simulator)


async def test_a_pause_is_kept_whoever_failed_first(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """And it is over when it is over, whatever the next refresh brings."""
    await set_up()
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR, ROOT)
    simulator.misbehave(faults.too_many_requests("600"), BUILDING)
    await pass_time(hass, freezer, MINUTE)
    asked(simulator)
    await pass_time(hass, freezer, MINUTE * 9)
    assert not asked(simulator)
    simulator.behave()
    simulator.misbehave(faults.SERVICE_UNAVAILABLE)
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator)
    simulator.behave()
    await pass_time(hass, freezer, MINUTE)
    assert asked(simulator)
