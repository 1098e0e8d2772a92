"""What is usual, as sensors and as answers of the actions."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.occuspace.actions.analysis import ACTIONS
from custom_components.occuspace.history.typical_weeks import TypicalWeeks
from simulator import Account, Location, Profile, Simulator, faults, generated_account
from simulator.account import Snapshot
from tests.builders import build_entry, device_of, entity_of, state_of
from tests.conftest import SetUp, Unreadable

from .conftest import NOW, ReadRows, has_weeks, until

OPENED: Final = date(2026, 2, 19)
USUAL: Final = ("usual_occupancy", "compared_to_usual", "difference_from_usual")


@pytest.fixture
def account() -> Account:
    """Return a hall that has counted for 29 days, and an empty one beside it."""
    account = generated_account(2, opened=OPENED)
    account.locations[2].profile = Profile.OFFICE
    account.add(Location(3, "New hall", 1, capacity=50, earliest_count=None))
    return account


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry that wants hourly detail of everything."""
    return build_entry(simulator, options={"locations": ["2", "3"]})


async def call(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action and return its response."""
    return await hass.services.async_call(
        "occuspace",
        action,
        data,
        blocking=True,
        return_response=action != "refresh_history",
    )


async def fetched(hass: HomeAssistant, set_up: SetUp) -> MockConfigEntry:
    """Return the entry once its whole history is part of its typical weeks."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    weeks = (NOW.date() - OPENED).days // 7
    await until(hass, lambda: has_weeks(entry, 2, weeks))
    return entry


def past_mondays(simulator: Simulator, hour: int) -> list[float]:
    """Return what the API says of an hour of the Mondays there have been."""
    account = simulator.account
    days = Snapshot(account, NOW).days(account.locations[2], OPENED, NOW.date())
    return [
        int(each.average + 0.5)
        for day in days
        if day.date.weekday() == 0
        for each in day.hours
        if each.clock_hour == hour
    ]


@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_typical_values_do_not_wait_for_the_rest_of_the_history(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They follow at once; what is up to date has all of them."""
    computed: list[Collection[int] | None] = []
    update = TypicalWeeks.async_update

    async def record(
        weeks: TypicalWeeks, location_ids: Collection[int] | None = None
    ) -> tuple[int, ...]:
        computed.append(location_ids)
        return await update(weeks, location_ids)

    monkeypatch.setattr(TypicalWeeks, "async_update", record)
    seen: list[tuple[str | None, str]] = []

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        if state := event.data["new_state"]:
            seen.append((state.entity_id, state.state))

    hass.bus.async_listen(EVENT_STATE_CHANGED, remember)
    entry = await fetched(hass, set_up)
    assert {2} in computed
    usual = entity_of(hass, entry, 2, "usual_occupancy")
    known = next(
        index
        for index, (entity_id, state) in enumerate(seen)
        if entity_id == usual and state not in {"unknown", "unavailable"}
    )
    history = entity_of(hass, entry, 1, "history")
    assert known < seen.index((history, "up_to_date"))


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_sensors_compare_the_people_now_to_what_is_usual(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """By the band of the same weekday and hour."""
    entry = await fetched(hass, set_up)
    week = entry.runtime_data.history.weeks[2]
    usual = week.usual(NOW.astimezone(entry.runtime_data.time_zone))
    assert usual.weeks == 4
    assert state_of(hass, entry, 2, "usual_occupancy") == str(round(usual.typical))
    assert state_of(hass, entry, 3, "usual_occupancy") == "unknown"
    # It keeps a level until the count has come clearly back.
    above = usual.high - usual.typical
    for count, level in (
        (round(usual.typical), "as_usual"),
        (ceil(usual.high), "busier"),
        (round(usual.high - 0.25 * above), "busier"),
        (round(usual.high - 0.75 * above), "as_usual"),
        (round(usual.high - 0.25 * above), "as_usual"),
        (round(usual.high) + 100, "much_busier"),
        (0, "much_quieter"),
    ):
        simulator.account.locations[2].count = count
        await entry.runtime_data.coordinator.async_refresh()
        assert state_of(hass, entry, 2, "compared_to_usual") == level
        difference = state_of(hass, entry, 2, "difference_from_usual")
        assert difference == str(round(count - usual.typical))
    simulator.account.locations[2].is_active = False
    await entry.runtime_data.coordinator.async_refresh()
    assert state_of(hass, entry, 2, "compared_to_usual") == "unknown"
    assert state_of(hass, entry, 2, "usual_occupancy") == str(round(usual.typical))


async def test_the_quietest_space_is_an_active_leaf_beneath(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """By its utilization; without one that is active it is unknown."""
    simulator.account.locations[3].earliest_count = OPENED
    simulator.account.locations[2].count = 2
    simulator.account.locations[3].count = 40
    entry = await set_up(entry=build_entry(simulator))
    assert state_of(hass, entry, 1, "quietest_space") == "Building 001"
    assert entity_of(hass, entry, 2, "quietest_space") is None
    for location in (2, 3):
        simulator.account.locations[location].is_active = False
        await entry.runtime_data.coordinator.async_refresh()
    assert state_of(hass, entry, 1, "quietest_space") == "unknown"


async def test_the_typical_week_is_told_monday_first(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Every hour with its band, every day with its peak."""
    entry = await fetched(hass, set_up)
    answer = await call(hass, "get_typical_week", device_id=device_of(hass, entry, 2))
    assert answer["name"] == "Building 001"
    assert [len(day["hours"]) for day in answer["days"]] == [24] * 7
    monday = answer["days"][0]
    assert monday["weekday"] == "monday"
    noon = past_mondays(simulator, 12)
    at_noon_usually = entry.runtime_data.history.weeks[2].hours[0, 12]
    assert len(noon) == at_noon_usually.weeks == 4
    assert at_noon_usually.low < min(noon) < max(noon) < at_noon_usually.high
    assert monday["hours"][12] == {
        "hour": "12:00",
        "typical": round(at_noon_usually.typical, 2),
        "low": round(at_noon_usually.low, 2),
        "high": round(at_noon_usually.high, 2),
        "median": round(at_noon_usually.typical, 2),
        "lower_quartile": round(at_noon_usually.low, 2),
        "upper_quartile": round(at_noon_usually.high, 2),
        "weeks": 4,
    }
    assert monday["peak_window"]["start"] < monday["peak_window"]["end"]
    assert monday["quietest_hours"]["start"] < monday["quietest_hours"]["end"]


async def test_the_best_time_is_the_quietest(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Within the opening hours, with the next best ones behind it."""
    entry = await fetched(hass, set_up)
    device_id = device_of(hass, entry, 2)
    answer = await call(
        hass,
        "find_best_time",
        device_id=device_id,
        earliest_start="2026-03-23T08:00:00",
        latest_end="2026-03-24T00:00:00-07:00",
        duration={"hours": 1},
        opens="09:00:00",
        closes="17:00:00",
    )
    best, others = answer["best"], answer["runners_up"]
    assert len(others) == 3
    for each in (best, *others):
        start = datetime.fromisoformat(each["start"])
        end = datetime.fromisoformat(each["end"])
        assert end - start == timedelta(hours=1)
        assert start.utcoffset() == timedelta(hours=-7)
        assert 9 <= start.hour <= end.hour <= 17
        assert each["expected_occupancy"] >= best["expected_occupancy"]
        assert each["expected_utilization"] == pytest.approx(
            100 * each["expected_occupancy"] / 40, abs=0.02
        )
    soon = await call(hass, "find_best_time", device_id=device_id, duration="01:00:00")
    assert datetime.fromisoformat(soon["best"]["start"]) >= NOW
    assert soon == await call(
        hass,
        "find_best_time",
        device_id=device_id,
        earliest_start="0001-01-01T00:00:00+14:00",
        duration="01:00:00",
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"latest_end": "2026-03-20T20:40:00+00:00"}, "No slot of this duration fits"),
        ({"latest_end": "2026-03-19T00:00:00"}, "must be after"),
        ({"latest_end": "2026-07-01T00:00:00"}, "at most 31 days"),
        ({"latest_end": "9999-12-31T23:59:59"}, "at most 31 days"),
        ({"earliest_start": "9999-12-31T00:00:00"}, "at most 31 days"),
        ({"latest_end": "0001-01-01T00:00:00+14:00"}, "must be after"),
        ({"opens": "09:00:00", "closes": "09:30:00"}, "No slot of this duration fits"),
    ],
)
async def test_an_impossible_search_is_refused(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
    data: Mapping[str, str],
    text: str,
) -> None:
    """The message says what does not fit."""
    entry = await fetched(hass, set_up)
    with pytest.raises(ServiceValidationError, match=text):
        await call(
            hass,
            "find_best_time",
            device_id=device_of(hass, entry, 2),
            duration="01:00:00",
            **data,
        )


async def test_nothing_is_guessed_where_too_little_is_known(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The place has never counted anyone."""
    entry = await fetched(hass, set_up)
    device_id = device_of(hass, entry, 3)
    for action, data in (
        ("get_typical_week", {}),
        ("get_forecast", {}),
        ("find_best_time", {"duration": "01:00:00"}),
    ):
        with pytest.raises(HomeAssistantError, match="Not enough history for New hall"):
            await call(hass, action, device_id=device_id, **data)


async def test_without_the_recorder_there_is_no_past(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is said once; everything else is as before."""
    entry = await set_up()
    await set_up(entry=build_entry(simulator, unique_id="9", entry_id="other"))
    assert caplog.text.count("Without the recorder") == 1
    assert entry.runtime_data.history is None
    assert entity_of(hass, entry, 2, "visitors_today") is None
    device_id = device_of(hass, entry, 2)
    for action, data in (
        ("get_typical_week", {}),
        ("get_forecast", {}),
        ("refresh_history", {"start_date": "2026-03-01"}),
    ):
        with pytest.raises(HomeAssistantError, match="recorder is not set up"):
            await call(hass, action, device_id=device_id, **data)


@pytest.mark.parametrize("metric", ["occupancy", "visitors", "dwell_time"])
async def test_a_trend_needs_no_recorder(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, metric: str
) -> None:
    """A year of a campus has a season, and its holidays stand out."""
    simulator.account = generated_account(2, opened=date(2024, 9, 1))
    entry = await set_up(entry=build_entry(simulator))
    answer = await call(
        hass,
        "get_trend",
        device_id=device_of(hass, entry, 2),
        metric=metric,
        start_date="2025-01-01",
        end_date="2025-12-31",
    )
    assert answer["days"] == 365
    assert answer["classification"] in {"no_clear_trend", "rising", "falling"}
    assert (answer["r_squared"] < 0.2) == (answer["classification"] == "no_clear_trend")
    for day in answer["unusual_days"]:
        assert abs(day["z_score"]) >= 2
    if metric == "visitors":
        # A Friday that everybody spends at home.
        assert "2025-07-04" in {day["date"] for day in answer["unusual_days"]}


async def test_a_trend_ends_with_the_last_day_that_is_over(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    unreadable: Unreadable,
) -> None:
    """Whatever end was given; and of rows that were left out it says so."""
    simulator.account = generated_account(2, opened=date(2024, 9, 1))
    entry = await set_up(entry=build_entry(simulator))
    data = {"device_id": device_of(hass, entry, 2), "metric": "visitors"}
    start = {"start_date": "2025-10-01"}
    by_default = await call(hass, "get_trend", **data, **start)
    today = await call(hass, "get_trend", **data, **start, end_date="2026-03-20")
    assert by_default["end_date"] == "2026-03-19"
    assert today == by_default
    assert today["message"] is None
    unreadable(3)
    partial = await call(hass, "get_trend", **data, **start)
    assert partial["message"] == "3 rows could not be read and were left out"
    assert partial["days"] == today["days"] - 3


@pytest.mark.parametrize(
    ("data", "error", "text"),
    [
        (
            {"start_date": "2026-01-01", "end_date": "2026-03-01"},
            ServiceValidationError,
            "at least 90 days",
        ),
        (
            {"start_date": "2026-03-01", "end_date": "2026-01-01"},
            ServiceValidationError,
            "is after the last day",
        ),
        ({}, HomeAssistantError, "too few for a trend"),
    ],
)
async def test_a_trend_of_too_few_days_is_refused(
    hass: HomeAssistant,
    at_noon: FrozenDateTimeFactory,
    set_up: SetUp,
    data: Mapping[str, str],
    error: type[HomeAssistantError],
    text: str,
) -> None:
    """Whether they were asked for or are all there is."""
    entry = await set_up()
    with pytest.raises(error, match=text):
        await call(
            hass,
            "get_trend",
            device_id=device_of(hass, entry, 2),
            metric="visitors",
            **data,
        )


async def test_a_trend_that_the_api_refuses_has_a_reason(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """In the words of the other actions."""
    entry = await set_up()
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, "/daily_visitors")
    with pytest.raises(HomeAssistantError, match="server error"):
        await call(
            hass,
            "get_trend",
            device_id=device_of(hass, entry, 2),
            metric="visitors",
        )


async def test_a_range_is_fetched_again_when_asked(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """Of that location, from that day on; the rows follow what the API says now."""
    entry = await fetched(hass, set_up)

    def double(reply: dict[str, Any]) -> None:
        for row in reply["data"]["hourlyVisitors"]:
            row["visitors"] *= 2

    before = (await read_rows("occuspace:1_2_visitors", types=("state",)))[
        "occuspace:1_2_visitors"
    ]
    simulator.misbehave(faults.Transform(double), "/hourly_visitors")
    simulator.requests.clear()
    await call(
        hass,
        "refresh_history",
        device_id=device_of(hass, entry, 2),
        start_date="2026-03-01",
    )
    await until(hass, lambda: len(simulator.requests) > 0)
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    after = (await read_rows("occuspace:1_2_visitors", types=("state", "sum")))[
        "occuspace:1_2_visitors"
    ]
    first = datetime(2026, 3, 1, 8, tzinfo=UTC).timestamp()
    midnight = datetime(2026, 3, 20, 7, tzinfo=UTC).timestamp()
    for old, new in zip(before, after, strict=False):
        factor = 2 if first <= new["start"] < midnight else 1
        assert new["state"] == old["state"] * factor
    assert after[-1]["sum"] == sum(row["state"] for row in after)
    assert {each.path.split("/")[3] for each in simulator.requests} == {"2"}
    with pytest.raises(ServiceValidationError, match="extends into the future"):
        await call(
            hass,
            "refresh_history",
            device_id=device_of(hass, entry, 2),
            start_date="2026-04-01",
        )


async def test_an_outage_waits_and_is_told(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """The history says that it waits; live values go on."""
    simulator.misbehave(faults.SERVICE_UNAVAILABLE, "ly_*")
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "waiting")
    await entry.runtime_data.coordinator.async_refresh()
    assert state_of(hass, entry, 2, "count") not in {"unknown", "unavailable"}
    assert state_of(hass, entry, 2, "visitors_today") == "unavailable"
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_a_location_that_fails_leaves_the_others_their_past(
    hass: HomeAssistant,
    simulator: Simulator,
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is asked again ever more rarely, and nobody waits for it."""
    simulator.misbehave(faults.UNAUTHORIZED, "/locations/1/*ly_*")
    entry = await set_up(entry=build_entry(simulator))
    await until(hass, lambda: state_of(hass, entry, 2, "usual_occupancy") != "unknown")
    await until(hass, lambda: state_of(hass, entry, 1, "history") == "up_to_date")
    assert state_of(hass, entry, 1, "visitors_today") == "unavailable"
    assert state_of(hass, entry, 2, "visitors_today") != "unavailable"
    assert "except for 1 of 3 locations" in caplog.text
    simulator.requests.clear()
    at_noon.tick(timedelta(hours=1))
    async_fire_time_changed(hass)
    await until(hass, lambda: len(simulator.requests) >= 4)
    failing = [each for each in simulator.requests if "/locations/1/" in each.path]
    # One for each of four kinds of history, and two for the figures of today.
    assert len([each for each in failing if "ly_" in each.path]) <= 6


async def test_removing_the_entry_removes_its_ledger_and_no_statistics(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    at_noon: FrozenDateTimeFactory,
    read_rows: ReadRows,
    set_up: SetUp,
) -> None:
    """What has been drawn with them stays."""
    entry = await fetched(hass, set_up)
    await hass.config_entries.async_unload(entry.entry_id)
    before = await read_rows("occuspace:1_2_visitors", types=("sum",))
    assert before
    assert f"occuspace.{entry.entry_id}.history" in hass_storage
    await hass.config_entries.async_remove(entry.entry_id)
    assert f"occuspace.{entry.entry_id}.history" not in hass_storage
    assert await read_rows("occuspace:1_2_visitors", types=("sum",)) == before


def test_every_action_is_tried_here() -> None:
    """None is added without."""
    assert set(ACTIONS) == {
        "get_typical_week",
        "find_best_time",
        "get_forecast",
        "get_trend",
        "refresh_history",
    }
