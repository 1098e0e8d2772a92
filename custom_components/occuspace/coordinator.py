"""The live coordinator: snapshots of the account as its replies arrive."""

import asyncio
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util import dt as dt_util

from .api import (
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    UnauthorizedError,
)
from .const import DOMAIN, LOGGER
from .exceptions import error_key, error_placeholders
from .listeners import LocationListeners
from .live.account_access import AccountAccess
from .live.availability_log import log_availability
from .live.expiry import Expiry
from .live.location_list import LocationList
from .live.measurements import Measurements
from .live.poll import LivePoll
from .live.round import Followed, LastRound, LiveRound
from .live.snapshot import Snapshot, changed_locations
from .options import OccuspaceOptions

MAX_RETRY_AFTER: Final = timedelta(hours=1)

# In seconds; a first round that takes longer goes on after the set-up.
MAX_FIRST_REFRESH: Final = 8.0


class LiveCoordinator(DataUpdateCoordinator[Snapshot]):
    """Polls the location list occasionally and the fewest live replies always."""

    config_entry: ConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        client: OccuspaceClient,
        options: OccuspaceOptions,
        access: AccountAccess,
    ) -> None:
        """Initialise without a snapshot."""
        super().__init__(
            hass,
            LOGGER,
            config_entry=entry,
            name=entry.title,
            update_interval=options.update_interval,
        )
        self.last_refreshed_at: datetime | None = None
        self.last_refresh_took: timedelta | None = None
        self._client = client
        self.options = options
        self._access = access
        self._measurements = Measurements()
        self._locations = LocationList()
        self._followed = Followed(
            locations=self._locations,
            chosen_of=options.chosen,
            maximum_age=options.maximum_age,
        )
        self._last = LastRound()
        self._published: Snapshot | None = None
        self._location_listeners = LocationListeners(hass)
        self._remove_publisher: CALLBACK_TYPE | None = None
        self._running: asyncio.Task[Snapshot] | None = None
        self._round: LiveRound
        self._requests = self._requests_before = 0
        self._expiry = Expiry(hass, options.maximum_age, self._publish_snapshot)

    @property
    def requests_in_last_refresh(self) -> int:
        """Return the number of requests of the last refresh that has ended."""
        return self._requests if self._running is None else self._requests_before

    @override
    async def async_config_entry_first_refresh(self) -> None:
        """Refresh for the first time; a slow round goes on in the background."""
        await super().async_config_entry_first_refresh()
        if self._running is not None:
            self._round.async_publish_as_replies_arrive(self._publish_so_far)
            self.config_entry.async_create_background_task(
                self.hass, self.async_refresh(), f"{self.name} first refresh"
            )

    @override
    async def _async_update_data(self) -> Snapshot:
        """Return a new snapshot; the first one perhaps before the end of its round."""
        if self._running is None:
            began, is_first = self.hass.loop.time(), self.data is None
            self._requests_before, self._requests = self._requests, 0
            # A Retry-After applies to one refresh only.
            self.update_interval = self.options.update_interval
            is_due = self._locations.is_due or self._client.is_token_refused
            is_fresh = is_due and await self._async_refresh_tree()
            self._round = self._begin_round(is_fresh=is_fresh)
            self._running = self.config_entry.async_create_background_task(
                self.hass, self._async_run(self._round, began), f"{self.name} round"
            )
            if is_first:
                left = max(0, began + MAX_FIRST_REFRESH - self.hass.loop.time())
                _, pending = await asyncio.wait({self._running}, timeout=left)
                if pending:
                    return self._expiry.async_follow(self._round.so_far())
        try:
            return await self._running
        finally:
            self._running = None

    def _begin_round(self, *, is_fresh: bool) -> LiveRound:
        """Return a new round; one that follows a failure continues nothing."""
        if not self.last_update_success:
            self._last.replies, self._last.readings = {}, {}
        is_first = self.data is None
        poll = LivePoll(
            self._client,
            self._access.order,
            self._measurements,
            is_token_verified=is_fresh,
            is_patient=is_first,
        )
        live_round = LiveRound(
            self.hass,
            self._followed,
            poll,
            self._access.order,
            last=self._last,
            before=self.data,
        )
        if not is_first:
            live_round.async_publish_as_replies_arrive(self._publish_so_far)
        return live_round

    async def _async_run(self, live_round: LiveRound, began: float) -> Snapshot:
        """Return the snapshot at the end of a round."""
        was_successful = self.last_update_success
        try:
            await live_round.async_request()
            is_unchanged = was_successful and live_round.is_unchanged
            if is_unchanged and not self._expiry.is_due:
                self.last_refreshed_at = dt_util.utcnow()
                return self.data
            await live_round.async_complete(self._async_refresh_tree)
        finally:
            live_round.async_stop_publishing()
            self._requests += live_round.poll.requests
            took = self.hass.loop.time() - began
            self.last_refresh_took = timedelta(seconds=took)

        # With 5,000 locations, each of these steps takes up to 10 ms.
        await asyncio.sleep(0)
        poll, wanted = live_round.poll, self._followed.chosen
        if wanted and not wanted & poll.readings().keys():
            raise self._update_failed(
                poll.rate_limited
                or next(
                    iter(poll.failures.values()),
                    UnauthorizedError("no location is permitted"),
                )
            )
        if poll.rate_limited is not None:
            self.update_interval = self._retry_delay(poll.rate_limited)
        self.last_refreshed_at = dt_util.utcnow()
        await asyncio.sleep(0)
        snapshot = self._expiry.async_follow(live_round.end())
        log_availability(live_round.before, snapshot, poll.failures)
        await asyncio.sleep(0)
        return snapshot

    @callback
    def _publish_so_far(self) -> None:
        """Publish what the round has received."""
        if not self.last_update_success:
            self.last_update_success = True
            LOGGER.info("Fetching %s data recovered", self.name)
        self._publish_snapshot(self._expiry.async_follow(self._round.so_far()))

    @callback
    def _publish_snapshot(self, snapshot: Snapshot) -> None:
        """Publish a snapshot between the ends of two rounds."""
        self.data = snapshot
        self.async_update_listeners()

    async def _async_refresh_tree(self, poll: LivePoll | None = None) -> bool:
        """Fetch the location list, also during a poll; return whether it succeeded."""
        self._requests += 1
        try:
            reply = await self._client.get_locations()
        except UnauthorizedError as err:
            raise ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="refused_token"
            ) from err
        except OccuspaceError as err:
            if poll is not None and isinstance(err, RateLimitedError):
                # Keep the replies received so far.
                poll.rate_limited = err
            elif self._locations.is_missing or isinstance(err, RateLimitedError):
                raise self._update_failed(err) from err
            self._locations.log_failure(err)
            return False
        if not reply.data:
            # Never remove devices because of an empty list.
            raise UpdateFailed(
                translation_domain=DOMAIN, translation_key="no_locations"
            )
        await self._locations.async_update(reply)
        return True

    def _update_failed(self, err: OccuspaceError) -> UpdateFailed:
        """Return the error for a failed update."""
        if self.last_update_success:
            LOGGER.info("No refresh of %s: %s", self.name, err)
        return UpdateFailed(
            translation_domain=DOMAIN,
            translation_key=error_key(err),
            translation_placeholders=error_placeholders(err),
            retry_after=self._retry_delay(err).total_seconds()
            if isinstance(err, RateLimitedError)
            else None,
        )

    def _retry_delay(self, err: RateLimitedError) -> timedelta:
        """Return the delay until the next refresh, at most MAX_RETRY_AFTER."""
        seconds = min(err.retry_after or 0, MAX_RETRY_AFTER.total_seconds())
        # One second more, because a refresh may be scheduled slightly early.
        return max(self.options.update_interval, timedelta(seconds=seconds + 1))

    @callback
    @override
    def _schedule_refresh(self) -> None:
        """Schedule the next refresh, but not during a round: its end does that."""
        if self._running is None and not self._shutdown_requested:
            super()._schedule_refresh()

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        """Drop the refreshes requested meanwhile: this one has served them."""
        self._debounced_refresh.async_cancel()

    @callback
    @override
    def async_add_listener(
        self, update_callback: CALLBACK_TYPE, context: int | None = None
    ) -> CALLBACK_TYPE:
        """Add a listener for one location (the context) or for every refresh."""
        if not self._location_listeners:
            # The base class polls while it has a listener.
            self._remove_publisher = super().async_add_listener(self._publish)
        remove = self._location_listeners.async_add(update_callback, context)

        @callback
        def remove_listener() -> None:
            remove()
            if not self._location_listeners and self._remove_publisher:
                self._remove_publisher()
                self._remove_publisher = None

        return remove_listener

    @callback
    def _publish(self) -> None:
        """Notify the listeners of every refresh, then of changed locations."""
        published = self._published
        self._published = self.data if self.last_update_success else None
        if published is None or self._published is None:
            self._location_listeners.async_notify_all()
        else:
            changed = changed_locations(published, self._published)
            self._location_listeners.async_notify((None, *changed))

    @override
    async def async_shutdown(self) -> None:
        """Cancel the pending expiry and the refresh."""
        await super().async_shutdown()
        self._expiry.async_stop()
