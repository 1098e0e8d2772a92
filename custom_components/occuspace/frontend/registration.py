"""Serves the cards and adds them to dashboards."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from homeassistant.components.frontend import add_extra_js_url
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.lovelace.const import LOVELACE_DATA, MODE_STORAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.setup import async_when_setup

if TYPE_CHECKING:
    from homeassistant.components.lovelace.resources import ResourceStorageCollection

MODULE: Final = Path(__file__).with_name("occuspace.js")
PATH: Final = "/occuspace_frontend/occuspace.js"


@callback
def async_register_cards(hass: HomeAssistant) -> None:
    """Serve the cards as soon as there is a frontend."""
    async_when_setup(hass, "frontend", _async_register)


async def _async_register(hass: HomeAssistant, _component: str) -> None:
    """Serve the module and add it to every page and to the resources."""
    url = await hass.async_add_executor_job(_module_url)
    await hass.http.async_register_static_paths(
        [StaticPathConfig(PATH, str(MODULE), cache_headers=True)]
    )
    add_extra_js_url(hass, url)
    await _async_update_resources(hass, url)


def _module_url() -> str:
    """Return the address of the module, which changes with its content."""
    # In the query, so that an old page can still load the module.
    return f"{PATH}?v={hashlib.sha256(MODULE.read_bytes()).hexdigest()[:10]}"


async def async_remove_cards(hass: HomeAssistant) -> None:
    """Remove the module from the resources; until a restart, it is still served."""
    await _async_update_resources(hass, None)


async def _async_update_resources(hass: HomeAssistant, url: str | None) -> None:
    """Make the module one of the resources, or none.

    Cast only loads resources. They cannot be changed if they are in YAML.
    """
    lovelace = hass.data.get(LOVELACE_DATA)
    if lovelace is None or lovelace.resource_mode != MODE_STORAGE:
        return
    resources = cast("ResourceStorageCollection", lovelace.resources)
    # Before it has loaded, the collection is empty.
    await resources.async_get_info()
    own: list[dict[str, Any]] = [
        item
        for item in resources.async_items()
        if item["url"].partition("?")[0] == PATH
    ]
    wanted = {"res_type": "module", "url": url}
    if url and not own:
        await resources.async_create_item(wanted)
    elif url and own[0]["url"] != url:
        await resources.async_update_item(own[0]["id"], wanted)
    for item in own[1:] if url else own:
        await resources.async_delete_item(item["id"])
