"""How far the import is, and how long it will take."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.ledger import Ledger
from custom_components.occuspace.history.plan import FetchTask, plan
from custom_components.occuspace.history.progress import (
    HistoryState,
    Progress,
    ProgressMeter,
)
from custom_components.occuspace.history.series import (
    HOURLY_OCCUPANCY,
    SERIES,
    VISITORS,
)
from custom_components.occuspace.history.workload import Workload
from simulator import Account, Simulator, generated_account
from tests.builders import build_entry, entity_of
from tests.conftest import SetUp

from .conftest import NOW, until
from .pending import OPENED, TODAY, pending

MINUTES: Final = ("typical_week_in", "up_to_date_in")


@pytest.fixture
def account() -> Account:
    """Return a root, a building, a floor and a zone that have counted for a month."""
    return generated_account(4, opened=NOW.date() - timedelta(days=30))


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry with the default options."""
    return build_entry(simulator)


def tasks(number: int) -> list[FetchTask]:
    """Return some requests."""
    return [FetchTask(1, VISITORS, DayRange(TODAY, TODAY))] * number


def workload(ledger: Ledger) -> Workload:
    """Return the requests that are left of three locations."""
    locations = pending(ledger, 1, 2, 3)
    return Workload.of(locations, plan(locations, 56))


def test_typical_weeks_need_the_series_of_one_request_and_three_weeks() -> None:
    """All but yesterday of the last location are counted."""
    assert workload(Ledger()).until_typical == 3 * (1 + 1 + 21) - 1


def test_typical_weeks_that_are_there_need_nothing() -> None:
    """Neither does the new day, nor the check of the days before it."""
    ledger = Ledger()
    until_yesterday = DayRange(OPENED, TODAY - timedelta(days=2))
    for id_ in (1, 2, 3):
        for series in SERIES.values():
            ledger.record_result(
                id_, series, until_yesterday, set(until_yesterday), TODAY
            )
            ledger.record_check(id_, series, TODAY - timedelta(days=1))
    left = workload(ledger)
    assert left.upkeep
    assert left.targets[1, HOURLY_OCCUPANCY] > 1
    assert left.until_typical == 0


@pytest.fixture
def meter() -> tuple[ProgressMeter, list[Progress], Callable[[float], None]]:
    """Return a meter, what it has reported, and a function that lets time pass."""
    now = 50.0
    reported: list[Progress] = []

    def pass_time(seconds: float) -> None:
        nonlocal now
        now += seconds

    progress_meter = ProgressMeter(
        lambda: reported.append(progress_meter.progress), lambda: now
    )
    return progress_meter, reported, pass_time


def minutes(progress: Progress) -> tuple[int | None, int | None]:
    """Return the minutes until typical weeks, and everything, are there."""
    return progress.typical_week_in, progress.up_to_date_in


def test_the_estimate_follows_the_pace_of_the_run(
    meter: tuple[ProgressMeter, list[Progress], Callable[[float], None]],
) -> None:
    """It is known once a request is done, and reported at each per cent only."""
    progress_meter, reported, pass_time = meter
    progress_meter.start(done=5000, left=5000, running=True, until_typical=600)
    assert minutes(progress_meter.progress) == (None, None)
    pass_time(100)
    progress_meter.record(tasks(99))
    assert not reported
    pass_time(20)
    progress_meter.record(tasks(1))
    # 1.2 seconds per request.
    assert minutes(reported[-1]) == (10, 98)
    pass_time(180)
    progress_meter.record(tasks(100))
    # 1.5 seconds.
    assert minutes(reported[-1]) == (10, 120)
    progress_meter.record(tasks(399))
    assert minutes(reported[-1]) == (1, 37)
    progress_meter.record(tasks(101))
    assert minutes(reported[-1])[0] is None
    assert len(reported) == 4


def test_nothing_is_estimated_of_an_import_that_waits(
    meter: tuple[ProgressMeter, list[Progress], Callable[[float], None]],
) -> None:
    """The next run has a pace of its own."""
    progress_meter, reported, pass_time = meter
    progress_meter.start(done=0, left=100, running=True, until_typical=60)
    pass_time(30)
    progress_meter.record(tasks(10))
    running = reported[-1]
    assert minutes(running) == (3, 5)
    assert running.waiting() == Progress(
        state=HistoryState.WAITING, percent=10, requests_left=90
    )
    progress_meter.finish(left=90)
    assert reported[-1] == running.waiting()
    progress_meter.start(done=10, left=90, running=True, until_typical=50)
    assert minutes(progress_meter.progress) == (None, None)


@pytest.mark.usefixtures("recorder_mock")
async def test_the_sensor_tells_the_minutes_while_it_is_catching_up(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """First until the typical weeks, in the end of the rest only."""
    shown: list[tuple[str, dict[str, Any]]] = []

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state and "requests_left" in state.attributes:
            left = {name: state.attributes.get(name) for name in MINUTES}
            shown.append((state.state, left))

    hass.bus.async_listen(EVENT_STATE_CHANGED, remember)
    entry = await set_up()
    await until(hass, lambda: bool(shown) and shown[-1][0] == "up_to_date")
    assert entity_of(hass, entry, 1, "history")
    none = dict.fromkeys(MINUTES)
    assert shown[-1] == ("up_to_date", none)
    running = [left for state, left in shown if state == "catching_up"]
    # The clock stands still, so it is never more than a minute.
    assert dict.fromkeys(MINUTES, 1) in running
    assert {"typical_week_in": None, "up_to_date_in": 1} in running


@pytest.mark.usefixtures("recorder_mock")
async def test_without_three_weeks_of_hours_there_is_no_typical_week_to_wait_for(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Only the rest is estimated."""
    seen: set[tuple[bool, bool]] = set()

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state and "requests_left" in state.attributes:
            typical, all_ = (name in state.attributes for name in MINUTES)
            seen.add((typical, all_))

    hass.bus.async_listen(EVENT_STATE_CHANGED, remember)
    await set_up(entry=build_entry(simulator, options={"detail_days": 20}))
    await until(hass, lambda: (False, True) in seen)
    assert not {typical for typical, _ in seen} - {False}
