"""Extracts the API token from text as people paste it. Pure."""

import re
from typing import Final

_QUOTES: Final = "\"'`´“”„‟‘’‚‛«»‹›″′＂＇"  # noqa: RUF001  typographic on purpose
_BRACKETS: Final = ("{}", "<>", "[]", "()")

# Hyphens that text editors insert in place of the plain one.
_HYPHENS: Final = str.maketrans("‐‑", "--")  # noqa: RUF001  typographic on purpose

# Control and format characters, except whitespace.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e01ef]"
)

_HEADER: Final = re.compile(rf"\bauthorization[{_QUOTES}\\\s]*:", re.IGNORECASE)
_NEXT_HEADER: Final = re.compile(r"[\r\n]\s*[A-Za-z][A-Za-z-]*:")
_COMMAND: Final = re.compile(r"(?:\$\s*)?curl\s", re.IGNORECASE)
_BEARER: Final = re.compile(r"bearer(?:\s*:|\s+(?=\S)|\s*$)", re.IGNORECASE)
_IN_COMMAND: Final = re.compile(r"\bbearer\s", re.IGNORECASE)
_LABEL: Final = re.compile(
    rf"(?:export\s+)?(?:(?:your|occuspace|api|access|auth|bearer)[ _-]?)*"
    rf"(?:token|api[ _-]?key)[{_QUOTES}\\]*"
    # Padding of a token is no separator.
    rf"(?:\s+is\s*:?\s|\s*:|\s*=(?!=*\s*$))",
    re.IGNORECASE,
)


def clean_token(text: str) -> str:
    """Return the token in a pasted text; empty if there is none.

    The text may be a header, a command, a quoted value or a line of a configuration.
    Cleaning a token twice gives the same token.
    """
    text = _INVISIBLE.sub("", text).translate(_HYPHENS)
    while True:
        before = text
        text = _unwrap(_strip(text))
        if text == before:
            # No token has whitespace in it, but a pasted one may be broken in lines.
            text = "".join(text.split())
            if text == before:
                return text


def _strip(text: str) -> str:
    """Return the text without whitespace, quotes, brackets and separators around it."""
    text = text.strip().strip(f"{_QUOTES}\\").rstrip(",;").strip()
    for opening, closing in _BRACKETS:
        if text.startswith(opening) and text.endswith(closing):
            return text[1:-1]
    return text


def _unwrap(text: str) -> str:
    """Return what follows a header's name, a scheme or a label, if there is one."""
    if match := _HEADER.search(text):
        return _value(_NEXT_HEADER.split(text[match.end() :])[0])
    if _COMMAND.match(text):
        match = _IN_COMMAND.search(text)
        return _value(text[match.end() :]) if match else ""
    if match := _BEARER.match(text) or _LABEL.match(text):
        return _value(text[match.end() :])
    return text


def _value(text: str) -> str:
    """Return a value up to its closing quote."""
    text = text.strip().lstrip(f"{_QUOTES}\\")
    return re.split(rf"\\?[{_QUOTES}]", text)[0]
