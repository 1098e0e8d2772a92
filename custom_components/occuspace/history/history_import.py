"""Imports the days that are missing, and looks for corrections of the last days."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
import logging

from homeassistant.core import HomeAssistant, callback

from ..api.concurrency import in_slices
from ..const import LOGGER
from ..live.snapshot import Snapshot
from ..venue_time import ZoneOf, today_at
from .backfill import Backfill
from .days import ONE_DAY, DayRange, DaySet
from .entity_statistics import EntityStatistics
from .fetcher import Fetcher
from .ledger_store import LedgerStore
from .metadata import OCCUPANCY
from .plan import (
    TYPICAL_DAYS,
    FetchTask,
    PendingLocation,
    Target,
    plan,
    upkeep_series,
)
from .progress import ProgressMeter
from .series import SERIES, TYPICAL_WEEK_SERIES, Series
from .statistics import LocationStatistics
from .typical_weeks import TypicalWeeks, is_newly_typical
from .workload import Workload
from .zone_change import ZoneChange


class HistoryImport:
    """Keeps the statistics of an account complete.

    `get_snapshot` returns the selected locations. `store_today` stores the hours of
    today that need the days before them. `on_shown_days` is called with requests
    whose days sensors may show, `on_typical` with locations of which another weekday
    has become typical.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        title: str,
        *,
        fetcher: Fetcher,
        statistics: LocationStatistics,
        store: LedgerStore,
        weeks: TypicalWeeks,
        entities: EntityStatistics,
        meter: ProgressMeter,
        get_snapshot: Callable[[], Snapshot],
        store_today: Callable[[Sequence[PendingLocation]], Awaitable[None]],
        on_shown_days: Callable[[Sequence[FetchTask]], None],
        on_typical: Callable[[Collection[int]], None],
        zone_of: ZoneOf,
        detail_days: int,
    ) -> None:
        """Initialise; nothing is fetched yet."""
        self.zone_change = ZoneChange(statistics, store, entities)
        self._hass = hass
        self._title = title
        self._fetcher = fetcher
        self._statistics = statistics
        self._store = store
        self._weeks = weeks
        self._entities = entities
        self._meter = meter
        self._get_snapshot = get_snapshot
        self._store_today = store_today
        self._on_shown_days = on_shown_days
        self._on_typical = on_typical
        self._zone_of = zone_of
        self._detail_days = detail_days
        self._reconciled: set[int] = set()
        self._reconciling = asyncio.Lock()
        self._failing: frozenset[int] = frozenset()
        self._refused: frozenset[Series] = frozenset()
        self._upkeep: dict[Target, int] = {}

    def today_of(self, location_id: int) -> date:
        """Return today at a location."""
        return today_at(self._zone_of(location_id))

    @property
    def refused_endpoints(self) -> tuple[str, ...]:
        """Return the endpoints that Occuspace refuses for the whole account."""
        return tuple(sorted(series.endpoint for series in self._refused))

    @callback
    def async_refetch(self, location_id: int, start: date) -> None:
        """Mark the days of a location to be fetched again, from one day on."""
        today = self.today_of(location_id)
        days = DaySet.from_ranges([DayRange(start, today - ONE_DAY)])
        self._store.ledger.reopen(location_id, list(SERIES.values()), days, today)
        self._store.schedule_save()

    @callback
    def async_forget_removed(self, location_ids: Collection[int]) -> None:
        """Forget locations that are not among the selected ones any more."""
        if not self._reconciled <= set(location_ids):
            self._reconciled.intersection_update(location_ids)
            self._fetcher.retries.keep(location_ids)

    async def async_pending(self) -> list[PendingLocation]:
        """Return the selected locations, each with its record; parents come first."""
        snapshot, ledger = self._get_snapshot(), self._store.ledger
        parents = snapshot.tree.children
        in_order = sorted(snapshot.statuses, key=lambda id_: id_ not in parents)
        return [
            PendingLocation(
                snapshot.tree.locations[id_],
                ledger.record(id_, today := self.today_of(id_)),
                today,
            )
            async for id_ in in_slices(in_order)
            if not self.zone_change.has_misplaced(id_)
        ]

    async def async_reconcile(self, location_ids: Collection[int]) -> None:
        """Compare the ledger with the recorder, once for each location."""
        async with self._reconciling:
            await self.zone_change.async_apply(location_ids)
            async for pending in in_slices(await self.async_pending()):
                location_id = pending.location.id
                if location_id not in self._reconciled:
                    await self._statistics.async_reconcile(
                        self._store.ledger, location_id, pending.today
                    )
                    self._reconciled.add(location_id)
                    self._weeks.mark_stale([location_id])
                    self._entities.mark_stale([location_id])

    async def async_fetch_missing(self) -> float | None:
        """Fetch the missing days; return the seconds until the next attempt."""
        ledger = self._store.ledger
        async for location_id in in_slices(ledger.location_ids):
            ledger.reopen_days_not_over(location_id, self.today_of(location_id))
        self._fetcher.retries.start_round()
        pending, workload = await self._async_workload()
        today = {each.location.id: each.today for each in pending}
        await self._async_start_upkeep(pending, workload)
        is_running = workload.requests > 0 and not self._fetcher.is_stopped
        has_typical = self._detail_days >= TYPICAL_DAYS.days
        self._meter.start(
            done=workload.done,
            left=workload.requests,
            until_typical=workload.until_typical if has_typical else 0,
            running=is_running,
        )
        if not is_running:
            await self._weeks.async_update()
            self._meter.finish(left=workload.requests)
            return self.delay(workload.targets)
        is_news = {id_ for id_, _ in workload.targets} - self._failing
        level = logging.INFO if is_news else logging.DEBUG
        LOGGER.log(
            level,
            "Importing the history of %s: %d requests",
            self._title,
            workload.requests,
        )
        self._meter.notify()
        backfill = Backfill(
            self._fetcher,
            self._statistics,
            self._store.ledger,
            partial(self._on_done, today),
            self._zone_of,
        )
        tasks = plan(pending, self._detail_days, self._fetcher.retries.refused)
        await backfill.async_run(tasks, today)
        return await self._async_finish(level)

    async def _async_finish(self, level: int) -> float | None:
        """Record how a run ended; return the seconds until the next attempt."""
        self._store.schedule_save()
        pending, workload = await self._async_workload()
        self._log_refused_endpoints(workload)
        await self._store_today(pending)
        await self._weeks.async_update()
        self._meter.finish(left=workload.requests)
        refused = {id_ for id_, _ in self._fetcher.retries.refused}
        self._failing = frozenset({id_ for id_, _ in workload.targets} | refused)
        LOGGER.log(
            level,
            "The history of %s has been imported%s",
            self._title,
            f", except for {len(self._failing)} of {len(pending)} locations"
            if self._failing
            else "",
        )
        return self.delay(workload.targets)

    def delay(self, left: Mapping[Target, int]) -> float | None:
        """Return the seconds until the remaining requests may be sent.

        None without any, and after a refused token: a new one reloads the account.
        """
        refused = self._fetcher.retries.refused
        delay = self._fetcher.retries.delay(
            {target: count for target, count in left.items() if target not in refused}
        )
        return None if self._fetcher.is_token_refused else delay

    async def _async_start_upkeep(
        self, pending: Sequence[PendingLocation], workload: Workload
    ) -> None:
        """Count the requests of the daily check; without any it is complete."""
        self._upkeep = dict(workload.upkeep)
        async for location in in_slices(pending):
            for series in upkeep_series(self._detail_days):
                target = location.location.id, series
                if target not in self._upkeep:
                    self._record_check(target, location.today)

    async def _async_workload(self) -> tuple[list[PendingLocation], Workload]:
        """Return the locations and the requests that are left."""
        # Another thread counts, so it is given copies.
        pending = [
            replace(each, record=each.record.snapshot())
            async for each in in_slices(await self.async_pending())
        ]
        tasks = plan(pending, self._detail_days, self._fetcher.retries.refused)
        workload = await self._hass.async_add_executor_job(Workload.of, pending, tasks)
        return pending, workload

    def _log_refused_endpoints(self, workload: Workload) -> None:
        """Log once which endpoints are refused for the account, or permitted again."""
        refused = self._fetcher.retries.find_refused_endpoints(workload.targets)
        for series in refused - self._refused:
            LOGGER.warning(
                "Occuspace refuses %s for every location of %s; "
                "it is requested again once a day",
                series.endpoint,
                self._title,
            )
        for series in self._refused - refused:
            LOGGER.info(
                "Occuspace permits %s for %s again", series.endpoint, self._title
            )
        self._refused = refused

    @callback
    def _record_check(self, target: Target, today: date) -> None:
        """Record that the last days of a series have been checked."""
        location_id, series = target
        ledger = self._store.ledger
        if ledger.record(location_id, today).checked_on_of(series) != today:
            ledger.record_check(location_id, series, today)

    @callback
    def _on_done(self, today: Mapping[int, date], tasks: Sequence[FetchTask]) -> None:
        """Record finished tasks."""
        self._mark_weeks_stale(today, tasks)
        self._entities.mark_stale(
            task.location_id for task in tasks if OCCUPANCY in task.series.statistics
        )
        for task in tasks:
            if task.is_upkeep and task.target in self._upkeep:
                self._upkeep[task.target] -= 1
                if not self._upkeep[task.target]:
                    self._record_check(task.target, today[task.location_id])
        if shown := [task for task in tasks if task.series.yesterday]:
            self._on_shown_days(shown)
        self._store.schedule_save()
        self._meter.record(tasks)

    @callback
    def _mark_weeks_stale(
        self, today: Mapping[int, date], tasks: Sequence[FetchTask]
    ) -> None:
        """Have the weeks of imported hours computed later, new ones at once."""
        added: defaultdict[int, list[date]] = defaultdict(list)
        for task in tasks:
            if task.series is TYPICAL_WEEK_SERIES:
                added[task.location_id] += task.days
        self._weeks.mark_stale(added)
        typical = {
            id_
            for id_, days in added.items()
            if is_newly_typical(
                self._store.ledger.record(id_, today[id_])[TYPICAL_WEEK_SERIES].fetched,
                days,
                today[id_],
            )
        }
        if typical:
            self._on_typical(typical)
