"""What the cards show of each location of an account."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, partial
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from ..analysis.hours_of_week import HOURS_PER_DAY
from ..analysis.opening import VenueCalendar
from ..analysis.typical_week import TypicalWeek
from ..data import OccuspaceConfigEntry, signal_devices
from ..identifiers import location_devices
from ..location_data import is_count_doubtful
from ..venue_time import wall_time
from .day import DOUBTFUL, NOT_PERMITTED_HERE, UNREACHABLE, typical_hour
from .locations import may_read

type Row = dict[str, Any]
"""A location: its device, typical people by hour, reason without a value, is open."""


def build_row(
    device_id: str,
    *,
    typical: list[int | None] | None = None,
    reason: str | None = None,
    is_open: bool | None = None,
) -> Row:
    """Return a location's row; short, because there may be thousands.

    `t` has the hours from the first known one to the last, and `f` is the first unless
    it is midnight. `r` is left out if it is None, `o` unless the location is closed.
    """
    row: Row = {"d": device_id, "t": None}
    known = [hour for hour, each in enumerate(typical or ()) if each is not None]
    if typical and known:
        first = known[0]
        row["t"] = typical[first : known[-1] + 1]
        if first:
            row["f"] = first
    if reason is not None:
        row["r"] = reason
    if is_open is False:
        row["o"] = False
    return row


def typical_of(row: Row) -> list[int | None] | None:
    """Return the typical people of a row from midnight on."""
    if row["t"] is None:
        return None
    return [*[None] * row.get("f", 0), *row["t"]]


@lru_cache(maxsize=32)
def _wall_hours(day: date, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the start of each hour of the clock, also of one that it skips."""
    return tuple(wall_time(day, hour, zone) for hour in range(HOURS_PER_DAY))


def typical_people(
    week: TypicalWeek, calendar: VenueCalendar, day: date, zone: tzinfo
) -> list[int | None] | None:
    """Return the typical people of a day by hour, None if no hour is known."""
    people: list[int | None] = []
    for start in _wall_hours(day, zone):
        typical = typical_hour(week, start) if calendar.is_usual_hour(start) else None
        people.append(round(typical.typical) if typical else None)
    return people if any(each is not None for each in people) else None


class AccountRows:
    """The rows of a loaded account's locations; follows what they depend on."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: OccuspaceConfigEntry,
        user: User,
        root: int | None,
        *,
        on_row: Callable[[int], None],
        on_list: CALLBACK_TYPE,
    ) -> None:
        """Initialise; `on_row` gets changed locations, `on_list` lists them again.

        Only the locations below a `root` have rows, and itself.
        """
        self.data = entry.runtime_data
        self.root = root
        self.devices: dict[int, str] = {}
        self._hass = hass
        self._entry = entry
        self._user = user
        self._on_row = on_row
        self._followed: dict[int, list[CALLBACK_TYPE]] = {}
        self._typical: dict[
            int, tuple[TypicalWeek, date, int, list[int | None] | None]
        ] = {}
        self._remove_signal = async_dispatcher_connect(
            hass, signal_devices(entry), on_list
        )

    @callback
    def async_list(self) -> None:
        """Follow the locations that are listed now and have a device."""
        snapshot = self.data.coordinator.data
        locations = frozenset(snapshot.statuses)
        if self.root is not None:
            locations &= snapshot.tree.chosen({self.root})
        self.devices = {
            id_: device.id
            for id_, device in location_devices(
                self._hass, self._entry.entry_id
            ).items()
            if id_ in locations
        }
        for location_id in self._followed.keys() - self.devices.keys():
            self._typical.pop(location_id, None)
            for remove in self._followed.pop(location_id):
                remove()
        for location_id in self.devices.keys() - self._followed.keys():
            self._followed[location_id] = self.data.async_listen(
                partial(self._on_row, location_id), location_id
            )

    @callback
    def async_release(self) -> None:
        """Release all listeners."""
        self._remove_signal()
        for removers in self._followed.values():
            for remove in removers:
                remove()
        self._followed.clear()

    def row(self, location_id: int) -> Row | None:
        """Return the row of a location, None if it is no longer listed."""
        coordinator = self.data.coordinator
        status = coordinator.data.statuses.get(location_id)
        device_id = self.devices.get(location_id)
        if status is None or device_id is None:
            return None
        if not may_read(self._hass, self._user, self._entry, location_id):
            return build_row(device_id, reason=NOT_PERMITTED_HERE)
        calendar = self.data.settings.calendar(location_id)
        now = dt_util.utcnow().astimezone(self.data.zone_of(location_id))
        return build_row(
            device_id,
            typical=self._typical_today(location_id, calendar, now),
            reason=self._reason(location_id, calendar, now),
            is_open=calendar.is_open(now),
        )

    def _reason(
        self, location_id: int, calendar: VenueCalendar, now: datetime
    ) -> str | None:
        """Return why the value of a location is unknown or doubtful."""
        if not self.data.coordinator.last_update_success:
            return UNREACHABLE
        status = self.data.coordinator.data.statuses[location_id]
        if status.no_value:
            return status.no_value.value
        history = self.data.history
        if history is None:
            return None
        week, figures = history.weeks.get(location_id), history.figures(location_id)
        is_doubtful = is_count_doubtful(week, calendar, figures, status, now)
        return DOUBTFUL if is_doubtful else None

    def _typical_today(
        self, location_id: int, calendar: VenueCalendar, now: datetime
    ) -> list[int | None] | None:
        """Return the typical people of today by hour, computed once."""
        history, revision = self.data.history, self.data.settings.revision
        if history is None or (week := history.weeks.get(location_id)) is None:
            return None
        last = self._typical.get(location_id)
        if last and last[0] is week and last[1:3] == (now.date(), revision):
            return last[3]
        people = typical_people(week, calendar, now.date(), now.tzinfo or UTC)
        self._typical[location_id] = (week, now.date(), revision, people)
        return people
