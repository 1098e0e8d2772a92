"""Shows words of others where Home Assistant expects Markdown."""

import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """Return Markdown that shows a text as it is, without a link or a picture in it."""
    return _PUNCTUATION.sub(r"\\\1", text)
