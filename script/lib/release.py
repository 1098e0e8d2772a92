"""Builds what a release has: the zip that HACS installs, and what is new in it."""

import argparse
from collections.abc import Iterator
import hashlib
import json
from pathlib import Path
import re
import sys
from typing import Final
import zipfile

ROOT: Final = Path(__file__).resolve().parents[2]
INTEGRATION: Final = Path("custom_components", "occuspace")
UNRELEASED: Final = "Unreleased"

# The earliest that a zip can tell, and the mode of every file.
TIME: Final = (1980, 1, 1, 0, 0, 0)
MODE: Final = 0o100644

_VERSION: Final = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")
_HEADING: Final = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)
_LINK: Final = re.compile(r"^\[([^\]]+)\]: (\S+)$", re.MULTILINE)
# Where a link or picture within the text leads to, unless it has a scheme.
_RELATIVE: Final = re.compile(r"(\]\()(?!\w+:)([^)\s]+)(?=[)\s])")


class DisagreementError(Exception):
    """What is to be released is not what something says of it."""


def read_version(root: Path, tag: str | None = None) -> str:
    """Return the version that manifest, changelog and, if given, tag agree on."""
    manifest = json.loads((root / INTEGRATION / "manifest.json").read_text("utf-8"))
    version: str = manifest["version"]
    if not _VERSION.fullmatch(version):
        raise DisagreementError(f"the manifest's version is no X.Y.Z: {version}")
    if tag is not None and tag != f"v{version}":
        raise DisagreementError(f"the tag is {tag}, the manifest's version {version}")
    text = _read_changelog(root)
    headings = _HEADING.findall(text)
    if headings[:2] != [UNRELEASED, version]:
        raise DisagreementError(
            f"the changelog starts with {', '.join(headings[:2])}, "
            f"not with {UNRELEASED}, {version}"
        )
    if headings.count(version) > 1:
        raise DisagreementError(f"the changelog has {version} twice")
    links = dict(_LINK.findall(text))
    ends = {
        version: f"/releases/tag/v{version}",
        UNRELEASED: f"/compare/v{version}...HEAD",
    }
    for heading, end in ends.items():
        if not links.get(heading, "").endswith(end):
            raise DisagreementError(
                f"the changelog's link of {heading} does not end in {end}"
            )
    return version


def read_notes(root: Path, version: str) -> str:
    """Return the changelog's section of a version; nothing may be unreleased."""
    if _section(root, UNRELEASED):
        raise DisagreementError(f"the changelog has something under {UNRELEASED}")
    notes = _section(root, version)
    if not notes:
        raise DisagreementError(f"the changelog has nothing under {version}")
    return _absolute(notes, f"{_address(root)}/blob/v{version}") + "\n"


def _address(root: Path) -> str:
    """Return the project's address."""
    manifest = json.loads((root / INTEGRATION / "manifest.json").read_text("utf-8"))
    address: str = manifest["documentation"]
    return address.rstrip("/")


def _absolute(text: str, folder: str) -> str:
    """Return a text of the changelog with links that lead somewhere from anywhere.

    Where a release is read, on its page and in the update's dialog, there are no files.
    """

    def lead(match: re.Match[str]) -> str:
        target = match[2].removeprefix("./")
        if target.startswith("#"):
            target = f"CHANGELOG.md{target}"
        return f"{match[1]}{folder}/{target}"

    return _RELATIVE.sub(lead, text)


def build_zip(root: Path, target: Path) -> str:
    """Write the integration's files into a zip; return its SHA-256.

    The same files give the same bytes: in order, without times, and uncompressed, since
    compressors differ.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = root / INTEGRATION
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(_files(folder)):
            entry = zipfile.ZipInfo(name, TIME)
            entry.create_system = 3
            entry.external_attr = MODE << 16
            archive.writestr(entry, path.read_bytes())
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files to install, none hidden and none that Python made."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_symlink():
            raise DisagreementError(f"a link cannot be installed: {path}")
        if not path.is_file() or path.suffix == ".pyc":
            continue
        if not any(part.startswith(".") or part == "__pycache__" for part in parts):
            yield "/".join(parts), path


def _read_changelog(root: Path) -> str:
    """Return the changelog."""
    return (root / "CHANGELOG.md").read_text(encoding="utf-8")


def _section(root: Path, heading: str) -> str:
    """Return what stands below a heading of the changelog, without links."""
    text = _LINK.sub("", _read_changelog(root))
    # The text before the first heading, then headings and sections in turn.
    parts = _HEADING.split(text)
    return parts[parts.index(heading) + 1].strip()


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Check, build, and tell what was built."""
    parser = argparse.ArgumentParser(
        prog="script/release", description="Build what a release has; publish nothing."
    )
    parser.add_argument("--tag", help="the release's tag, such as v1.2.3")
    parser.add_argument("--output", type=Path, default=root / "dist")
    options = parser.parse_args(arguments)
    output: Path = options.output
    try:
        version = read_version(root, options.tag)
        notes = read_notes(root, version)
        file_name: str = json.loads((root / "hacs.json").read_text("utf-8"))["filename"]
        digest = build_zip(root, output / file_name)
    except DisagreementError as err:
        print(f"Error: {err}", file=sys.stderr)
        return 1
    (output / "notes.md").write_text(notes, encoding="utf-8")
    print(f"Version {version}\n{digest}  {output / file_name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
