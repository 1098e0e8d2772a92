"""The automations in the documentation are ones that Home Assistant takes."""

import json
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.components.automation.config import (
    ValidationStatus,
    async_validate_config_item,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import async_validate_conditions_config
from homeassistant.helpers.trigger import async_validate_trigger_config
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest

from custom_components.occuspace.condition import CONDITIONS
from custom_components.occuspace.trigger import TRIGGERS

from .conftest import SetUp
from .test_docs import BLOCK, PAGES, ROOT, name_of, read

TRANSLATIONS: Final = ROOT / "custom_components" / "occuspace" / "translations"
WORKED: Final = ROOT / "docs" / "automations.md"


def blocks(page: Path) -> list[dict[str, Any]]:
    """Return the examples of a page that are about automations."""
    found: list[dict[str, Any]] = []
    for language, content in BLOCK.findall(read(page)):
        parsed = parse_yaml(content) if language == "yaml" else None
        if isinstance(parsed, dict) and parsed.keys() & {"triggers", "conditions"}:
            found.append(parsed)
    return found


EXAMPLES: Final = [
    pytest.param(block, id=f"{name_of(page)}-{number}")
    for page in PAGES
    for number, block in enumerate(blocks(page), 1)
    # Sentences need packages that may not be installed: tests/e2e has this one.
    if "conversation" not in {each.get("trigger") for each in block.get("triggers", ())}
]


def test_there_are_eleven_worked_examples() -> None:
    """Each whole, with a name, and no two of the same name."""
    worked = blocks(WORKED)
    assert len(worked) == 11
    assert len({each["alias"] for each in worked}) == 11
    assert all({"triggers", "actions"} <= each.keys() for each in worked)


def sections(page: str) -> dict[str, str]:
    """Return the sections of a page on triggers or conditions, by their headings."""
    parts = re.split(
        r"^### (.+)\n", read(ROOT / "docs" / f"{page}.md"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(
    ("page", "key"),
    [
        pytest.param(page, key, id=key)
        for page, keys in (("triggers", TRIGGERS), ("conditions", CONDITIONS))
        for key in keys
    ],
)
def test_every_trigger_and_condition_has_its_section(page: str, key: str) -> None:
    """By its name: every field, how it is added in the editor, and how in YAML."""
    described = json.loads((TRANSLATIONS / "en.json").read_text("utf-8"))[page][key]
    name = described["name"]
    anchor = name.lower().replace(" ", "-")
    text = read(ROOT / "docs" / f"{page}.md")
    assert f"| [`occuspace.{key}`](#{anchor}) |" in text
    section = sections(page)[name]
    for field, texts in described["fields"].items():
        assert f"| `{field}` | {texts['name']} |" in section
    assert f"*{name}*" in section.partition("**In the editor:**")[2]
    ((language, content),) = BLOCK.findall(section)
    assert language == "yaml"
    example = parse_yaml(content)
    assert isinstance(example, dict)
    ((used,),) = example.values()
    assert used[page.removesuffix("s")] == f"occuspace.{key}"
    # Entity ids are others in other languages.
    assert used["target"].keys() <= {"device_id", "area_id"}
    assert used.get("options", {}).keys() <= described["fields"].keys()


@pytest.mark.parametrize("example", EXAMPLES)
async def test_an_example_is_valid(
    hass: HomeAssistant, set_up: SetUp, example: dict[str, Any]
) -> None:
    """By Home Assistant's own schemas, and ours."""
    await set_up()
    assert await async_setup_component(hass, "automation", {})
    if "actions" in example:
        config = await async_validate_config_item(hass, "example", example)
        assert config is not None
        assert config.validation_status is ValidationStatus.OK, config.validation_error
        return
    if triggers := example.get("triggers"):
        assert await async_validate_trigger_config(hass, cv.TRIGGER_SCHEMA(triggers))
    if conditions := example.get("conditions"):
        assert await async_validate_conditions_config(
            hass, cv.CONDITIONS_SCHEMA(conditions)
        )
