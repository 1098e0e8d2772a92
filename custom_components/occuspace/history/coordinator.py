"""The history coordinator: the past once, today every hour, and what is usual."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
import logging
from typing import Final
from zlib import crc32
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import (
    async_track_time_interval,
    async_track_utc_time_change,
)
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from ..analysis.typical_week import TypicalWeek
from ..api import HourlyVisitors, OccuspaceClient
from ..const import DOMAIN, LOGGER
from ..listeners import LocationListeners
from ..live.snapshot import Snapshot
from .backfill import Backfill
from .daily_figures import DailyFigures, HistoryState, Progress
from .days import ONE_DAY, DayRange, DaySet
from .fetcher import MAX_CONCURRENT_REQUESTS, Fetcher
from .ledger_store import LedgerStore
from .plan import FetchTask, PendingLocation, Target, Workload, plan, upkeep_series
from .progress import ProgressMeter
from .repeat import async_repeat
from .series import SERIES, TYPICAL_WEEK_SERIES, Series
from .statistics import LocationStatistics
from .today import TodayReader
from .typical_weeks import TypicalWeeks
from .zone_change import ZoneChange

# Accounts do not all ask in the same minute of the hour.
FIRST_MINUTE: Final = 2
SPREAD_MINUTES: Final = 8
# What is usual moves from hour to hour, whatever the live values do.
CLOCK_INTERVAL: Final = timedelta(minutes=5)
# In seconds, for a recorder that does not answer while it is unloaded.
COMMIT_TIMEOUT: Final = 30


class HistoryCoordinator:
    """Keeps the statistics complete, and tells the day's figures.

    Unlike the live one it tells each location's listeners apart: its figures come one
    location after the other.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        client: OccuspaceClient,
        *,
        get_snapshot: Callable[[], Snapshot],
        zone: ZoneInfo,
        detail_days: int,
        check_time_zone: Callable[[Sequence[HourlyVisitors]], Awaitable[None]],
    ) -> None:
        """Start with nothing known."""
        self.zone = zone
        self._hass = hass
        self._entry = entry
        self._figures: dict[int, DailyFigures] = {}
        self._listeners = LocationListeners(hass)
        self._get_snapshot = get_snapshot
        self._detail_days = detail_days
        self._store = LedgerStore(hass, entry.entry_id, zone.key)
        self._meter = ProgressMeter(self._notify_progress)
        self._fetcher = Fetcher(client, self._on_refused_token)
        self._archive = LocationStatistics(
            hass, str(entry.unique_id), zone, self._name_of
        )
        self._reader = TodayReader(
            self._fetcher,
            self._archive,
            zone,
            self._on_figures,
            detail_days=detail_days,
            check_time_zone=check_time_zone,
        )
        self._zone_change = ZoneChange(self._archive, self._store)
        self._weeks = TypicalWeeks(hass, self._archive)
        self._hour = asyncio.Event()
        self._wake = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._reconciled: set[int] = set()
        self._reconciling = asyncio.Lock()
        self._failing: frozenset[int] = frozenset()
        self._refused: frozenset[Series] = frozenset()
        self._upkeep: dict[Target, int] = {}
        self._is_all_due = True
        self._is_yesterday_due = True
        self._is_token_refused = False
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

    @property
    def refused_endpoints(self) -> tuple[str, ...]:
        """Return the endpoints that Occuspace refuses for the whole account."""
        return tuple(sorted(series.endpoint for series in self._refused))

    def figures(self, location_id: int) -> DailyFigures | None:
        """Return a location's figures, unless they are of a day that is over."""
        figures = self._figures.get(location_id)
        if figures is None or figures.day != self.today:
            return None
        return figures.as_of(dt_util.utcnow())

    @property
    def progress(self) -> Progress:
        """Return how far the past has been fetched."""
        progress = self._meter.progress
        if self._fetcher.is_token_refused:
            return replace(progress, state=HistoryState.WAITING)
        return progress

    @callback
    def async_add_listener(
        self, listener: CALLBACK_TYPE, location_id: int | None = None
    ) -> CALLBACK_TYPE:
        """Let a listener be told of a location, or without one of the progress."""
        return self._listeners.async_add(listener, location_id)

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
        with suppress(TimeoutError):
            async with asyncio.timeout(COMMIT_TIMEOUT):
                await self._archive.async_commit()
        await self._store.async_save()

    @callback
    def async_refetch(self, location_id: int, start: date) -> None:
        """Fetch the past of a location again, from a day on."""
        days = DaySet.from_ranges([DayRange(start, self.today - ONE_DAY)])
        self._store.ledger.reopen(location_id, list(SERIES.values()), days, self.today)
        self._store.schedule_save()
        self._wake.set()

    async def _async_keep_today(self) -> float | None:
        """Tell the day's figures and what is usual."""
        await self._async_clear_expired()
        await self._async_reconcile()
        today, pending = self.today, self._pending_locations()
        if self._is_all_due:
            self._is_all_due = False
            self._is_yesterday_due = True
            self._reader.set_due(wish.location.id for wish in pending)
        if self._is_yesterday_due:
            self._is_yesterday_due = False
            await self._reader.async_read_yesterday(pending, today, self._figures.get)
        self._fetcher.retries.start_round()
        await self._reader.async_read(pending, today, self._figures.get)
        await self._async_update_typical_weeks()
        return self._delay(
            Counter(task.target for task in self._reader.tasks(pending, today))
        )

    async def _async_keep_past(self) -> float | None:
        """Fetch everything that is missing."""
        await self._async_reconcile()
        await self._archive.async_update_names(self._get_snapshot().tree.display_names)
        delay = await self._async_fetch_missing()
        await self._async_update_typical_weeks()
        return delay

    def _delay(self, left: Mapping[Target, int]) -> float | None:
        """Return when to go on with what is left, None without anything."""
        retries = self._fetcher.retries
        refused = retries.refused
        delay = retries.delay(
            {target: count for target, count in left.items() if target not in refused}
        )
        # Whoever is given a new token starts anew.
        return None if self._fetcher.is_token_refused else delay

    async def _async_reconcile(self) -> None:
        """See what the recorder has of each location, once, before more is added."""
        async with self._reconciling:
            await self._zone_change.async_apply(self._get_snapshot().statuses)
            for wish in self._pending_locations():
                if wish.location.id not in self._reconciled:
                    await self._archive.async_reconcile(
                        self._store.ledger, wish.location.id, self.today
                    )
                    self._reconciled.add(wish.location.id)
                    self._weeks.mark_stale([wish.location.id])

    async def _async_fetch_missing(self) -> float | None:
        """Fetch what is missing now, and return when to go on."""
        retries, today = self._fetcher.retries, self.today
        self._store.ledger.reopen_days_not_over(today)
        retries.start_round()
        pending, extent = await self._async_extent(today)
        self._upkeep = dict(extent.upkeep)
        for wish in pending:
            for series in upkeep_series(self._detail_days):
                if (wish.location.id, series) not in self._upkeep:
                    self._note_checked((wish.location.id, series), today)
        is_running = extent.requests > 0 and not self._fetcher.is_stopped
        self._meter.start(done=extent.done, left=extent.requests, running=is_running)
        if not is_running:
            self._meter.finish(left=extent.requests)
            return self._delay(extent.targets)
        is_news = {id_ for id_, _ in extent.targets} - self._failing
        level = logging.INFO if is_news else logging.DEBUG
        LOGGER.log(
            level,
            "Fetching the past of %s: %d requests",
            self._entry.title,
            extent.requests,
        )
        self._notify_progress()
        backfill = Backfill(
            self._fetcher,
            self._archive,
            self._store.ledger,
            partial(self._on_done, today),
            self.zone,
        )
        tasks = plan(pending, today, self._detail_days, retries.refused)
        await backfill.async_run(tasks, today, MAX_CONCURRENT_REQUESTS)
        self._store.schedule_save()
        pending, extent = await self._async_extent(self.today)
        self._note_refused_endpoints(extent)
        await self._reader.async_store_kept(pending, self.today)
        self._meter.finish(left=extent.requests)
        refused = {id_ for id_, _ in retries.refused}
        self._failing = frozenset({id_ for id_, _ in extent.targets} | refused)
        LOGGER.log(
            level,
            "The past of %s has been fetched%s",
            self._entry.title,
            f", except for {len(self._failing)} locations" if self._failing else "",
        )
        if self._is_yesterday_due:
            self._hour.set()
        return self._delay(extent.targets)

    async def _async_extent(
        self, today: date
    ) -> tuple[list[PendingLocation], Workload]:
        """Return what is wanted, as it is now, and how much is left of it."""
        # Another thread counts: nothing may change meanwhile.
        pending = [
            PendingLocation(wish.location, wish.record.snapshot())
            for wish in self._pending_locations()
        ]
        tasks = plan(pending, today, self._detail_days, self._fetcher.retries.refused)
        extent = await self._hass.async_add_executor_job(Workload.of, pending, tasks)
        return pending, extent

    def _note_refused_endpoints(self, extent: Workload) -> None:
        """Log once which endpoints are refused for the account, or no longer are."""
        refused = self._fetcher.retries.find_refused_endpoints(extent.targets)
        for series in refused - self._refused:
            LOGGER.warning(
                "Occuspace refuses %s for every location of %s; "
                "it is requested again once a day",
                series.endpoint,
                self._entry.title,
            )
        for series in self._refused - refused:
            LOGGER.info(
                "Occuspace permits %s for %s again",
                series.endpoint,
                self._entry.title,
            )
        self._refused = refused

    @callback
    def _note_checked(self, target: Target, today: date) -> None:
        """Take down that the last days of a series have been asked for again."""
        location_id, series = target
        ledger = self._store.ledger
        if ledger.record(location_id, today).checked_on_of(series) != today:
            ledger.note_checked(location_id, series, today)

    async def _async_update_typical_weeks(self) -> None:
        """Tell whose typical weeks are others now."""
        renewed = await self._weeks.async_update(self._store.ledger, self.today)
        self._listeners.async_notify(renewed)

    def _pending_locations(self) -> list[PendingLocation]:
        """Return the chosen locations, with what is settled of each."""
        live, today = self._get_snapshot(), self.today
        return [
            PendingLocation(
                live.tree.locations[id_], self._store.ledger.record(id_, today)
            )
            for id_ in live.statuses
            if not self._zone_change.has_misplaced(id_)
        ]

    def _name_of(self, location_id: int) -> str | None:
        """Return a location's name, None if the account does not list it any more."""
        return self._get_snapshot().tree.display_names.get(location_id)

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
        self._meter.finish(left=max(1, self.progress.requests_left))
        return True

    @callback
    def _on_done(self, today: date, tasks: Sequence[FetchTask]) -> None:
        """Take note that some tasks are done with."""
        self._weeks.mark_stale(
            task.location_id for task in tasks if task.series is TYPICAL_WEEK_SERIES
        )
        for task in tasks:
            if task.series.yesterday:
                self._is_yesterday_due = True
            if task.is_upkeep and task.target in self._upkeep:
                self._upkeep[task.target] -= 1
                if not self._upkeep[task.target]:
                    self._note_checked(task.target, today)
        self._store.schedule_save()
        self._meter.settle(tasks)

    @callback
    def _on_refused_token(self) -> None:
        """Ask a person for a new token."""
        LOGGER.info("Occuspace refuses the token of %s", self._entry.title)
        self._entry.async_start_reauth(self._hass)
        self.async_update_locations()

    @callback
    def async_update_locations(self) -> None:
        """Follow what a refresh found out of the token and of removed locations."""
        if self._is_token_refused != self._fetcher.is_token_refused:
            self._is_token_refused = self._fetcher.is_token_refused
            self._notify_progress()
        statuses = self._get_snapshot().statuses
        for location_id in self._figures.keys() - statuses.keys():
            del self._figures[location_id]
        for location_id in self._weeks.weeks.keys() - statuses.keys():
            del self._weeks.weeks[location_id]
        if self._reconciled - statuses.keys():
            self._reconciled &= statuses.keys()
            self._fetcher.retries.keep(statuses)

    @callback
    def _on_hour(self, _now: datetime) -> None:
        """Look whether there is anything new."""
        self._is_all_due = True
        self._hour.set()
        self._wake.set()

    @callback
    def _on_clock(self, _now: datetime) -> None:
        """Tell every location's listeners that it is later."""
        self._listeners.async_notify(self._listeners.location_ids)

    @callback
    def _on_quarter(self, _now: datetime) -> None:
        """Ask for the new day's figures when a day is over."""
        if any(each.day != self.today for each in self._figures.values()):
            self._is_all_due = True
            self._hour.set()
            # Yesterday is known once it has been fetched as a whole.
            self._wake.set()

    async def _async_clear_expired(self) -> None:
        """Let the figures of a day that is over go, before new ones are asked for."""
        for location_id, figures in tuple(self._figures.items()):
            if figures.day != self.today:
                del self._figures[location_id]
                self._listeners.async_notify((location_id,))
                await asyncio.sleep(0)

    @callback
    def _on_figures(self, location_id: int, figures: DailyFigures) -> None:
        """Take a location's figures over."""
        if location_id in self._get_snapshot().statuses:
            self._figures[location_id] = figures
            self._listeners.async_notify((location_id,))

    @callback
    def _notify_progress(self) -> None:
        """Tell how the fetching stands."""
        self._listeners.async_notify((None,))
