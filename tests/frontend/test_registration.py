"""The cards reach the browser, and dashboards know them."""

import gzip
import json
from pathlib import Path
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, UrlManager
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.occuspace.const import DOMAIN
from custom_components.occuspace.frontend import registration
from custom_components.occuspace.frontend.registration import MODULE, PATH
from tests.conftest import SetUp

STORED = "lovelace_resources"
FOREIGN = {"id": "a", "type": "module", "url": "/local/other.js?v=1"}


def store(hass_storage: dict[str, Any], *items: dict[str, str]) -> None:
    """Store resources, as an earlier start would have."""
    hass_storage[STORED] = {"version": 1, "key": STORED, "data": {"items": [*items]}}


async def set_up_frontend(hass: HomeAssistant, **lovelace: Any) -> None:
    """Set up the frontend, without the pages that it is about."""
    assert await async_setup_component(hass, "http", {})
    config = {"lovelace": lovelace} if lovelace else {}
    assert await async_setup_component(hass, "lovelace", config)
    hass.data[DATA_EXTRA_MODULE_URL] = UrlManager(lambda *_: None, [])
    hass.config.components.add("frontend")
    hass.bus.async_fire("component_loaded", {"component": "frontend"})
    await hass.async_block_till_done()


async def resources(hass: HomeAssistant) -> list[str]:
    """Return the addresses of all resources."""
    collection = hass.data[LOVELACE_DATA].resources
    await collection.async_get_info()
    return [item["url"] for item in collection.async_items()]


def module_urls(hass: HomeAssistant) -> set[str]:
    """Return the modules of every page."""
    return set(hass.data[DATA_EXTRA_MODULE_URL].urls)


async def test_without_a_frontend_there_are_no_cards(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """And everything else works, until the entry is removed."""
    entry = await set_up()
    assert "frontend" not in hass.config.components
    await hass.config_entries.async_remove(entry.entry_id)


async def test_every_page_and_every_dashboard_loads_the_module(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """By one address, so that it is loaded once."""
    await set_up_frontend(hass)
    await set_up()
    (url,) = module_urls(hass)
    assert url.startswith(f"{PATH}?v=")
    assert await resources(hass) == [url]


async def test_a_frontend_may_come_later(hass: HomeAssistant, set_up: SetUp) -> None:
    """The order of setup does not matter."""
    await set_up()
    await set_up_frontend(hass)
    assert await resources(hass) == [*module_urls(hass)]


async def test_the_module_is_served_compressed_and_cached(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, set_up: SetUp
) -> None:
    """Without a login, as the page itself."""
    await set_up_frontend(hass)
    await set_up()
    (url,) = module_urls(hass)
    client = await hass_client_no_auth()
    response = await client.get(url)
    assert response.status == 200
    assert "javascript" in response.headers["Content-Type"]
    assert response.headers["Content-Encoding"] == "gzip"
    assert "max-age" in response.headers["Cache-Control"]
    assert await response.read() == MODULE.read_bytes()


async def test_an_update_replaces_the_old_address(
    hass: HomeAssistant, hass_storage: dict[str, Any], set_up: SetUp
) -> None:
    """Other resources stay, and duplicates go."""
    store(
        hass_storage,
        {"id": "b", "type": "module", "url": f"{PATH}?v=old"},
        FOREIGN,
        {"id": "c", "type": "module", "url": PATH},
    )
    await set_up_frontend(hass)
    await set_up()
    assert await resources(hass) == [*module_urls(hass), FOREIGN["url"]]


async def test_an_unchanged_address_is_not_stored_again(
    hass: HomeAssistant, hass_storage: dict[str, Any], set_up: SetUp
) -> None:
    """Most starts change nothing."""
    url = registration._module_url()  # noqa: SLF001  what the last start stored
    store(hass_storage, {"id": "b", "type": "module", "url": url})
    await set_up_frontend(hass)
    collection = hass.data[LOVELACE_DATA].resources
    changes: list[Any] = []

    async def record(changed: Any) -> None:
        changes.append(changed)

    collection.async_add_change_set_listener(record)  # type: ignore[union-attr]
    await resources(hass)
    changes.clear()
    await set_up()
    assert await resources(hass) == [url]
    assert changes == []


async def test_resources_in_yaml_are_left_alone(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """They cannot be changed; every page loads the module all the same."""
    await set_up_frontend(
        hass, resource_mode="yaml", resources=[{"type": "module", "url": "/local/o.js"}]
    )
    entry = await set_up()
    assert len(module_urls(hass)) == 1
    assert await resources(hass) == ["/local/o.js"]
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources(hass) == ["/local/o.js"]


async def test_the_last_entry_takes_the_resource_with_it(
    hass: HomeAssistant, hass_storage: dict[str, Any], set_up: SetUp
) -> None:
    """Not another one's."""
    store(hass_storage, FOREIGN)
    await set_up_frontend(hass)
    entry = await set_up()
    assert len(await resources(hass)) == 2
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources(hass) == [FOREIGN["url"]]


async def test_the_resource_stays_with_another_entry(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """One account of several is removed."""
    await set_up_frontend(hass)
    entry = await set_up()
    MockConfigEntry(domain=DOMAIN, unique_id="other").add_to_hass(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources(hass) == [*module_urls(hass)]


def test_a_changed_module_has_another_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else browsers would keep the old one for a month."""
    url = registration._module_url()  # noqa: SLF001  before and after a change
    changed = tmp_path / "occuspace.js"
    changed.write_bytes(MODULE.read_bytes() + b"\n")
    monkeypatch.setattr(registration, "MODULE", changed)
    assert registration._module_url() != url  # noqa: SLF001  the same


def test_the_module_is_small_and_its_copy_is_the_same() -> None:
    """30 kB on the wire; the compressed file is what browsers get."""
    compressed = MODULE.with_name("occuspace.js.gz").read_bytes()
    assert len(compressed) <= 30 * 1024
    assert gzip.decompress(compressed) == MODULE.read_bytes()


def test_the_packages_of_the_build_are_determined() -> None:
    """Exact versions, from the registry that is configured."""
    frontend = MODULE.parents[3] / "frontend"
    package = json.loads((frontend / "package.json").read_text(encoding="utf-8"))
    versions = package["dependencies"] | package["devDependencies"]
    assert [each for each in versions.values() if not each[0].isdigit()] == []
    lock = (frontend / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    locked = json.loads(lock)["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == (
        versions
    )
