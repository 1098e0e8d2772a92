"""The Occuspace integration: live and historical occupancy of buildings."""

import asyncio
from functools import partial

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_API_TOKEN, CONF_TIME_ZONE, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.recorder import DATA_INSTANCE
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .actions.analysis import async_setup_analysis_actions
from .api import InvalidBaseUrlError, OccuspaceClient
from .const import CONF_BASE_URL, DOMAIN, LOGGER
from .coordinator import LiveCoordinator
from .data import OccuspaceConfigEntry, OccuspaceRuntimeData
from .devices import DeviceSync
from .frontend.registration import async_register_cards, async_remove_cards
from .frontend.websocket import async_setup_websocket
from .history.account_history import AccountHistory
from .history.ledger_store import async_remove_history
from .identifiers import location_id_of
from .issues.gone_locations import async_delete_issues
from .issues.lost_helpers import async_delete_lost_helpers, async_update_lost_helpers
from .issues.lost_references import async_delete_lost_references
from .issues.time_zone import TimeZoneCheck
from .live.account_access import async_account_access, async_forget_account_access
from .options import OccuspaceOptions
from .services import async_setup_services
from .settings.location_zones import LocationZones, async_zone_overrides
from .settings.reload import async_reload_on_change
from .settings.venue_settings import VenueSettings

PLATFORMS = [Platform.BINARY_SENSOR, Platform.SENSOR]

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, the websocket commands and the cards."""
    async_setup_services(hass)
    async_setup_analysis_actions(hass)
    async_setup_websocket(hass)
    async_register_cards(hass)
    if DATA_INSTANCE not in hass.data:
        LOGGER.info(
            "Without the recorder there is no history: no statistics, no figures of "
            "the day and no typical occupancy"
        )
    return True


async def async_setup_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> bool:
    """Set up an account."""
    async_reload_on_change(hass, entry)
    time_zone = await dt_util.async_get_time_zone(entry.data[CONF_TIME_ZONE])
    if time_zone is None:
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="unknown_time_zone",
            translation_placeholders={"time_zone": entry.data[CONF_TIME_ZONE]},
        )
    access = async_account_access(hass, entry.entry_id)
    try:
        client = OccuspaceClient(
            async_get_clientsession(hass),
            entry.data[CONF_API_TOKEN],
            entry.data[CONF_BASE_URL],
            rate_limit=access.rate_limit,
        )
    except InvalidBaseUrlError as err:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="invalid_base_url"
        ) from err

    options = OccuspaceOptions.from_mapping(entry.options)
    coordinator = LiveCoordinator(hass, entry, client, options, access)
    zones = LocationZones(
        time_zone,
        await async_zone_overrides(entry.subentries.values()),
        lambda: coordinator.data.tree,
    )
    settings = VenueSettings(
        hass,
        entry,
        get_tree=lambda: coordinator.data.tree,
        zones=zones,
        on_helpers=partial(async_update_lost_helpers, hass, entry),
    )
    await coordinator.async_config_entry_first_refresh()
    await settings.async_start()
    history = None
    if await _async_has_recorder(hass, entry):
        history = AccountHistory(
            hass,
            entry,
            client,
            get_snapshot=lambda: coordinator.data,
            zone_of=zones.zone_of,
            detail_days=options.detail_days,
            check_time_zone=TimeZoneCheck(
                hass, entry, zones.override_of
            ).async_check_time_zone,
            calendar_of=settings.calendar,
        )
        await history.async_load()
        settings.async_add_calendar_listener(history.async_update_calendars)
    entry.runtime_data = OccuspaceRuntimeData(
        client=client,
        coordinator=coordinator,
        options=options,
        settings=settings,
        time_zone=time_zone,
        zones=zones,
        history=history,
    )
    await DeviceSync(hass, entry, coordinator).async_start()

    @callback
    def reload_after_move() -> None:
        if zones.is_outdated:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(coordinator.async_add_listener(reload_after_move))
    try:
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
        if history:
            await history.async_start()
            entry.async_on_unload(
                coordinator.async_add_listener(history.async_update_locations)
            )
    except BaseException:
        # A remaining entity would keep showing its old value.
        await _async_unload_platforms(hass, entry)
        raise
    return True


async def _async_unload_platforms(
    hass: HomeAssistant, entry: OccuspaceConfigEntry
) -> bool:
    """Stop adding entities and unload the platforms."""
    for stop in entry.runtime_data.stop_before_unload:
        await stop()
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def _async_has_recorder(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> bool:
    """Return whether the recorder is running."""
    if (recorder := hass.data.get(DATA_INSTANCE)) is None:
        return False
    # The result is pending while it starts or migrates its database.
    if await asyncio.shield(recorder.async_db_ready) and recorder.is_running:
        return True
    LOGGER.warning(
        "The recorder could not start, so %s has no history: no statistics, no figures "
        "of the day and no typical occupancy. Reload the integration once the recorder "
        "works",
        entry.title,
    )
    return False


async def async_unload_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> bool:
    """Unload an account."""
    unloaded = await _async_unload_platforms(hass, entry)
    if unloaded and (history := entry.runtime_data.history):
        await history.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: OccuspaceConfigEntry) -> None:
    """Remove the stored data of an account; its statistics remain."""
    async_delete_issues(hass, entry)
    async_delete_lost_helpers(hass, entry)
    async_delete_lost_references(hass, entry)
    async_forget_account_access(hass, entry.entry_id)
    await async_remove_history(hass, entry.entry_id)
    if not hass.config_entries.async_entries(DOMAIN):
        await async_remove_cards(hass)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: OccuspaceConfigEntry, device: dr.DeviceEntry
) -> bool:
    """Return whether a device may be removed: its location is no longer listed."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    location_id = location_id_of(device)
    if str(location_id) == entry.unique_id:
        # The account's device, even if its location is not chosen.
        return location_id not in entry.runtime_data.coordinator.data.tree.locations
    return location_id not in entry.runtime_data.coordinator.data.statuses
