"""Replies that are remembered, to be asked for only if they have changed."""

from collections.abc import Collection
from dataclasses import dataclass
import re
from typing import Any, Final

from .models import Reply
from .redaction import Redactor

# RFC 9110, section 8.8.3, without what is not ASCII; no server needs a longer one.
_ENTITY_TAG: Final = re.compile(r'(?:W/)?"[!#-~]{0,200}"')


@dataclass(frozen=True, slots=True)
class CachedReply[DataT]:
    """A reply, and the tag by which the server knows it."""

    etag: str
    reply: Reply[DataT]


class ReplyCache:
    """The last reply of each path that is asked for again and again.

    Only of what the account has: `forget_all_but` is told with every list.
    """

    def __init__(self, redactor: Redactor) -> None:
        """Start with none."""
        self._redactor = redactor
        self._replies: dict[int | None, CachedReply[Any]] = {}

    def get(self, location_id: int | None) -> CachedReply[Any] | None:
        """Return what is remembered of a location, or of the list."""
        return self._replies.get(location_id)

    def remember(
        self, location_id: int | None, etag: str | None, reply: Reply[Any]
    ) -> None:
        """Remember a reply in place of the last one, if the server has tagged it.

        Not with a tag that quotes the token: it would be sent in another header.
        """
        self._replies.pop(location_id, None)
        if etag is None or not _ENTITY_TAG.fullmatch(etag):
            return
        tag = etag.encode("ascii")
        if self._redactor.redact(tag) == tag:
            self._replies[location_id] = CachedReply(etag, reply)

    def forget_all_but(self, location_ids: Collection[int]) -> None:
        """Forget locations that are no longer listed."""
        for location_id in self._replies.keys() - {None, *location_ids}:
            del self._replies[location_id]
