"""Base class of the tools for assistants."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.llm import (
    LLMContext,
    Tool,
    ToolAnnotations,
    ToolInput,
    ToolResult,
)
import voluptuous as vol

from ..const import DOMAIN
from .answers import Answer
from .locations import (
    COUNT,
    AmbiguousNameError,
    ExposedLocation,
    ToolError,
    exposed_locations,
    find_location,
)
from .names import MAX_SENTENCE, sanitize

ARG_LOCATION: Final = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """A tool call, with the exposed locations."""

    hass: HomeAssistant
    args: Mapping[str, Any]
    context: LLMContext
    locations: list[ExposedLocation]

    def location(self) -> ExposedLocation:
        """Return the requested location."""
        return find_location(
            self.hass, self.context.assistant, self.locations, self.args[ARG_LOCATION]
        )

    def location_with_history(self) -> ExposedLocation:
        """Return the requested location, or raise if its occupancy is not exposed."""
        location = self.location()
        if COUNT not in location.states:
            raise ToolError(
                f"The occupancy sensor of {location.name} is not exposed to the "
                "assistant, so its history and best time are not available."
            )
        return location

    async def action(self, name: str, **data: Any) -> Any:
        """Call one of the integration's actions and return the response."""
        return await self.hass.services.async_call(
            DOMAIN,
            name,
            data,
            blocking=True,
            return_response=True,
            context=self.context.context,
        )


class OccuspaceTool(Tool):
    """Read-only tool; errors become results."""

    integration = DOMAIN
    annotations = ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=False
    )

    @abstractmethod
    async def _async_answer(self, tool_call: ToolCall) -> Answer:
        """Return the data of the result."""

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Return the result, or an error in one sentence."""
        # Models send optional arguments that they omit as empty strings.
        given = {
            key: value
            for key, value in tool_input.tool_args.items()
            if value is not None and value != ""
        }
        try:
            tool_call = ToolCall(
                hass=hass,
                args=self.parameters(given),
                context=llm_context,
                locations=exposed_locations(hass, llm_context.assistant),
            )
            return ToolResult(data=await self._async_answer(tool_call))
        except AmbiguousNameError as err:
            return ToolResult(data=err.answer)
        except (vol.Invalid, OverflowError) as err:
            return _error(f"Invalid arguments: {err}")
        except (ToolError, HomeAssistantError) as err:
            return _error(str(err))


def sentence(text: str) -> str:
    """Return a text as a sentence of limited length."""
    # Home Assistant's own texts have no full stop.
    return f"{sanitize(text, MAX_SENTENCE).removesuffix('.')}."


def _error(text: str) -> ToolResult:
    """Return an error result."""
    return ToolResult(data={"error": sentence(text)}, error=True)
