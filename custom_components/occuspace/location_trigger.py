"""What the triggers of a location share."""

from typing import ClassVar, override

from homeassistant.core import State
from homeassistant.helpers.trigger import EntityTriggerBase

from .entity_lookup import of_kind


class LocationTriggerBase(EntityTriggerBase):
    """A trigger on one kind of a location's values."""

    kind: ClassVar[str]
    """The translation key of the entities that have the value."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return the targeted entities that are of this kind."""
        return of_kind(self._hass, super().entity_filter(entities), self.kind)

    @override
    def _should_include(self, state: State) -> bool:
        """Count every location: of one that is not known, "all" cannot be said."""
        return True
