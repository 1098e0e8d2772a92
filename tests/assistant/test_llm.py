"""The assistant's tools, through Home Assistant's own API for language models."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
import sys
from types import ModuleType
from typing import Any, Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    llm,
)
from homeassistant.setup import async_setup_component
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.const import DOMAIN
from custom_components.occuspace.llm import async_get_tools
from simulator import Account, Location, Simulator, faults
from tests.builders import build_entry, device_of, entity_of, pass_time, state_of
from tests.conftest import SetUp, Unreadable
from tests.history.conftest import until

CAMPUS: Final = 1
LIBRARY: Final = 2
TOWN_HALL: Final = 3
LIBRARY_FIRST: Final = 4
LIBRARY_SECOND: Final = 5
HALL_FIRST: Final = 6
CAFE: Final = 7
ARCHIVE: Final = 8
UNLIMITED: Final = 9

ALL: Final = range(CAMPUS, UNLIMITED + 1)
LIVE: Final = ("count", "percentage", "busy_level", "capacity", "occupied")

NOW_TOOL: Final = "occuspace__get_current_occupancy"
QUIET_TOOL: Final = "occuspace__find_quietest_space"
BEST_TOOL: Final = "occuspace__find_best_time"
PAST_TOOL: Final = "occuspace__get_past_figures"
FIGURES: Final = (
    "visitors",
    "average_occupancy",
    "peak_occupancy",
    "average_dwell_time_minutes",
)
TOOLS: Final = (NOW_TOOL, QUIET_TOOL, BEST_TOOL, PAST_TOOL)

NOW: Final = datetime(2026, 3, 20, 12, 30, tzinfo=UTC)
"""A Friday."""
OPENED: Final = date(2026, 2, 19)

REFRESH: Final = timedelta(minutes=2)

type Ask = Callable[..., Awaitable[Any]]


@pytest.fixture
def account() -> Account:
    """Return a campus of two buildings that both have a first floor."""
    account = Account("campus", ZoneInfo("UTC"))
    for id_, name, parent, capacity, count in (
        (CAMPUS, "Campus", None, None, None),
        (LIBRARY, "Library", CAMPUS, None, None),
        (TOWN_HALL, "Town Hall", CAMPUS, None, None),
        (LIBRARY_FIRST, "1st Floor", LIBRARY, 100, 20),
        (LIBRARY_SECOND, "2nd Floor", LIBRARY, 100, 60),
        (HALL_FIRST, "1st Floor", TOWN_HALL, 50, 40),
        (CAFE, "Café", LIBRARY, 40, 20),
        (ARCHIVE, "Archive", TOWN_HALL, 10, None),
        (UNLIMITED, "Yard", TOWN_HALL, 0, 7),
    ):
        opened = None if id_ == ARCHIVE else OPENED
        account.add(
            Location(
                id_,
                name,
                parent,
                capacity=capacity,
                count=count,
                earliest_count=opened,
            )
        )
    return account


@pytest.fixture
def entry(simulator: Simulator, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry for the account, on a Friday at noon."""
    freezer.move_to(NOW)
    return build_entry(simulator)


@pytest.fixture(autouse=True)
async def _assistant(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up the API that calls the tools.

    The call of a tool is traced by the conversation integration, whose packages for
    understanding sentences are not needed for that, and may not be installed.
    """
    if find_spec("hassil") is None:
        name = "homeassistant.components.conversation"
        conversation: Any = ModuleType(name)
        conversation.ConversationTraceEventType = type("Type", (), {"TOOL_CALL": ""})
        conversation.async_conversation_trace_append = lambda *_: None
        monkeypatch.setitem(sys.modules, name, conversation)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "llm", {})


async def instance_of(
    hass: HomeAssistant, assistant: str = "conversation"
) -> llm.APIInstance:
    """Return the Assist API as an assistant sees it."""
    return await llm.async_get_api(
        hass,
        llm.LLM_API_ASSIST,
        llm.LLMContext(
            platform="test",
            context=Context(),
            language="en",
            assistant=assistant,
            device_id=None,
        ),
    )


@pytest.fixture
def ask(hass: HomeAssistant) -> Ask:
    """Return a function that calls a tool."""

    async def call(tool: str, **args: Any) -> llm.ToolResult:
        instance = await instance_of(hass)
        return await instance.async_call_tool(llm.ToolInput(tool, args))

    return call


def expose(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    locations: Iterable[int],
    keys: Iterable[str] = LIVE,
    *,
    should_expose: bool = True,
) -> None:
    """Expose values of locations to the assistant, or no longer."""
    keys = list(keys)
    for location in locations:
        for key in keys:
            entity_id = entity_of(hass, entry, location, key)
            assert entity_id
            async_expose_entity(hass, "conversation", entity_id, should_expose)


async def ours(hass: HomeAssistant, assistant: str = "conversation") -> list[llm.Tool]:
    """Return the tools that this integration offers to a model."""
    instance = await instance_of(hass, assistant)
    return [tool for tool in instance.tools if tool.name.startswith(f"{DOMAIN}__")]


async def test_the_tools_say_what_they_are(hass: HomeAssistant, set_up: SetUp) -> None:
    """The tools are read-only and describe every parameter."""
    expose(hass, await set_up(), [CAFE])
    instance = await instance_of(hass)
    tools = await ours(hass)
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        assert tool.integration == DOMAIN
        assert tool.title
        assert tool.description
        assert tool.annotations == llm.ToolAnnotations(
            read_only=True,
            destructive=False,
            idempotent=True,
            open_world=tool.name == PAST_TOOL,
        )
        told = probatio.to_openapi(
            tool.parameters, custom_serializer=instance.custom_serializer
        )
        assert told["properties"]
        for parameter in told["properties"].values():
            assert parameter["description"]
            assert parameter["type"] in {"string", "integer"}
        assert told.get("required", []) == (
            [] if tool.name == QUIET_TOOL else ["location"]
        )


async def test_no_tool_is_offered_until_something_is_exposed(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """By default nothing is exposed; a live value of a location is required."""
    entry = await set_up()
    assert not await ours(hass)
    expose(hass, entry, [CAFE], ["is_active"])
    assert not await ours(hass)
    expose(hass, entry, [CAFE], ["busy_level"])
    assert len(await ours(hass)) == len(TOOLS)
    assert not await ours(hass, "cloud.alexa")
    expose(hass, entry, [CAFE], ["busy_level"], should_expose=False)
    assert not await ours(hass)


async def test_no_tool_is_offered_without_a_loaded_account(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """A tool offered before the unload returns an error instead of raising."""
    entry = await set_up()
    expose(hass, entry, [CAFE])
    before = await instance_of(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    assert not await ours(hass)
    result = await before.async_call_tool(llm.ToolInput(NOW_TOOL, {"location": "Café"}))
    assert result == llm.ToolResult(
        data={"error": "No Occuspace location is exposed to the assistant."}, error=True
    )


async def test_no_tool_is_offered_to_other_apis(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Only the Assist API respects what is exposed."""
    expose(hass, await set_up(), [CAFE])
    context = llm.LLMContext("test", None, "en", "conversation", None)
    assert async_get_tools(hass, context, llm.LLM_API_ASSIST) is not None
    assert async_get_tools(hass, context, "homeassistant") is None


async def test_current_occupancy_is_returned(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """All exposed values of the location are included."""
    expose(hass, await set_up(), [CAFE])
    assert await ask(NOW_TOOL, location="Café") == llm.ToolResult(
        data={
            "location": "Library Café",
            "occupancy": 20,
            "utilization_percent": 50.0,
            "busy_level": "busy",
            "capacity": 40,
            "is_anyone_there": True,
            "free_capacity": 20,
        }
    )


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("count", "occupancy", 20),
        ("percentage", "utilization_percent", 50.0),
        ("busy_level", "busy_level", "busy"),
        ("occupied", "is_anyone_there", True),
    ],
)
async def test_a_value_is_returned_only_if_its_entity_is_exposed(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, key: str, name: str, value: Any
) -> None:
    """Other values of the same location are left out."""
    expose(hass, await set_up(), [CAFE], [key])
    result = await ask(NOW_TOOL, location="Café")
    assert result.data == {"location": "Library Café", name: value}


async def test_an_unexposed_location_is_not_found(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """It is not named, and no other location is returned instead."""
    entry = await set_up()
    expose(hass, entry, [CAFE, LIBRARY_FIRST, LIBRARY_SECOND])
    for asked in ("Archive", "Library", "Town Hall 1st Floor", "Nowhere"):
        result = await ask(NOW_TOOL, location=asked)
        assert result == llm.ToolResult(
            data={
                "error": f'No exposed location is called "{asked}". '
                "Exposed locations are, for example: "
                "Library 1st Floor, Library 2nd Floor, Library Café."
            },
            error=True,
        )


@pytest.mark.parametrize(
    "asked",
    [
        "Town Hall 1st Floor",
        " town hall 1ST floor ",
        "the front desk",
        "Lobby",
        "ground",
        "Level Zero",
        "hall 1st",
        "campus, town hall, 1st floor",
    ],
)
async def test_a_location_is_found_by_every_name_it_has(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, asked: str
) -> None:
    """By device name, entity alias, area, floor or some of its words."""
    entry = await set_up()
    expose(hass, entry, [HALL_FIRST, LIBRARY_FIRST, CAFE])
    floor = fr.async_get(hass).async_create("Ground", aliases={"Level Zero"})
    area = ar.async_get(hass).async_create("Lobby", floor_id=floor.floor_id)
    device_id, entity_id = (
        device_of(hass, entry, HALL_FIRST),
        entity_of(hass, entry, HALL_FIRST, "count"),
    )
    assert device_id
    assert entity_id
    dr.async_get(hass).async_update_device(device_id, area_id=area.id)
    registry = er.async_get(hass)
    registered = registry.async_get(entity_id)
    assert registered
    registry.async_update_entity(
        entity_id, aliases=[*registered.aliases, "The front desk"]
    )
    result = await ask(NOW_TOOL, location=asked)
    assert result.data["location"] == "Town Hall 1st Floor"
    assert result.data["occupancy"] == 40


async def test_a_name_given_by_the_user_is_the_name(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """The location is found by it, also without accents, and returned under it."""
    entry = await set_up()
    expose(hass, entry, [CAFE])
    device_id = device_of(hass, entry, CAFE)
    assert device_id
    dr.async_get(hass).async_update_device(device_id, name_by_user="Chez Renée")
    result = await ask(NOW_TOOL, location="renee")
    assert result.data["location"] == "Chez Renée"


async def test_an_ambiguous_name_is_answered_with_the_exposed_candidates(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """The tool does not guess; a single exposed match is not ambiguous."""
    entry = await set_up()
    expose(hass, entry, [LIBRARY_FIRST, CAFE])
    alone = await ask(NOW_TOOL, location="1st floor")
    assert alone.data["location"] == "Library 1st Floor"
    expose(hass, entry, [HALL_FIRST])
    for tool in (NOW_TOOL, BEST_TOOL, PAST_TOOL):
        assert await ask(tool, location="1st floor") == llm.ToolResult(
            data={
                "ambiguous": 'Several locations match "1st floor". '
                "Ask which one is meant.",
                "candidates": ["Library 1st Floor", "Town Hall 1st Floor"],
            }
        )
    within = await ask(QUIET_TOOL, within="1st floor")
    assert within.data["candidates"] == ["Library 1st Floor", "Town Hall 1st Floor"]


async def test_an_area_of_several_locations_is_ambiguous(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """For tools about one location, but not for the quietest space."""
    entry = await set_up()
    expose(hass, entry, [HALL_FIRST, CAFE, LIBRARY_FIRST])
    area = ar.async_get(hass).async_create("South wing")
    for location in (HALL_FIRST, CAFE):
        device_id = device_of(hass, entry, location)
        assert device_id
        dr.async_get(hass).async_update_device(device_id, area_id=area.id)
    result = await ask(NOW_TOOL, location="South wing")
    assert result.data["candidates"] == ["Library Café", "Town Hall 1st Floor"]
    quietest = await ask(QUIET_TOOL, within="South wing")
    assert quietest.data["quietest"]["location"] == "Library Café"
    assert quietest.data["spaces_compared"] == 2


async def test_many_candidates_are_counted(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """The list is limited."""
    for id_ in range(100, 112):
        simulator.account.add(Location(id_, f"Desk {id_}", CAFE, capacity=1))
    expose(hass, await set_up(), range(100, 112))
    result = await ask(NOW_TOOL, location="desk")
    assert len(result.data["candidates"]) == 10
    assert result.data["more_candidates"] == 2


async def test_locations_with_the_same_name_are_distinguished(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """If users gave the same name twice; the longer name is understood."""
    entry = await set_up()
    expose(hass, entry, [CAFE, HALL_FIRST])
    for location in (CAFE, HALL_FIRST):
        device_id = device_of(hass, entry, location)
        assert device_id
        dr.async_get(hass).async_update_device(device_id, name_by_user="Lounge")
    result = await ask(NOW_TOOL, location="lounge")
    names = result.data["candidates"]
    assert names == [f"Lounge (Campus, {CAFE})", f"Lounge (Campus, {HALL_FIRST})"]
    result = await ask(NOW_TOOL, location=names[1])
    assert result.data["occupancy"] == 40


def _inactive(simulator: Simulator) -> None:
    """Make the location inactive."""
    simulator.account.locations[CAFE].is_active = False


def _stale(simulator: Simulator) -> None:
    """Make the last measurement too old."""
    for location in simulator.account.locations.values():
        location.age = timedelta(hours=3)


def _unreachable(simulator: Simulator) -> None:
    """Make the API return errors."""
    simulator.misbehave(faults.INTERNAL_SERVER_ERROR)


@pytest.mark.parametrize(
    ("lose", "reason"),
    [
        (_inactive, "This location is inactive: its sensors are not reporting."),
        (_stale, "The last measurement is too old."),
        (_unreachable, "Occuspace is unreachable."),
    ],
)
async def test_unknown_values_are_null_with_the_reason(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    ask: Ask,
    freezer: FrozenDateTimeFactory,
    lose: Callable[[Simulator], None],
    reason: str,
) -> None:
    """They are neither zero nor the quietest."""
    live = [key for key in LIVE if key != "capacity"]
    expose(hass, await set_up(), [CAFE], live)
    lose(simulator)
    await pass_time(hass, freezer, REFRESH)
    names = [
        "occupancy",
        "utilization_percent",
        "busy_level",
        "is_anyone_there",
    ]
    assert (await ask(NOW_TOOL, location="Café")).data == {
        "location": "Library Café",
        **dict.fromkeys(names),
        "unknown": dict.fromkeys(names, reason),
    }
    assert (await ask(QUIET_TOOL)).data == {
        "within": "everywhere",
        "quietest": None,
        "spaces_compared": 0,
        "not_known": [{"location": "Library Café", "reason": reason}],
        "spaces_not_known": 1,
    }


async def test_a_missing_sensor_or_capacity_is_the_reason(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """One was never measured, the other has people but no utilization."""
    entry = await set_up()
    expose(hass, entry, [ARCHIVE, UNLIMITED], ["count", "percentage"])
    never = "This location has never been measured."
    assert (await ask(NOW_TOOL, location="Archive")).data == {
        "location": "Town Hall Archive",
        "occupancy": None,
        "utilization_percent": None,
        "unknown": {"occupancy": never, "utilization_percent": never},
    }
    assert (await ask(NOW_TOOL, location="Yard")).data == {
        "location": "Town Hall Yard",
        "occupancy": 7,
        "utilization_percent": None,
        "unknown": {"utilization_percent": "The location has no capacity."},
    }


async def test_a_value_that_is_not_computed_yet_is_unknown(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """As shortly after the start."""
    entry = await set_up()
    expose(hass, entry, [CAFE], ["count"])
    hass.states.async_set(str(entity_of(hass, entry, CAFE, "count")), "unknown")
    assert (await ask(NOW_TOOL, location="Café")).data == {
        "location": "Library Café",
        "occupancy": None,
        "unknown": {"occupancy": "The value is currently unknown."},
    }


async def test_a_location_that_is_no_longer_listed_is_unknown(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """Home Assistant keeps it for now, in case it returns."""
    entry = await set_up()
    expose(hass, entry, [CAFE], ["count", "percentage"])
    simulator.account.remove(CAFE)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    gone = "Occuspace is unreachable."
    assert (await ask(NOW_TOOL, location="café")).data == {
        "location": "Library Café",
        "occupancy": None,
        "utilization_percent": None,
        "unknown": {"occupancy": gone, "utilization_percent": gone},
    }
    assert (await ask(QUIET_TOOL)).data["quietest"] is None
    for tool in (BEST_TOOL, PAST_TOOL):
        result = await ask(tool, location="Café")
        assert result.error
        assert "no longer, a location of the account." in str(result.data["error"])


async def test_the_quietest_space_is_found(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """Everywhere or within a building; parents of spaces are not compared."""
    expose(hass, await set_up(), ALL)
    everywhere = (await ask(QUIET_TOOL, within="")).data
    assert everywhere["within"] == "everywhere"
    assert everywhere["quietest"]["location"] == "Library 1st Floor"
    assert everywhere["quietest"]["utilization_percent"] == 20
    assert [each["location"] for each in everywhere["next_quietest"]] == [
        "Library Café",
        "Library 2nd Floor",
    ]
    assert everywhere["spaces_compared"] == 4
    assert {each["location"] for each in everywhere["not_known"]} == {
        "Town Hall Archive",
        "Town Hall Yard",
    }

    hall = (await ask(QUIET_TOOL, within="town hall")).data
    assert hall["quietest"]["location"] == "Town Hall 1st Floor"
    assert hall["next_quietest"] == []
    floor = (await ask(QUIET_TOOL, within="2nd Floor")).data
    assert floor["quietest"]["location"] == "Library 2nd Floor"


async def test_only_exposed_spaces_are_compared(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """A building counts as a space if none of its children is exposed."""
    entry = await set_up()
    expose(hass, entry, [LIBRARY, HALL_FIRST, LIBRARY_FIRST], ["count"])
    result = await ask(QUIET_TOOL)
    assert result == llm.ToolResult(
        data={"error": "No space there has a utilization sensor that is exposed."},
        error=True,
    )
    expose(hass, entry, [LIBRARY, HALL_FIRST], ["percentage"])
    data = (await ask(QUIET_TOOL)).data
    assert data["quietest"] == {
        "location": "Library",
        "occupancy": 100,
        "utilization_percent": 42.0,
    }
    assert data["spaces_compared"] == 2
    expose(hass, entry, [LIBRARY_SECOND], ["percentage"])
    data = (await ask(QUIET_TOOL, within="library")).data
    assert data["quietest"] == {
        "location": "Library 2nd Floor",
        "utilization_percent": 60.0,
    }


async def test_past_figures_are_returned(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """They are computed from the rows that the actions return."""
    entry = await set_up()
    expose(hass, entry, [CAFE], ["count"])
    rows = {
        noun: (
            await _action(
                hass,
                f"get_{noun}",
                device_id=[device_of(hass, entry, CAFE)],
                start_date="2026-03-13",
                end_date="2026-03-19",
            )
        )["locations"][0][noun]
        for noun in ("daily_occupancy", "daily_visitors", "daily_dwell_time")
    }
    data = (await ask(PAST_TOOL, location="Café")).data
    visitors = {row["date"]: row["visitors"] for row in rows["daily_visitors"]}
    peaks = {row["date"]: row["peak_occupancy"] for row in rows["daily_occupancy"]}
    assert sum(visitors.values()) > 0
    assert data["location"] == "Library Café"
    assert (data["first_day"], data["last_day"]) == ("2026-03-13", "2026-03-19")
    assert data["days_with_data"] == 7
    assert data["visitors"] == sum(visitors.values())
    assert visitors[data["day_with_most_visitors"]] == max(visitors.values())
    assert data["peak_occupancy"] == max(peaks.values()) == peaks[data["peak_day"]]
    for name, noun, figure in (
        ("average_occupancy", "daily_occupancy", "average_occupancy"),
        ("average_dwell_time_minutes", "daily_dwell_time", "average_dwell_time"),
    ):
        values = [row[figure] for row in rows[noun] if row[figure] is not None]
        assert data[name] == pytest.approx(sum(values) / len(values), abs=0.05)
    assert "unknown" not in data
    assert "note" not in data


@pytest.mark.parametrize(
    ("args", "first", "last"),
    [
        ({"period": "yesterday"}, "2026-03-19", "2026-03-19"),
        ({"first_day": "2026-03-02"}, "2026-03-02", "2026-03-02"),
        (
            {"first_day": "2026-03-02", "last_day": "2026-03-08", "period": ""},
            "2026-03-02",
            "2026-03-08",
        ),
    ],
)
async def test_past_figures_cover_the_requested_days(
    hass: HomeAssistant,
    set_up: SetUp,
    ask: Ask,
    args: dict[str, str],
    first: str,
    last: str,
) -> None:
    """A named period, a single day, or an inclusive range."""
    expose(hass, await set_up(), [CAFE], ["count"])
    data = (await ask(PAST_TOOL, location="Café", **args)).data
    assert (data["first_day"], data["last_day"]) == (first, last)
    assert data["visitors"] > 0


async def test_today_is_marked_as_incomplete(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """Its values are those so far."""
    expose(hass, await set_up(), [CAFE], ["count"])
    data = (await ask(PAST_TOOL, location="Café", period="today")).data
    assert data["last_day"] == "2026-03-20"
    assert data["note"] == "Today is not over yet."
    assert data["today_so_far"]["visitors"] > 0
    for name in FIGURES:
        assert data[name] is None
        assert data["unknown"][name] == "Today is not over yet."
    assert "partial" not in data


async def test_days_without_data_are_unknown(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """They are not days without visitors."""
    expose(hass, await set_up(), [CAFE], ["count"])
    data = (await ask(PAST_TOOL, location="Café", first_day="2025-03-02")).data
    names = [
        "visitors",
        "average_occupancy",
        "peak_occupancy",
        "average_dwell_time_minutes",
    ]
    assert data == {
        "location": "Library Café",
        "first_day": "2025-03-02",
        "last_day": "2025-03-02",
        "days_with_data": 0,
        **dict.fromkeys(names),
        "unknown": dict.fromkeys(names, "Occuspace has no data for these days."),
    }


async def test_values_of_some_of_the_days_are_partial(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """The visitors of two days are not those of the week."""
    expose(hass, await set_up(), [CAFE])

    def lose(reply: Any) -> None:
        for row in reply["data"].get("dailyVisitors", [])[2:]:
            row["visitors"] = None

    whole = (await ask(PAST_TOOL, location="Café")).data
    assert "incomplete" not in whole
    simulator.misbehave(faults.Transform(lose))
    data = (await ask(PAST_TOOL, location="Café")).data
    assert data["visitors"] is None
    assert "day_with_most_visitors" not in data
    assert data["unknown"] == {"visitors": "Only 2 of the 7 days have data."}
    part = data["partial"]["visitors"]
    assert 0 < part.pop("value") < whole["visitors"]
    assert part == {"days": 2, "of_days": 7}
    for name in ("average_occupancy", "peak_occupancy", "average_dwell_time_minutes"):
        assert data[name] == whole[name]


@pytest.mark.parametrize(
    ("args", "days"),
    [
        ({"period": "last_30_days"}, 30),
        ({"first_day": "2026-02-01", "last_day": "2026-03-20"}, 48),
    ],
)
async def test_part_of_a_period_does_not_stand_for_all_of_it(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, args: dict[str, str], days: int
) -> None:
    """Neither before the location opened, nor while today is incomplete."""
    expose(hass, await set_up(), [CAFE], ["count"])
    data = (await ask(PAST_TOOL, location="Café", **args)).data
    known = (date(2026, 3, 20) - OPENED).days
    for name in FIGURES:
        assert data[name] is None
        assert data["partial"][name]["days"] == known
        assert data["partial"][name]["of_days"] == days
        assert data["unknown"][name] == f"Only {known} of the {days} days have data."
    assert ("today_so_far" in data) == ("last_day" in args)


async def test_rows_of_other_days_are_not_part_of_a_period(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """Rows outside the requested period are ignored."""
    expose(hass, await set_up(), [CAFE], ["count"])
    whole = (await ask(PAST_TOOL, location="Café")).data

    def add(reply: Any) -> None:
        for rows in reply["data"].values():
            for day in ("2026-03-01", "2026-03-20"):
                rows.append(rows[0] | {"normalizedDate": day})

    simulator.misbehave(faults.Transform(add))
    assert (await ask(PAST_TOOL, location="Café")).data == whole


@pytest.mark.parametrize(
    ("endpoint", "lost"),
    [
        ("daily_visitors", {"visitors"}),
        ("daily_occupancy", {"average_occupancy", "peak_occupancy"}),
        ("daily_dwell_time", {"average_dwell_time_minutes"}),
    ],
)
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.UNAUTHORIZED, "The API token has no access."),
        (
            faults.SERVICE_UNAVAILABLE,
            "Occuspace reported a server error",
        ),
        (faults.too_many_requests(), "Occuspace is limiting requests"),
        (faults.NOT_JSON, "unexpected response"),
    ],
)
async def test_a_rejected_request_does_not_affect_the_other_values(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    ask: Ask,
    endpoint: str,
    lost: set[str],
    fault: faults.Fault,
    reason: str,
) -> None:
    """Each value is known, or unknown with its own reason."""
    expose(hass, await set_up(), [CAFE], ["count"])
    whole = (await ask(PAST_TOOL, location="Café")).data
    simulator.misbehave(fault, f"/{endpoint}")
    result = await ask(PAST_TOOL, location="Café")
    assert not result.error
    unknown: Any = result.data["unknown"]
    assert unknown.keys() == lost
    for name in FIGURES:
        assert result.data[name] == (None if name in lost else whole[name])
    for text in unknown.values():
        assert reason in text
    assert "partial" not in result.data


async def test_unreadable_rows_are_not_days_without_data(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, unreadable: Unreadable
) -> None:
    """The reason differs; some unreadable rows make a period partial."""
    expose(hass, await set_up(), [CAFE], ["count"])
    unreadable(7)
    data = (await ask(PAST_TOOL, location="Café")).data
    reason = "Occuspace sends no readable data for these days."
    assert data["unknown"] == dict.fromkeys(FIGURES, reason)
    unreadable(2)
    data = (await ask(PAST_TOOL, location="Café")).data
    reason = "Only 5 of the 7 days have data."
    assert data["unknown"] == dict.fromkeys(FIGURES, reason)


@pytest.mark.parametrize("state", ["many", "nan"])
async def test_a_state_that_is_not_a_number_is_unknown(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, state: str
) -> None:
    """It does not affect other locations."""
    entry = await set_up()
    expose(hass, entry, [CAFE, LIBRARY_SECOND])
    entity_id = entity_of(hass, entry, CAFE, "percentage")
    assert entity_id
    hass.states.async_set(entity_id, state)
    data = (await ask(NOW_TOOL, location="Café")).data
    assert data["utilization_percent"] is None
    assert data["unknown"].keys() == {"utilization_percent"}
    data = (await ask(QUIET_TOOL)).data
    assert data["quietest"]["location"] == "Library 2nd Floor"
    assert [each["location"] for each in data["not_known"]] == ["Library Café"]


@pytest.mark.parametrize("tool", [BEST_TOOL, PAST_TOOL])
async def test_history_requires_an_exposed_occupancy(
    hass: HomeAssistant, set_up: SetUp, ask: Ask, tool: str
) -> None:
    """Other exposed values are not enough."""
    entry = await set_up()
    expose(hass, entry, [CAFE], [key for key in LIVE if key != "count"])
    assert await ask(tool, location="Café") == llm.ToolResult(
        data={
            "error": "The occupancy sensor of Library Café is not exposed to the "
            "assistant, so its history and best time are not available."
        },
        error=True,
    )


@pytest.mark.parametrize(
    ("tool", "args", "sentence"),
    [
        (
            PAST_TOOL,
            {"period": "yesterday", "first_day": "2026-03-02"},
            "Specify either a period, or the first and the last day.",
        ),
        (PAST_TOOL, {"last_day": "2026-03-02"}, "Specify the first day too."),
        (PAST_TOOL, {"first_day": "2027-01-01"}, "extends into the future"),
        (
            PAST_TOOL,
            {"first_day": "2026-03-08", "last_day": "2026-03-02"},
            "is after the last day",
        ),
        (PAST_TOOL, {"first_day": "soon"}, "Invalid arguments"),
        (PAST_TOOL, {"period": "some time"}, "Invalid arguments"),
        (BEST_TOOL, {"duration_minutes": 0}, "Invalid arguments"),
        (BEST_TOOL, {"duration_minutes": float("inf")}, "Invalid arguments"),
        (BEST_TOOL, {"earliest": "soon"}, "Invalid arguments"),
        (BEST_TOOL, {}, "Home Assistant's recorder is not set up"),
        (NOW_TOOL, {"location": " "}, "Invalid arguments"),
        (NOW_TOOL, {"colour": "red"}, "Invalid arguments"),
        (QUIET_TOOL, {"location": "Café"}, "Invalid arguments"),
        (QUIET_TOOL, {"within": "Nowhere"}, 'No exposed location is called "Nowhere"'),
    ],
)
async def test_errors_are_sentences(
    hass: HomeAssistant,
    set_up: SetUp,
    ask: Ask,
    tool: str,
    args: dict[str, Any],
    sentence: str,
) -> None:
    """Tools never raise."""
    expose(hass, await set_up(), [CAFE])
    if tool != QUIET_TOOL:
        args = {"location": "Café", **args}
    result = await ask(tool, **args)
    assert result.error
    assert result.data.keys() == {"error"}
    assert sentence in str(result.data["error"])


async def test_api_errors_do_not_contain_the_token(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """For rejected tokens and for server errors."""
    expose(hass, await set_up(), [CAFE])
    for fault, sentence in (
        (faults.UNAUTHORIZED, "The API token has no access."),
        (
            faults.INTERNAL_SERVER_ERROR,
            "Occuspace reported a server error",
        ),
    ):
        simulator.misbehave(fault)
        result = await ask(PAST_TOOL, location="Café")
        assert result.error
        assert sentence in str(result.data["error"])
        assert simulator.token not in str(result.data)


@pytest.mark.usefixtures("recorder_mock")
async def test_the_best_time_is_that_of_the_action(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """With enough history; before, the tool returns an error."""
    entry = build_entry(simulator, options={"locations": [str(CAFE)]})
    await set_up(entry=entry)
    await until(hass, lambda: state_of(hass, entry, CAMPUS, "history") == "up_to_date")
    expose(hass, entry, [CAFE], ["count", "usual_occupancy", "compared_to_usual"])
    await until(
        hass, lambda: state_of(hass, entry, CAFE, "usual_occupancy") != "unknown"
    )
    # The expected utilization reveals the capacity.
    untold = (await ask(BEST_TOOL, location="Café")).data
    assert "expected_utilization" not in str(untold)
    expose(hass, entry, [CAFE], ["percentage"])
    window = {"earliest": "2026-03-21 09:00:00", "latest": "2026-03-21 18:00"}
    result = await ask(BEST_TOOL, location="Café", duration_minutes="90", **window)
    response = await _action(
        hass,
        "find_best_time",
        device_id=device_of(hass, entry, CAFE),
        earliest_start=window["earliest"],
        latest_end=window["latest"],
        duration={"minutes": 90},
    )
    assert result == llm.ToolResult(
        data={
            "location": "Library Café",
            "best": response["best"],
            "next_best": response["runners_up"],
        }
    )
    assert response["best"]["start"] >= "2026-03-21T09:00:00+00:00"
    now = (await ask(NOW_TOOL, location="Café")).data
    assert now["usual_occupancy"] >= 0
    assert now["compared_to_usual"] == state_of(hass, entry, CAFE, "compared_to_usual")
    for latest in ("2026-03-01 09:00:00", "9999-12-31 23:59:59"):
        late = await ask(BEST_TOOL, location="Café", latest=latest)
        assert late.error
        assert "The latest end must be after" in str(late.data["error"])
    always = await ask(BEST_TOOL, location="Café", earliest="0001-01-01 00:00:00")
    assert always == await ask(BEST_TOOL, location="Café")


@pytest.mark.usefixtures("recorder_mock")
async def test_too_little_history_is_the_reason(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, ask: Ask
) -> None:
    """For the best time, and for the typical values."""
    for location in (CAFE, HALL_FIRST):
        opened = NOW.date() - timedelta(days=2)
        simulator.account.locations[location].earliest_count = opened
    entry = build_entry(simulator, options={"locations": [str(CAFE), str(HALL_FIRST)]})
    await set_up(entry=entry)
    expose(hass, entry, [CAFE], ["count", "usual_occupancy"])
    expose(hass, entry, [HALL_FIRST], ["usual_occupancy"])
    result = await ask(NOW_TOOL, location="Town Hall 1st Floor")
    assert "No exposed location" in str(result.data["error"])
    result = await ask(BEST_TOOL, location="Café")
    assert result.error
    assert "Not enough history for Library Café yet" in str(result.data["error"])
    data = (await ask(NOW_TOOL, location="Café")).data
    assert data["occupancy"] == 20
    assert data["usual_occupancy"] is None
    assert data["unknown"] == {
        "usual_occupancy": "There is not enough history for this location yet."
    }


async def _action(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Return the response of an action."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
