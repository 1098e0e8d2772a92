"""The history coordinator: the past once, today every hour, and what is usual."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
import logging
from typing import Final
from zlib import crc32
from zoneinfo import ZoneInfo

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import (
    async_track_time_interval,
    async_track_utc_time_change,
)
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from ..api import OccuspaceClient, OccuspaceError
from ..const import DOMAIN, LOGGER
from ..coordinator import LiveCoordinator, OccuspaceConfigEntry
from ..slices import async_call_in_slices
from ..zone_check import TimeZoneCheck
from .archive import Archive
from .backfill import Backfill
from .day_reader import DayReader
from .days import ONE_DAY, DayRange, DaySet
from .fetcher import MAX_CONCURRENT_REQUESTS, Fetcher
from .figures import DayFigures, Progress
from .ledger import Series
from .ledger_store import LedgerStore
from .plan import Extent, Task, Wish, plan
from .progress import ProgressMeter
from .repeat import async_repeat
from .typical_week import TypicalWeek
from .week_keeper import WeekKeeper
from .zone_change import ZoneChange

# Accounts do not all ask in the same minute of the hour.
FIRST_MINUTE: Final = 2
SPREAD_MINUTES: Final = 8
# What is usual moves from hour to hour, whatever the live values do.
CLOCK_INTERVAL: Final = timedelta(minutes=5)


class HistoryCoordinator:
    """Keeps the statistics complete, and tells the day's figures.

    Unlike the live one it tells each location's listeners apart: its figures come one
    location after the other.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: OccuspaceConfigEntry,
        client: OccuspaceClient,
        live: LiveCoordinator,
        zone: ZoneInfo,
    ) -> None:
        """Start with nothing known."""
        self.zone = zone
        self._hass = hass
        self._entry = entry
        self._figures: dict[int, DayFigures] = {}
        self._listeners = defaultdict[int | None, list[CALLBACK_TYPE]](list)
        self._live = live
        self._detail_days = live.options.detail_days
        self._store = LedgerStore(hass, entry.entry_id, zone.key)
        self._meter = ProgressMeter(self._tell_progress)
        self._fetcher = Fetcher(client, self._on_pause)
        self._archive = Archive(hass, str(entry.unique_id), zone, self._name_of)
        self._zone_change = ZoneChange(self._archive, self._store)
        self._weeks = WeekKeeper(hass, self._archive)
        self._zone_check = TimeZoneCheck(hass, entry)
        self._hour = asyncio.Event()
        self._wake = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._reconciled: set[int] = set()
        self._reconciling = asyncio.Lock()
        self._failing: frozenset[int] = frozenset()
        self._has_recorder = True

    @property
    def weeks(self) -> Mapping[int, TypicalWeek]:
        """Return the typical weeks, of the locations that have one."""
        return self._weeks.weeks

    @property
    def requests(self) -> int:
        """Return how many requests the past has taken since the start."""
        return self._fetcher.requests

    @property
    def today(self) -> date:
        """Return today at the venue."""
        return dt_util.now(self.zone).date()

    def figures(self, location_id: int) -> DayFigures | None:
        """Return a location's figures, unless they are of a day that is over."""
        figures = self._figures.get(location_id)
        return figures if figures and figures.day == self.today else None

    @property
    def progress(self) -> Progress:
        """Return how far the past has been fetched."""
        return self._meter.progress

    @callback
    def async_add_listener(
        self, listener: CALLBACK_TYPE, location_id: int | None = None
    ) -> CALLBACK_TYPE:
        """Let a listener be told of a location, or without one of the progress."""
        self._listeners[location_id].append(listener)
        return partial(self._listeners[location_id].remove, listener)

    async def async_load(self) -> None:
        """Load what is settled."""
        await self._store.async_load()

    async def async_start(self) -> None:
        """Go on where the last run stopped."""
        entry = self._entry
        minute = FIRST_MINUTE + crc32(entry.entry_id.encode()) % SPREAD_MINUTES
        entry.async_on_unload(
            async_track_utc_time_change(
                self._hass, self._on_hour, minute=minute, second=0
            )
        )
        entry.async_on_unload(
            async_track_time_interval(self._hass, self._on_clock, CLOCK_INTERVAL)
        )
        # At the venue's midnight, whatever its offset, yesterday's figures end.
        entry.async_on_unload(
            async_track_utc_time_change(
                self._hass, self._on_quarter, minute=[0, 15, 30, 45], second=0
            )
        )
        for work, due in (
            (self._async_keep_today, self._hour),
            (self._async_keep_past, self._wake),
        ):
            self._loops.append(
                entry.async_create_background_task(
                    self._hass,
                    async_repeat(work, due, entry.title, self._has_no_recorder),
                    f"{DOMAIN} history",
                )
            )

    async def async_stop(self) -> None:
        """Stop, and keep what is settled."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._store.async_save()

    @callback
    def async_refetch(self, location_id: int, start: date) -> None:
        """Fetch the past of a location again, from a day on."""
        days = DaySet.from_ranges([DayRange(start, self.today - ONE_DAY)])
        self._store.ledger.forget(location_id, list(Series), days, self.today)
        self._store.save_before_long()
        self._wake.set()

    async def _async_keep_today(self) -> bool:
        """Tell the day's figures and what is usual."""
        await self._async_let_go()
        await self._async_reconcile()
        reader = DayReader(
            self._fetcher,
            self._archive,
            self.today,
            self._on_figures,
            hourly=bool(self._detail_days),
            check_time_zone=self._zone_check.async_check_time_zone,
        )
        await reader.async_read(self._wishes())
        await self._async_tell_weeks()
        return not reader.given_up

    async def _async_keep_past(self) -> bool:
        """Fetch everything that is missing."""
        await self._async_reconcile()
        await self._archive.async_update_names(self._live.data.tree.display_names)
        await self._async_fetch_missing()
        await self._async_tell_weeks()
        return True

    async def _async_reconcile(self) -> None:
        """See what the recorder has of each location, once, before more is added."""
        async with self._reconciling:
            await self._zone_change.async_apply(self._live.data.statuses)
            for wish in self._wishes():
                if wish.location.id not in self._reconciled:
                    await self._archive.async_reconcile(
                        self._store.ledger, wish.location.id, self.today
                    )
                    self._reconciled.add(wish.location.id)
                    self._weeks.outdate([wish.location.id])

    async def _async_fetch_missing(self) -> None:
        """Work off what is missing now."""
        today, wishes = self.today, self._wishes()
        tasks = partial(plan, wishes, today, self._detail_days)
        extent = await self._hass.async_add_executor_job(lambda: Extent.of(tasks()))
        await self._hass.async_add_executor_job(self._meter.start, extent, wishes)
        if not extent.requests:
            self._meter.finish()
            return
        is_news = extent.location_ids - self._failing
        level = logging.INFO if is_news else logging.DEBUG
        LOGGER.log(
            level,
            "Fetching the past of %s: %d requests",
            self._entry.title,
            extent.requests,
        )
        self._tell_progress()
        backfill = Backfill(
            self._fetcher, self._archive, self._store.ledger, self._on_settled
        )
        await backfill.async_run(tasks(), today, MAX_CONCURRENT_REQUESTS)
        for wish in wishes:
            if wish.location.id in backfill.failing:
                continue
            wish.record.checked_on = max(wish.record.checked_on, today)
        self._store.save_before_long()
        self._meter.finish()
        self._failing = frozenset(backfill.failing)
        LOGGER.log(
            level,
            "The past of %s has been fetched%s",
            self._entry.title,
            f", except for {len(self._failing)} locations" if self._failing else "",
        )
        # Yesterday's figures may have come with it.
        self._hour.set()

    async def _async_tell_weeks(self) -> None:
        """Tell whose typical weeks are others now."""
        renewed = await self._weeks.async_renew(self._store.ledger, self.today)
        async_call_in_slices(self._hass, self._tell, renewed)

    def _wishes(self) -> list[Wish]:
        """Return the chosen locations, with what is settled of each."""
        live, today = self._live.data, self.today
        return [
            Wish(live.tree.locations[id_], self._store.ledger.record(id_, today))
            for id_ in live.statuses
            if not self._zone_change.has_misplaced(id_)
        ]

    def _name_of(self, location_id: int) -> str | None:
        """Return a location's name, None if the account does not list it any more."""
        return self._live.data.tree.display_names.get(location_id)

    @callback
    def _has_no_recorder(self) -> bool:
        """Return whether the recorder has stopped; nothing can be kept then."""
        if get_instance(self._hass).is_running:
            return False
        if self._has_recorder and not self._hass.is_stopping:
            LOGGER.warning(
                "The recorder has stopped, so the past of %s is not kept until Home "
                "Assistant is restarted",
                self._entry.title,
            )
        self._has_recorder = False
        self._meter.pause(waiting=True)
        return True

    @callback
    def _on_settled(self, tasks: Sequence[Task]) -> None:
        """Take note that some tasks are done with."""
        self._weeks.outdate(
            task.location_id for task in tasks if task.series is Series.DETAIL
        )
        self._store.save_before_long()
        self._meter.settle(tasks)

    @callback
    def _on_pause(self, err: OccuspaceError | None) -> None:
        """Tell that the API wants, or needs, to be left alone; or no longer."""
        if err is not None:
            LOGGER.debug(
                "Waiting before the past of %s is asked on: %s", self._entry.title, err
            )
        self._meter.pause(waiting=err is not None)

    @callback
    def _on_hour(self, _now: datetime) -> None:
        """Look whether there is anything new."""
        self._hour.set()
        self._wake.set()

    @callback
    def _on_clock(self, _now: datetime) -> None:
        """Tell every location's listeners that it is later."""
        locations = [each for each in self._listeners if each is not None]
        async_call_in_slices(self._hass, self._tell, locations)

    @callback
    def _on_quarter(self, _now: datetime) -> None:
        """Ask for the new day's figures when a day is over."""
        if any(each.day != self.today for each in self._figures.values()):
            self._hour.set()

    async def _async_let_go(self) -> None:
        """Let the figures of a day that is over go, before new ones are asked for."""
        for location_id, figures in tuple(self._figures.items()):
            if figures.day != self.today:
                self._on_figures(location_id, None)
                await asyncio.sleep(0)

    @callback
    def _on_figures(self, location_id: int, figures: DayFigures | None) -> None:
        """Take a location's figures over, or its lack of figures."""
        if figures is None:
            self._figures.pop(location_id, None)
        else:
            self._figures[location_id] = figures
        self._tell(location_id)

    @callback
    def _tell(self, location_id: int | None) -> None:
        """Tell the listeners of a location, or those of the progress."""
        for listener in tuple(self._listeners[location_id]):
            listener()

    @callback
    def _tell_progress(self) -> None:
        """Tell how the fetching stands."""
        self._tell(None)
