"""Runtime data of a config entry."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, callback

from .analysis.hours_of_week import UsualLevel
from .api import OccuspaceClient
from .const import DOMAIN
from .coordinator import LiveCoordinator
from .history.account_history import AccountHistory
from .options import OccuspaceOptions
from .settings.location_zones import LocationZones
from .settings.venue_settings import VenueSettings

type OccuspaceConfigEntry = ConfigEntry[OccuspaceRuntimeData]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccuspaceRuntimeData:
    """Runtime data of a config entry."""

    client: OccuspaceClient
    coordinator: LiveCoordinator
    options: OccuspaceOptions
    settings: VenueSettings
    time_zone: ZoneInfo
    """Of the locations without an override."""
    zones: LocationZones
    history: AccountHistory | None
    """None without the recorder."""
    levels: dict[int, UsualLevel] = field(default_factory=dict)
    """The last comparison of each location, which its next one depends on."""
    stop_before_unload: list[Callable[[], Awaitable[None]]] = field(
        default_factory=list
    )
    """Called before the platforms are unloaded."""

    @callback
    def async_listen(
        self, listener: CALLBACK_TYPE, location_id: int
    ) -> list[CALLBACK_TYPE]:
        """Listen to all that a location shows; return functions that end it."""
        sources = (self.coordinator, self.settings, self.history)
        return [
            each.async_add_listener(listener, location_id) for each in sources if each
        ]

    def zone_of(self, location_id: int) -> ZoneInfo:
        """Return the time zone of a location."""
        return self.zones.zone_of(location_id)


def signal_devices(entry: OccuspaceConfigEntry) -> str:
    """Return the signal that follows an update of the entry's devices."""
    return f"{DOMAIN}_devices_{entry.entry_id}"
