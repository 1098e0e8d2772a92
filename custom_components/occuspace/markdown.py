"""Escapes text for Markdown."""

import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """Return Markdown that shows the text literally."""
    return _PUNCTUATION.sub(r"\\\1", text)
