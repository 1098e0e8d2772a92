"""Config flow for Occuspace."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, override

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_API_TOKEN, CONF_TIME_ZONE
from homeassistant.core import callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from .api import (
    DEFAULT_BASE_URL,
    ConnectionFailedError,
    InvalidBaseUrlError,
    NotFoundError,
    OccuspaceClient,
    OccuspaceError,
    RateLimitedError,
    ServerError,
    UnauthorizedError,
    parse_base_url,
)
from .api.text import clean_token
from .const import CONF_BASE_URL, DOMAIN, LOGGER, SECTION_ADVANCED, SUBENTRY_LOCATION
from .data import OccuspaceConfigEntry
from .exceptions import error_placeholders
from .issues.time_zone import async_better_zone
from .live.account_match import async_is_account_of, async_is_configured
from .live.location_tree import LocationTree
from .markdown import escaped
from .options_flow import OccuspaceOptionsFlow
from .settings.subentry_flow import LocationSettingsFlow
from .settings.zone_selector import async_zone_selector

TOKEN_SELECTOR: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
)
URL_SELECTOR: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))

# The first matching type gives the field and the translation key.
ERRORS: Final[tuple[tuple[type[OccuspaceError], str, str], ...]] = (
    (UnauthorizedError, CONF_API_TOKEN, "invalid_auth"),
    (InvalidBaseUrlError, "base", "invalid_base_url"),
    (RateLimitedError, "base", "rate_limited"),
    (ConnectionFailedError, "base", "cannot_connect"),
    (ServerError, "base", "server_error"),
    (NotFoundError, "base", "not_the_api"),
    (OccuspaceError, "base", "unexpected_reply"),
)


class OccuspaceConfigFlow(ConfigFlow, domain=DOMAIN):
    """Adds an account, and changes its token, base URL or time zone."""

    VERSION = 1
    MINOR_VERSION = 1

    _title: str
    _data: dict[str, Any]
    _better_zone: str | None = None

    @staticmethod
    @callback
    @override
    def async_get_options_flow(
        config_entry: OccuspaceConfigEntry,
    ) -> OccuspaceOptionsFlow:
        """Return the options flow."""
        return OccuspaceOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: OccuspaceConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the subentry flow for the settings of a location."""
        return {SUBENTRY_LOCATION: LocationSettingsFlow}

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Add an account."""
        return await self._async_step_access("user", user_input)

    async def async_step_reauth(
        self, _entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Handle a rejected token."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Replace the token."""
        return await self._async_step_access("reauth_confirm", user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the token, the base URL or the time zone."""
        return await self._async_step_access("reconfigure", user_input)

    @property
    def _entry(self) -> OccuspaceConfigEntry | None:
        """Return the config entry to update; None for a new account."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        if self.source == SOURCE_RECONFIGURE:
            return self._get_reconfigure_entry()
        return None

    async def _async_step_access(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Show the form until the account's locations can be listed."""
        entry = self._entry
        data: dict[str, Any] = {
            CONF_BASE_URL: DEFAULT_BASE_URL,
            CONF_TIME_ZONE: self.hass.config.time_zone,
            **(entry.data if entry else {}),
        }
        error = _FormError()
        if user_input is not None:
            data |= user_input.get(SECTION_ADVANCED, {})
            data[CONF_API_TOKEN] = user_input.get(CONF_API_TOKEN, "")
            try:
                tree = await self._async_validate(data)
            except _FormError as err:
                error = err
            else:
                return await self._async_finish(tree, data)
        return self.async_show_form(
            step_id=step_id,
            data_schema=await self._async_schema(step_id, data),
            errors=error.errors,
            description_placeholders={
                "account": entry.title if entry else "",
                "account_in_text": escaped(entry.title) if entry else "",
                **error.placeholders,
            },
        )

    async def _async_validate(self, data: dict[str, Any]) -> LocationTree:
        """Return the account's locations; normalise the data in place."""
        entry = self._entry
        session = async_get_clientsession(self.hass)
        try:
            data[CONF_BASE_URL] = str(parse_base_url(data[CONF_BASE_URL]))
            data[CONF_API_TOKEN] = _token(data, entry)
            client = OccuspaceClient(session, data[CONF_API_TOKEN], data[CONF_BASE_URL])
            reply = await client.get_locations()
        except OccuspaceError as err:
            raise _FormError.of(err) from err
        tree = LocationTree.from_list(reply.data)
        if not tree.locations:
            raise _FormError("base", "no_locations")
        if entry is not None and not async_is_account_of(self.hass, entry, tree):
            raise _FormError(CONF_API_TOKEN, "wrong_account")
        return tree

    async def _async_finish(
        self, tree: LocationTree, data: dict[str, Any]
    ) -> ConfigFlowResult:
        """Create or update the config entry."""
        if entry := self._entry:
            return self.async_update_reload_and_abort(entry, data_updates=data)
        entries = self._async_current_entries(include_ignore=False)
        if async_is_configured(self.hass, entries, tree, data[CONF_BASE_URL]):
            return self.async_abort(reason="already_configured")
        await self.async_set_unique_id(str(tree.account_id), raise_on_progress=False)
        self._abort_if_unique_id_configured()
        self._title = tree.locations[tree.account_id].name
        self._data = data
        client = OccuspaceClient(
            async_get_clientsession(self.hass),
            data[CONF_API_TOKEN],
            data[CONF_BASE_URL],
        )
        self._better_zone = await async_better_zone(
            self.hass, client, tree, data[CONF_TIME_ZONE]
        )
        if self._better_zone is not None:
            return await self.async_step_time_zone()
        return self._create_entry()

    async def async_step_time_zone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the time zone, because the history contradicts it."""
        if user_input is not None:
            self._data |= user_input
            return self._create_entry()
        field = vol.Required(CONF_TIME_ZONE, default=self._better_zone)
        return self.async_show_form(
            step_id="time_zone",
            data_schema=vol.Schema(
                {
                    field: await async_zone_selector(
                        self.hass, self._data[CONF_TIME_ZONE]
                    )
                }
            ),
            description_placeholders={
                "chosen": self._data[CONF_TIME_ZONE],
                "proposed": str(self._better_zone),
            },
        )

    def _create_entry(self) -> ConfigFlowResult:
        """Create the entry, unless a concurrent flow has created it."""
        self._abort_if_unique_id_configured()
        return self.async_create_entry(title=self._title, data=self._data)

    async def _async_schema(self, step_id: str, data: dict[str, Any]) -> vol.Schema:
        """Return the form, with the previous input except the token."""
        token = vol.Optional if step_id == "reconfigure" else vol.Required
        access: dict[Any, Any] = {token(CONF_API_TOKEN): TOKEN_SELECTOR}
        if step_id == "reauth_confirm":
            return vol.Schema(access)
        time_zones = await async_zone_selector(self.hass, data[CONF_TIME_ZONE])
        advanced = vol.Schema(
            {
                vol.Required(CONF_BASE_URL, default=data[CONF_BASE_URL]): URL_SELECTOR,
                vol.Required(CONF_TIME_ZONE, default=data[CONF_TIME_ZONE]): time_zones,
            }
        )
        # Expanded if its values may need a change.
        collapsed = step_id == "user" and data[CONF_BASE_URL] == DEFAULT_BASE_URL
        access[vol.Required(SECTION_ADVANCED)] = section(
            advanced, {"collapsed": collapsed}
        )
        return vol.Schema(access)


def _token(data: Mapping[str, Any], entry: OccuspaceConfigEntry | None) -> str:
    """Return the cleaned token, or the stored one if none was entered."""
    entered: str = data[CONF_API_TOKEN]
    if token := clean_token(entered):
        if not (token.isascii() and token.isprintable()):
            raise _FormError(CONF_API_TOKEN, "token_characters")
        return token
    # Never send a stored token to a new base URL.
    if (
        entry is None
        or entered.strip()
        or entry.data[CONF_BASE_URL] != data[CONF_BASE_URL]
    ):
        raise _FormError(CONF_API_TOKEN, "token_required")
    stored: str = entry.data[CONF_API_TOKEN]
    return stored


class _FormError(Exception):
    """A form error: its field and translation key."""

    def __init__(
        self,
        field: str = "",
        key: str = "",
        placeholders: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Initialise; without arguments there is no error."""
        super().__init__(key)
        self.errors = {field: key} if key else {}
        self.placeholders = placeholders

    @classmethod
    def of(cls, err: OccuspaceError) -> _FormError:
        """Return the form error for an error of the API."""
        field, key = next(
            (field, key) for kind, field, key in ERRORS if isinstance(err, kind)
        )
        LOGGER.warning("The account could not be reached: %s", err)
        return cls(field, key, error_placeholders(err))
