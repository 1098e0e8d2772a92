"""Every entity appears, whatever its location is called."""

import re

from homeassistant.core import HomeAssistant, valid_entity_id
from homeassistant.helpers import entity_registry as er
import pytest

from simulator import Simulator

from .builders import device_of, entity_of
from .conftest import SetUp
from .test_translations import LANGUAGES

NAMES = {
    "Chinese": "庄" * 100,
    "mixed Chinese": "北京图书馆双床庄" * 12,
    "Japanese": "図書館ビルディングの閲覧室" * 7,
    "Arabic": "مكتبة ﷺ" * 14,
    "ligatures": "\ufdfa" * 100,
    "emoji": "😀" * 100,
    "Latin": "Reading Room " * 7 + "at the end",
    "accents": "ÄÖÜß" * 25,
    "hyphens": "庄-" * 50,
    "Korean": "도서관" * 33,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("language", [path.stem for path in LANGUAGES])
@pytest.mark.usefixtures("recorder_mock", "entity_registry_enabled_by_default")
async def test_every_entity_appears_whatever_the_name(
    hass: HomeAssistant,
    simulator: Simulator,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
    name: str,
    language: str,
) -> None:
    """Home Assistant cuts entity ids at 255 characters; two may share a name."""
    hass.config.language = language
    for location in simulator.account.locations.values():
        location.name = name
    entry = await set_up()
    registered = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert len(registered) == 4 * 21 + 2 + 1
    for each in registered:
        assert valid_entity_id(each.entity_id)
        assert hass.states.get(each.entity_id) is not None, each.entity_id
    assert "Error adding entity" not in caplog.text
    assert device_of(hass, entry, 3)


async def test_a_shortened_entity_id_keeps_the_entitys_name(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Only the location's part is cut, between two words."""
    simulator.account.locations[3].name = NAMES["Chinese"]
    entry = await set_up()
    for key, end in (("count", "occupancy"), ("free_capacity", "free_capacity")):
        entity_id = entity_of(hass, entry, 3, key)
        assert entity_id is not None
        assert re.fullmatch(rf"sensor\.(zhuang_)+{end}", entity_id)
        assert len(entity_id) < 160


async def test_an_entity_id_that_exists_stays(
    hass: HomeAssistant, simulator: Simulator, set_up: SetUp
) -> None:
    """Whatever the location is called later."""
    entry = await set_up()
    before = {
        each.unique_id: each.entity_id
        for each in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
    }
    simulator.account.locations[3].name = NAMES["Chinese"]
    await hass.config_entries.async_reload(entry.entry_id)
    after = {
        each.unique_id: each.entity_id
        for each in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
    }
    assert after == before
