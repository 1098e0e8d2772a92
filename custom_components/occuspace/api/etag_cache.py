"""Cached replies for conditional requests."""

from collections.abc import Collection
from dataclasses import dataclass
import re
from typing import Any, Final

from .models import Reply
from .redaction import Redactor

# RFC 9110, section 8.8.3, ASCII only; no server needs a longer one.
_ENTITY_TAG: Final = re.compile(r'(?:W/)?"[!#-~]{0,200}"')


@dataclass(frozen=True, slots=True)
class CachedReply[DataT]:
    """A reply and its entity tag."""

    etag: str
    reply: Reply[DataT]


class ReplyCache:
    """The last reply of the location list and of each listed location."""

    def __init__(self, redactor: Redactor) -> None:
        """Initialise an empty cache."""
        self._redactor = redactor
        self._replies: dict[int | None, CachedReply[Any]] = {}

    def get(self, location_id: int | None) -> CachedReply[Any] | None:
        """Return the cached reply of a location; None is the location list."""
        return self._replies.get(location_id)

    def store(
        self, location_id: int | None, etag: str | None, reply: Reply[Any]
    ) -> None:
        """Replace the cached reply; store none without a valid entity tag.

        A tag that contains the token is not stored: it would be sent in a header.
        """
        self._replies.pop(location_id, None)
        if etag is None or not _ENTITY_TAG.fullmatch(etag):
            return
        tag = etag.encode("ascii")
        if self._redactor.redact(tag) == tag:
            self._replies[location_id] = CachedReply(etag, reply)

    def keep_only(self, location_ids: Collection[int]) -> None:
        """Remove the locations that are no longer listed."""
        for location_id in self._replies.keys() - {None, *location_ids}:
            del self._replies[location_id]
