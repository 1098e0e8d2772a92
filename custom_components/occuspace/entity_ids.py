"""Keeps the entity ids of locations with long names within Home Assistant's limit."""

from typing import Final

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.util import slugify

# Home Assistant cuts at 255 characters and may so end an id in an underscore, which is
# invalid. The rest is for the domain, the name of an area and a number.
MAX_OBJECT_ID_LENGTH: Final = 150


@callback
def suggest_short_entity_id(entity: Entity, identifier: tuple[str, str]) -> None:
    """Shorten the device's part of a new entity id that would be too long."""
    hass, platform = entity.hass, entity.platform
    entity_registry = er.async_get(hass)
    if entity_registry.async_get_entity_id(
        platform.domain, platform.platform_name, str(entity.unique_id)
    ):
        return
    entry = platform.config_entry
    device = entry and dr.async_get(hass).async_get_device_by_identifier(
        identifier, entry.entry_id
    )
    device_name = device and (device.name_by_user or device.name)
    if not device_name:
        return
    # Text in Latin letters does not grow: this is asked for thousands of entities.
    if device_name.isascii() and len(device_name) < MAX_OBJECT_ID_LENGTH * 2 // 3:
        return
    own = slugify(entity.suggested_object_id)
    above = slugify(device_name)
    room = MAX_OBJECT_ID_LENGTH - len(own) - 1
    if len(above) > room:
        # A word that is cut in the middle would be another word.
        above = above[: room + 1].rpartition("_")[0] or above[:room]
        entity.entity_id = f"{platform.domain}.{above.strip('_')}_{own}"
