"""Whatever happens in whatever order: what is shown is what the last replies say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from http import HTTPStatus
from itertools import count
import logging
from math import floor
import random
import re
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from hypothesis import HealthCheck, example, given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Simulator
from simulator.account import Snapshot
from simulator.faults import Transform

from .account_events import (
    ALL,
    EVENTS,
    FAULTS,
    IDS,
    LIST,
    LIVE,
    LIVE_FAULTS,
    ODDITIES,
    ROOT,
    Event,
    Heal,
    Json,
    Strike,
    small_account,
)
from .builders import build_entry, pass_time, state_of
from .last_good_replies import NOTHING, UNKNOWN, LastGoodReplies

# Readings are measured at whole minutes: none is ever just about too old.
START: Final = datetime(2026, 3, 2, 12, 0, 15, tzinfo=UTC)
WAITS: Final = (30, 90, 90, 90, 300, 660, 660, 1830, 3660)
EXAMPLES: Final = count()
GONE: Final = dict.fromkeys(NOTHING)
LIST_AND_PAUSE: Final = timedelta(minutes=11)


type Chapter = tuple[Sequence[Event], int]
"""What happens, and how many seconds pass then."""


@dataclass(frozen=True, slots=True)
class Story:
    """An entry's options, and what happens before each of some moments."""

    update_interval: int
    maximum_age: int
    selection: Sequence[str]
    chapters: Sequence[Chapter]


STORIES: Final = st.builds(
    Story,
    st.sampled_from((60, 60, 60, 3600)),
    st.sampled_from((60, 30)),
    st.sampled_from(((), (), ("2",), ("3", "6"))),
    st.lists(
        st.tuples(st.lists(EVENTS, max_size=3), st.sampled_from(WAITS)),
        min_size=3,
        max_size=12,
    ),
)


# Chance seldom lets something last for several lists, or end after one.
REST: Final[Sequence[Chapter]] = [([], 660)] * 2
HEALED: Final[Sequence[Chapter]] = [([Heal(ALL)], 90), ([], 660)]


@pytest.fixture
def account() -> Account:
    """Return an account with several levels."""
    return small_account()


@dataclass(slots=True)
class World:
    """An account with an entry for it, and what has to be shown of it."""

    hass: HomeAssistant
    simulator: Simulator
    freezer: FrozenDateTimeFactory
    entry: MockConfigEntry
    replies: LastGoodReplies
    strikes: dict[str, str] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    """The locations that were refused since a list was asked for first."""
    tolerated: set[tuple[int, Any]] = field(default_factory=set)
    """What the last list did not settle."""
    known: set[int] = field(default_factory=set)
    """The locations that must have entities, seen or not in the last list."""

    async def set_up(self) -> None:
        """Set the account up while everything is well."""
        self._prepare()
        self.entry.add_to_hass(self.hass)
        await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done(wait_background_tasks=True)
        self._check()
        assert self.known

    async def pass_time(self, delta: timedelta) -> None:
        """Let time pass, and whatever is due then happen."""
        self._prepare()
        await pass_time(self.hass, self.freezer, delta)
        self._check()
        await self._renew_token()

    async def _renew_token(self) -> None:
        """Do what a person does who is asked for a token, once it is taken again."""
        for flow in self.hass.config_entries.flow.async_progress():
            self.strikes.pop(ALL, None)
            self.strikes.pop(LIST, None)
            self._prepare()
            result = await self.hass.config_entries.flow.async_configure(
                flow["flow_id"], {"api_token": self.simulator.token}
            )
            assert result["reason"] == "reauth_successful"
            await self.hass.async_block_till_done(wait_background_tasks=True)
            self._check()

    def _prepare(self) -> None:
        """Let the replies be as wrong as they should be, and be taken note of."""
        self.simulator.requests.clear()
        self.simulator.behave()
        self.simulator.misbehave(Transform(self.replies.note))
        for place, what in self.strikes.items():
            fault = (FAULTS | LIVE_FAULTS).get(what) or self._oddity(ODDITIES[what])
            self.simulator.misbehave(fault, place)

    def _oddity(self, edit: Callable[[Json], Json]) -> Transform:
        """Return a wrong reply that is taken note of as it is sent."""
        return Transform(lambda reply: self.replies.note(edit(reply)))

    def _check(self) -> None:
        """Compare what is shown with what the replies say."""
        if requests := self.simulator.requests:
            lists = [each for each in requests if each.path == f"/v1{LIST}"]
            statuses = {each.status for each in lists}
            self.replies.end_refresh(is_refused=HTTPStatus.UNAUTHORIZED in statuses)
            if lists == requests[:1] and self.replies.last.has_list:
                self.refused.clear()
            self._check_all_was_asked()
            self._check_doubts_were_settled(is_asked=bool(lists))
            self._note_refused()
        expected = self.replies.expected(dt_util.utcnow())
        shown = {id_: self._shown(id_) for id_ in (ROOT, *IDS)}
        is_success = any(each != NOTHING for each in expected.values())
        if is_success:
            self.known |= expected.keys()
        for id_, states in expected.items():
            if id_ in self.known:
                assert shown[id_] == states, id_
            else:
                assert shown[id_] in (NOTHING, GONE), id_
        for id_ in shown.keys() - expected.keys():
            assert shown[id_] in (NOTHING, GONE), id_
            if shown[id_] == GONE and id_ in self.known:
                assert self.replies.may_be_removed(id_), id_
                self.known.discard(id_)

    def _note_refused(self) -> None:
        """Take note of the locations that need not be asked before the next list."""
        for each in self.simulator.requests:
            found = re.fullmatch(r"/v1/locations/(\d+)/now", each.path)
            if found and each.status == HTTPStatus.UNAUTHORIZED:
                self.refused.add(int(found[1]))

    def _check_all_was_asked(self) -> None:
        """Check that nothing is missing that one of its two replies could have told.

        Unless the refresh was to end early, or nobody could know the locations.
        """
        requests, last = self.simulator.requests, self.replies.last
        good = len(last.own)
        bad = sum(each.path.endswith(LIVE) for each in requests) - good
        is_told = {
            id_: node.parent_id
            for id_, node in self.simulator.account.locations.items()
        } == {id_: node["parentID"] for id_, node in self.replies.listed.items()}
        is_limited = any(
            each.status == HTTPStatus.TOO_MANY_REQUESTS for each in requests
        )
        if last.is_void or is_limited or not is_told:
            return
        if not last.has_list and bad > good:
            return
        for id_, node in self.replies.listed.items():
            able = {id_, node["parentID"]} - {None} - self.refused
            if self.replies.is_chosen(id_) and any(map(self._is_well, able)):
                assert id_ in last.own.keys() | last.by_parent.keys(), id_

    def _check_doubts_were_settled(self, *, is_asked: bool) -> None:
        """Check that a list was asked for when replies disagree with the last one."""
        requests = self.simulator.requests
        if is_asked:
            self.tolerated = self.replies.disagreements()
        elif all(each.status == HTTPStatus.OK for each in requests):
            assert self.replies.disagreements() <= self.tolerated

    def _is_well(self, location_id: int) -> bool:
        """Return whether nothing strikes the live replies of a location."""
        path = f"/v1/locations/{location_id}/now"
        return not any(fnmatchcase(path, f"*{place}") for place in self.strikes)

    def _shown(self, location_id: int) -> dict[str, str | None]:
        """Return the states of a location's entities; None where there is none."""
        return {
            key: state_of(self.hass, self.entry, location_id, key) for key in NOTHING
        }

    def check_truth(self) -> None:
        """Compare what is shown with what is true."""
        account = self.simulator.account
        now = Snapshot(account, dt_util.utcnow())
        for id_ in (ROOT, *IDS):
            node = account.locations.get(id_)
            if node is None or not self.replies.is_chosen(id_):
                assert self._shown(id_) == GONE, id_
                continue
            people, size = now.count(node), now.capacity(node)
            is_counted = now.is_active(node)
            share = floor(100 * people / size + 0.5) if size else UNKNOWN
            assert self._shown(id_) == {
                "count": str(people) if is_counted else UNKNOWN,
                "percentage": str(share) if is_counted else UNKNOWN,
                "is_active": "on" if is_counted else "off",
            }, id_


@settings(
    max_examples=160,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=STORIES)
@example(Story(60, 60, (), [([Strike(LIST, "last unreadable")], 660), *REST]))
@example(Story(60, 60, (), [([Strike(LIST, "without the last")], 660), *REST]))
@example(Story(60, 60, (), [([Strike(LIST, "empty")], 660), *REST]))
@example(Story(60, 60, ("2",), [([Strike(LIST, "without the second")], 660), *HEALED]))
@example(Story(60, 60, ("2",), [([Strike(LIST, "without the second")], 660), *REST]))
@example(Story(60, 60, (), [([Strike(LIVE, "401")], 90), *REST, *HEALED]))
@pytest.mark.timeout(180)
async def test_what_is_shown_is_what_the_last_good_replies_say(
    hass: HomeAssistant,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    story: Story,
) -> None:
    """At every moment; and the truth soon after the last fault is gone."""
    # Every example begins with the same chance, and would draw the same registry ids.
    random.seed(next(EXAMPLES))
    caplog.set_level(logging.WARNING)
    caplog.clear()
    freezer.move_to(max(START, dt_util.utcnow()))
    simulator.account = small_account()
    entry = build_entry(
        simulator,
        options={
            "update_interval": story.update_interval,
            "maximum_age": story.maximum_age,
            "locations": list(story.selection),
        },
    )
    replies = LastGoodReplies(
        timedelta(minutes=story.maximum_age), frozenset(map(int, story.selection))
    )
    world = World(hass, simulator, freezer, entry, replies)
    try:
        await world.set_up()
        for events, wait in story.chapters:
            for event in events:
                event.happen(simulator.account, world.strikes)
            await world.pass_time(timedelta(seconds=wait))
        world.strikes.clear()
        for location in simulator.account.locations.values():
            location.age = timedelta()
        for _ in range(4):
            interval = timedelta(seconds=story.update_interval + 30)
            await world.pass_time(max(interval, LIST_AND_PAUSE))
        world.check_truth()
    finally:
        simulator.behave()
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert not [each.getMessage() for each in caplog.records if each.exc_info]
