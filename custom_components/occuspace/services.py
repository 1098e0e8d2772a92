"""The actions that answer with a location's past."""

import asyncio
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
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from .api import OccuspaceError
from .asked_location import ATTR_END_DATE, ATTR_START_DATE, AskedLocation
from .const import DOMAIN
from .history_actions import ACTIONS, HistoryAction, Row
from .live_poll import MAX_CONCURRENT_REQUESTS

ATTR_LOCATION_ID: Final = "location_id"
ATTR_LOCATIONS: Final = "locations"
ATTR_MESSAGE: Final = "message"

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
class _Question:
    """One location and the days asked about it; both ends count."""

    location: AskedLocation
    start: date
    end: date


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for action in ACTIONS:
        hass.services.async_register(
            DOMAIN,
            f"get_{action.noun}",
            partial(_async_answer, action=action),
            schema=SCHEMA,
            supports_response=SupportsResponse.ONLY,
        )


async def _async_answer(
    call: ServiceCall, *, action: HistoryAction[Any]
) -> ServiceResponse:
    """Answer for every device in the order asked; one that fails fails the call."""
    questions = [
        _question(call, device_id)
        for device_id in dict.fromkeys(call.data[ATTR_DEVICE_ID])
    ]
    limit = asyncio.Semaphore(MAX_CONCURRENT_REQUESTS)

    async def answer(question: _Question) -> Row:
        async with limit:
            return await _async_ask(action, question)

    # Exceptions are awaited too, so that no request outlives the call.
    answers = await asyncio.gather(*map(answer, questions), return_exceptions=True)
    locations: list[JsonValueType] = []
    for row in answers:
        if isinstance(row, BaseException):
            raise row
        locations.append(row)
    return {ATTR_LOCATIONS: locations}


async def _async_ask(action: HistoryAction[Any], question: _Question) -> Row:
    """Return one location's item of the response."""
    location = question.location
    try:
        reply = await action.fetch(
            location.data.client, location.location_id, question.start, question.end
        )
    except OccuspaceError as err:
        raise location.failure(err) from err
    return {
        ATTR_LOCATION_ID: location.location_id,
        ATTR_DEVICE_ID: location.device_id,
        ATTR_NAME: location.name,
        ATTR_MESSAGE: reply.message,
        action.noun: action.serialize(reply.data, location.data.time_zone),
    }


@callback
def _question(call: ServiceCall, device_id: str) -> _Question:
    """Return what is asked of a device, or raise ServiceValidationError."""
    location = AskedLocation.of_device(call.hass, device_id)
    start, end = _date_range(call, location.today)
    location.check_range(start, end)
    return _Question(location=location, start=start, end=end)


def _date_range(call: ServiceCall, today: date) -> tuple[date, date]:
    """Return the first and the last day; by default the last seven complete ones."""
    start: date | None = call.data.get(ATTR_START_DATE)
    end: date | None = call.data.get(ATTR_END_DATE)
    if end is None:
        yesterday = today - timedelta(days=1)
        end = yesterday if start is None else max(start, yesterday)
    if start is None:
        start = end - min(timedelta(days=DEFAULT_DAYS - 1), end - date.min)
    return start, end
