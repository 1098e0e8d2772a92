"""The blueprints' files, and where they are told of."""

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.test_docs import LINK, ROOT, read

from .conftest import FOLDER

FILES: Final = sorted(FOLDER.glob("*.yaml"))
ADDRESS: Final = (
    "https://github.com/occuspace-homeassistant/occuspace"
    "/blob/main/blueprints/automation/occuspace/"
)
IMPORT: Final = "https://my.home-assistant.io/redirect/blueprint_import/"

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def load(path: Path) -> Blueprint:
    """Return a blueprint as Home Assistant reads it."""
    return Blueprint(
        load_yaml_dict(str(path)),
        expected_domain="automation",
        path=path.name,
        schema=BLUEPRINT_SCHEMA,
    )


def buttons(page: str) -> list[str]:
    """Return the addresses of the blueprints that a page has import buttons for."""
    found: list[str] = []
    for link in LINK.findall(read(ROOT / page)):
        if link[0].startswith(IMPORT):
            found += parse_qs(urlsplit(link[0]).query)["blueprint_url"]
    return sorted(found)


def test_there_are_six() -> None:
    """Each under a name of its own."""
    assert len(FILES) == 6
    assert len({load(path).name for path in FILES}) == 6


@every_file
def test_home_assistant_takes_it(path: Path) -> None:
    """From the version on that the integration needs, and says where it is from."""
    blueprint = load(path)
    needed = json.loads(read(ROOT / "hacs.json"))["homeassistant"]
    assert blueprint.validate() is None
    assert blueprint.metadata["homeassistant"] == {"min_version": needed}
    assert blueprint.metadata["source_url"] == f"{ADDRESS}{path.name}"
    assert blueprint.metadata["description"]


@every_file
def test_every_input_can_be_filled_in(path: Path) -> None:
    """It has a name and a selector; only what is in the building has no default."""
    inputs: dict[str, dict[str, Any]] = load(path).inputs
    for key, field in inputs.items():
        assert field["name"], key
        (kind,) = field["selector"]
        assert ("default" in field) != (kind in {"device", "entity", "target"}), key


@pytest.mark.parametrize("page", ["README.md", "docs/blueprints.md"])
def test_every_blueprint_has_its_import_button(page: str) -> None:
    """And no button leads nowhere."""
    assert buttons(page) == [f"{ADDRESS}{path.name}" for path in FILES]
