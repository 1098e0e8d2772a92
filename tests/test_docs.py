"""What the documentation shows can be typed, clicked and found."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.yaml import parse_yaml
import pytest

from simulator import Account, campus_account

from .conftest import SetUp

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
EXAMPLES: Final = [*PAGES, *sorted((ROOT / "demo").glob("*.yaml"))]

BLOCK: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
ENTITY: Final = re.compile(r"\b(?:binary_)?sensor\.(?!py\b)[a-z0-9_]+")
ACTION: Final = re.compile(r"\boccuspace\.((?:get|find|refresh)_\w+)")


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    """Return a page's name, for the test's."""
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """Return what can be linked to within a page."""
    prose = BLOCK.sub("", read(page))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(prose)
    }


def links(page: Path) -> Iterator[str]:
    """Yield every link of a page to something in the project."""
    for match in LINK.finditer(BLOCK.sub("", read(page))):
        target = match[1] or match[2]
        if "://" not in target:
            yield target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_example_is_well_formed(page: Path) -> None:
    """YAML and JSON can be read, and every block says what it is."""
    for language, content in BLOCK.findall(read(page)):
        match language:
            case "yaml":
                assert parse_yaml(content)
            case "json":
                assert json.loads(content)
            case _:
                assert language in {"jinja", "console", "mermaid", "python", "text"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a page, a heading or a picture of the project."""
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_no_line_of_the_readme_breaks_in_hacs() -> None:
    """It makes links of the project whole, but not beside an address."""
    for line in read(ROOT / "README.md").splitlines():
        targets = [match[1] or match[2] for match in LINK.finditer(line)]
        assert "://" not in line or all("://" in target for target in targets), line


def test_actions_go_by_their_names() -> None:
    """Where a page names one and leads to it."""
    texts = json.loads(
        (ROOT / "custom_components/occuspace/translations/en.json").read_text("utf-8")
    )
    names = {each["name"] for each in texts["services"].values()}
    named = {
        name
        for page in PAGES
        for name in re.findall(r"\bactions? \[([A-Z][^\]]*)\]\(actions", read(page))
    }
    assert named
    assert named <= names


def test_every_page_and_picture_is_linked() -> None:
    """Nothing lies about unseen."""
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in links(page)
    }
    shown = {*PAGES[1:], *(ROOT / "docs" / "images").iterdir()}
    assert shown <= linked


@pytest.fixture
def account() -> Account:
    """Return the account that the examples are about."""
    return campus_account()


@pytest.mark.usefixtures("recorder_mock")
async def test_every_entity_and_action_of_an_example_exists(
    hass: HomeAssistant, set_up: SetUp
) -> None:
    """In the demo's campus, entities that are disabled at first included."""
    await set_up()
    made = {entity.entity_id for entity in er.async_get(hass).entities.values()}
    for page in EXAMPLES:
        text = read(page)
        named = set(ENTITY.findall(text))
        assert named <= made, f"{name_of(page)}: {named - made}"
        for action in ACTION.findall(text):
            assert hass.services.has_service("occuspace", action), action
