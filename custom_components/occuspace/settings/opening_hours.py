"""Reads the opening hours of a schedule helper."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final, override

from ..analysis.opening import END_OF_DAY, OpeningHours
from .helper_reader import HelperReader

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class OpeningHoursReader(HelperReader[OpeningHours]):
    """The opening hours of a schedule helper."""

    @override
    async def _async_read(self) -> OpeningHours:
        """Return the helper's week."""
        week: Mapping[str, list[Mapping[str, Any]]] = await self._async_call(
            "schedule", "get_schedule"
        )
        return OpeningHours(
            {
                number: tuple(
                    (_time(each["from"]), _time(each["to"])) for each in week[weekday]
                )
                for number, weekday in enumerate(WEEKDAYS)
            }
        )


def _time(value: time | str) -> time:
    """Return a time; 24:00 may be a text."""
    if isinstance(value, time):
        return value
    return END_OF_DAY if value.startswith("24:") else time.fromisoformat(value)
