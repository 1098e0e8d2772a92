"""What Home Assistant and HACS read of the integration is whole and consistent."""

from collections.abc import Iterator
from importlib import metadata
import json
from pathlib import Path
import re
import struct
from typing import Any, Final

import homeassistant
from homeassistant.const import Platform
from homeassistant.helpers import config_validation as cv, selector
from homeassistant.util.yaml import load_yaml_dict
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
import pytest
import voluptuous as vol

ROOT: Final = Path(__file__).parent.parent
INTEGRATION: Final = ROOT / "custom_components" / "occuspace"
ADDRESS: Final = "https://github.com/occuspace-homeassistant/occuspace"

# Their shortest side in pixels, as Home Assistant asks.
BRAND: Final = {
    "icon.png": (256, 256),
    "icon@2x.png": (512, 512),
    "dark_icon.png": (256, 256),
    "dark_icon@2x.png": (512, 512),
    "logo.png": (128, 256),
    "logo@2x.png": (256, 512),
    "dark_logo.png": (128, 256),
    "dark_logo@2x.png": (256, 512),
}


REQUIREMENTS: Final = {
    "test": ROOT / "requirements_test.txt",
    "demo": ROOT / "requirements" / "demo.txt",
}

# What hassfest lets every component use, among more.
ALWAYS_THERE: Final = {"homeassistant", "persistent_notification", *Platform}


def load(path: Path) -> dict[str, Any]:
    """Return a JSON file."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_the_manifest_is_in_the_order_that_is_asked_for() -> None:
    """Domain and name first, then by name; addresses are the project's."""
    manifest = load(INTEGRATION / "manifest.json")
    keys = list(manifest)
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]
    assert manifest["domain"] == INTEGRATION.name
    assert manifest["documentation"] == ADDRESS
    assert manifest["issue_tracker"] == f"{ADDRESS}/issues"


def components() -> list[Path]:
    """Return the folder of every component in the project, as hassfest finds them."""
    return sorted(
        Path(folder)
        for folder, inner, files in ROOT.walk()
        # What is fetched or built lies in hidden folders.
        if not inner.sort() and "manifest.json" in files
        if not any(part.startswith(".") for part in folder.relative_to(ROOT).parts)
    )


# What hassfest looks for in a component that has no services.yaml.
REGISTERS: Final = re.compile(
    r"(hass\.services\.(register|async_register))"
    r"|async_register_(entity|admin|platform_entity)_service"
)
MANIFEST: Final = vol.Schema(
    {
        vol.Required("domain"): cv.slug,
        vol.Required("name"): str,
        vol.Required("codeowners"): [str],
        vol.Required("documentation"): vol.All(vol.Url(), vol.Match("https://")),
        vol.Required("iot_class"): vol.In(
            [
                *("assumed_state", "calculated", "cloud_polling", "cloud_push"),
                *("local_polling", "local_push"),
            ]
        ),
        vol.Required("version"): str,
        vol.Optional("after_dependencies"): [cv.slug],
        vol.Optional("config_flow"): bool,
        vol.Optional("dependencies"): [cv.slug],
        vol.Optional("integration_type"): vol.In(
            [*("device", "entity", "hardware", "helper", "hub"), *("service", "system")]
        ),
        vol.Optional("issue_tracker"): vol.Url(),
        vol.Optional("loggers"): [str],
        vol.Optional("requirements"): [str],
    }
)
TEXTS: Final = {vol.Optional("name"): str, vol.Optional("description"): str}
FIELD: Final = vol.Schema(
    {
        vol.Optional("example"): vol.NotIn([None]),
        vol.Optional("default"): vol.NotIn([None]),
        vol.Optional("required"): bool,
        vol.Optional("selector"): selector.validate_selector,
        **TEXTS,
    }
)
SECTION: Final = vol.Schema(
    {
        vol.Optional("collapsed"): bool,
        vol.Required("fields"): {str: FIELD},
        **TEXTS,
    }
)
SERVICES: Final = vol.Schema(
    {
        cv.slug: vol.Any(
            None,
            vol.Schema(
                {
                    vol.Optional("target"): vol.Any(
                        None, selector.TargetSelector.CONFIG_SCHEMA
                    ),
                    vol.Optional("fields"): {str: vol.Any(FIELD, SECTION)},
                    **TEXTS,
                }
            ),
        )
    }
)


@pytest.mark.parametrize("folder", components(), ids=lambda folder: folder.name)
def test_hassfest_has_nothing_against_a_component(folder: Path) -> None:
    """It looks at everyone in the project, the helpers of tests and bench included."""
    manifest = load(folder / "manifest.json")
    MANIFEST(manifest)
    keys = list(manifest)
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]
    assert manifest["domain"] == folder.name
    assert Version(manifest["version"])
    built_in = Path(homeassistant.__path__[0]) / "components" / folder.name
    assert not built_in.exists()

    code = "\n".join(each.read_text("utf-8") for each in folder.rglob("*.py"))
    services = folder / "services.yaml"
    assert services.exists() or not REGISTERS.search(code)
    if services.exists():
        SERVICES(load_yaml_dict(str(services)))
    init = (folder / "__init__.py").read_text("utf-8")
    if re.search(r"^(async )?def (async_)?setup\(", init, re.MULTILINE):
        assert re.search(r"^CONFIG_SCHEMA\b", init, re.MULTILINE)
    imported = set(re.findall(r"homeassistant\.components\.(\w+)", code))
    # What a component has a platform for need not be named.
    imported -= ALWAYS_THERE | {each.stem for each in folder.iterdir()}
    assert imported <= {
        *manifest.get("dependencies", ()),
        *manifest.get("after_dependencies", ()),
    }


def test_every_component_is_found() -> None:
    """The integration, and what tests and bench run beside it."""
    found = {folder.name for folder in components()}
    assert found == {"llm_probe", "meter", "occuspace"}


def test_the_changelog_has_the_manifests_version_first() -> None:
    """What is installed is what is described."""
    version = load(INTEGRATION / "manifest.json")["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert headings[:2] == ["Unreleased", version]
    assert str(Version(version)) == version


def test_what_the_manifest_asks_for_is_what_is_tested() -> None:
    """In the environment of the tests and in the one of the demo."""
    for requirement in map(
        Requirement, load(INTEGRATION / "manifest.json")["requirements"]
    ):
        assert requirement.specifier.contains(metadata.version(requirement.name))
        for environment in ("test", "demo"):
            pinned = f"{requirement.name}=={metadata.version(requirement.name)}"
            assert pinned in REQUIREMENTS[environment].read_text(encoding="utf-8")


def test_what_the_manifest_asks_for_is_bounded() -> None:
    """From a version that Home Assistant itself allows, and to the next major one."""
    for text in load(INTEGRATION / "manifest.json")["requirements"]:
        assert " " not in text
        requirement = Requirement(text)
        bounds = {each.operator: each.version for each in requirement.specifier}
        assert bounds.keys() == {">=", "<"}
        assert bounds["<"] == str(Version(bounds[">="]).major + 1)
        allowed = [
            Requirement(line).specifier
            for line in (Path(homeassistant.__path__[0]) / "package_constraints.txt")
            .read_text(encoding="utf-8")
            .splitlines()
            if re.match(rf"{requirement.name}\b", line)
        ]
        assert allowed
        assert all(bounds[">="] in specifier for specifier in allowed)


def read_pins(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and version of the packages that are pinned on this system."""
    for line in path.read_text(encoding="utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if not content:
            continue
        requirement = Requirement(content)
        if requirement.marker is None or requirement.marker.evaluate():
            for specifier in requirement.specifier:
                if specifier.operator == "==":
                    yield canonicalize_name(requirement.name), specifier.version


def test_every_version_in_the_tests_environment_is_determined() -> None:
    """By the requirements, or by the constraints for what those bring with them."""
    files = [REQUIREMENTS["test"], ROOT / "requirements" / "constraints_test.txt"]
    determined = dict(pin for path in files for pin in read_pins(path))
    asked = [
        line
        for line in files[0].read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    installed: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    todo = [(Requirement(line), "") for line in asked]
    while todo:
        requirement, extra = todo.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        for wanted in {"", *requirement.extras}:
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                installed[name] = metadata.version(name)
                more = metadata.requires(name) or []
                todo += [(Requirement(each), wanted) for each in more]
    assert len(installed) > len(asked)
    assert installed.items() <= determined.items()


def test_hacs_asks_for_a_home_assistant_that_is_tested() -> None:
    """Not for a newer one."""
    wanted = Version(load(ROOT / "hacs.json")["homeassistant"])
    assert wanted <= Version(metadata.version("homeassistant"))


def test_every_quality_rule_has_an_answer() -> None:
    """All 54, each done, or exempt with a reason."""
    rules: dict[str, Any] = load_yaml_dict(str(INTEGRATION / "quality_scale.yaml"))[
        "rules"
    ]
    assert len(rules) == 54
    for answer in rules.values():
        if answer != "done":
            assert answer["status"] in {"exempt", "todo"}
            assert answer["comment"].endswith(".")


@pytest.mark.parametrize("name", BRAND)
def test_pictures_have_the_size_that_is_asked_for(name: str) -> None:
    """Icons are square."""
    content = (INTEGRATION / "brand" / name).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", content[16:24])
    smallest, largest = BRAND[name]
    assert smallest <= min(size) <= largest
    assert "logo" in name or size[0] == size[1]


def test_there_are_no_other_pictures() -> None:
    """Nothing is shipped that nobody shows."""
    shipped = {path.name for path in (INTEGRATION / "brand").iterdir()}
    assert shipped == BRAND.keys()
