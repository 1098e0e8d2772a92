"""A release is what manifest, changelog and tag agree on, byte for byte."""

from collections.abc import Callable
import hashlib
import json
import os
from pathlib import Path
import re
import time
from typing import Final
import zipfile

import pytest

from script.lib import release
from script.lib.release import DisagreementError

CHANGELOG: Final = """# Changelog

## [Unreleased]

## [1.2.3] - 2026-11-23

### Added

- A thing.

## [1.2.2]

- Another thing.

[Unreleased]: https://example.org/compare/v1.2.3...HEAD
[1.2.3]: https://example.org/releases/tag/v1.2.3
[1.2.2]: https://example.org/releases/tag/v1.2.2
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of which everything agrees on version 1.2.3."""
    root = tmp_path / "project"
    folder = root / release.INTEGRATION
    (folder / "brand").mkdir(parents=True)
    (folder / "manifest.json").write_text(
        '{"documentation": "https://example.org/it", "version": "1.2.3"}',
        encoding="utf-8",
    )
    (folder / "__init__.py").write_text('"""Code."""\n', encoding="utf-8")
    (folder / "brand" / "icon.png").write_bytes(bytes(range(256)))
    (root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (root / "hacs.json").write_text('{"filename": "it.zip"}', encoding="utf-8")
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace something in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("tag", [None, "v1.2.3"])
def test_what_agrees_is_built(
    project: Path, tag: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """With or without a tag: the zip, what is new, and the zip's checksum."""
    arguments = [f"--tag={tag}"] if tag else []
    assert release.main(arguments, project) == 0
    content = (project / "dist" / "it.zip").read_bytes()
    told = capsys.readouterr().out
    assert "Version 1.2.3" in told
    assert hashlib.sha256(content).hexdigest() in told
    notes = (project / "dist" / "notes.md").read_text(encoding="utf-8")
    assert notes == "### Added\n\n- A thing.\n"


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("docs/history.md", "https://example.org/it/blob/v1.2.3/docs/history.md"),
        ("./SECURITY.md", "https://example.org/it/blob/v1.2.3/SECURITY.md"),
        ("docs/a.md#b", "https://example.org/it/blob/v1.2.3/docs/a.md#b"),
        ("#121", "https://example.org/it/blob/v1.2.3/CHANGELOG.md#121"),
        ("https://example.com/docs/a.md", "https://example.com/docs/a.md"),
        ("mailto:someone@example.com", "mailto:someone@example.com"),
    ],
)
def test_links_of_the_notes_lead_somewhere_from_anywhere(
    project: Path, link: str, absolute: str
) -> None:
    """On the release's page and in the update's dialog, which have no files."""
    new = f'[A]({link}), [b]({link} "B") and ![c]({link}).'
    edit(project / "CHANGELOG.md", "- A thing.", f"- {new} A (thing).")
    notes = release.read_notes(project, "1.2.3")
    assert notes == f"### Added\n\n- {new.replace(link, absolute)} A (thing).\n"


def test_the_links_of_this_projects_notes_are_absolute() -> None:
    """Of every version in the changelog; none is of a form that is not made so."""
    changelog = (release.ROOT / "CHANGELOG.md").read_text("utf-8")
    for version in re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE):
        section = changelog.partition(f"## [{version}]")[2].partition("\n## [")[0]
        assert "](" not in re.sub(r"\]\([^)\s]+\)", "", section)
        assert not re.search(r"\]\[|<a |<img ", section)


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2.2", "v1.2.3-1", "v1.2.30", "main", ""])
def test_another_tag_is_refused(project: Path, tag: str) -> None:
    """Nothing is built."""
    assert release.main([f"--tag={tag}"], project) == 1
    assert not (project / "dist").exists()


def _edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return the edit of a file of the project."""
    return lambda root: edit(root / file, old, new)


MANIFEST: Final = str(release.INTEGRATION / "manifest.json")
LOG: Final = "CHANGELOG.md"
DISAGREEMENTS: Final[dict[str, tuple[Callable[[Path], None], str]]] = {
    "manifest behind": (_edit(MANIFEST, "1.2.3", "1.2.2"), "the tag is v1.2.3"),
    "manifest ahead": (_edit(MANIFEST, "1.2.3", "1.3.0"), "the tag is v1.2.3"),
    "no version": (_edit(MANIFEST, "1.2.3", "1.2"), "no X.Y.Z"),
    "a version of another form": (_edit(MANIFEST, "1.2.3", "v1.2.3"), "no X.Y.Z"),
    "changelog behind": (
        _edit(LOG, "## [1.2.3] - 2026-11-23", "## [1.2.1]"),
        "starts with Unreleased, 1.2.1",
    ),
    "changelog ahead": (
        _edit(LOG, "## [1.2.3]", "## [1.3.0]\n\n## [1.2.3]"),
        "starts with Unreleased, 1.3.0",
    ),
    "no heading for what comes": (
        _edit(LOG, "## [Unreleased]", ""),
        "starts with 1.2.3, 1.2.2",
    ),
    "a version twice": (_edit(LOG, "## [1.2.2]", "## [1.2.3]"), "has 1.2.3 twice"),
    "something unreleased": (
        _edit(LOG, "## [Unreleased]", "## [Unreleased]\n\n- More."),
        "something under Unreleased",
    ),
    "nothing new": (
        _edit(LOG, "### Added\n\n- A thing.\n", ""),
        "nothing under 1.2.3",
    ),
    "no link": (_edit(LOG, "[1.2.3]: ", "1.2.3: "), "link of 1.2.3"),
    "a link elsewhere": (_edit(LOG, "tag/v1.2.3", "tag/v1.2.2"), "link of 1.2.3"),
    "a link to a tag without its release": (
        _edit(LOG, "releases/tag/v1.2.3", "tree/v1.2.3"),
        "/releases/tag/v1.2.3",
    ),
    "an old comparison": (
        _edit(LOG, "compare/v1.2.3", "compare/v1.2.2"),
        "link of Unreleased",
    ),
}


@pytest.mark.parametrize(
    ("change", "told"), DISAGREEMENTS.values(), ids=DISAGREEMENTS.keys()
)
def test_a_disagreement_is_refused(
    project: Path,
    change: Callable[[Path], None],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whichever of them differs: nothing is built, and the error says why."""
    change(project)
    assert release.main(["--tag=v1.2.3"], project) == 1
    assert told in capsys.readouterr().err
    assert not (project / "dist").exists()


def test_the_zip_has_the_integrations_files_at_its_top(project: Path) -> None:
    """As HACS unpacks it; their bytes are unchanged, their modes plain."""
    folder = project / release.INTEGRATION
    (folder / "__init__.py").chmod(0o700)
    release.build_zip(project, project / "it.zip")
    with zipfile.ZipFile(project / "it.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == ["__init__.py", "brand/icon.png", "manifest.json"]
        for entry in archive.infolist():
            assert archive.read(entry) == (folder / entry.filename).read_bytes()
            assert entry.external_attr >> 16 == 0o100644


def test_what_is_not_of_the_integration_stays_out(project: Path) -> None:
    """Neither caches nor hidden files are installed."""
    folder = project / release.INTEGRATION
    first = release.build_zip(project, project / "first.zip")
    for name in ("__pycache__/a.cpython-314.pyc", "brand/.DS_Store", ".git/x", "a.pyc"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert release.build_zip(project, project / "second.zip") == first


def test_a_link_is_refused(project: Path) -> None:
    """It would bring in something from elsewhere, or nothing."""
    (project / release.INTEGRATION / "link.py").symlink_to(project / "CHANGELOG.md")
    with pytest.raises(DisagreementError, match=r"link\.py"):
        release.build_zip(project, project / "it.zip")


def test_the_same_files_give_the_same_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere, at another time, made in another order, with other modes."""
    first = release.build_zip(project, project / "first.zip")
    other = tmp_path / "other"
    paths = [path for path in project.rglob("*") if path.is_file()]
    for path in sorted(paths, reverse=True):
        copy = other / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o755)
        os.utime(copy, (1, 1))
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        assert release.build_zip(other, other / "second.zip") == first
    finally:
        monkeypatch.undo()
        time.tzset()
    contents = [project / "first.zip", other / "second.zip"]
    assert len({path.read_bytes() for path in contents}) == 1


def test_this_project_can_be_built(tmp_path: Path) -> None:
    """Its zip has every module, and nothing that Python made."""
    name = json.loads((release.ROOT / "hacs.json").read_text("utf-8"))["filename"]
    release.build_zip(release.ROOT, tmp_path / name)
    with zipfile.ZipFile(tmp_path / name) as archive:
        names = set(archive.namelist())
    folder = release.ROOT / release.INTEGRATION
    modules = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}
    assert modules | {"manifest.json", "translations/en.json"} <= names
    assert not [
        each for each in names if "__pycache__" in each or each.endswith(".pyc")
    ]


def test_hacs_looks_for_the_zip() -> None:
    """In releases only: the default branch has none."""
    hacs = json.loads((release.ROOT / "hacs.json").read_text("utf-8"))
    assert hacs["zip_release"] is True
    assert hacs["hide_default_branch"] is True
    workflow = release.ROOT / ".github" / "workflows" / "release.yml"
    assert f"dist/{hacs['filename']}" in workflow.read_text(encoding="utf-8")


def test_manifest_and_changelog_agree_at_any_time() -> None:
    """So that a tag is all that a release needs, once nothing is unreleased."""
    assert release.read_version(release.ROOT)
