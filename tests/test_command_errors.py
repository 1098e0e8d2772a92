"""The commands end with a sentence that says what is wrong."""

import ast
import asyncio
from collections.abc import Callable, Coroutine, Iterator
from importlib import import_module
from pathlib import Path
import sys
from typing import Any, Final

import pytest

from demo.__main__ import parse_arguments
from demo.running import TOKEN_VARIABLE

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = ("bench", "custom_components", "demo", "script", "simulator", "tests")
COMMANDS: Final = ("bench.__main__", "demo.__main__")


def taken_for_empty(code: str) -> Iterator[int]:
    """Yield the lines that ask whether a caught error is true: it always is."""
    for handler in ast.walk(ast.parse(code)):
        if not isinstance(handler, ast.ExceptHandler):
            continue
        for node in ast.walk(handler):
            asked: list[ast.expr] = []
            if isinstance(node, ast.BoolOp):
                asked = node.values[:-1]
            elif isinstance(node, ast.If | ast.IfExp | ast.While):
                asked = [node.test]
            for each in asked:
                if isinstance(each, ast.Name) and each.id == handler.name:
                    yield each.lineno


def test_no_error_is_taken_for_an_empty_text() -> None:
    """`err or "it took too long"` is never its second half."""
    wrong = "try: f()\nexcept E as err: print(err or 'x')"
    assert list(taken_for_empty(wrong)) == [2]
    assert not [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        for line in taken_for_empty(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_whose_time_is_up_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And not with an empty line."""

    def run(coroutine: Coroutine[Any, Any, None]) -> None:
        coroutine.close()
        raise TimeoutError

    monkeypatch.setattr(asyncio, "run", run)
    monkeypatch.setattr(sys, "argv", [name])
    main: Callable[[], int] = import_module(name).main
    assert main() == 1
    assert "took too long" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--port", "--simulator-port"])
@pytest.mark.parametrize("port", ["70000", "-1", "0", "65536", "eighty", "²"])
def test_an_impossible_port_of_the_demo_is_refused(
    option: str, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words."""
    with pytest.raises(SystemExit) as ended:
        parse_arguments([f"{option}={port}"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f"a port is a number from 1 to 65535, not {port}" in told


def test_the_demo_takes_another_base_url_of_a_real_account(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not of the simulated one, which has its own."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    arguments = ["--base-url=https://api.example.com/v1"]
    with pytest.raises(SystemExit):
        parse_arguments(arguments)
    assert TOKEN_VARIABLE in capsys.readouterr().err
    monkeypatch.setenv(TOKEN_VARIABLE, "a-token")
    assert parse_arguments(arguments).base_url == "https://api.example.com/v1"
