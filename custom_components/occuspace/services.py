"""The actions that return a location's history."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID, ATTR_NAME
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.util.async_ import gather_with_limited_concurrency
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from .actions.past import ACTIONS, HistoryAction, Row
from .actions.responses import reply_message
from .actions.target import ATTR_END_DATE, ATTR_START_DATE, ActionTarget
from .api import OccuspaceError
from .const import DOMAIN
from .identifiers import location_id_of
from .live.poll import MAX_CONCURRENT_REQUESTS

ATTR_ERROR: Final = "error"
ATTR_INCOMPLETE_DAY: Final = "incomplete_day"
ATTR_LOCATION_ID: Final = "location_id"
ATTR_LOCATIONS: Final = "locations"
ATTR_MESSAGE: Final = "message"
ATTR_UNREADABLE_ROWS: Final = "unreadable_rows"

DEFAULT_DAYS: Final = 7

SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_DEVICE_ID): vol.All(
            cv.ensure_list, vol.Length(min=1), [cv.string]
        ),
        vol.Optional(ATTR_START_DATE): cv.date,
        vol.Optional(ATTR_END_DATE): cv.date,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """A location, the requested days (both inclusive) and today at the venue."""

    location: ActionTarget
    start: date
    end: date
    today: date


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for action in ACTIONS:
        hass.services.async_register(
            DOMAIN,
            f"get_{action.noun}",
            partial(_async_handle, action=action),
            schema=SCHEMA,
            supports_response=SupportsResponse.ONLY,
        )


async def _async_handle(
    call: ServiceCall, *, action: HistoryAction[Any]
) -> ServiceResponse:
    """Return an item per device, in the given order; raise only if all fail."""
    device_ids = list(dict.fromkeys(call.data[ATTR_DEVICE_ID]))

    async def fetch(device_id: str) -> Row:
        return await _async_fetch(action, _request(call, device_id))

    # Collect exceptions, so that no request outlives the call.
    rows = await gather_with_limited_concurrency(
        MAX_CONCURRENT_REQUESTS, *map(fetch, device_ids), return_exceptions=True
    )
    locations: list[JsonValueType] = []
    failures: list[HomeAssistantError] = []
    for device_id, row in zip(device_ids, rows, strict=True):
        if isinstance(row, HomeAssistantError):
            failures.append(row)
            locations.append(_failed_item(call.hass, action, device_id, row))
        elif isinstance(row, BaseException):
            raise row
        else:
            locations.append(row)
    if len(failures) == len(device_ids):
        raise failures[0]
    return {ATTR_LOCATIONS: locations}


async def _async_fetch(action: HistoryAction[Any], request: _Request) -> Row:
    """Return one location's item of the response."""
    location = request.location
    try:
        reply = await action.fetch(
            location.data.client, location.location_id, request.start, request.end
        )
    except OccuspaceError as err:
        raise location.translate_error(err) from err
    item = {
        ATTR_LOCATION_ID: location.location_id,
        ATTR_DEVICE_ID: location.device_id,
        ATTR_NAME: location.name,
        ATTR_MESSAGE: reply_message(reply),
        action.noun: action.serialize(reply.data, location.zone),
    }
    if reply.unreadable:
        item[ATTR_UNREADABLE_ROWS] = reply.unreadable
    if request.end >= request.today:
        item[ATTR_INCOMPLETE_DAY] = request.today.isoformat()
    return item


@callback
def _failed_item(
    hass: HomeAssistant,
    action: HistoryAction[Any],
    device_id: str,
    err: HomeAssistantError,
) -> Row:
    """Return the item of a failed location: the error instead of rows."""
    device = dr.async_get(hass).async_get(device_id)
    device = device if isinstance(device, dr.DeviceEntry) else None
    return {
        ATTR_LOCATION_ID: location_id_of(device) if device else None,
        ATTR_DEVICE_ID: device_id,
        ATTR_NAME: device.name_by_user or device.name if device else None,
        ATTR_MESSAGE: None,
        # An empty list would add up to zero.
        action.noun: None,
        ATTR_ERROR: str(err),
    }


@callback
def _request(call: ServiceCall, device_id: str) -> _Request:
    """Return the request for a device, or raise ServiceValidationError."""
    location = ActionTarget.from_device_id(call.hass, device_id)
    today = location.today
    start, end = _date_range(call, today)
    location.check_range(start, end)
    return _Request(location=location, start=start, end=end, today=today)


def _date_range(call: ServiceCall, today: date) -> tuple[date, date]:
    """Return the first and the last day; defaults to the last seven complete days."""
    start: date | None = call.data.get(ATTR_START_DATE)
    end: date | None = call.data.get(ATTR_END_DATE)
    if end is None:
        yesterday = today - timedelta(days=1)
        end = yesterday if start is None else max(start, yesterday)
    if start is None:
        start = end - min(timedelta(days=DEFAULT_DAYS - 1), end - date.min)
    return start, end
