"""What the tools for assistants share: how they are asked, and how they fail."""

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
    """What an assistant asks."""

    hass: HomeAssistant
    args: Mapping[str, Any]
    context: LLMContext
    locations: list[ExposedLocation]

    def location(self) -> ExposedLocation:
        """Return the location that is asked about."""
        return find_location(
            self.hass, self.context.assistant, self.locations, self.args[ARG_LOCATION]
        )

    def location_with_past(self) -> ExposedLocation:
        """Return the location that is asked about, if its past may be told."""
        location = self.location()
        if COUNT not in location.states:
            raise ToolError(
                f"The occupancy sensor of {location.name} is not exposed to the "
                "assistant, so neither its past nor its best time is told."
            )
        return location

    async def action(self, name: str, **data: Any) -> Any:
        """Return the response of one of the integration's actions."""
        return await self.hass.services.async_call(
            DOMAIN,
            name,
            data,
            blocking=True,
            return_response=True,
            context=self.context.context,
        )


class OccuspaceTool(Tool):
    """A tool that reads, and never raises."""

    integration = DOMAIN
    annotations = ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=False
    )

    @abstractmethod
    async def _async_answer(self, question: ToolCall) -> Answer:
        """Return the answer."""

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Answer, or say in a sentence why not."""
        # Models send what they leave out as an empty text.
        given = {
            key: value
            for key, value in tool_input.tool_args.items()
            if value is not None and value != ""
        }
        try:
            question = ToolCall(
                hass=hass,
                args=self.parameters(given),
                context=llm_context,
                locations=exposed_locations(hass, llm_context.assistant),
            )
            return ToolResult(data=await self._async_answer(question))
        except AmbiguousNameError as err:
            return ToolResult(data=err.answer)
        except (vol.Invalid, OverflowError) as err:
            return _error(f"The question cannot be answered as it was put: {err}")
        except (ToolError, HomeAssistantError) as err:
            return _error(str(err))


def sentence(text: str) -> str:
    """Return a text as a sentence of limited length."""
    # Home Assistant's own come without the full stop.
    return f"{sanitize(text, MAX_SENTENCE).removesuffix('.')}."


def _error(text: str) -> ToolResult:
    """Return an error that a model can repeat."""
    return ToolResult(data={"error": sentence(text)}, error=True)
