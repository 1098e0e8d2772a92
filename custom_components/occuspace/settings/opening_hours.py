"""Reads the opening hours of a schedule helper."""

from collections.abc import Mapping
from typing import Any, Final, override

from ..analysis.opening import OpeningHours
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
                number: tuple((each["from"], each["to"]) for each in week[weekday])
                for number, weekday in enumerate(WEEKDAYS)
            }
        )
