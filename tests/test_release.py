"""A release is built only if tag, manifest and changelog agree."""

import json
from pathlib import Path
import shutil
import subprocess
from typing import Final
import zipfile

import pytest

ROOT: Final = Path(__file__).parent.parent
MANIFEST: Final = "custom_components/occuspace/manifest.json"
CHANGELOG: Final = """# Changelog

## [Unreleased]

## [1.2.3] - 2026-11-23

### Added

- A thing: [how](docs/a.md#b), [why](https://example.com/why).

## [1.2.2]

- Another thing.

[Unreleased]: https://example.org/compare/v1.2.3...HEAD
[1.2.3]: https://example.org/releases/tag/v1.2.3
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose files agree on version 1.2.3."""
    root = tmp_path / "project"
    (root / "script").mkdir(parents=True)
    shutil.copy(ROOT / "script" / "release", root / "script")
    manifest = root / MANIFEST
    manifest.parent.mkdir(parents=True)
    content = {"documentation": "https://example.org/it", "version": "1.2.3"}
    manifest.write_text(json.dumps(content, indent=2), encoding="utf-8")
    (manifest.parent / "brand").mkdir()
    (manifest.parent / "brand" / "icon.png").write_bytes(bytes(range(256)))
    (root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "A")):
        subprocess.run(("git", *command), cwd=root, check=True)  # noqa: S603, S607  a fixed command
    return root


def release(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603  a fixed command
        (root / "script" / "release", *options),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("options", [(), ("--tag", "v1.2.3")])
def test_a_release_is_built(project: Path, options: tuple[str, ...]) -> None:
    """The zip has the committed files at its top; links in the notes are absolute."""
    (project / MANIFEST).with_name("uncommitted.py").touch()
    done = release(project, *options)
    assert done.returncode == 0, done.stderr
    assert (project / "dist" / "notes.md").read_text(encoding="utf-8") == (
        "### Added\n\n- A thing: "
        "[how](https://example.org/it/blob/v1.2.3/docs/a.md#b), "
        "[why](https://example.com/why).\n"
    )
    with zipfile.ZipFile(project / "dist" / "occuspace.zip") as archive:
        files = {each.filename for each in archive.infolist() if not each.is_dir()}
        assert files == {"brand/icon.png", "manifest.json"}
        assert archive.read("brand/icon.png") == bytes(range(256))


def test_a_commit_gives_one_zip(project: Path) -> None:
    """The same bytes each time."""
    contents = []
    for folder in ("one", "other"):
        assert release(project, "--output", folder).returncode == 0
        contents.append((project / folder / "occuspace.zip").read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        (MANIFEST, "1.2.3", "1.3.0", "the tag is v1.2.3"),
        (MANIFEST, '"1.2.3"', '"1.2"', "no X.Y.Z"),
        ("CHANGELOG.md", "## [1.2.3] ", "## [1.2.1] ", "starts with Unreleased 1.2.1"),
        ("CHANGELOG.md", "## [Unreleased]", "", "starts with 1.2.3 1.2.2"),
        (
            "CHANGELOG.md",
            "## [Unreleased]",
            "## [Unreleased]\n\n- More.",
            "something under Unreleased",
        ),
        (
            "CHANGELOG.md",
            CHANGELOG.partition("- 2026-11-23")[2].partition("## [1.2.2]")[0],
            "\n\n",
            "nothing under 1.2.3",
        ),
    ],
)
def test_a_disagreement_is_an_error(
    project: Path, file: str, old: str, new: str, error: str
) -> None:
    """Nothing is built."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = release(project, "--tag", "v1.2.3")
    assert done.returncode == 1
    assert error in done.stderr
    assert not (project / "dist").exists()


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2.2", "v1.2.30", "main", ""])
def test_a_different_tag_is_an_error(project: Path, tag: str) -> None:
    """Nothing is built."""
    assert release(project, "--tag", tag).returncode == 1
    assert not (project / "dist").exists()


def test_hacs_installs_the_zip() -> None:
    """From releases only: the default branch has none."""
    hacs = json.loads((ROOT / "hacs.json").read_text("utf-8"))
    assert hacs["zip_release"] is True
    assert hacs["hide_default_branch"] is True
    assert hacs["filename"] == "occuspace.zip"
    workflow = ROOT / ".github" / "workflows" / "release.yml"
    assert f"dist/{hacs['filename']}" in workflow.read_text(encoding="utf-8")
