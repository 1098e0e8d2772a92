"""The visitors of a location's month, over the websocket."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from statistics import fmean
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from sqlalchemy.exc import OperationalError

from custom_components.occuspace.history import importer
from custom_components.occuspace.history.ledger_store import LedgerStore
from custom_components.occuspace.history.progress import HistoryState
from simulator import Account, Simulator, generated_account
from simulator.account import Snapshot
from tests.builders import build_entry, device_of, entity_of
from tests.conftest import SetUp
from tests.history.conftest import until

HALL: Final = 2
LOS_ANGELES: Final = "America/Los_Angeles"
KOLKATA: Final = "Asia/Kolkata"

NOW: Final = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
"""The clocks have gone forward this month, here and last year."""
OPENED: Final = date(2025, 1, 20)
MISSING: Final = date(2026, 3, 10)
MISSING_LAST_YEAR: Final = date(2025, 3, 20)

type Answer = dict[str, Any]
type Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def zone() -> str:
    """Return the time zone of the venue."""
    return LOS_ANGELES


@pytest.fixture
def now() -> datetime:
    """Return the time."""
    return NOW


@pytest.fixture
def opened() -> date:
    """Return the first day with data."""
    return OPENED


@pytest.fixture
def missing() -> tuple[date, ...]:
    """Return the days without data."""
    return ()


@pytest.fixture
def account(zone: str, opened: date, missing: tuple[date, ...]) -> Account:
    """Return a hall that has counted for more than a year."""
    account = generated_account(2, zone, opened=opened)
    account.outages = tuple((day, day) for day in missing)
    return account


@pytest.fixture
def entry(
    simulator: Simulator, freezer: FrozenDateTimeFactory, now: datetime
) -> MockConfigEntry:
    """Return an entry of the hall alone, without hours of occupancy."""
    freezer.move_to(now)
    options = {"locations": [str(HALL)], "detail_days": 0}
    return build_entry(simulator, options=options)


@pytest.fixture
def ask(hass: HomeAssistant, hass_ws_client: Any) -> Ask:
    """Return a function that asks over a connection of its own."""

    async def send(token: str | None = None, **fields: Any) -> Answer:
        client = await hass_ws_client(hass, *((token,) if token else ()))
        await client.send_json_auto_id({"type": "occuspace/visitors", **fields})
        reply = await client.receive_json()
        assert reply["success"], reply
        result: Answer = reply["result"]
        return result

    return send


async def imported(hass: HomeAssistant, set_up: SetUp) -> MockConfigEntry:
    """Return the entry once all of its history has been imported."""
    entry = await set_up()
    history = entry.runtime_data.history
    await until(hass, lambda: history.progress.state is HistoryState.UP_TO_DATE)
    return entry


@pytest.mark.usefixtures("recorder_mock")
class TestWithRecorder:
    """The whole history has been imported."""

    async def test_rows_of_another_time_zone_do_not_count(
        self,
        hass: HomeAssistant,
        set_up: SetUp,
        ask: Ask,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Until they have been stored again."""
        entry = await imported(hass, set_up)
        device_id = device_of(hass, entry, HALL)
        monkeypatch.setattr(LedgerStore, "has_misplaced", lambda *_: True)
        assert (await ask(device_id=device_id))["visitors"] is None
        monkeypatch.undo()
        assert (await ask(device_id=device_id))["visitors"] is not None

    @pytest.mark.parametrize(
        ("zone", "now", "first", "last"),
        [
            (LOS_ANGELES, NOW, date(2026, 3, 1), date(2026, 3, 19)),
            # In this zone, the next day has begun.
            (KOLKATA, NOW, date(2026, 3, 1), date(2026, 3, 20)),
            (
                LOS_ANGELES,
                datetime(2026, 3, 5, 20, 30, tzinfo=UTC),
                date(2026, 2, 1),
                date(2026, 2, 28),
            ),
        ],
    )
    async def test_equal_days_are_compared(
        self,
        hass: HomeAssistant,
        set_up: SetUp,
        ask: Ask,
        simulator: Simulator,
        zone: str,
        now: datetime,
        first: date,
        last: date,
    ) -> None:
        """By the venue's clock, and without a request."""
        entry = await imported(hass, set_up)
        before = len(simulator.requests)
        answer = await ask(device_id=device_of(hass, entry, HALL))
        assert len(simulator.requests) == before
        hall = simulator.account.locations[HALL]
        counted = Snapshot(simulator.account, now)
        year = timedelta(days=364)
        days = counted.days(hall, first, last)
        visitors = sum(day.visitors for day in days)
        then = sum(
            day.visitors for day in counted.days(hall, first - year, last - year)
        )
        stays = [round(day.average_dwell) for day in days if day.visitors]
        assert answer == {
            "reason": None,
            "zone": zone,
            "date": now.astimezone(simulator.account.zone).date().isoformat(),
            "history": "ready",
            "start": first.isoformat(),
            "end": last.isoformat(),
            "days": (last - first).days + 1,
            "is_whole_month": first.month == 2,
            "start_last_year": (first - year).isoformat(),
            "end_last_year": (last - year).isoformat(),
            "visitors": visitors,
            "visitors_last_year": then,
            "change": round(100 * (visitors - then) / then),
            "dwell_time": pytest.approx(fmean(stays), abs=1),
        }

    @pytest.mark.parametrize(
        ("now", "opened"),
        [(datetime(2028, 3, 3, 20, 30, tzinfo=UTC), date(2027, 1, 20))],
    )
    async def test_a_leap_day_is_one_of_the_days(
        self, hass: HomeAssistant, set_up: SetUp, ask: Ask
    ) -> None:
        """It is compared with the first days of a March."""
        entry = await imported(hass, set_up)
        answer = await ask(device_id=device_of(hass, entry, HALL))
        assert (answer["start"], answer["end"]) == ("2028-02-01", "2028-02-29")
        assert answer["days"] == 29
        assert answer["start_last_year"] == "2027-02-02"
        assert answer["end_last_year"] == "2027-03-02"
        assert None not in {answer["visitors"], answer["visitors_last_year"]}

    @pytest.mark.parametrize("missing", [(MISSING,), (date(2026, 3, 19),)])
    async def test_a_missing_day_leaves_no_figure_of_the_month(
        self, hass: HomeAssistant, set_up: SetUp, ask: Ask
    ) -> None:
        """Also if it is yesterday, which may still come."""
        entry = await imported(hass, set_up)
        answer = await ask(device_id=device_of(hass, entry, HALL))
        assert (answer["visitors"], answer["dwell_time"]) == (None, None)
        assert answer["change"] is None
        assert answer["visitors_last_year"] is not None

    @pytest.mark.parametrize(
        ("opened", "missing"),
        [(OPENED, (MISSING_LAST_YEAR,)), (date(2026, 1, 20), ())],
        ids=["a missing day", "not counted then"],
    )
    async def test_without_all_days_of_last_year_nothing_is_compared(
        self, hass: HomeAssistant, set_up: SetUp, ask: Ask
    ) -> None:
        """This month is known."""
        entry = await imported(hass, set_up)
        answer = await ask(device_id=device_of(hass, entry, HALL))
        assert None not in {answer["visitors"], answer["dwell_time"]}
        assert (answer["visitors_last_year"], answer["change"]) == (None, None)
        assert answer["history"] == "ready"

    @pytest.mark.parametrize("opened", [date(2026, 1, 20)])
    async def test_days_that_are_fetched_again_are_unknown_meanwhile(
        self, hass: HomeAssistant, set_up: SetUp, ask: Ask, simulator: Simulator
    ) -> None:
        """They may be about to change."""
        entry = await imported(hass, set_up)
        device_id = device_of(hass, entry, HALL)
        assert (await ask(device_id=device_id))["visitors"] is not None
        await hass.services.async_call(
            "occuspace",
            "refresh_history",
            {"device_id": device_id, "start_date": MISSING.isoformat()},
            blocking=True,
        )
        answer = await ask(device_id=device_id)
        assert (answer["visitors"], answer["dwell_time"]) == (None, None)

    @pytest.mark.parametrize("opened", [date(2026, 2, 20)])
    async def test_a_database_that_cannot_be_read_is_no_error(
        self,
        hass: HomeAssistant,
        set_up: SetUp,
        ask: Ask,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Nothing is known then."""
        entry = await imported(hass, set_up)

        def fail(*_args: object) -> None:
            raise OperationalError("select", None, Exception("locked"))

        with monkeypatch.context() as patch:
            patch.setattr(importer, "statistics_during_period", fail)
            answer = await ask(device_id=device_of(hass, entry, HALL))
        assert (answer["reason"], answer["visitors"]) == (None, None)
        assert "Traceback" not in "".join(
            record.getMessage() for record in caplog.records if record.levelno >= 40
        )
        assert get_instance(hass).is_running


async def test_without_the_recorder_nothing_is_known(
    hass: HomeAssistant, set_up: SetUp, ask: Ask
) -> None:
    """And that is said."""
    entry = await set_up()
    answer = await ask(device_id=device_of(hass, entry, HALL))
    assert (answer["reason"], answer["history"]) == (None, "none")
    names = ("visitors", "visitors_last_year", "change", "dwell_time")
    assert {answer[name] for name in names} == {None}


async def test_reasons_are_results(
    hass: HomeAssistant,
    set_up: SetUp,
    ask: Ask,
    hass_read_only_user: Any,
    hass_read_only_access_token: str,
) -> None:
    """A user who may not read, no device, and an account that is not loaded."""
    entry = await set_up()
    device_id, token = device_of(hass, entry, HALL), hass_read_only_access_token
    assert (await ask(token, device_id=device_id))["reason"] is None
    policy: dict[str, Any] = {"entities": {"entity_ids": {"sensor.other": True}}}
    hass_read_only_user.mock_policy(policy)
    withheld = {"reason": "not_permitted_here"}
    assert await ask(token, device_id=device_id) == withheld
    policy["entities"]["entity_ids"] = {entity_of(hass, entry, HALL, "count"): True}
    hass_read_only_user.mock_policy(policy)
    assert (await ask(token, device_id=device_id))["reason"] is None
    fields: Answer
    for fields in ({}, {"device_id": None}, {"device_id": "none"}):
        assert await ask(**fields) == {"reason": "removed"}
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert await ask(device_id=device_id) == {"reason": "unreachable"}
