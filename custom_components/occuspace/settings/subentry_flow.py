"""Subentry flow for the settings of a location."""

from typing import Any, Final

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_TIME_ZONE, PERCENTAGE
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..const import (
    CONF_BUSY_THRESHOLD,
    CONF_EXCEPTIONAL_DAYS,
    CONF_LOCATION,
    CONF_OPENING_HOURS,
    CONF_VERY_BUSY_THRESHOLD,
    MAX_THRESHOLD,
)
from ..live.location_tree import LocationTree
from .location_settings import (
    LocationSettings,
    ResolvedSettings,
    location_id_of_subentry,
    stored_settings,
)
from .zone_selector import async_zone_selector

_THRESHOLD: Final = vol.All(
    NumberSelector(
        NumberSelectorConfig(
            min=1,
            max=MAX_THRESHOLD,
            step=1,
            unit_of_measurement=PERCENTAGE,
            mode=NumberSelectorMode.BOX,
        )
    ),
    vol.Coerce(int),
)

FIELDS: Final[dict[str, Any]] = {
    CONF_BUSY_THRESHOLD: _THRESHOLD,
    CONF_VERY_BUSY_THRESHOLD: _THRESHOLD,
    CONF_OPENING_HOURS: EntitySelector(EntitySelectorConfig(domain="schedule")),
    CONF_EXCEPTIONAL_DAYS: EntitySelector(
        EntitySelectorConfig(
            domain=["calendar", "binary_sensor"],
            filter=[
                EntityWithDeviceFilterSelectorConfig(domain="calendar"),
                EntityWithDeviceFilterSelectorConfig(
                    domain="binary_sensor", integration="workday"
                ),
            ],
        )
    ),
}


class LocationSettingsFlow(ConfigSubentryFlow):
    """Adds and changes the settings of a location."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add the settings of a location that has none yet."""
        if (tree := self._tree) is None:
            return self.async_abort(reason="entry_not_loaded")
        names = self._without_settings(tree)
        if not names:
            return self.async_abort(reason="nothing_left")
        errors: dict[str, str] = {}
        if user_input is not None:
            data = dict(user_input)
            location_id = data.pop(CONF_LOCATION)
            errors = self._errors(tree, int(location_id), data)
            if not errors:
                return self.async_create_entry(
                    title=names[location_id], data=data, unique_id=location_id
                )
        location = SelectSelector(
            SelectSelectorConfig(
                options=[
                    SelectOptionDict(value=id_, label=name)
                    for id_, name in names.items()
                ],
                mode=SelectSelectorMode.DROPDOWN,
            )
        )
        return await self._async_form(
            "user", {vol.Required(CONF_LOCATION): location}, user_input or {}, errors
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the settings of a location."""
        if (tree := self._tree) is None:
            return self.async_abort(reason="entry_not_loaded")
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._errors(tree, location_id_of_subentry(subentry), user_input)
            if not errors:
                # What the form does not show stays. The entry reloads by itself.
                kept = {
                    key: value
                    for key, value in subentry.data.items()
                    if key not in (*FIELDS, CONF_TIME_ZONE)
                }
                return self.async_update_and_abort(
                    self._get_entry(), subentry, data=kept | user_input
                )
        shown = subentry.data if user_input is None else user_input
        return await self._async_form(
            "reconfigure", {}, dict(shown), errors, {"location": subentry.title}
        )

    @property
    def _tree(self) -> LocationTree | None:
        """Return the location tree, None if the account is not loaded."""
        entry = self._get_entry()
        if entry.state is not ConfigEntryState.LOADED:
            return None
        tree: LocationTree = entry.runtime_data.coordinator.data.tree
        return tree

    def _without_settings(self, tree: LocationTree) -> dict[str, str]:
        """Return the names of the locations that have no settings, by id as text."""
        taken = {each.unique_id for each in self._get_entry().subentries.values()}
        return {
            str(id_): tree.display_names[id_]
            for id_ in tree.locations
            if str(id_) not in taken
        }

    def _errors(
        self, tree: LocationTree, location_id: int | None, data: dict[str, Any]
    ) -> dict[str, str]:
        """Return the error if the thresholds that would apply are reversed."""
        entry = self._get_entry()
        above = LocationSettings(
            busy_threshold=entry.runtime_data.options.busy_threshold,
            very_busy_threshold=entry.runtime_data.options.very_busy_threshold,
        )
        parent = tree.parents.get(location_id) if location_id is not None else None
        if parent is not None:
            stored = ResolvedSettings(stored_settings(entry.subentries.values()))
            above = stored.of(tree, parent).or_else(above)
        own = LocationSettings.from_stored(data, "").or_else(above)
        is_set = CONF_BUSY_THRESHOLD in data or CONF_VERY_BUSY_THRESHOLD in data
        if is_set and (own.very_busy_threshold or 0) <= (own.busy_threshold or 0):
            return {CONF_VERY_BUSY_THRESHOLD: "thresholds_reversed"}
        return {}

    async def _async_form(
        self,
        step_id: str,
        first: dict[Any, Any],
        shown: dict[str, Any],
        errors: dict[str, str],
        placeholders: dict[str, str] | None = None,
    ) -> SubentryFlowResult:
        """Return the form with the fields, and others before them."""
        zones = await async_zone_selector(self.hass, shown.get(CONF_TIME_ZONE))
        fields = FIELDS | {CONF_TIME_ZONE: zones}
        schema = vol.Schema(
            first | {vol.Optional(key): each for key, each in fields.items()}
        )
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=placeholders,
        )
