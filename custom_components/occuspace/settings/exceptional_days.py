"""Reads exceptional days from a calendar or from a Workday sensor."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, override

from homeassistant.core import HomeAssistant

from ..venue_time import today_at
from .helper_reader import HelperReader

# The typical week is based on eight weeks.
DAYS_BACK: Final = 8 * 7 + 1
DAYS_AHEAD: Final = 8
DAY: Final = timedelta(days=1)


class ExceptionalDaysReader(HelperReader[frozenset[date]]):
    """The exceptional days of a calendar or of a Workday sensor."""

    def __init__(
        self,
        hass: HomeAssistant,
        entity_id: str,
        on_change: Callable[[], None],
        zone: tzinfo,
    ) -> None:
        """Initialise for a venue's time zone."""
        super().__init__(hass, entity_id, on_change)
        self._zone = zone

    @override
    async def _async_read(self) -> frozenset[date]:
        """Return the exceptional days around today."""
        today = today_at(self._zone)
        days = [today + n * DAY for n in range(-DAYS_BACK, DAYS_AHEAD + 1)]
        if self.entity_id.startswith("calendar."):
            return await self._async_days_with_events(days)
        return await self._async_odd_workdays(days)

    async def _async_days_with_events(self, days: list[date]) -> frozenset[date]:
        """Return the days that an event touches."""
        midnights = (
            datetime.combine(day, time(), self._zone)
            for day in (days[0], days[-1] + DAY)
        )
        start, end = (each.isoformat() for each in midnights)
        response = await self._async_call(
            "calendar", "get_events", start_date_time=start, end_date_time=end
        )
        touched: set[date] = set()
        for event in response["events"]:
            first, last = self._days_of(event)
            touched.update(day for day in days if first <= day <= last)
        return frozenset(touched)

    def _days_of(self, event: Mapping[str, Any]) -> tuple[date, date]:
        """Return the first and the last day of an event at the venue."""
        start, end = str(event["start"]), str(event["end"])
        if "T" not in start:
            first, last = date.fromisoformat(start), date.fromisoformat(end) - DAY
            return first, max(first, last)
        opens, closes = self._at_venue(start), self._at_venue(end)
        first = opens.date()
        last = (closes - timedelta(microseconds=1)).date()
        return first, max(first, last)

    def _at_venue(self, text: str) -> datetime:
        """Return a moment in the venue's time zone; without an offset it is there."""
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=self._zone)
        return moment.astimezone(UTC).astimezone(self._zone)

    async def _async_odd_workdays(self, days: list[date]) -> frozenset[date]:
        """Return the days that are unlike most days of the same weekday."""
        workdays: dict[date, bool] = {}
        for day in days:
            response = await self._async_call("workday", "check_date", check_date=day)
            workdays[day] = bool(response["workday"])
        counts = Counter((day.weekday(), each) for day, each in workdays.items())
        return frozenset(
            day
            for day, each in workdays.items()
            if counts[day.weekday(), each] < counts[day.weekday(), not each]
        )
