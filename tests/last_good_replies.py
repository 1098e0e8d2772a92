"""An independent model of the expected states, from the last good replies.

It records every reply and does not depend on how the integration requests them. The
rules are those of the page "Data updates".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from typing import Any, Final

from homeassistant.util import dt as dt_util

UNAVAILABLE: Final = "unavailable"
UNKNOWN: Final = "unknown"

type Json = dict[str, Any]
type Shown = dict[str, str]
"""The state of some entities of a location, by key."""

NOTHING: Final[Shown] = dict.fromkeys(("count", "percentage", "is_active"), UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class LiveReply:
    """What a live reply contains for a location, and when its age starts."""

    wire: Json
    ages_from: datetime


@dataclass(slots=True)
class Refresh:
    """The good replies of one refresh."""

    has_list: bool = False
    is_void: bool = False
    """Whether something ended it: the token was refused, or the list was empty."""
    own: dict[int, LiveReply] = field(default_factory=dict)
    by_parent: dict[int, LiveReply] = field(default_factory=dict)


@dataclass(slots=True)
class LastGoodReplies:
    """The last list of locations, and the live replies of the last refresh."""

    maximum_age: timedelta
    selection: frozenset[int]
    listed: dict[int, Json] = field(default_factory=dict)
    absences: Counter[int] = field(default_factory=Counter)
    """How many lists in a row have not had a location, of those seen before."""
    last: Refresh = field(default_factory=Refresh)
    _coming: Refresh = field(default_factory=Refresh)
    _first_seen: dict[int, tuple[Json | None, datetime, datetime]] = field(
        default_factory=dict
    )

    def end_refresh(self, *, is_refused: bool) -> None:
        """Use only the replies recorded since the last refresh."""
        self._coming.is_void |= is_refused
        self.last, self._coming = self._coming, Refresh()

    def note(self, reply: Json) -> Json:
        """Record a reply and return it."""
        data = reply.get("data")
        if isinstance(data, list):
            self._note_list(data)
        elif isinstance(data, dict) and "isActive" in data:
            self._note_now(data)
        return reply

    def _note_list(self, nodes: list[Json]) -> None:
        """Record a list; an empty one is invalid."""
        if not nodes:
            self._coming.is_void = True
            return
        readable = {node["id"]: node for node in nodes if _is_readable(node)}
        gone = self.absences.keys() | self.listed.keys()
        for id_ in gone - readable.keys():
            # A list with something unreadable in it does not say that it is gone.
            self.absences[id_] += len(readable) == len(nodes)
        for id_ in readable:
            self.absences[id_] = 0
        self.listed = readable
        self._coming.has_list = True

    def _note_now(self, data: Json) -> None:
        """Record a live reply, for its location and its children."""
        ages_from = self._ages_from(data)
        self._coming.own[data["id"]] = LiveReply(data, ages_from)
        for child in filter(_is_readable, data["childCounts"] or ()):
            self._coming.by_parent[child["id"]] = LiveReply(child, ages_from)

    def _ages_from(self, data: Json) -> datetime:
        """Return when a reply was measured, or first seen if it does not say when."""
        if time := data["timestamp"]:
            self._first_seen.pop(data["id"], None)
            return datetime.fromisoformat(time)
        now = dt_util.utcnow()
        same, first, last = self._first_seen.get(data["id"], (None, now, now))
        if same != data or now - last > timedelta(minutes=90):
            first = now
        self._first_seen[data["id"]] = (data, first, now)
        return first

    def disagreements(self) -> set[tuple[int, Any]]:
        """Return the names and children in the last replies that no list has."""
        found: set[tuple[int, Any]] = set()
        for reply in (*self.last.own.values(), *self.last.by_parent.values()):
            id_, name = reply.wire["id"], reply.wire["name"]
            if id_ not in self.listed or self.listed[id_]["name"] != name:
                found.add((id_, name))
        for id_, reply in self.last.own.items():
            children = {child["id"] for child in reply.wire["childCounts"] or ()}
            listed = {
                child for child, node in self.listed.items() if node["parentID"] == id_
            }
            if children != listed:
                found.add((id_, frozenset(children)))
        return found

    def is_chosen(self, location_id: int) -> bool:
        """Return whether a listed location is followed."""
        return not self.selection or not self.selection.isdisjoint(
            self._upwards(location_id)
        )

    def may_be_removed(self, location_id: int) -> bool:
        """Return whether a location that was followed may be without a device.

        If it is listed, then only when it is certain that it is followed no longer.
        """
        if location_id not in self.listed:
            return self.absences[location_id] > 1
        missing = self.selection - self.listed.keys()
        return all(self.absences[id_] > 1 for id_ in missing)

    def _upwards(self, location_id: int | None) -> Iterator[int]:
        """Yield a location, its parent and so on, as far as they are listed."""
        while location_id in self.listed:
            yield location_id
            location_id = self.listed[location_id]["parentID"]

    def expected(self, now: datetime) -> dict[int, Shown]:
        """Return what has to be shown of every location that is listed and followed."""
        return {
            id_: self._shown(id_, now) for id_ in self.listed if self.is_chosen(id_)
        }

    def _shown(self, location_id: int, now: datetime) -> Shown:
        """Return what has to be shown of a location."""
        reply = self.last.own.get(location_id) or self.last.by_parent.get(location_id)
        if reply is None or self.last.is_void:
            return NOTHING
        wire, node = reply.wire, self.listed[location_id]
        count, share, size = wire["count"], wire["percentage"], node["capacity"]
        is_known = (
            wire["isActive"]
            and (count or node["earliestCount"] is not None)
            and now - reply.ages_from <= self.maximum_age
        )
        if share is None and count is not None and size:
            share = floor(100 * count / size + 0.5) / 100
        if count and not share and size and 100 * count > size:
            # Its capacity is 0 by now, and the list does not say so yet.
            share = None
        return {
            "count": str(count) if is_known and count is not None else UNKNOWN,
            # The server has whole percents.
            "percentage": str(round(100 * share))
            if is_known and size and share is not None
            else UNKNOWN,
            "is_active": "on" if wire["isActive"] else "off",
        }


def _is_readable(wire: Json) -> bool:
    """Return whether a part of a reply is not one of those made unreadable."""
    return isinstance(wire["id"], int)
