"""Plain English: phrases that people stumble over are in no text and no name."""

from pathlib import Path
import re
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "custom_components" / "occuspace"
TEXTS: Final = sorted(
    path
    for path in (
        *PACKAGE.rglob("*.py"),
        *PACKAGE.glob("*.yaml"),
        PACKAGE / "translations" / "en.json",
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "blueprints").rglob("*.yaml"),
    )
)

# Whole words, in any case; what to write instead.
PHRASES: Final = {
    r"told|tells": "shown, notified, passed, returned",
    r"(can|could|may|to) (not )?be had": "be fetched, be available",
    r"costs? no other": "does not affect the others",
    r"beneath": "below, child",
    r"the past(?! (hour|day|week|year)s?)": "history",
    r"what is usual": "typical",
    r"(is|are) (another|others)( than)?(?= *[.,;)])": "differs, has changed",
    r"whom|nobody|whoever": "which location, caller, listener; no one",
    r"works? out|worked out": "compute",
    r"takes? note": "record",
    r"tak(e|es|en|ing) over": "store, apply",
    r"asked (about|for again)": "requested (again)",
    r"so (many|few|long)(?! as)": "N, at most N, that long",
    r"let(s|ting)? go": "clear",
    r"hand(s|ed|ing)? over": "queue",
    r"Pure\.": "No I/O.",
    r"\w*Keeper": "what it is, such as LocationList",
    r"(MOST|LONGEST|LARGEST)_[A-Z_]+": "MAX_",
}

# Files that may say it, and why.
EXCEPTIONS: Final[dict[str, dict[str, str]]] = {}


def hits(path: Path) -> list[str]:
    """Return where a text has a phrase that it may not have."""
    name = str(path.relative_to(ROOT))
    allowed = EXCEPTIONS.get(name, {})
    # A sentence may be broken anywhere, and its lines be comments.
    text = re.sub(r"\s*\n\s*(#\s?)?", " ", path.read_text("utf-8"))
    return [
        f"{name}: {text[max(0, found.start() - 40) : found.end() + 20]!r} -> {instead}"
        for phrase, instead in PHRASES.items()
        if phrase not in allowed
        for found in re.finditer(rf"(?i)(?<![\w-])(?:{phrase})(?!\w)", text)
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_phrase_is_one_to_stumble_over(path: Path) -> None:
    """The message says what to write instead."""
    assert hits(path) == []
