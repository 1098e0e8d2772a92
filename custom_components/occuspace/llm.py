"""Tools for Home Assistant's assistants."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, override

from homeassistant.components.llm import LLMTools
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, intent, selector
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, ToolAnnotations
import voluptuous as vol

from .actions.analysis import ATTR_DURATION, ATTR_EARLIEST_START, ATTR_LATEST_END
from .actions.target import ATTR_END_DATE, ATTR_START_DATE, ActionTarget
from .assistant.answers import PERIODS, Answer, describe_now, describe_quietest
from .assistant.locations import (
    PERCENTAGE,
    ExposedLocation,
    ToolError,
    find_spaces,
    is_anything_exposed,
)
from .assistant.names import sanitize
from .assistant.past import PAST_NOUNS, summarize_past
from .assistant.tool import ARG_LOCATION, OccuspaceTool, ToolCall, sentence

ARG_DURATION: Final = "duration_minutes"
ARG_EARLIEST: Final = "earliest"
ARG_FIRST_DAY: Final = "first_day"
ARG_LAST_DAY: Final = "last_day"
ARG_LATEST: Final = "latest"
ARG_PERIOD: Final = "period"
ARG_WITHIN: Final = "within"

EVERYWHERE: Final = "everywhere"

DEFAULT_DURATION: Final = 60
MAX_DURATION: Final = 24 * 60
DEFAULT_PERIOD: Final = "last_7_days"

_LOCATION: Final = vol.Required(
    ARG_LOCATION,
    description=(
        "Name of the building, floor or room, as the user says it. "
        "Add the building if several locations share the name: "
        "'Main Library 1st floor'."
    ),
)


@callback
def async_get_tools(
    hass: HomeAssistant, llm_context: LLMContext, api_id: str
) -> LLMTools | None:
    """Return the tools if a location of a loaded account is exposed."""
    if api_id != LLM_API_ASSIST:
        return None
    if not is_anything_exposed(hass, llm_context.assistant):
        return None
    return LLMTools(
        tools=[
            CurrentOccupancyTool(),
            QuietestSpaceTool(),
            BestTimeTool(),
            PastFiguresTool(),
        ]
    )


class CurrentOccupancyTool(OccuspaceTool):
    """Tool for the current values of a location."""

    name = "occuspace__get_current_occupancy"
    title = "Get current occupancy"
    description = (
        "Returns how busy a building, floor or room is right now: number of people, "
        "utilization in percent of its capacity, busy level, free capacity. Use it for "
        "'how busy is ...', 'how many people are in ...', 'is there room in ...'. "
        "A null value is unknown, not zero: 'unknown' has the reason."
    )
    parameters = vol.Schema({_LOCATION: intent.non_empty_string})

    @override
    async def _async_answer(self, tool_call: ToolCall) -> Answer:
        """Return the values of the exposed entities."""
        return describe_now(tool_call.hass, tool_call.location())


class QuietestSpaceTool(OccuspaceTool):
    """Tool for the quietest space."""

    name = "occuspace__find_quietest_space"
    title = "Find the quietest space"
    description = (
        "Finds the space with the lowest utilization right now, and the next quietest. "
        "Use it for 'where is it quiet', 'where can I sit', 'which floor is emptiest'. "
        "Spaces under 'not_known' are not reporting: do not call them quiet."
    )
    parameters = vol.Schema(
        {
            vol.Optional(
                ARG_WITHIN,
                description=(
                    "Name of the building, floor or area to look in. "
                    "Omit it to look everywhere."
                ),
            ): intent.non_empty_string
        }
    )

    @override
    async def _async_answer(self, tool_call: ToolCall) -> Answer:
        """Return the spaces with the lowest utilization."""
        spaces, within = tool_call.locations, tool_call.args.get(ARG_WITHIN)
        if within == EVERYWHERE:
            within = None
        if within is not None:
            spaces = find_spaces(
                tool_call.hass, tool_call.context.assistant, spaces, within
            )
        if (answer := describe_quietest(tool_call.hass, spaces)) is None:
            raise ToolError("No space there has a utilization sensor that is exposed.")
        return {ARG_WITHIN: sanitize(within or EVERYWHERE), **answer}


class BestTimeTool(OccuspaceTool):
    """Tool for the best time to visit."""

    name = "occuspace__find_best_time"
    title = "Find the best time"
    description = (
        "Finds the quietest time to visit a location, based on the typical occupancy "
        "of each hour of the week. Use it for 'when is ... quiet today', 'when should "
        "I go to ...'. The result is an estimate, not a guarantee. For how busy it is "
        "right now, use occuspace__get_current_occupancy."
    )
    parameters = vol.Schema(
        {
            _LOCATION: intent.non_empty_string,
            vol.Optional(
                ARG_EARLIEST,
                description=(
                    "Earliest start of the visit, in the location's local time, as "
                    "YYYY-MM-DD HH:MM:SS. Default: now."
                ),
            ): selector.DateTimeSelector(),
            vol.Optional(
                ARG_LATEST,
                description=(
                    "Latest end of the visit, in the location's local time, as "
                    "YYYY-MM-DD HH:MM:SS. Default: one day after the earliest start. "
                    "Opening hours are respected if they are known."
                ),
            ): selector.DateTimeSelector(),
            vol.Optional(
                ARG_DURATION,
                default=DEFAULT_DURATION,
                description="Length of the visit in minutes. Default: 60.",
            ): vol.All(vol.Coerce(int), vol.Range(min=1, max=MAX_DURATION)),
        }
    )

    @override
    async def _async_answer(self, tool_call: ToolCall) -> Answer:
        """Return the response of the action."""
        location, args = tool_call.location_with_history(), tool_call.args
        data = {
            field: args[arg]
            for field, arg in (
                (ATTR_EARLIEST_START, ARG_EARLIEST),
                (ATTR_LATEST_END, ARG_LATEST),
            )
            if arg in args
        }
        data[ATTR_DEVICE_ID] = location.device_id
        data[ATTR_DURATION] = {"minutes": args[ARG_DURATION]}
        response = await tool_call.action("find_best_time", **data)
        best, *next_best = (
            _without_unexposed(location, time)
            for time in (response["best"], *response["runners_up"])
        )
        return {"location": location.name, "best": best, "next_best": next_best}


class PastFiguresTool(OccuspaceTool):
    """Tool for past days."""

    name = "occuspace__get_past_figures"
    title = "Get past figures"
    description = (
        "Returns the history of a location for past days: total visitors, average and "
        "peak occupancy, average dwell time in minutes. Use it for 'how many visitors "
        "did ... have yesterday', 'how busy was ... last week', 'how long do people "
        "stay in ...'. Specify either a period, or the first and the last day. A null "
        "value is unknown, not zero: 'unknown' has the reason. Values under 'partial' "
        "or 'today_so_far' cover only part of the period: say how many days."
    )
    # Open world: it sends requests to Occuspace.
    annotations = ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=True
    )
    parameters = vol.Schema(
        {
            _LOCATION: intent.non_empty_string,
            vol.Optional(
                ARG_PERIOD,
                description=(
                    "The period; all but today end yesterday. Default: last_7_days."
                ),
            ): vol.In(list(PERIODS)),
            vol.Optional(
                ARG_FIRST_DAY,
                description="First day, as YYYY-MM-DD. Without a last day, only it.",
            ): selector.DateSelector(),
            vol.Optional(
                ARG_LAST_DAY,
                description="Last day, as YYYY-MM-DD, inclusive.",
            ): selector.DateSelector(),
        }
    )

    @override
    async def _async_answer(self, tool_call: ToolCall) -> Answer:
        """Return the values of the period, from the responses of the actions."""
        location = tool_call.location_with_history()
        today = ActionTarget.from_device_id(tool_call.hass, location.device_id).today
        first, last = _days(tool_call.args, today)
        # Collect exceptions, so that no request outlives the call.
        responses = await asyncio.gather(
            *(
                tool_call.action(
                    f"get_{noun}",
                    **{
                        ATTR_DEVICE_ID: [location.device_id],
                        ATTR_START_DATE: first.isoformat(),
                        ATTR_END_DATE: last.isoformat(),
                    },
                )
                for noun in PAST_NOUNS
            ),
            return_exceptions=True,
        )
        items: dict[str, Answer] = {}
        failures: list[HomeAssistantError] = []
        for noun, response in zip(PAST_NOUNS, responses, strict=True):
            if isinstance(response, HomeAssistantError):
                failures.append(response)
                items[noun] = {"error": sentence(str(response))}
            elif isinstance(response, BaseException):
                raise response
            else:
                items[noun] = response["locations"][0]
        if len(failures) == len(PAST_NOUNS):
            raise failures[0]
        return {
            "location": location.name,
            ARG_FIRST_DAY: first.isoformat(),
            ARG_LAST_DAY: last.isoformat(),
            **summarize_past(first, last, today, items),
        }


def _without_unexposed(location: ExposedLocation, time: Answer) -> Answer:
    """Return a best time, without the utilization if that is not exposed."""
    hidden = set() if PERCENTAGE in location.states else {"expected_utilization"}
    return {key: value for key, value in time.items() if key not in hidden}


def _days(args: Mapping[str, Any], today: date) -> tuple[date, date]:
    """Return the requested first and last day."""
    if ARG_FIRST_DAY not in args and ARG_LAST_DAY not in args:
        return PERIODS[args.get(ARG_PERIOD, DEFAULT_PERIOD)](today)
    if ARG_PERIOD in args:
        raise ToolError("Specify either a period, or the first and the last day.")
    if ARG_FIRST_DAY not in args:
        raise ToolError("Specify the first day too.")
    first = cv.date(args[ARG_FIRST_DAY])
    return first, cv.date(args.get(ARG_LAST_DAY, first))
