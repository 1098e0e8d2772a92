"""The target location of an action."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.service import async_get_device_and_config_entry

from ..api import OccuspaceError, RateLimitedError
from ..const import DOMAIN, LOGGER
from ..data import OccuspaceConfigEntry, OccuspaceRuntimeData
from ..exceptions import error_key, error_placeholders
from ..identifiers import location_id_of
from ..venue_time import today_at

ATTR_END_DATE: Final = "end_date"
ATTR_START_DATE: Final = "start_date"

SECONDS_PER_MINUTE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTarget:
    """A location of a loaded account, and its device."""

    data: OccuspaceRuntimeData
    device_id: str
    location_id: int
    name: str

    @classmethod
    @callback
    def from_device_id(cls, hass: HomeAssistant, device_id: str) -> ActionTarget:
        """Return the location of a device, or raise ServiceValidationError."""
        device, config_entry = async_get_device_and_config_entry(
            hass, DOMAIN, device_id, include_child_devices=False
        )
        entry: OccuspaceConfigEntry = config_entry
        data = entry.runtime_data
        location_id = location_id_of(device)
        tree = data.coordinator.data.tree
        if location_id is None or location_id not in tree.locations:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="location_not_listed",
                translation_placeholders={"location": device.name or device_id},
            )
        return cls(
            data=data,
            device_id=device_id,
            location_id=location_id,
            name=device.name_by_user or tree.display_names[location_id],
        )

    @property
    def zone(self) -> ZoneInfo:
        """Return the venue's time zone."""
        return self.data.zone_of(self.location_id)

    @property
    def today(self) -> date:
        """Return today at the venue."""
        return today_at(self.zone)

    @property
    def first_day_with_data(self) -> date | None:
        """Return the first day with data of the location, if there is any."""
        tree = self.data.coordinator.data.tree
        return tree.locations[self.location_id].earliest_count

    def check_selected(self) -> None:
        """Raise ServiceValidationError if the location is not selected."""
        if self.location_id not in self.data.coordinator.data.statuses:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="not_followed",
                translation_placeholders={"location": self.name},
            )

    def check_past_day(self, day: date) -> None:
        """Raise ServiceValidationError for today and days in the future."""
        self.check_range(day, self.today)
        if day == self.today:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="day_not_over",
                translation_placeholders={"day": day.isoformat()},
            )

    def check_range(self, start: date, end: date) -> None:
        """Raise ServiceValidationError for future or reversed dates."""
        dates = {ATTR_START_DATE: start.isoformat(), ATTR_END_DATE: end.isoformat()}
        if max(start, end) > self.today:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="future_dates",
                translation_placeholders=dates | {"today": self.today.isoformat()},
            )
        if start > end:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="reversed_dates",
                translation_placeholders=dates,
            )

    def translate_error(self, err: OccuspaceError) -> HomeAssistantError:
        """Return the translated error of an API request for this location."""
        LOGGER.info("Request for %s failed: %s", self.name, err)
        if isinstance(err, RateLimitedError) and err.retry_after:
            return HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="rate_limited_for",
                translation_placeholders={
                    "minutes": str(ceil(err.retry_after / SECONDS_PER_MINUTE))
                },
            )
        return HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key=error_key(err),
            translation_placeholders=error_placeholders(err),
        )
