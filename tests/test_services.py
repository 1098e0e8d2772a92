"""The actions, as an automation calls them."""

from datetime import UTC, datetime
from http import HTTPStatus
import re
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from simulator import Simulator, faults

from .builders import build_entry, device_of
from .conftest import SetUp, Unreadable

DOCUMENT_DAYS = {"start_date": "2024-01-01", "end_date": "2024-01-02"}
ACTIONS = (
    "get_daily_occupancy",
    "get_hourly_occupancy",
    "get_daily_visitors",
    "get_hourly_visitors",
    "get_daily_dwell_time",
)


async def call(hass: HomeAssistant, action: str, **data: Any) -> list[dict[str, Any]]:
    """Call an action and return the locations of its response."""
    response: Any = await hass.services.async_call(
        "occuspace", action, data, blocking=True, return_response=True
    )
    return list(response["locations"])


@pytest.mark.parametrize(
    ("action", "noun", "rows"),
    [
        (
            "get_daily_occupancy",
            "daily_occupancy",
            [
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
        ),
        (
            "get_daily_visitors",
            "daily_visitors",
            [
                {"date": "2024-01-01", "visitors": 61},
                {"date": "2024-01-02", "visitors": 145},
            ],
        ),
        (
            "get_daily_dwell_time",
            "daily_dwell_time",
            [
                {
                    "date": "2024-01-01",
                    "average_dwell_time": 241,
                    "peak_dwell_time": 312,
                },
                {
                    "date": "2024-01-02",
                    "average_dwell_time": 211,
                    "peak_dwell_time": 301,
                },
            ],
        ),
    ],
)
async def test_daily_actions_answer_with_the_documents_rows(
    hass: HomeAssistant, set_up: SetUp, action: str, noun: str, rows: list[Any]
) -> None:
    """Rows of the vendor's document are returned in our units and keys."""
    entry = await set_up()
    device_id = device_of(hass, entry, 2)
    assert await call(hass, action, device_id=device_id, **DOCUMENT_DAYS) == [
        {
            "location_id": 2,
            "device_id": device_id,
            "name": "Office Building",
            "message": None,
            noun: rows,
        }
    ]


async def test_hourly_occupancy_has_a_row_per_hour_of_the_day(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Hours are formatted as HH:MM."""
    entry = await set_up()
    (location,) = await call(
        hass,
        "get_hourly_occupancy",
        device_id=[device_of(hass, entry, 2)],
        **DOCUMENT_DAYS,
    )
    rows = location["hourly_occupancy"]
    assert [row["hour"] for row in rows] == [f"{hour:02}:00" for hour in range(24)]
    assert rows[0] == {
        "hour": "00:00",
        "average_occupancy": 6,
        "average_utilization": 2,
        "peak_occupancy": 10,
        "peak_utilization": 3,
    }


async def test_hourly_visitors_carry_the_venues_offset(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """The repeated hour in autumn appears twice, with different offsets."""
    entry = build_entry(simulator)
    data = entry.data | {"time_zone": "America/Los_Angeles"}
    entry = build_entry(simulator, data=data)
    await set_up(entry=entry)
    rows = [
        {
            "visitors": number,
            "timestamp": "2024-11-03 08:00:00",
            "normalizedDate": "2024-11-03",
            "normalizedTime": hour,
        }
        for number, hour in enumerate(("00:00:00", "01:00:00", "01:00:00", "02:00:00"))
    ]
    reply = {"message": "OK", "data": {"hourlyVisitors": rows}}
    simulator.misbehave(faults.Transform(lambda _: reply), "hourly_visitors")
    (location,) = await call(
        hass,
        "get_hourly_visitors",
        device_id=device_of(hass, entry, 2),
        start_date="2024-11-03",
        end_date="2024-11-03",
    )
    assert location["hourly_visitors"] == [
        {
            "start": f"2024-11-03T{start}:00",
            "end": f"2024-11-03T{end}:00",
            "visitors": number,
        }
        for number, (start, end) in enumerate(
            (
                ("00:00:00-07", "01:00:00-07"),
                ("01:00:00-07", "01:00:00-08"),
                ("01:00:00-08", "02:00:00-08"),
                ("02:00:00-08", "03:00:00-08"),
            )
        )
    ]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, ("2026-03-07", "2026-03-13")),
        ({"start_date": "2026-03-10"}, ("2026-03-10", "2026-03-13")),
        ({"start_date": "2026-03-14"}, ("2026-03-14", "2026-03-14")),
        ({"end_date": "2026-03-10"}, ("2026-03-04", "2026-03-10")),
    ],
)
async def test_days_left_out_are_the_last_complete_ones_at_the_venue(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
    given: dict[str, str],
    asked: tuple[str, str],
) -> None:
    """It is already Sunday in UTC, and still Saturday at the venue."""
    freezer.move_to(datetime(2026, 3, 15, 5, 30, tzinfo=UTC))
    data = build_entry(simulator).data | {"time_zone": "America/Los_Angeles"}
    entry = await set_up(entry=build_entry(simulator, data=data))
    device_id = device_of(hass, entry, 2)
    (location,) = await call(hass, "get_daily_visitors", device_id=device_id, **given)
    assert simulator.requests[-1].query == {"start": asked[0], "end": asked[1]}
    assert location["message"] == "RANGE MISSING"
    assert location["daily_visitors"] == []


async def test_locations_are_returned_in_the_given_order(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """One item each, also for a location that is given twice."""
    entry = await set_up()
    ids = [device_of(hass, entry, id_) for id_ in (4, 1, 3, 4)]
    locations = await call(hass, "get_daily_visitors", device_id=ids, **DOCUMENT_DAYS)
    assert [location["location_id"] for location in locations] == [4, 1, 3]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"start_date": "2024-01-02", "end_date": "2024-01-01"},
            "The first day, 2024-01-02, is after the last day, 2024-01-01",
        ),
        ({"start_date": "2099-01-01"}, "extends into the future"),
        ({"end_date": "2099-01-01"}, "extends into the future"),
    ],
)
async def test_impossible_dates_are_refused(
    hass: HomeAssistant, set_up: SetUp, action: str, given: dict[str, str], text: str
) -> None:
    """The error names the wrong day."""
    entry = await set_up()
    device_id = device_of(hass, entry, 2)
    with pytest.raises(ServiceValidationError, match=text):
        await call(hass, action, device_id=device_id, **given)


async def test_a_device_that_is_not_a_location_is_refused(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """An unknown device, another integration's, and one that is not listed."""
    entry = await set_up()
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    registry = dr.async_get(hass)
    foreign = registry.async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("other", "1")}, name="Lamp"
    )
    stale = registry.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("occuspace", "1_99")}, name="Old"
    )
    for device_id, text in (
        ("unknown", "was not found"),
        (foreign.id, "does not belong to integration"),
        (stale.id, "Old is not, or no longer, a location of the account"),
    ):
        with pytest.raises(ServiceValidationError, match=text):
            await call(hass, "get_daily_visitors", device_id=device_id)


async def test_an_entry_that_is_not_loaded_is_refused(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """The action stays registered, and the error names the account."""
    entry = await set_up()
    device_id = device_of(hass, entry, 2)
    await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    with pytest.raises(ServiceValidationError, match=r"Sales .* is not loaded"):
        await call(hass, "get_daily_visitors", device_id=device_id)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (
            faults.Status(HTTPStatus.BAD_REQUEST, faults.message("too long")),
            "rejected the request: too long",
        ),
        (faults.Status(HTTPStatus.BAD_REQUEST, "?"), "request without a reason"),
        (faults.UNAUTHORIZED, "has no access"),
        (faults.NOT_FOUND, "endpoint does not exist"),
        (
            faults.too_many_requests("121"),
            r"limiting requests\. Try again in 3 min",
        ),
        (faults.too_many_requests("1"), "Try again in 1 min"),
        (faults.too_many_requests("0"), "limiting requests$"),
        (faults.too_many_requests("?"), "limiting requests"),
        (faults.SERVICE_UNAVAILABLE, r"server error \(HTTP 503\)"),
        (faults.ConnectionReset(), "Failed to connect to Occuspace"),
        (faults.Slow(9), "Timeout while waiting for Occuspace"),
        (faults.Endless(), "unexpected response"),
        (faults.NOT_JSON, "unexpected response"),
        (faults.Truncated(), "unexpected response"),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_one_location_that_fails_does_not_affect_the_others(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    fault: faults.Fault,
    text: str,
) -> None:
    """It has an error instead of rows; if it is the only one, the action fails."""
    entry = await set_up()
    ids = [device_of(hass, entry, id_) for id_ in (2, 3, 4)]
    before = await call(hass, "get_daily_visitors", device_id=ids, **DOCUMENT_DAYS)
    simulator.misbehave(fault, "/locations/3/daily_visitors")
    after = await call(hass, "get_daily_visitors", device_id=ids, **DOCUMENT_DAYS)
    assert (after[0], after[2]) == (before[0], before[2])
    assert re.search(text, after[1].pop("error"))
    assert after[1] == before[1] | {"daily_visitors": None}
    with pytest.raises(HomeAssistantError, match=text) as caught:
        await call(hass, "get_daily_visitors", device_id=ids[1], **DOCUMENT_DAYS)
    # Any other placeholder value would stay English in translated texts.
    filled_in = caught.value.translation_placeholders or {}
    assert set(filled_in.values()) <= {"503", "too long", "3", "1"}


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_location_that_cannot_be_requested_does_not_affect_the_others(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp, action: str
) -> None:
    """Unknown, no longer listed, or of an account that is not loaded."""
    entry = await set_up()
    registry = dr.async_get(hass)
    stale = registry.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("occuspace", "1_99")}, name="Old"
    )
    other = build_entry(simulator, unique_id="9", entry_id="other")
    other.add_to_hass(hass)
    asleep = registry.async_get_or_create(
        config_entry_id="other", identifiers={("occuspace", "9_5")}, name="Asleep"
    )
    known = device_of(hass, entry, 2)
    assert known
    noun = action.removeprefix("get_")
    (alone,) = await call(hass, action, device_id=known, **DOCUMENT_DAYS)
    ids = [stale.id, known, "unknown", asleep.id]
    locations = await call(hass, action, device_id=ids, **DOCUMENT_DAYS)
    assert locations[1] == alone
    for i, location_id, name, text in (
        (0, 99, "Old", "Old is not, or no longer, a location of"),
        (2, None, None, "was not found"),
        (3, 5, "Asleep", "is not loaded"),
    ):
        assert text in locations[i].pop("error")
        assert locations[i] == {
            "location_id": location_id,
            "device_id": ids[i],
            "name": name,
            "message": None,
            noun: None,
        }


@pytest.mark.parametrize("action", ACTIONS)
async def test_rows_that_cannot_be_read_are_left_out_and_counted(
    hass: HomeAssistant,
    set_up: SetUp,
    unreadable: Unreadable,
    action: str,
) -> None:
    """The number is in the message, next to the API's own."""
    entry = await set_up()
    ids = [device_of(hass, entry, id_) for id_ in (2, 3)]
    noun = action.removeprefix("get_")
    whole = await call(hass, action, device_id=ids, **DOCUMENT_DAYS)
    unreadable(1)
    for _ in range(2):
        locations = await call(hass, action, device_id=ids, **DOCUMENT_DAYS)
        for before, after in zip(whole, locations, strict=True):
            assert after == before | {
                noun: before[noun][1:],
                "message": "1 row could not be read and was left out",
                "unreadable_rows": 1,
            }
    unreadable(2)
    (location,) = await call(
        hass, action, device_id=ids[0], start_date="2000-01-01", end_date="2000-01-02"
    )
    text = "RANGE MISSING; 2 rows could not be read and were left out"
    assert location["message"] == text


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_range_with_today_says_that_today_is_incomplete(
    hass: HomeAssistant, set_up: SetUp, freezer: FrozenDateTimeFactory, action: str
) -> None:
    """A range without it does not."""
    freezer.move_to(datetime(2026, 3, 15, 12, tzinfo=UTC))
    device_id = device_of(hass, await set_up(), 2)
    (location,) = await call(hass, action, device_id=device_id)
    assert "incomplete_day" not in location
    for first in ("2026-03-15", "2026-03-01"):
        (location,) = await call(
            hass, action, device_id=device_id, start_date=first, end_date="2026-03-15"
        )
        assert location["incomplete_day"] == "2026-03-15"


async def test_the_first_possible_day_can_be_requested(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """Dates start on January 1 of the year 1."""
    entry = await set_up()
    (answer,) = await call(
        hass,
        "get_daily_visitors",
        device_id=device_of(hass, entry, 2),
        end_date="0001-01-03",
    )
    assert answer["daily_visitors"] == []


@pytest.mark.parametrize(
    "duration",
    [{"days": 10**12}, {"hours": 1e308}, "99999999999:00:00", 10**18, float("inf"), 0],
)
async def test_an_impossible_duration_is_invalid(
    hass: HomeAssistant, set_up: SetUp, duration: Any
) -> None:
    """It does not raise OverflowError."""
    device_id = device_of(hass, await set_up(), 2)
    with pytest.raises(vol.Invalid):
        await call(hass, "find_best_time", device_id=device_id, duration=duration)


def test_the_venues_zone_is_not_home_assistants() -> None:
    """The tests rely on the two time zones being different."""
    now = datetime(2026, 3, 15, 5, 30, tzinfo=UTC)
    assert now.astimezone(ZoneInfo("America/Los_Angeles")).date() != now.date()
