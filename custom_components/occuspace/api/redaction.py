"""Removes the token from replies of the server."""

from contextlib import suppress
import re
from urllib.parse import quote, quote_plus

import orjson

from .text import INVISIBLE

REDACTED = b"**REDACTED**"
# A shorter token may occur in a text by chance.
_MIN_LENGTH = 8
_ESCAPE = re.compile("%[0-9A-F]{2}")


class Redactor:
    """Removes one token from the bodies of replies."""

    def __init__(self, token: str) -> None:
        """Prepare the spellings in JSON: as is, escaped twice, or URL-encoded."""
        self._spellings: frozenset[bytes] = frozenset()
        if len(token) >= _MIN_LENGTH and token.isascii():
            in_url = quote(token, safe=""), quote_plus(token)
            # RFC 3986 allows %2f for %2F.
            lower = (_ESCAPE.sub(lambda match: match[0].lower(), url) for url in in_url)
            texts = token, repr(token)[1:-1], *in_url, *lower
            self._spellings = frozenset(orjson.dumps(text)[1:-1] for text in texts)
        # The same with invisible characters in between.
        self._broken = tuple(
            re.compile(f"{INVISIBLE}*".join(map(re.escape, spelling.decode())))
            for spelling in self._spellings
        )

    def redact(self, body: bytes) -> bytes:
        """Return the body without the token."""
        if b"\\" in body:
            # JSON allows any character to be escaped.
            with suppress(orjson.JSONDecodeError):
                body = _unescape(body)
        if not body.isascii():
            # Names and messages lose these characters later, and would show the token.
            text = body.decode("utf-8", "surrogateescape")
            for broken in self._broken:
                text = broken.sub(REDACTED.decode(), text)
            body = text.encode("utf-8", "surrogateescape")
        for spelling in self._spellings:
            body = body.replace(spelling, REDACTED)
        return body


def _unescape(body: bytes) -> bytes:
    """Return JSON without needless escapes."""
    wire = orjson.loads(body)
    try:
        return orjson.dumps(wire)
    except orjson.JSONEncodeError:
        # Nested too deeply for orjson to serialise, so escapes cannot be resolved.
        return b""
