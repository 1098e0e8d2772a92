"""The target location of an action."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, Final
from zoneinfo import ZoneInfo

from homeassistant.const import ATTR_DEVICE_ID, ATTR_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.service import async_get_device_and_config_entry

from ..analysis.forecast import Forecast
from ..analysis.typical_week import MIN_WEEKS, TypicalWeek
from ..api import OccuspaceError, RateLimitedError
from ..const import DOMAIN, LOGGER
from ..data import OccuspaceConfigEntry, OccuspaceRuntimeData
from ..exceptions import error_key, error_placeholders
from ..history.account_history import AccountHistory
from ..identifiers import location_id_of
from ..location_data import make_forecast
from ..venue_time import today_at

ATTR_END_DATE: Final = "end_date"
ATTR_LOCATION_ID: Final = "location_id"
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

    @property
    def capacity(self) -> int | None:
        """Return the capacity of the location."""
        return self.data.coordinator.data.tree.locations[self.location_id].capacity

    @property
    def history(self) -> AccountHistory:
        """Return the account's history, or raise HomeAssistantError."""
        if self.data.history is None:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="no_recorder"
            )
        self.check_selected()
        return self.data.history

    @property
    def typical_week(self) -> TypicalWeek:
        """Return the typical week, or raise HomeAssistantError if there is none."""
        week = self.history.weeks.get(self.location_id)
        if week is None or not any(week.is_known(*slot) for slot in week.hours):
            raise self.not_enough_history
        return week

    @property
    def not_enough_history(self) -> HomeAssistantError:
        """Return the not-enough-history error."""
        return HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="too_little_known",
            translation_placeholders={"location": self.name, "weeks": str(MIN_WEEKS)},
        )

    def forecast(self, now: datetime) -> Forecast:
        """Return the forecast, or raise HomeAssistantError if there is none."""
        return make_forecast(
            self.typical_week,
            self.data.settings.calendar(self.location_id),
            self.history.figures(self.location_id),
            self.data.coordinator.data.statuses.get(self.location_id),
            now.astimezone(self.zone),
        )

    def response(self, **fields: Any) -> dict[str, Any]:
        """Return a response with the location's ids and name."""
        return {
            ATTR_LOCATION_ID: self.location_id,
            ATTR_DEVICE_ID: self.device_id,
            ATTR_NAME: self.name,
            **fields,
        }

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
