"""A Home Assistant with the recorder, and the statistics that it should have."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
import re
from typing import Any, Final, override

from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.occuspace.const import DOMAIN
from simulator import Account, RecordedRequest, generated_account
from simulator.account import Snapshot
from tests.builders import device_of, state_of
from tests.history.conftest import until

from .fault_env import FaultEnv, ShownStates

NOW: Final = datetime(2026, 3, 10, 20, 30, tzinfo=UTC)
OPENED: Final = date(2026, 3, 7)
"""The day before daylight saving time begins."""

TODAY: Final = date(2026, 3, 10)
YESTERDAY: Final = date(2026, 3, 9)
DETAIL_DAYS: Final = 2
ROOT: Final = 1
LEAF: Final = 3

LIVE_KEYS: Final = frozenset({"count", "percentage", "is_active", "occupied"})
ROW_KEYS: Final = ("state", "sum", "mean", "max")

type Rows = dict[str, list[dict[str, float | None]]]


def history_account() -> Account:
    """Return a chain of three locations with three days of data."""
    account = generated_account(LEAF, opened=OPENED)
    account.locations[LEAF].count = 1
    return account


@dataclass(slots=True)
class HistoryEnv(FaultEnv):
    """The account that a fault of the history import affects.

    The vendor may correct all data: every row then has to change.
    """

    recorded_rows: list[Rows] = field(default_factory=list)

    @override
    async def record_healthy(self) -> None:
        """Record the rows before and after a correction by the vendor."""
        await self.until_up_to_date()
        for _ in range(2):
            rows = await self.rows()
            self.recorded_rows.append(rows)
            self.healthy.append(self.shown_states())
            self._assert_correct(rows)
            self.change_data()
            await self.fetch_again()
            await self.until_up_to_date()
            await self.refresh()
        assert self.recorded_rows[0] != self.recorded_rows[1]
        assert await self.rows() == self.recorded_rows[0]

    @override
    def change_data(self) -> None:
        """Correct the whole history, and change the occupancy."""
        self.parity = 1 - self.parity
        self.simulator.account.seed = 1 + self.parity
        self.simulator.account.locations[LEAF].count = 1 + self.parity

    @override
    def shown_states(self) -> ShownStates:
        """Return the states of the live values."""
        return {
            location: {key: shown for key, shown in keys.items() if key in LIVE_KEYS}
            for location, keys in FaultEnv.shown_states(self).items()
        }

    @property
    def history(self) -> str | None:
        """Return the state of the sensor History."""
        return state_of(self.hass, self.entry, ROOT, "history")

    def history_requests(self) -> list[RecordedRequest]:
        """Return the requests for completed days."""
        return [
            each
            for each in self.simulator.requests
            if "ly_" in each.path and each.query["start"] < TODAY.isoformat()
        ]

    async def fetch_again(self) -> None:
        """Start to fetch the whole history again; wait for the first request."""
        self.simulator.requests.clear()
        devices = [
            device_of(self.hass, self.entry, each)
            for each in self.simulator.account.locations
        ]
        await self.hass.services.async_call(
            DOMAIN,
            "refresh_history",
            {"device_id": devices, "start_date": OPENED.isoformat()},
            blocking=True,
        )
        await until(self.hass, lambda: bool(self.history_requests()))

    async def until_up_to_date(self) -> None:
        """Wait until everything has been fetched."""
        await until(self.hass, lambda: self.history == "up_to_date")

    async def until_done(self) -> None:
        """Wait until everything that is available has been fetched."""
        end = re.compile(r"has been imported, except for \d+ of \d+ locations$")
        await until(
            self.hass,
            lambda: any(end.search(each.getMessage()) for each in self.logged(0)),
        )

    @override
    async def pass_time(self, delta: timedelta) -> None:
        """Advance the clock; do not wait for the history tasks, which never end."""
        self.refreshes += 1
        self.freezer.tick(delta)
        async_fire_time_changed(self.hass)
        await self.hass.async_block_till_done()

    async def pass_hour(self) -> None:
        """Advance to the next hour, in which the history is updated."""
        self.simulator.requests.clear()
        self.refreshes += 1
        self.freezer.tick(timedelta(hours=1))
        async_fire_time_changed(self.hass)
        await until(self.hass, lambda: bool(self.history_requests()))
        # The first request finds out what is permitted again; the others follow.
        await until(self.hass, lambda: self.history in {"up_to_date", "waiting"})
        if self.history == "waiting":
            self.freezer.tick(timedelta(seconds=16))
            async_fire_time_changed(self.hass)
        await self.until_up_to_date()
        await self.hass.async_block_till_done()

    async def rows(self) -> Rows:
        """Return every row of the completed days."""
        await get_instance(self.hass).async_block_till_done()
        midnight = dt_util.as_utc(
            datetime.combine(TODAY, time(), tzinfo=self.simulator.account.zone)
        )
        rows: dict[str, list[Any]] = await get_instance(
            self.hass
        ).async_add_executor_job(
            statistics_during_period,
            self.hass,
            dt_util.utc_from_timestamp(0),
            midnight,
            None,
            "hour",
            None,
            set(ROW_KEYS),
        )
        return {
            id_: [{key: row.get(key) for key in ("start", *ROW_KEYS)} for row in each]
            for id_, each in rows.items()
            if id_.startswith(f"{DOMAIN}:")
        }

    def _assert_correct(self, rows: Rows) -> None:
        """Check that the rows equal the vendor's data, without gaps or duplicates."""
        account = self.simulator.account
        for id_, location in account.locations.items():
            days = Snapshot(account, NOW).days(location, OPENED, YESTERDAY)
            hours = [hour for day in days for hour in day.hours]
            visitors = rows[f"{DOMAIN}:{ROOT}_{id_}_visitors"]
            assert [row["state"] for row in visitors] == [
                hour.visitors for hour in hours
            ]
            assert visitors[-1]["sum"] == sum(hour.visitors for hour in hours)
