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
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_get_device_and_config_entry
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from .api import OccuspaceError
from .const import DOMAIN
from .coordinator import OccuspaceConfigEntry, OccuspaceData
from .devices import location_id_of
from .error_text import error_key
from .history_actions import ACTIONS, HistoryAction, Row
from .live_poll import MAX_CONCURRENT_REQUESTS

ATTR_END_DATE: Final = "end_date"
ATTR_LOCATION_ID: Final = "location_id"
ATTR_LOCATIONS: Final = "locations"
ATTR_MESSAGE: Final = "message"
ATTR_START_DATE: Final = "start_date"

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

    data: OccuspaceData
    device_id: str
    location_id: int
    name: str
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
    try:
        reply = await action.fetch(
            question.data.client, question.location_id, question.start, question.end
        )
    except OccuspaceError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key=f"location_{error_key(err)}",
            translation_placeholders={"location": question.name, "detail": str(err)},
        ) from err
    return {
        ATTR_LOCATION_ID: question.location_id,
        ATTR_DEVICE_ID: question.device_id,
        ATTR_NAME: question.name,
        ATTR_MESSAGE: reply.message,
        action.noun: action.serialize(reply.data, question.data.time_zone),
    }


@callback
def _question(call: ServiceCall, device_id: str) -> _Question:
    """Return what is asked of a device, or raise ServiceValidationError."""
    device, config_entry = async_get_device_and_config_entry(
        call.hass, DOMAIN, device_id, include_child_devices=False
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
    start, end = _date_range(call, dt_util.now(data.time_zone).date())
    return _Question(
        data=data,
        device_id=device_id,
        location_id=location_id,
        name=tree.display_names[location_id],
        start=start,
        end=end,
    )


def _date_range(call: ServiceCall, today: date) -> tuple[date, date]:
    """Return the first and the last day; by default the last seven complete ones."""
    start: date | None = call.data.get(ATTR_START_DATE)
    end: date | None = call.data.get(ATTR_END_DATE)
    if end is None:
        yesterday = today - timedelta(days=1)
        end = yesterday if start is None else max(start, yesterday)
    if start is None:
        start = end - timedelta(days=DEFAULT_DAYS - 1)
    dates = {ATTR_START_DATE: start.isoformat(), ATTR_END_DATE: end.isoformat()}
    if max(start, end) > today:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="future_dates",
            translation_placeholders=dates | {"today": today.isoformat()},
        )
    if start > end:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="reversed_dates",
            translation_placeholders=dates,
        )
    return start, end
