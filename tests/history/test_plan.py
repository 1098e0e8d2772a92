"""Which requests come first."""

from datetime import timedelta
from itertools import pairwise

from custom_components.occuspace.history.ledger import Ledger
from custom_components.occuspace.history.plan import FetchTask, plan
from custom_components.occuspace.history.series import (
    HOURLY_OCCUPANCY,
    SERIES,
    VISITORS,
)

from .pending import OPENED, TODAY, pending


def tasks(*location_ids: int, detail_days: int = 56) -> list[FetchTask]:
    """Return the requests for locations of which nothing is known."""
    return list(plan(pending(Ledger(), *location_ids), detail_days))


def test_each_location_begins_with_the_long_view_and_todays_weekday() -> None:
    """Both take turns: one has many rows to store, the other many requests."""
    ordered = tasks(1, 2)
    thursdays = [TODAY - timedelta(weeks=weeks) for weeks in (3, 2, 1)]
    for id_, first in ((1, ordered[:5]), (2, ordered[5:10])):
        assert {task.location_id for task in first} == {id_}
        keys = [task.series.key for task in first]
        assert keys == ["daily", "dwell_time", "detail", "detail", "detail"]
        assert [task.days.first for task in first[2:]] == thursdays


def test_every_weekday_is_typical_before_visitors_and_older_hours() -> None:
    """One weekday after the other, for all locations."""
    ordered = [task for task in tasks(1, 2, 3) if not task.series.is_one_request]
    typical = ordered[: 3 * 21]
    assert {task.series.key for task in typical} == {"detail"}
    weekdays = [task.days.first.weekday() for task in typical]
    assert weekdays == [
        (TODAY + timedelta(days=n)).weekday() for n in range(7) for _ in range(9)
    ]
    rest = [task.series.key for task in ordered[3 * 21 :]]
    visitors = rest.count("visitors")
    assert rest == ["visitors"] * visitors + ["detail"] * (3 * 35)


def test_visitors_are_requested_in_parts_of_93_days() -> None:
    """Oldest first; they are not among the series that come before typical days."""
    parts = [task.days for task in tasks(1) if task.series is VISITORS]
    yesterday = TODAY - timedelta(days=1)
    assert [len(days) for days in parts] == [93, (yesterday - OPENED).days + 1 - 93]
    assert (parts[0].first, parts[1].last) == (OPENED, yesterday)
    whole = {series.key for series in SERIES.values() if series.is_one_request}
    assert whole == {"daily", "dwell_time"}


def test_each_day_is_requested_once() -> None:
    """However many days of detail are wanted."""
    for detail_days in (0, 1, 10, 21, 22, 56, 90):
        hours = [
            (task.location_id, task.days.first)
            for task in tasks(1, 2, detail_days=detail_days)
            if task.series is HOURLY_OCCUPANCY
        ]
        days = [TODAY - timedelta(days=n) for n in range(1, detail_days + 1)]
        assert sorted(hours) == sorted((id_, day) for id_ in (1, 2) for day in days)


def test_older_hours_come_newest_first() -> None:
    """Those of all locations before older ones."""
    older = [
        task.days.first for task in tasks(1, 2) if task.series is HOURLY_OCCUPANCY
    ][42:]
    blocks = [older[start : start + 8] for start in range(0, len(older), 8)]
    assert all(min(newer) > max(older) for newer, older in pairwise(blocks))
