"""Typical days in a running Home Assistant, over its REST API."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bench.comparison import today_at
from bench.counting_server import CountingServer, counting_server
from bench.progress import history_entity, wait_until_up_to_date
from custom_components.occuspace.analysis.typical_week import TypicalWeek
from demo import Demo, running_demo
from simulator import DEFAULT_TOKEN, generated_account
from simulator.account import Snapshot

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("socket_enabled")]

ZONE = ZoneInfo("America/Los_Angeles")
HALL = 2
WEEKS = 5
WEEK = [timedelta(days=i) for i in range(1, 8)]


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[CountingServer]:
    """Serve an account that has counted for five weeks."""
    opened = today_at(ZONE) - timedelta(weeks=WEEKS)
    async with counting_server(generated_account(3, ZONE.key, opened=opened)) as server:
        yield server


@pytest.fixture
async def demo(server: CountingServer) -> AsyncIterator[Demo]:
    """Run Home Assistant until the history is up to date."""
    async with running_demo(
        account="generated",
        api_token=DEFAULT_TOKEN,
        base_url=server.simulator.base_url,
        time_zone=ZONE.key,
    ) as demo:
        assert await wait_until_up_to_date(demo, await history_entity(demo), 120)
        yield demo


def usual_from_ten_to_twelve(server: CountingServer, weekday: int) -> float:
    """Compute the typical occupancy by interpolation between the hours' middles."""
    account, today = server.simulator.account, today_at(ZONE)
    days = Snapshot(account, datetime.now(ZONE)).days(
        account.locations[HALL],
        today - timedelta(weeks=WEEKS),
        today - timedelta(days=1),
    )
    week = TypicalWeek.from_hours(
        (
            (
                datetime.combine(day.date, time(each.clock_hour), ZONE),
                int(each.average + 0.5),
            )
            for day in days
            for each in day.hours
        ),
        today=today,
    )
    nine, ten, eleven, twelve = (
        week.hours[weekday, hour].typical for hour in (9, 10, 11, 12)
    )
    # Half an hour on the line from 9:30 to 10:30, an hour to 11:30, half an hour on.
    before = (nine + 3 * ten) / 4
    after = (3 * eleven + twelve) / 4
    return (before / 2 + (ten + eleven) / 2 + after / 2) / 2


async def test_typical_days_serve_actions_and_automations(
    demo: Demo, server: CountingServer
) -> None:
    """In one process, which takes long to start."""
    await _best_time_is_that_of_the_quietest_day(demo, server)
    await _automation_runs_before_the_first_people(demo)


async def _automation_runs_before_the_first_people(demo: Demo) -> None:
    """Check that a time trigger takes the sensor, with an offset."""
    first = ""
    for _ in range(100):
        states = {each["entity_id"]: each["state"] for each in await demo.get_states()}
        first = states["sensor.building_001_usual_first_people_today"]
        if first not in {"unknown", "unavailable"}:
            break
        await asyncio.sleep(0.2)
    for seconds in (4, 8, 16, 32):
        due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
        offset = (due - datetime.fromisoformat(first)).total_seconds()
        await demo.home_assistant.request(
            "POST",
            "/api/config/automation/config/heat",
            {
                "alias": "Heat",
                "triggers": {
                    "trigger": "time",
                    "at": {
                        "entity_id": "sensor.building_001_usual_first_people_today",
                        "offset": {"seconds": offset},
                    },
                },
                "actions": {"event": "heat"},
            },
        )
        left = due + timedelta(seconds=3) - datetime.now(UTC)
        await asyncio.sleep(left.total_seconds())
        (ran,) = (
            each["attributes"]["last_triggered"]
            for each in await demo.get_states()
            if each["entity_id"] == "automation.heat"
        )
        # A slow machine may have made the automation after its time.
        if ran is not None:
            ran_at = datetime.fromisoformat(ran)
            assert timedelta() <= ran_at - due < timedelta(seconds=2)
            return
    raise AssertionError("the automation did not run")


async def _best_time_is_that_of_the_quietest_day(
    demo: Demo, server: CountingServer
) -> None:
    """Check that the runners-up are the next quietest days."""
    devices = await demo.websocket_command("config/device_registry/list")
    name = server.simulator.account.locations[HALL].name
    today = today_at(ZONE)
    answer = await demo.call_action(
        "occuspace",
        "find_best_time",
        {
            "device_id": next(each["id"] for each in devices if each["name"] == name),
            "earliest_start": f"{today + WEEK[0]}T00:00:00",
            "latest_end": f"{today + WEEK[-1]}T23:00:00",
            "duration": "02:00:00",
            "opens": "10:00:00",
            "closes": "12:00:00",
        },
    )
    expected = {
        today + after: usual_from_ten_to_twelve(server, (today + after).weekday())
        for after in WEEK
    }
    found: dict[date, float] = {}
    for each in (answer["best"], *answer["runners_up"]):
        start = datetime.fromisoformat(each["start"])
        assert (start.hour, start.minute) == (10, 0)
        assert datetime.fromisoformat(each["end"]) - start == timedelta(hours=2)
        found[start.date()] = each["expected_occupancy"]
    ranked = sorted(expected, key=lambda day: (expected[day], day))
    assert list(found) == ranked[:4]
    assert list(found.values()) == pytest.approx(
        [expected[day] for day in ranked[:4]], abs=0.051
    )
