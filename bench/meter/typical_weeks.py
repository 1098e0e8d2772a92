"""Typical weeks for the integration, without weeks of history to fetch."""

from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonObjectType


def set_typical_weeks(hass: HomeAssistant) -> JsonObjectType:
    """Give every location a typical week; return the number of locations.

    Entities show it from the next change of their location on.
    """
    from custom_components.occuspace.analysis.hours_of_week import (  # noqa: PLC0415  only where it is installed
        HoursOfWeek,
        TypicalHour,
    )
    from custom_components.occuspace.analysis.typical_week import (  # noqa: PLC0415  as above
        WEEKS,
        TypicalWeek,
    )

    locations = 0
    for entry in hass.config_entries.async_loaded_entries("occuspace"):
        weeks = entry.runtime_data.history.weeks
        for location_id in entry.runtime_data.coordinator.data.statuses:
            people = location_id % 40
            weeks[location_id] = TypicalWeek(
                HoursOfWeek(
                    {
                        (day, hour): TypicalHour(people, people - 5, people + 5, WEEKS)
                        for day in range(7)
                        for hour in range(24)
                    }
                )
            )
            locations += 1
    return {"locations": locations}
