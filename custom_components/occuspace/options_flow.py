"""Options flow for Occuspace."""

from typing import TYPE_CHECKING, Any, Final

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
    CONF_EXCLUDED,
    CONF_EXCLUDED_ALONE,
    CONF_EXCLUDED_BENEATH,
    CONF_LOCATIONS,
    CONF_MAXIMUM_AGE,
    CONF_UPDATE_INTERVAL,
    CONF_VERY_BUSY_THRESHOLD,
    MAX_THRESHOLD,
)
from .live.location_tree import LocationTree
from .options import (
    DEFAULT_OPTIONS,
    MAX_DETAIL_DAYS,
    MAX_MAXIMUM_AGE,
    MAX_UPDATE_INTERVAL,
    MIN_UPDATE_INTERVAL,
    OccuspaceOptions,
)

if TYPE_CHECKING:
    from .data import OccuspaceConfigEntry

PATH_SEPARATOR: Final = " › "

# Whether only parents can be chosen.
LOCATION_LISTS: Final = {
    CONF_LOCATIONS: False,
    CONF_EXCLUDED: False,
    CONF_EXCLUDED_BENEATH: True,
    CONF_EXCLUDED_ALONE: True,
}


def _whole_number(minimum: int, maximum: int, unit: str) -> vol.All:
    """Return a field for an integer within bounds."""
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
    """Shows all options in one form."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show and store the options."""
        errors: dict[str, str] = {}
        shown = DEFAULT_OPTIONS | self.config_entry.options
        if user_input is not None:
            # The frontend omits empty lists.
            shown |= {key: [] for key in LOCATION_LISTS} | user_input
            if shown[CONF_VERY_BUSY_THRESHOLD] <= shown[CONF_BUSY_THRESHOLD]:
                errors[CONF_VERY_BUSY_THRESHOLD] = "thresholds_reversed"
            if self._excludes_everything(shown):
                errors[CONF_EXCLUDED] = "nothing_left"
            if not errors:
                return self.async_create_entry(data=shown)
        schema = vol.Schema(
            {
                **{
                    vol.Optional(key): self._location_selector(
                        shown[key], only_parents=only_parents
                    )
                    for key, only_parents in LOCATION_LISTS.items()
                },
                **{vol.Required(key): field for key, field in NUMBERS.items()},
            }
        )
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
        )

    @property
    def _tree(self) -> LocationTree | None:
        """Return the location tree, None if the account is not loaded."""
        entry: OccuspaceConfigEntry = self.config_entry
        if entry.state is not ConfigEntryState.LOADED:
            return None
        return entry.runtime_data.coordinator.data.tree

    def _excludes_everything(self, shown: dict[str, Any]) -> bool:
        """Return whether all chosen locations are excluded."""
        options = OccuspaceOptions.from_mapping(shown)
        tree = self._tree
        return (
            tree is not None
            and bool(tree.chosen(options.selection))
            and not options.chosen(tree)
        )

    def _location_selector(
        self, chosen: list[str], *, only_parents: bool
    ) -> SelectSelector:
        """Return a selector of locations by path, in tree order.

        Chosen locations that are not listed stay, so that saving does not lose them.
        """
        paths: dict[str, str] = {}
        if (tree := self._tree) is not None:
            paths = {
                str(id_): PATH_SEPARATOR.join(tree.path(id_))
                for id_ in (tree.children if only_parents else tree.locations)
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
