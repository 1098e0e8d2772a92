"""Replies with status 200 and a wrong body."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from simulator.faults import (
    HTML,
    HTML_PAGE,
    Bomb,
    Endless,
    Fault as Misbehaviour,
    Garbled,
    Status,
    Transform,
)

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Family, Fault
from .places import EVERYWHERE, everywhere
from .venue import TOKEN

STEPS: Final = (TREE_INTERVAL, MINUTE)


def _row(name: str, misbehaviours: dict[str, Misbehaviour], **more: Any) -> Fault:
    """Return a row of unreadable bodies."""
    return Fault(name=name, trials=everywhere(misbehaviours, steps=STEPS), **more)


def _cut(tenths: int, body: bytes) -> bytes:
    """Return the first tenths of a body."""
    return body[: len(body) * tenths // 10]


def _with_byte(value: int, body: bytes) -> bytes:
    """Return a body with a byte in the middle of its first text."""
    return body[:3] + bytes([value]) + body[3:]


def _nested(_body: bytes) -> bytes:
    """Return nested lists, deeper than any parser supports."""
    return b'{"message": "OK", "data": ' + b"[" * 100_000


def _nested_and_closed(_body: bytes) -> bytes:
    """Return nested lists, deeper than any real document."""
    return b'{"message": "OK", "data": ' + b"[" * 900 + b"]" * 900 + b"}"


def _garbled(**edits: Callable[[bytes], bytes]) -> dict[str, Misbehaviour]:
    """Return the faults that edit the right reply's bytes, by name."""
    return {name.replace("_", " "): Garbled(edit) for name, edit in edits.items()}


FAMILIES: Final = (
    Family(
        title="Bodies",
        about="The status is 200, but the body is wrong.",
        faults=(
            _row(
                "Not JSON: HTML, a login page, XML, a word, nothing",
                {
                    "HTML": HTML_PAGE,
                    "a login page": Status(200, f"<form>{TOKEN}</form>", HTML),
                    "XML": Status(200, "<?xml version='1.0'?><data/>", "text/xml"),
                    "a word": Status(200, "OK"),
                    "nothing": Status(200),
                    "white space": Status(200, " \r\n\t "),
                },
            ),
            _row(
                "JSON that is not an object: null, a number, a text, a list",
                {
                    text: Status(200, text)
                    for text in ("null", "true", "0", '"OK"', "[]", "[{}]", "{}")
                },
            ),
            _row(
                "JSON that is cut off, after each tenth",
                {
                    f"{tenths} tenths": Garbled(partial(_cut, tenths))
                    for tenths in range(1, 10)
                },
            ),
            _row(
                "Corrupted JSON: wrong bytes, wrong encoding, trailing content",
                {
                    **{
                        f"byte {value:#04x}": Garbled(partial(_with_byte, value))
                        for value in (0x00, 0x0A, 0x1F, 0x80, 0xC3, 0xFF)
                    },
                    **_garbled(
                        UTF_16=lambda body: body.decode().encode("utf-16"),
                        byte_order_mark=lambda body: b"\xef\xbb\xbf" + body,
                        twice=lambda body: body + body,
                        something_behind=lambda body: body + b"</html>",
                        single_quotes=lambda body: body.replace(b'"', b"'"),
                        a_comma_too_many=lambda body: body[:-1] + b",}",
                        backwards=lambda body: body[::-1],
                        half_a_character=lambda body: body.replace(
                            b'"OK"', b'"\\ud800"'
                        ),
                        JSONP=lambda body: b"callback(" + body + b")",
                    ),
                },
            ),
            _row(
                "Nested lists: 900 and 100,000 levels",
                {"900": Garbled(_nested_and_closed), "100,000": Garbled(_nested)},
            ),
            _row(
                "A compressed reply that cannot be decompressed",
                {
                    "gzip": Garbled(bytes, headers={"Content-Encoding": "gzip"}),
                    "deflate": Garbled(bytes, headers={"Content-Encoding": "deflate"}),
                },
            ),
            _row(
                "A huge reply: too large, large after decompression, endless",
                {
                    "too large": Garbled(lambda body: body + b" " * 300_000),
                    "compressed": Bomb(5_000_000),
                    "endless": Endless(),
                },
                small_bodies=True,
            ),
            Fault(
                name="The right reply with another content type or additional keys",
                trials=everywhere(
                    {
                        "called HTML": Garbled(bytes, HTML),
                        "called a picture": Garbled(bytes, "image/png"),
                        "more keys": Transform(lambda reply: reply | {"version": 2}),
                        "another message": Transform(
                            lambda reply: reply | {"message": f"Hello {TOKEN}\n" * 99}
                        ),
                        "a key twice": Garbled(
                            lambda body: b'{"message": 1, "data": 1, ' + body[1:]
                        ),
                    },
                    {EVERYWHERE: expectations.UNAFFECTED},
                    steps=STEPS,
                ),
            ),
        ),
    ),
)
