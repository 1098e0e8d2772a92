"""Tests of the time zones proposed from history rows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.venue_zone import (
    WallClockRow,
    fits,
    propose_time_zones,
    venue_offsets,
)

# The first example reads the files of some hundred zones.
QUICK = settings(max_examples=25, deadline=None, derandomize=True)

WINTER, SUMMER = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 7, 10, tzinfo=UTC)


def rows_in(zone: str, *starts: datetime) -> list[WallClockRow]:
    """Return a day of rows from each start, at a venue of a zone."""
    moments = [start + timedelta(hours=i) for start in starts for i in range(24)]
    walls = [(each, each.astimezone(ZoneInfo(zone))) for each in moments]
    return [(each, wall.date(), wall.time()) for each, wall in walls]


@pytest.mark.parametrize(
    "zone",
    [
        "America/Los_Angeles",
        "America/New_York",
        "America/Phoenix",
        "America/St_Johns",
        "Europe/London",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Asia/Tokyo",
        "Australia/Adelaide",
        "Australia/Sydney",
        "Pacific/Auckland",
    ],
)
def test_a_winter_and_a_summer_day_tell_the_common_zones_apart(zone: str) -> None:
    """Also those that change their clocks from those that do not."""
    assert propose_time_zones(rows_in(zone, WINTER, SUMMER))[0] == zone


def test_the_preferred_zone_comes_first_where_it_fits() -> None:
    """Otherwise it is not proposed."""
    rows = rows_in("Europe/Berlin", WINTER, SUMMER)
    assert propose_time_zones(rows, ["Europe/Vienna"])[0] == "Europe/Vienna"
    zones = propose_time_zones(rows, ["America/Los_Angeles", "no zone"])
    assert zones[0] == "Europe/Berlin"
    assert not {"America/Los_Angeles", "no zone"} & set(zones)


@QUICK
@given(
    st.sampled_from(
        ["America/Denver", "Asia/Kathmandu", "Pacific/Chatham", "Africa/Cairo"]
    ),
    st.lists(st.integers(400_000, 490_000), min_size=1),
)
def test_a_zone_fits_its_own_rows(zone: str, hours: list[int]) -> None:
    """So does every proposed time zone, also when the clocks change."""
    starts = [datetime.fromtimestamp(3600 * hour, UTC) for hour in hours]
    rows = rows_in(zone, *starts)
    assert fits(venue_offsets(rows), ZoneInfo(zone))
    zones = propose_time_zones(rows)
    assert zone in zones
    for each in zones:
        assert fits(venue_offsets(rows), ZoneInfo(each))


NOON = (date(2026, 1, 10), time(12))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(None, *NOON)],
        # The document's example: as if the venue were in UTC, or local time twice.
        rows_in("UTC", WINTER, SUMMER),
        rows_in("Europe/London", WINTER),
        # No UTC offset is that large, or that odd.
        [(WINTER - timedelta(days=2), *NOON)],
        [(WINTER + timedelta(hours=20, minutes=7), *NOON)],
        # No time zone has both offsets.
        rows_in("Asia/Tokyo", WINTER) + rows_in("America/Denver", SUMMER),
    ],
)
def test_inconclusive_rows_propose_nothing(rows: list[WallClockRow]) -> None:
    """No proposal is better than a wrong one."""
    assert propose_time_zones(rows, ["Europe/Berlin"]) == ()
