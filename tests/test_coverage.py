"""A module that is tested too little fails the tests, however good the others are."""

import json
from pathlib import Path

import pytest

from script.lib import coverage


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"a.py": 100.0, "b.py": 95.0}, ""),
        ({"a.py": 100.0, "b.py": 94.9}, "b.py: 94.9 %"),
        ({}, "no module"),
    ],
    ids=["enough", "one too little", "nothing"],
)
def test_every_module_counts_by_itself(
    tmp_path: Path,
    shares: dict[str, float],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named, with its share."""
    files = {
        name: {"summary": {"percent_covered": share}} for name, share in shares.items()
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}), encoding="utf-8")
    assert coverage.main([str(path)]) == bool(told)
    error = capsys.readouterr().err
    assert told in error
    assert bool(error) == bool(told)


def test_the_command_looks_at_every_module() -> None:
    """After all tests have run."""
    command = (Path(__file__).parent.parent / "script" / "test").read_text("utf-8")
    assert "script.lib.coverage" in command
