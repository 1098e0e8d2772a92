"""The live coordinator: one snapshot of the account per refresh."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util import dt as dt_util

from .api import (
    LocationNow,
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
from .live.location_list import LocationList
from .live.measurements import Measurements
from .live.poll import CAPACITY, Disagreement, LivePoll
from .live.snapshot import Reading, Snapshot, build_snapshot, changed_locations
from .options import OccuspaceOptions

MAX_RETRY_AFTER: Final = timedelta(hours=1)


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
        self.requests_in_last_refresh = 0
        self.last_refreshed_at: datetime | None = None
        self._client = client
        self.options = options
        self._access = access
        self._measurements = Measurements()
        self._outdated_capacities: frozenset[int] = frozenset()
        self._locations = LocationList()
        self._published: Snapshot | None = None
        self._location_listeners = LocationListeners(hass)
        self._remove_publisher: CALLBACK_TYPE | None = None
        self._polled: Mapping[int, LocationNow] = {}
        self._tolerated: frozenset[Disagreement] = frozenset()
        self._refused: frozenset[int] = frozenset()
        self._cancel_expiry: CALLBACK_TYPE | None = None
        self._expires_at: datetime | None = None

    @override
    async def _async_update_data(self) -> Snapshot:
        """Return a new snapshot of the account."""
        self.requests_in_last_refresh = 0
        # A Retry-After applies to one refresh only.
        self.update_interval = self.options.update_interval
        is_due = self._locations.is_due or self._client.is_token_refused
        is_fresh = is_due and await self._async_refresh_tree()
        if is_fresh:
            self._refused = frozenset()

        order = self._access.order
        order.begin_round(self._locations.tree.locations)
        poll = LivePoll(
            self._client,
            order,
            self._measurements,
            is_token_verified=is_fresh,
            is_patient=self.data is None,
        )
        try:
            overdue = order.overdue(self._failing_locations(poll))
            await poll.request((*overdue, *self._locations_to_request(poll)))
            if not is_fresh and self._is_unchanged(poll):
                self.last_refreshed_at = dt_util.utcnow()
                return self.data
            if poll.is_token_doubtful:
                is_fresh = poll.is_token_verified = await self._async_refresh_tree(poll)
            # A failed location may have covered its children.
            await poll.request(self._locations_to_request(poll))
            await poll.request(self._failing_locations(poll))
            if not is_fresh and self._is_tree_doubtful(poll):
                is_fresh = poll.is_token_verified = await self._async_refresh_tree(poll)
                await poll.request(self._locations_to_request(poll))
            if is_fresh:
                self._tolerated = poll.disagreements(self._locations.tree)
                self._refused |= poll.refused
        finally:
            self.requests_in_last_refresh += poll.requests

        readings = poll.readings()
        wanted = self.options.chosen(self._locations.tree)
        if wanted and not wanted & readings.keys():
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
        self._outdated_capacities = frozenset(
            id_
            for id_, what in poll.disagreements(self._locations.tree) - self._tolerated
            if what == CAPACITY
        )
        snapshot = self._snapshot(readings)
        self._polled = poll.replies
        log_availability(self.data, snapshot, poll.failures)
        self._schedule_expiry(snapshot, readings)
        return snapshot

    def _is_unchanged(self, poll: LivePoll) -> bool:
        """Return whether the replies are unchanged and no value has expired.

        The expiry is compared again, because the clock may have been changed.
        """
        return (
            self.data is not None
            and self.last_update_success
            and not self._failing_locations(poll)
            and (self._expires_at is None or dt_util.utcnow() < self._expires_at)
            and poll.is_unchanged(self._polled)
        )

    def _locations_to_request(self, poll: LivePoll) -> list[int]:
        """Return the fewest locations that cover the rest; failing ones cover none."""
        tree, order = self._locations.tree, self._access.order
        wanted = self.options.chosen(tree) - poll.answered
        unavailable = self._refused | poll.tried | order.failing
        return order.sorted(tree.cover(wanted, unavailable))

    def _failing_locations(self, poll: LivePoll) -> list[int]:
        """Return the failing locations to request again, in request order."""
        if not self._access.order.failing:
            return []
        tree = self._locations.tree
        wanted = self.options.chosen(tree)
        useful = wanted | set(tree.cover(wanted, self._refused))
        failing = useful & self._access.order.failing - self._refused - poll.tried
        return self._access.order.sorted(
            id_ for id_ in tree.locations if id_ in failing
        )

    def _is_tree_doubtful(self, poll: LivePoll) -> bool:
        """Return whether a reply contradicts the tree, or the token is in doubt."""
        if poll.rate_limited is not None:
            return False
        return bool(
            poll.refused or poll.disagreements(self._locations.tree) - self._tolerated
        )

    async def _async_refresh_tree(self, poll: LivePoll | None = None) -> bool:
        """Fetch the location list, also during a poll; return whether it succeeded."""
        self.requests_in_last_refresh += 1
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

    def _snapshot(self, readings: Mapping[int, Reading]) -> Snapshot:
        """Return a snapshot of the readings at this moment."""
        return build_snapshot(
            self._locations,
            self.options.chosen(self._locations.tree),
            readings,
            refused=self._refused,
            outdated_capacities=self._outdated_capacities,
            maximum_age=self.options.maximum_age,
        )

    @callback
    def _schedule_expiry(
        self, snapshot: Snapshot, readings: Mapping[int, Reading]
    ) -> None:
        """Expire values even between two refreshes."""
        self._unschedule_expiry()
        maximum_age, oldest = self.options.maximum_age, snapshot.oldest_value
        self._expires_at = None
        if maximum_age is None or oldest is None or self._shutdown_requested:
            return
        self._expires_at = oldest + maximum_age + timedelta(seconds=1)

        @callback
        def expire(_now: datetime) -> None:
            self._cancel_expiry = None
            self.data = self._snapshot(readings)
            self._schedule_expiry(self.data, readings)
            self.async_update_listeners()

        self._cancel_expiry = async_track_point_in_utc_time(
            self.hass, expire, self._expires_at
        )

    @callback
    def _unschedule_expiry(self) -> None:
        """Cancel the pending expiry."""
        if self._cancel_expiry:
            self._cancel_expiry()
            self._cancel_expiry = None

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
        self._unschedule_expiry()
