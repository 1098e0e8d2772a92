"""Whoever fails starves nobody, whatever the failure is, and how many fail."""

from collections import Counter
from datetime import date
import random
from typing import Final

import pytest

from custom_components.occuspace.history.days import DayRange
from custom_components.occuspace.history.plan import FetchTask, Target
from custom_components.occuspace.history.retries import (
    LOCATIONS_THAT_CONFIRM,
    MAX_OUTAGES_IN_A_ROW,
    MAX_REFUSALS_IN_A_ROW,
    RetrySchedule,
)
from custom_components.occuspace.history.series import (
    DWELL_TIME,
    HOURLY_OCCUPANCY,
    SERIES,
    VISITORS,
)

DAY: Final = DayRange(date(2026, 3, 10), date(2026, 3, 10))
KINDS: Final = ("refused", "unusable", "outage")
HOUR: Final = 3600


class Venue:
    """Some locations, whose history is requested round by round."""

    def __init__(self, locations: int, failing: dict[Target, str]) -> None:
        """Start at the first round."""
        self.now = 1000.0
        self.failing = failing
        self.retries = RetrySchedule(lambda: self.now)
        self.left = [
            FetchTask(location, series, DAY)
            for series in SERIES.values()
            for location in range(locations)
        ]
        self.requests: list[Counter[Target]] = []

    @property
    def healthy_left(self) -> set[Target]:
        """Return what could be had and has not been requested yet."""
        return {task.target for task in self.left} - self.failing.keys()

    def run(self) -> None:
        """Run a round, and wait until the next one."""
        requests = Counter[Target]()
        self.requests.append(requests)
        self.retries.start_round()
        for task in self.retries.in_order(tuple(self.left)):
            if self.retries.is_paused or not self.retries.may_request(task):
                continue
            requests[task.target] += 1
            match self.failing.get(task.target):
                case "refused":
                    self.retries.refuse(task, whole_target=True)
                case "unusable":
                    self.retries.fail(task)
                case "outage":
                    self.retries.fail_by_outage(task)
                case _:
                    self.retries.succeed(task)
                    self.left.remove(task)
        refused = self.retries.refused
        left = Counter(task.target for task in self.left if task.target not in refused)
        delay = self.retries.delay(left)
        self.now += HOUR if delay is None else delay


@pytest.mark.parametrize("seed", range(200))
def test_everything_that_can_be_had_is_had_within_a_stated_number_of_rounds(
    seed: int,
) -> None:
    """Whatever fails comes after whatever has not, and a round is bounded."""
    chance = random.Random(seed)
    locations = chance.randrange(1, 60)
    targets = [(id_, series) for series in SERIES.values() for id_ in range(locations)]
    share = chance.choice((0.05, 0.3, 0.9))
    kinds = chance.choice((KINDS, KINDS[:1], KINDS[2:]))
    failing = {
        each: chance.choice(kinds) for each in targets if chance.random() < share
    }
    venue = Venue(locations, failing)
    # Each round that is cut short has come this much further; a location whose other
    # history fails may have to wait for its turn once more.
    per_round = min(LOCATIONS_THAT_CONFIRM, MAX_OUTAGES_IN_A_ROW)
    for _ in range(2 + 2 * (len(failing) // per_round + 1)):
        venue.run()
    assert not venue.healthy_left
    for requests in venue.requests:
        assert max(requests.values(), default=0) <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_endpoint_that_always_fails_delays_no_other(kind: str) -> None:
    """All of the others are there after the first round; it is tried ever less."""
    failing = {(id_, DWELL_TIME): kind for id_ in range(20)}
    venue = Venue(20, failing)
    venue.run()
    assert not venue.healthy_left
    for _ in range(60):
        venue.run()
    assert all(
        requests.total() <= MAX_REFUSALS_IN_A_ROW for requests in venue.requests[1:]
    )


def test_a_refused_endpoint_is_noticed_and_tried_by_few_requests_a_day() -> None:
    """Once it is permitted to one, it is requested for all."""
    failing = {(id_, DWELL_TIME): "refused" for id_ in range(100)}
    venue = Venue(100, failing)
    while any(each.total() for each in venue.requests[-1:]) or not venue.requests:
        venue.run()
    assert venue.retries.find_refused_endpoints([]) == {DWELL_TIME}
    start, first = venue.now, len(venue.requests)
    while venue.now < start + 10 * 24 * HOUR:
        venue.run()
    asked = sum(each.total() for each in venue.requests[first:])
    assert 0 < asked <= 3 * 11
    venue.failing.clear()
    start = venue.now
    while venue.left:
        venue.run()
    assert venue.now - start < 30 * HOUR


def test_requests_that_are_refused_together_count_once() -> None:
    """Some under way may be of the same location; an hour later, it is tried again."""
    now = 0.0
    retries = RetrySchedule(lambda: now)
    days = [DayRange(day, day) for day in (date(2026, 3, 1), date(2026, 3, 2))]
    tasks = [FetchTask(1, HOURLY_OCCUPANCY, each) for each in days]
    for task in tasks:
        retries.refuse(task, whole_target=True)
    assert retries.refused == {(1, HOURLY_OCCUPANCY)}
    now = HOUR
    assert not retries.refused
    assert all(map(retries.may_request, tasks))
    retries.refuse(tasks[0], whole_target=True)
    now = 24 * HOUR
    assert retries.refused


def test_an_outage_is_probed_by_few_requests_every_few_minutes() -> None:
    """And everything is requested minutes after its end."""
    failing = {
        (id_, series): "outage" for series in SERIES.values() for id_ in range(156)
    }
    venue = Venue(156, failing)
    start = venue.now
    while venue.now < start + 6 * HOUR:
        before = venue.now
        venue.run()
        assert venue.now - before <= 5 * 60
    assert all(requests.total() <= 12 for requests in venue.requests)
    venue.failing.clear()
    venue.run()
    assert not venue.left


@pytest.mark.parametrize(("asked", "paused"), [(90.0, 90), (3600.0, 3600), (1e9, 3600)])
def test_the_whole_of_a_retry_after_is_waited_for(asked: float, paused: int) -> None:
    """Up to an hour."""
    venue = Venue(3, {})
    venue.retries.limit_rate(asked)
    venue.now += paused - 1
    assert venue.retries.is_paused
    venue.now += 1
    assert not venue.retries.is_paused


def test_locations_that_are_gone_are_forgotten() -> None:
    """With what had failed of them; the others are still remembered."""
    retries = RetrySchedule(lambda: 1000.0)
    gone, there = (FetchTask(id_, VISITORS, DAY) for id_ in (1, 2))
    for task in (gone, there):
        retries.refuse(task, whole_target=True)
    retries.succeed(FetchTask(3, VISITORS, DAY))
    retries.keep({2})
    assert retries.refused == {there.target}
    assert retries.may_request(gone)
    assert not retries.is_failing(gone.target)
    assert retries.find_refused_endpoints({there.target}) == frozenset()
