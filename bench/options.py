"""The integration's options, set through the options flow."""

from typing import Any

from demo import Demo
from demo.errors import DemoError


async def set_options(demo: Demo, **changes: Any) -> None:
    """Change some options and keep the others."""
    flows = "/api/config/config_entries/options/flow"
    form = await demo.home_assistant.request(
        "POST", flows, {"handler": demo.entry["entry_id"]}
    )
    shown = {
        field["name"]: field["description"]["suggested_value"]
        for field in form["data_schema"]
    }
    result = await demo.home_assistant.request(
        "POST", f"{flows}/{form['flow_id']}", shown | changes
    )
    if result["type"] != "create_entry":
        raise DemoError(f"The options flow does not accept {changes}: {result}")
