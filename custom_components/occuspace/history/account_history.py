"""The history of one account: statistics, figures of the day and typical weeks."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.recorder import get_instance

from ..analysis.opening import VenueCalendar
from ..analysis.typical_week import TypicalWeek
from ..api import HourlyVisitors, OccuspaceClient
from ..const import DOMAIN, LOGGER
from ..listeners import LocationListeners
from ..live.snapshot import Snapshot
from ..venue_time import ZoneOf, today_at
from .clock import async_follow_clock
from .daily_figures import DailyFigures
from .entity_statistics import EntityStatistics
from .fetcher import Fetcher
from .history_import import HistoryImport
from .imported_days import ImportedDays
from .ledger_store import LedgerStore
from .plan import FetchTask
from .progress import Progress, ProgressMeter
from .repeat import async_repeat
from .statistics import LocationStatistics
from .today import TodayReader
from .typical_weeks import TypicalWeeks

# In seconds, for a recorder that does not respond while the account is unloaded.
COMMIT_TIMEOUT: Final = 30


class AccountHistory:
    """Imports the history of an account, and provides what sensors show of it.

    `check_time_zone` gets replies whose rows have UTC times.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        client: OccuspaceClient,
        *,
        get_snapshot: Callable[[], Snapshot],
        zone_of: ZoneOf,
        detail_days: int,
        check_time_zone: Callable[[int, Sequence[HourlyVisitors]], Awaitable[None]],
        calendar_of: Callable[[int], VenueCalendar],
    ) -> None:
        """Initialise; nothing is loaded or fetched yet."""
        self._hass = hass
        self._entry = entry
        self._listeners = LocationListeners(hass)
        self._get_snapshot = get_snapshot
        self._store = LedgerStore(
            hass, entry.entry_id, entry.data[CONF_TIME_ZONE], zone_of
        )
        self._meter = ProgressMeter(self._notify_progress)
        self._fetcher = Fetcher(client, self._on_refused_token)
        self._statistics = LocationStatistics(
            hass, str(entry.unique_id), zone_of, self._name_of
        )
        self.imported_days = ImportedDays(self._statistics, self._store)
        self._reader = TodayReader(
            self._fetcher,
            self._statistics,
            zone_of,
            self._notify,
            detail_days=detail_days,
            check_time_zone=check_time_zone,
        )
        self._entities = EntityStatistics(hass, str(entry.unique_id), zone_of)
        self._weeks = TypicalWeeks(
            hass,
            self._statistics,
            get_ledger=lambda: self._store.ledger,
            today_of=lambda location_id: today_at(zone_of(location_id)),
            calendar_of=calendar_of,
            on_update=self._listeners.async_notify,
        )
        self._import = HistoryImport(
            hass,
            entry.title,
            fetcher=self._fetcher,
            statistics=self._statistics,
            store=self._store,
            weeks=self._weeks,
            entities=self._entities,
            meter=self._meter,
            get_snapshot=get_snapshot,
            store_today=self._reader.async_store_kept,
            on_shown_days=self._on_shown_days,
            on_typical=self._update_weeks_soon,
            zone_of=zone_of,
            detail_days=detail_days,
        )
        self._today_due = asyncio.Event()
        self._import_due = asyncio.Event()
        self._copy_due = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._is_all_due = True
        self._is_yesterday_due = True
        self._is_token_refused = False
        self._has_recorder = True

    @property
    def weeks(self) -> Mapping[int, TypicalWeek]:
        """Return the typical weeks of the locations that have one."""
        return self._weeks.weeks

    @property
    def requests(self) -> int:
        """Return the number of history requests since the start."""
        return self._fetcher.requests

    @property
    def refused_endpoints(self) -> tuple[str, ...]:
        """Return the endpoints that Occuspace refuses for the whole account."""
        return self._import.refused_endpoints

    @property
    def progress(self) -> Progress:
        """Return the progress of the import."""
        if self._fetcher.is_token_refused:
            return self._meter.progress.waiting()
        return self._meter.progress

    def figures(self, location_id: int) -> DailyFigures | None:
        """Return today's figures of a location, None if there are none."""
        return self._reader.figures(location_id)

    @callback
    def async_add_listener(
        self, listener: CALLBACK_TYPE, location_id: int | None = None
    ) -> CALLBACK_TYPE:
        """Add a listener of a location or, without one, of the progress."""
        return self._listeners.async_add(listener, location_id)

    async def async_load(self) -> None:
        """Load which days have been imported."""
        await self._store.async_load()

    async def async_start(self) -> None:
        """Start importing, and reading the figures of the day."""
        entry = self._entry
        async_follow_clock(
            self._hass,
            entry,
            on_hour=self._on_hour,
            on_quarter=self._on_quarter,
            on_interval=self._on_clock,
        )
        for work, due in (
            (self._async_read_today, self._today_due),
            (self._async_import, self._import_due),
            # It may take long, and must not delay what is shown.
            (self._entities.async_update, self._copy_due),
        ):
            self._loops.append(
                entry.async_create_background_task(
                    self._hass,
                    async_repeat(work, due, entry.title, self._has_no_recorder),
                    f"{DOMAIN} history",
                )
            )

    async def async_stop(self) -> None:
        """Stop, and save which days have been imported."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(COMMIT_TIMEOUT):
                await self._statistics.async_commit()
        await self._store.async_save()

    @callback
    def async_refetch(self, location_id: int, start: date) -> None:
        """Import the days of a location again, from one day on."""
        self._import.async_refetch(location_id, start)
        self._import_due.set()

    @callback
    def async_update_calendars(self, location_ids: frozenset[int]) -> None:
        """Compute typical weeks again, because opening hours or days have changed."""
        self._weeks.mark_calendars_stale(location_ids)
        self._update_weeks_soon()

    @callback
    def async_update_locations(self) -> None:
        """Apply a refresh: the state of the token, and removed locations."""
        if self._is_token_refused != self._fetcher.is_token_refused:
            self._is_token_refused = self._fetcher.is_token_refused
            self._notify_progress()
        statuses = self._get_snapshot().statuses
        self._reader.keep(statuses)
        self._weeks.keep(statuses)
        self._import.async_forget_removed(statuses)

    async def _async_read_today(self) -> float | None:
        """Read the figures of the day; return the seconds until the next attempt."""
        statuses = self._get_snapshot().statuses
        # Cleared before new ones are requested, which may take a while.
        expired = self._reader.begin_new_days(statuses)
        self._listeners.async_notify(expired)
        self._is_yesterday_due |= self._is_all_due or bool(expired)
        if self._is_all_due:
            self._is_all_due = False
            self._reader.set_due(statuses)
        await self._import.async_reconcile(statuses)
        pending = await self._import.async_pending()
        if self._is_yesterday_due:
            self._is_yesterday_due = False
            await self._reader.async_read_yesterday(pending)
        self._fetcher.retries.start_round()
        await self._reader.async_read(pending)
        await self._weeks.async_update()
        left = Counter(task.target for task in self._reader.tasks(pending))
        return self._import.delay(left)

    async def _async_import(self) -> float | None:
        """Import missing days; return the seconds until the next attempt."""
        snapshot = self._get_snapshot()
        await self._import.async_reconcile(snapshot.statuses)
        await self._statistics.async_update_names(snapshot.tree.display_names)
        delay = await self._import.async_fetch_missing()
        if self._is_yesterday_due:
            self._today_due.set()
        self._copy_due.set()
        return delay

    @callback
    def _update_weeks_soon(self, location_ids: Collection[int] | None = None) -> None:
        """Compute stale typical weeks in the background."""
        work = self._weeks.async_update(location_ids)
        self._entry.async_create_background_task(self._hass, work, DOMAIN)

    def _name_of(self, location_id: int) -> str | None:
        """Return a location's name, None if it is no longer listed."""
        return self._get_snapshot().tree.display_names.get(location_id)

    @callback
    def _has_no_recorder(self) -> bool:
        """Return whether the recorder has stopped, so that nothing can be stored."""
        if get_instance(self._hass).is_running:
            return False
        if self._has_recorder and not self._hass.is_stopping:
            LOGGER.warning(
                "The recorder has stopped, so the history of %s is not imported until "
                "Home Assistant is restarted",
                self._entry.title,
            )
        self._has_recorder = False
        self._meter.finish(left=max(1, self.progress.requests_left))
        return True

    @callback
    def _on_refused_token(self) -> None:
        """Request a new token."""
        LOGGER.info("Occuspace refuses the token of %s", self._entry.title)
        self._entry.async_start_reauth(self._hass)
        self.async_update_locations()

    @callback
    def _on_hour(self, _now: datetime) -> None:
        """Request new figures, and check for missing days."""
        self._is_all_due = True
        self._today_due.set()
        self._import_due.set()

    @callback
    def _on_clock(self, _now: datetime) -> None:
        """Notify all locations: typical values follow the clock."""
        self._listeners.async_notify(self._listeners.location_ids)

    @callback
    def _on_quarter(self, _now: datetime) -> None:
        """Request new figures where a day has ended."""
        if self._reader.expired():
            self._today_due.set()
            # Yesterday is known once the whole day has been imported.
            self._import_due.set()

    @callback
    def _on_shown_days(self, tasks: Sequence[FetchTask]) -> None:
        """Read yesterday's figures again after the import."""
        self._reader.forget(tasks)
        self._is_yesterday_due = True

    @callback
    def _notify(self, location_id: int) -> None:
        """Notify the listeners of a location."""
        self._listeners.async_notify((location_id,))

    @callback
    def _notify_progress(self) -> None:
        """Notify the listeners of the progress."""
        self._listeners.async_notify((None,))
