"""What SECURITY.md promises is shown by tests that exist."""

import ast
from pathlib import Path
import re
from typing import Final

from custom_components.occuspace.api import client, text, transport

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED: Final = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_every_test_it_names_exists() -> None:
    """In the file that it names."""
    assert len(NAMED) > 10
    for file, name in NAMED:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {getattr(node, "name", None) for node in tree.body}, name


def test_every_protection_is_shown_by_a_test() -> None:
    """Each row of its tables names one."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if "Shown by |" not in row and "---" not in row]
    assert rows
    assert all(re.search(r"`tests/[\w/]+\.py::\w+`", row) for row in rows)


def test_every_link_leads_somewhere() -> None:
    """To a page and a heading of the project, if it is no address."""
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        headings = re.findall(
            r"^#+ (.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE
        )
        anchors = [heading.lower().replace(" ", "-") for heading in headings]
        assert not anchor or anchor in anchors, link


def test_its_figures_are_those_of_the_code() -> None:
    """The largest reply, the longest time, and the longest name."""
    assert f"{transport.MAX_BODY_BYTES // 2**20} MiB" in PAGE
    assert f"{client.TIMEOUT.total} seconds" in PAGE
    assert f"{text.MAX_NAME_LENGTH} characters" in PAGE
