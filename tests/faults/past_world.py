"""A Home Assistant with the recorder: what it keeps, and what it should keep."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
import logging
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

from .world import Image, World

NOW: Final = datetime(2026, 3, 10, 20, 30, tzinfo=UTC)
OPENED: Final = date(2026, 3, 7)
"""The day before the venue's clocks go forward."""

TODAY: Final = date(2026, 3, 10)
YESTERDAY: Final = date(2026, 3, 9)
DETAIL_DAYS: Final = 2
ROOT: Final = 1
LEAF: Final = 3

LIVE_KEYS: Final = frozenset({"count", "percentage", "is_active", "occupied"})
ROW_KEYS: Final = ("state", "sum", "mean", "max")

type Rows = dict[str, list[dict[str, float | None]]]


def past_account() -> Account:
    """Return three locations, one above the other, that have counted for three days."""
    account = generated_account(LEAF, opened=OPENED)
    account.locations[LEAF].count = 1
    return account


@dataclass(slots=True)
class PastWorld(World):
    """What a fault of the past strikes, and what is kept in spite of it.

    The vendor may correct everything: then every row has to be another.
    """

    kept: list[Rows] = field(default_factory=list)

    @override
    async def learn(self) -> None:
        """Take down what is kept of the past, before and after a correction of it."""
        logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
        await self.until_up_to_date()
        for _ in range(2):
            rows = await self.rows()
            self.kept.append(rows)
            self.healthy.append(self.image())
            self._assert_true(rows)
            self.flip()
            await self.fetch_again()
            await self.until_up_to_date()
            await self.refresh()
        assert self.kept[0] != self.kept[1]
        assert await self.rows() == self.kept[0]

    @override
    def flip(self) -> None:
        """Let the vendor correct the whole past, and people come or go."""
        self.parity = 1 - self.parity
        self.simulator.account.seed = 1 + self.parity
        self.simulator.account.locations[LEAF].count = 1 + self.parity

    @override
    def image(self) -> Image:
        """Return the live values that are shown."""
        return {
            location: {key: shown for key, shown in keys.items() if key in LIVE_KEYS}
            for location, keys in World.image(self).items()
        }

    @property
    def history(self) -> str | None:
        """Return how the fetching of the past stands."""
        return state_of(self.hass, self.entry, ROOT, "history")

    def past_requests(self) -> list[RecordedRequest]:
        """Return what was asked of the days that are over."""
        return [
            each
            for each in self.simulator.requests
            if "ly_" in each.path and each.query["start"] < TODAY.isoformat()
        ]

    async def fetch_again(self) -> None:
        """Let the whole past be fetched again, up to the first request."""
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
        await until(self.hass, lambda: bool(self.past_requests()))

    async def until_up_to_date(self) -> None:
        """Wait until everything has been fetched."""
        await until(self.hass, lambda: self.history == "up_to_date")

    async def until_given_up(self) -> None:
        """Wait until everything that can be had has been fetched."""
        end = re.compile(r"has been fetched, except for \d+ locations$")
        await until(
            self.hass,
            lambda: any(end.search(each.getMessage()) for each in self.logged(0)),
        )

    @override
    async def pass_time(self, delta: timedelta) -> None:
        """Move the clock on; what looks after the past never ends by itself."""
        self.refreshes += 1
        self.freezer.tick(delta)
        async_fire_time_changed(self.hass)
        await self.hass.async_block_till_done()

    async def pass_hour(self) -> None:
        """Let the next hour come, in which the past is looked after."""
        self.simulator.requests.clear()
        self.refreshes += 1
        self.freezer.tick(timedelta(hours=1))
        async_fire_time_changed(self.hass)
        await until(self.hass, lambda: bool(self.past_requests()))
        # What is permitted again is noticed by the first request, and follows soon.
        await until(self.hass, lambda: self.history in {"up_to_date", "waiting"})
        if self.history == "waiting":
            self.freezer.tick(timedelta(seconds=16))
            async_fire_time_changed(self.hass)
        await self.until_up_to_date()
        await self.hass.async_block_till_done()

    async def rows(self) -> Rows:
        """Return every row of the days that are over."""
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

    def _assert_true(self, rows: Rows) -> None:
        """Check that the rows are what the vendor has: none lost, none doubled."""
        account = self.simulator.account
        for id_, location in account.locations.items():
            days = Snapshot(account, NOW).days(location, OPENED, YESTERDAY)
            hours = [hour for day in days for hour in day.hours]
            visitors = rows[f"{DOMAIN}:{ROOT}_{id_}_visitors"]
            assert [row["state"] for row in visitors] == [
                hour.visitors for hour in hours
            ]
            assert visitors[-1]["sum"] == sum(hour.visitors for hour in hours)
