"""Compares the statistics in Home Assistant with the API."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demo import Demo
from demo.home_assistant import Json

YEAR = timedelta(days=365)

type Month = tuple[int, int]
type MonthlyVisitors = dict[Month, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorHistory:
    """A location's visitors up to yesterday, by completed month, from one source."""

    first: date
    last: date
    visitors: MonthlyVisitors


def today_at(zone: ZoneInfo) -> date:
    """Return today's date at the venue."""
    return datetime.now(zone).date()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the start of a day at the venue."""
    return datetime.combine(day, time(), zone)


def is_over(month: Month, today: date) -> bool:
    """Return whether a month is complete."""
    return month < (today.year, today.month)


async def get_locations(demo: Demo) -> list[Json]:
    """Return the locations that have data, as listed by the API."""
    listed = await _get(demo, "/locations")
    return [node for node in listed["data"] if node["earliestCount"] is not None]


async def history_from_api(demo: Demo, location: Json, today: date) -> VisitorHistory:
    """Return a location's visitors from the API's daily counts."""
    yesterday = today - timedelta(days=1)
    reply = await _get(
        demo,
        f"/locations/{location['id']}/daily_visitors",
        start=location["earliestCount"],
        end=yesterday.isoformat(),
    )
    visitors: defaultdict[Month, int] = defaultdict(int)
    days = []
    for row in reply["data"]["dailyVisitors"]:
        day = date.fromisoformat(row["normalizedDate"])
        days.append(day)
        if is_over(month := (day.year, day.month), today):
            visitors[month] += row["visitors"]
    return VisitorHistory(first=min(days), last=max(days), visitors=dict(visitors))


async def history_from_statistics(
    demo: Demo, account_id: int, location: Json, zone: ZoneInfo, today: date
) -> VisitorHistory | None:
    """Return a location's visitors from its statistics; None if it has none."""
    id_ = f"occuspace:{account_id}_{location['id']}_visitors"

    async def read(period: str, start: date, end: date) -> list[Json]:
        answer: Mapping[str, list[Json]] = await demo.websocket_command(
            "recorder/statistics_during_period",
            start_time=midnight(start, zone).isoformat(),
            end_time=midnight(end, zone).isoformat(),
            statistic_ids=[id_],
            period=period,
            types=["change"],
        )
        return answer.get(id_, [])

    def day_of(row: Json) -> date:
        return datetime.fromtimestamp(row["start"] / 1000, zone).date()

    # Start well before the first day, to find rows that the API does not have.
    begin = date.fromisoformat(location["earliestCount"]) - YEAR
    # Home Assistant includes the whole day or month of the end time.
    days = [
        day for row in await read("day", begin, today) if (day := day_of(row)) < today
    ]
    if not days:
        return None
    visitors = {
        month: round(row["change"])
        for row in await read("month", begin, today)
        if is_over(month := (day_of(row).year, day_of(row).month), today)
    }
    return VisitorHistory(first=days[0], last=days[-1], visitors=visitors)


def differences(
    location: Json, api: VisitorHistory, home: VisitorHistory | None
) -> list[str]:
    """Return the differences between the statistics and the API, as text."""
    name = f"{location['name']} ({location['id']})"
    if home is None:
        return [f"{name}: no statistics"]
    found = [
        f"{name}: {month[0]}-{month[1]:02} has {home.visitors.get(month)} visitors, "
        f"by the API {api.visitors.get(month)}"
        for month in sorted(api.visitors | home.visitors)
        if home.visitors.get(month) != api.visitors.get(month)
    ]
    if (home.first, home.last) != (api.first, api.last):
        found.append(
            f"{name}: from {home.first} to {home.last}, "
            f"by the API from {api.first} to {api.last}"
        )
    # Nobody can have a year of what opened later.
    if home.last - home.first < min(YEAR, api.last - api.first):
        found.append(f"{name}: less than a year of statistics")
    return found


async def statistics_of(demo: Demo) -> set[str]:
    """Return the ids of the integration's statistics."""
    listed = await demo.websocket_command("recorder/list_statistic_ids")
    return {each["statistic_id"] for each in listed if each["source"] == "occuspace"}


async def _get(demo: Demo, path: str, **query: str) -> Any:
    """Return what the API answers."""
    headers = {"Authorization": f"Bearer {demo.api_token}"}
    async with demo.session.get(
        f"{demo.base_url}{path}", params=query, headers=headers
    ) as reply:
        reply.raise_for_status()
        return await reply.json()
