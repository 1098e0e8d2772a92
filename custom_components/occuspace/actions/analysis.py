"""The typical-week, best-time and trend actions, and the one to refresh history."""

from collections.abc import Mapping
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..analysis.best_time import WindowTooShortError, find_best_times
from ..analysis.trend import MIN_DAYS, TooFewDaysError, analyze_trend
from ..api import OccuspaceError
from ..const import DOMAIN
from ..history.account_history import AccountHistory
from ..venue_time import hours_between
from .past import METRICS
from .responses import (
    reply_message,
    serialize_best_time,
    serialize_forecast_hour,
    serialize_trend,
    serialize_week,
)
from .target import ATTR_END_DATE, ATTR_START_DATE, ActionTarget

ATTR_DURATION: Final = "duration"
ATTR_EARLIEST_START: Final = "earliest_start"
ATTR_LATEST_END: Final = "latest_end"
ATTR_METRIC: Final = "metric"
ATTR_OPENS: Final = "opens"
ATTR_CLOSES: Final = "closes"

MAX_SEARCH: Final = timedelta(days=31)
DEFAULT_TREND_DAYS: Final = 365
# Today and tomorrow.
FORECAST_DAYS: Final = 2


@callback
def async_setup_analysis_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, (schema, handler, response) in ACTIONS.items():
        # Actions that change stored data are for administrators only.
        if response is SupportsResponse.NONE:
            async_register_admin_service(
                hass, DOMAIN, name, handler, schema=vol.Schema(schema)
            )
            continue
        hass.services.async_register(
            DOMAIN, name, handler, schema=vol.Schema(schema), supports_response=response
        )


async def _async_get_typical_week(call: ServiceCall) -> ServiceResponse:
    """Return the typical week, Monday first."""
    location = ActionTarget.from_device_id(call.hass, call.data[ATTR_DEVICE_ID])
    return location.response(days=serialize_week(location.typical_week))


async def _async_find_best_time(call: ServiceCall) -> ServiceResponse:
    """Return the quietest upcoming window, and the next best ones."""
    location = ActionTarget.from_device_id(call.hass, call.data[ATTR_DEVICE_ID])
    zone = location.zone
    # Read before the search: the location may disappear meanwhile.
    capacity = location.capacity
    now = dt_util.utcnow()

    def to_utc(moment: datetime) -> datetime:
        # Adding to a datetime overflows at the end of the year 9999.
        if moment.year == MAXYEAR:
            raise _invalid_search()
        # Naive datetimes are in venue time. Compare in UTC: in the venue's time zone,
        # the repeated hour in autumn is ambiguous.
        return max(now, moment.replace(tzinfo=moment.tzinfo or zone)).astimezone(UTC)

    earliest = to_utc(call.data.get(ATTR_EARLIEST_START, now))
    latest = to_utc(call.data.get(ATTR_LATEST_END, earliest + timedelta(days=1)))
    opening = None
    if ATTR_OPENS in call.data:
        opening = (call.data[ATTR_OPENS], call.data[ATTR_CLOSES])
    if not timedelta() < latest - earliest <= MAX_SEARCH:
        raise _invalid_search()
    search = partial(
        find_best_times,
        location.forecast(now),
        earliest=earliest.astimezone(zone),
        latest=latest.astimezone(zone),
        duration=call.data[ATTR_DURATION],
        opening=opening,
        calendar=location.data.settings.calendar(location.location_id),
    )
    try:
        found = await call.hass.async_add_executor_job(search)
    except WindowTooShortError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_window"
        ) from err
    if not found:
        raise location.not_enough_history
    best, *runners_up = [serialize_best_time(window, capacity) for window in found]
    return location.response(best=best, runners_up=runners_up)


async def _async_get_forecast(call: ServiceCall) -> ServiceResponse:
    """Return the expected occupancy of the rest of today and of tomorrow."""
    location = ActionTarget.from_device_id(call.hass, call.data[ATTR_DEVICE_ID])
    zone = location.zone
    now = dt_util.utcnow()
    hours = hours_between(
        now.astimezone(zone), location.today + timedelta(days=FORECAST_DAYS)
    )
    expected = location.forecast(now).hours(hours)
    if not expected:
        raise location.not_enough_history
    return location.response(
        hours=[serialize_forecast_hour(hour, location.capacity) for hour in expected]
    )


async def _async_get_trend(call: ServiceCall) -> ServiceResponse:
    """Return the trend of a metric, and its unusual days."""
    location = ActionTarget.from_device_id(call.hass, call.data[ATTR_DEVICE_ID])
    today = location.today
    yesterday = today - timedelta(days=1)
    end: date = call.data.get(ATTR_END_DATE, yesterday)
    year = min(timedelta(days=DEFAULT_TREND_DAYS - 1), end - date.min)
    start: date = call.data.get(ATTR_START_DATE, end - year)
    location.check_range(start, end)
    # Exclude today, which is incomplete.
    end = min(end, yesterday)
    if (end - start).days + 1 < MIN_DAYS:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="range_too_short",
            translation_placeholders={"days": str(MIN_DAYS)},
        )
    fetch, metric = METRICS[call.data[ATTR_METRIC]]
    try:
        reply = await fetch(location.data.client, location.location_id, start, end)
    except OccuspaceError as err:
        raise location.translate_error(err) from err
    message = reply_message(reply)
    values = {
        row.day: value
        for row in reply.data
        if start <= row.day <= end and (value := metric.value(row)) is not None
    }
    try:
        trend = await call.hass.async_add_executor_job(analyze_trend, values)
    except TooFewDaysError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="too_few_days",
            translation_placeholders={
                "location": location.name,
                "known": str(len(values)),
            },
        ) from err
    return location.response(
        message=message,
        metric=call.data[ATTR_METRIC],
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        **serialize_trend(trend),
    )


async def _async_refresh_history(call: ServiceCall) -> None:
    """Fetch the history of locations again."""
    locations = [
        ActionTarget.from_device_id(call.hass, device_id)
        for device_id in dict.fromkeys(call.data[ATTR_DEVICE_ID])
    ]
    start: date = call.data[ATTR_START_DATE]
    # Validate all locations before changing any.
    histories = [_history_to_refresh(location, start) for location in locations]
    for location, history in zip(locations, histories, strict=True):
        history.async_refetch(location.location_id, start)


def _duration(value: Any) -> timedelta:
    """Return a duration; raise Invalid if it exceeds the range of timedelta."""
    try:
        return cv.positive_time_period(value)
    except OverflowError as err:
        raise vol.Invalid("the duration is too long") from err


_ONE_DEVICE: Final[dict[Any, Any]] = {vol.Required(ATTR_DEVICE_ID): cv.string}

# Action name: fields, handler, response support
ACTIONS: Final[Mapping[str, tuple[dict[Any, Any], Any, SupportsResponse]]] = {
    "get_typical_week": (
        _ONE_DEVICE,
        _async_get_typical_week,
        SupportsResponse.ONLY,
    ),
    "get_forecast": (
        _ONE_DEVICE,
        _async_get_forecast,
        SupportsResponse.ONLY,
    ),
    "find_best_time": (
        _ONE_DEVICE
        | {
            vol.Optional(ATTR_EARLIEST_START): cv.datetime,
            vol.Optional(ATTR_LATEST_END): cv.datetime,
            vol.Required(ATTR_DURATION): vol.All(
                _duration, vol.Range(min=timedelta(minutes=1))
            ),
            vol.Inclusive(ATTR_OPENS, "opening"): cv.time,
            vol.Inclusive(ATTR_CLOSES, "opening"): cv.time,
        },
        _async_find_best_time,
        SupportsResponse.ONLY,
    ),
    "get_trend": (
        _ONE_DEVICE
        | {
            vol.Required(ATTR_METRIC): vol.In(list(METRICS)),
            vol.Optional(ATTR_START_DATE): cv.date,
            vol.Optional(ATTR_END_DATE): cv.date,
        },
        _async_get_trend,
        SupportsResponse.ONLY,
    ),
    "refresh_history": (
        {
            vol.Required(ATTR_DEVICE_ID): vol.All(
                cv.ensure_list, vol.Length(min=1), [cv.string]
            ),
            vol.Required(ATTR_START_DATE): cv.date,
        },
        _async_refresh_history,
        SupportsResponse.NONE,
    ),
}


def _history_to_refresh(location: ActionTarget, start: date) -> AccountHistory:
    """Return the account's history, or raise if there are no days to fetch."""
    history = location.history
    location.check_past_day(start)
    first = location.first_day_with_data
    if first is None or first >= location.today:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="no_past",
            translation_placeholders={"location": location.name},
        )
    return history


def _invalid_search() -> ServiceValidationError:
    """Return the error for an empty or too long search range."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="invalid_search",
        translation_placeholders={"days": str(MAX_SEARCH.days)},
    )
