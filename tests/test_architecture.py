"""The rooms of the package: who imports whom."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "custom_components" / "occuspace"
MAX_FILES_AT_THE_TOP: Final = 27
MAX_LINES: Final = 320

# The rooms that only import what is listed: other rooms, and modules at the top. Rooms
# and modules that are not listed may import anything that leads to no circle.
MAY_IMPORT: Final = {
    "api": set[str](),
    "analysis": {"venue_time"},
    "frontend": {
        "analysis",
        "const",
        "coordinator",
        "data",
        "history",
        "identifiers",
        "listeners",
        "live",
        "location_data",
        "options",
        "sensor_descriptions",
        "settings",
        "venue_time",
    },
    "live": {"api", "const", "identifiers"},
    "history": {
        "analysis",
        "api",
        "const",
        "identifiers",
        "listeners",
        "live.snapshot",
        "venue_time",
    },
    "identifiers": {"const"},
    "listeners": {"const"},
    "options": {"const", "live"},
    "settings": {
        "analysis",
        "const",
        "identifiers",
        "listeners",
        "live.location_tree",
        "venue_time",
    },
    "venue_time": set[str](),
}
# What may be imported without Home Assistant being installed.
WITHOUT_HOME_ASSISTANT: Final = ("api", "analysis", "venue_time")


@cache
def imports() -> dict[str, frozenset[str]]:
    """Return what each module of the package imports of Home Assistant and of us."""
    modules = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
        for path in PACKAGE.rglob("*.py")
    }
    return {
        module: frozenset(_imports_of(module, path, modules))
        for module, path in modules.items()
    }


def _imports_of(module: str, path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield what one module imports, for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            package = module.split(".")[: -node.level]
            base = [*package, *((node.module or "").split(".") if node.module else [])]
            for name in node.names:
                full = ".".join([*base, name.name])
                if full in modules:
                    yield full
                elif ".".join(base) in modules:
                    yield ".".join(base)
                else:
                    yield ".".join([*base, "__init__"])
        elif isinstance(node, ast.ImportFrom):
            yield f"/{node.module}"
        elif isinstance(node, ast.Import):
            yield from (f"/{name.name}" for name in node.names)


def room_of(module: str) -> str:
    """Return the room of a module, or the module itself at the top."""
    return module.partition(".")[0]


def test_no_two_modules_import_each_other() -> None:
    """Neither directly nor in a circle; TopologicalSorter raises and names it."""
    graph = {
        module: {each for each in imported if not each.startswith("/")}
        for module, imported in imports().items()
    }
    order = tuple(TopologicalSorter(graph).static_order())
    assert set(order) == graph.keys()


def test_no_two_rooms_import_each_other() -> None:
    """A room can be read without those that use it."""
    graph: dict[str, set[str]] = {}
    for module, imported in imports().items():
        rooms = {room_of(each) for each in imported if not each.startswith("/")}
        graph.setdefault(room_of(module), set()).update(rooms - {room_of(module)})
    assert set(TopologicalSorter(graph).static_order()) >= graph.keys()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    """The arrows of docs/development.md."""
    allowed = MAY_IMPORT[room]
    for module, imported in imports().items():
        if room_of(module) != room:
            continue
        for each in imported:
            if not each.startswith("/") and room_of(each) != room:
                assert {each, room_of(each)} & allowed, (module, each)


@pytest.mark.parametrize("room", WITHOUT_HOME_ASSISTANT)
def test_a_room_does_without_home_assistant(room: str) -> None:
    """It can be read, and used, by itself."""
    for module, imported in imports().items():
        if room_of(module) == room:
            assert not [each for each in imported if each.startswith("/homeassistant")]


def test_the_top_of_the_package_is_small() -> None:
    """And so is every module."""
    assert len(list(PACKAGE.glob("*.py"))) <= MAX_FILES_AT_THE_TOP
    lines = {
        str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name for name, count in lines.items() if count > MAX_LINES} == set()
