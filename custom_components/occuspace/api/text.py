"""Cleans text: names and messages from the API, and pasted tokens."""

import re
from typing import Final

MAX_NAME_LENGTH: Final = 100
"""Characters of a location's name; two names and an id fit into a state."""
MAX_MESSAGE_LENGTH: Final = 300

# Control characters, line ends and overrides of the text direction.
_SEPARATORS: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
INVISIBLE: Final = (
    r"[\xad\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
"""A pattern of invisible characters, without the two joiners that some scripts need."""
_INVISIBLE_IN_LINE: Final = re.compile(INVISIBLE)

_QUOTES: Final = "\"'`´“”„‟‘’‚‛«»‹›″′＂＇"  # noqa: RUF001  typographic on purpose
_BRACKETS: Final = ("{}", "<>", "[]", "()")

# Hyphens that text editors substitute for the plain one.
_HYPHENS: Final = str.maketrans("‐‑", "--")  # noqa: RUF001  typographic on purpose

# Control and format characters, except whitespace.
_INVISIBLE_IN_TOKEN: Final = re.compile(
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
    # The padding of a token is not a separator.
    rf"(?:\s+is\s*:?\s|\s*:|\s*=(?!=*\s*$))",
    re.IGNORECASE,
)


def sanitize_line(text: str, length: int) -> str:
    """Return a text as one line of at most `length` visible characters."""
    visible = _INVISIBLE_IN_LINE.sub("", _SEPARATORS.sub(" ", text))
    return " ".join(visible.split())[:length].strip()


def clean_token(text: str) -> str:
    """Return the token in a pasted text; empty if it contains none.

    The text may be a header, a curl command, a quoted value or a line of a
    configuration file. A cleaned token stays as it is.
    """
    text = _INVISIBLE_IN_TOKEN.sub("", text).translate(_HYPHENS)
    while True:
        before = text
        text = _unwrap(_strip(text))
        if text == before:
            # A token has no whitespace, but a pasted one may have line breaks.
            text = "".join(text.split())
            if text == before:
                return text


def _strip(text: str) -> str:
    """Return the text without surrounding whitespace, quotes, brackets and commas."""
    text = text.strip().strip(f"{_QUOTES}\\").rstrip(",;").strip()
    for opening, closing in _BRACKETS:
        if text.startswith(opening) and text.endswith(closing):
            return text[1:-1]
    return text


def _unwrap(text: str) -> str:
    """Return the text after a header's name, a scheme or a label, if it has one."""
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
