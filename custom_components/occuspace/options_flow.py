"""Options flow: which locations are followed, and how."""

from typing import Any, Final

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import PERCENTAGE, UnitOfTime
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from .const import (
    CONF_BUSY_THRESHOLD,
    CONF_DETAIL_DAYS,
    CONF_LOCATIONS,
    CONF_MAXIMUM_AGE,
    CONF_UPDATE_INTERVAL,
    CONF_VERY_BUSY_THRESHOLD,
)
from .options import (
    DEFAULT_OPTIONS,
    MAX_DETAIL_DAYS,
    MAX_MAXIMUM_AGE,
    MAX_UPDATE_INTERVAL,
    MIN_UPDATE_INTERVAL,
)

# A space can be fuller than its capacity, and be called busy only then.
MAX_THRESHOLD: Final = 500

PATH_SEPARATOR: Final = " › "


def _whole_number(minimum: int, maximum: int, unit: str) -> vol.All:
    """Return a field for a whole number within bounds."""
    return vol.All(
        NumberSelector(
            NumberSelectorConfig(
                min=minimum,
                max=maximum,
                step=1,
                unit_of_measurement=unit,
                mode=NumberSelectorMode.BOX,
            )
        ),
        vol.Coerce(int),
    )


NUMBERS: Final = {
    CONF_UPDATE_INTERVAL: _whole_number(
        MIN_UPDATE_INTERVAL, MAX_UPDATE_INTERVAL, UnitOfTime.SECONDS
    ),
    CONF_MAXIMUM_AGE: _whole_number(0, MAX_MAXIMUM_AGE, UnitOfTime.MINUTES),
    CONF_BUSY_THRESHOLD: _whole_number(1, MAX_THRESHOLD, PERCENTAGE),
    CONF_VERY_BUSY_THRESHOLD: _whole_number(1, MAX_THRESHOLD, PERCENTAGE),
    CONF_DETAIL_DAYS: _whole_number(0, MAX_DETAIL_DAYS, UnitOfTime.DAYS),
}


class OccuspaceOptionsFlow(OptionsFlowWithReload):
    """Asks for everything in one form."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options."""
        errors: dict[str, str] = {}
        if user_input is not None:
            options = {CONF_LOCATIONS: [], **user_input}
            if options[CONF_VERY_BUSY_THRESHOLD] > options[CONF_BUSY_THRESHOLD]:
                return self.async_create_entry(data=options)
            errors[CONF_VERY_BUSY_THRESHOLD] = "thresholds_reversed"
        shown = DEFAULT_OPTIONS | self.config_entry.options | (user_input or {})
        schema = vol.Schema(
            {
                vol.Optional(CONF_LOCATIONS): self._location_selector(
                    shown[CONF_LOCATIONS]
                ),
                **{vol.Required(key): field for key, field in NUMBERS.items()},
            }
        )
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
        )

    def _location_selector(self, chosen: list[str]) -> SelectSelector:
        """Return the list of locations in tree order, each with its path.

        A chosen one that is not listed (any more, or because the account is not
        loaded) stays, so that saving the form loses nothing.
        """
        paths: dict[str, str] = {}
        if self.config_entry.state is ConfigEntryState.LOADED:
            tree = self.config_entry.runtime_data.coordinator.data.tree
            paths = {
                str(id_): PATH_SEPARATOR.join(tree.path(id_)) for id_ in tree.locations
            }
        paths |= {id_: f"({id_})" for id_ in chosen if id_ not in paths}
        return SelectSelector(
            SelectSelectorConfig(
                options=[
                    SelectOptionDict(value=id_, label=path)
                    for id_, path in paths.items()
                ],
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        )
