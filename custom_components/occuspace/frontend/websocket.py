"""The websocket commands of the cards. Read-only; they cause no requests."""

from typing import Any, Final

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.const import ATTR_DEVICE_ID, CONF_TYPE
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from .day_subscription import DaySubscription
from .overview_subscription import OverviewSubscription
from .subscription import Subscription
from .week import Compare, Metric, WeekQuery
from .week_subscription import WeekSubscription

TYPE_DAY: Final = "occuspace/day"
TYPE_OVERVIEW: Final = "occuspace/overview"
TYPE_WEEK: Final = "occuspace/week"

CONF_METRIC: Final = "metric"
CONF_COMPARE: Final = "compare"


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register the commands."""
    async_register_command(hass, _subscribe_day)
    async_register_command(hass, _subscribe_overview)
    async_register_command(hass, _subscribe_week)


# A card without a device is no error, which Home Assistant would log.
DEVICE_ID: Final = {vol.Optional(ATTR_DEVICE_ID): vol.Any(str, None)}


@callback
@websocket_command({vol.Required(CONF_TYPE): TYPE_DAY, **DEVICE_ID})
def _subscribe_day(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send the day of a location, now and whenever it changes."""
    device_id = msg.get(ATTR_DEVICE_ID) or ""
    _start(DaySubscription(hass, connection, msg["id"], device_id), msg)


@callback
@websocket_command({vol.Required(CONF_TYPE): TYPE_OVERVIEW, **DEVICE_ID})
def _subscribe_overview(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send the rows of all locations, then those that change."""
    device_id: str | None = msg.get(ATTR_DEVICE_ID)
    _start(OverviewSubscription(hass, connection, msg["id"], device_id), msg)


@callback
@websocket_command(
    {
        vol.Required(CONF_TYPE): TYPE_WEEK,
        **DEVICE_ID,
        vol.Optional(CONF_METRIC, default=Metric.OCCUPANCY): vol.Coerce(Metric),
        vol.Optional(CONF_COMPARE): vol.Any(None, vol.Coerce(Compare)),
    }
)
def _subscribe_week(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send the typical week of a location, now and whenever it changes."""
    device_id = msg.get(ATTR_DEVICE_ID) or ""
    query = WeekQuery(msg[CONF_METRIC], msg.get(CONF_COMPARE))
    _start(WeekSubscription(hass, connection, msg["id"], device_id, query), msg)


@callback
def _start(subscription: Subscription, msg: dict[str, Any]) -> None:
    """Confirm a subscription before its first event."""
    connection = subscription.connection
    connection.subscriptions[msg["id"]] = subscription.async_stop
    connection.send_result(msg["id"])
    subscription.async_start()
