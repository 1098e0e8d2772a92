"""A morning message with yesterday's figures."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import faults
from simulator.history import Day, Hour
from tests.space import FIRST, FLOORS, SECOND, Space

from .conftest import Instantiate

BLUEPRINT = "morning_message"

TUESDAY = date(2026, 3, 17)
WEDNESDAY_BEFORE_SEVEN = datetime(2026, 3, 18, 6, 59, 10, tzinfo=UTC)
SUNDAY_BEFORE_SEVEN = datetime(2026, 3, 22, 6, 59, 10, tzinfo=UTC)

FIGURES = (
    "145 visitors, at most 52 people at once (52 %), a stay of 41 minutes on average"
)


def recorded(day: date) -> Day:
    """Return a day of which every location knows the same."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    hours = tuple(
        Hour(start + timedelta(hours=hour), hour, 60, float(peak), peak, visitors)
        for hour, peak, visitors in ((9, 52, 100), (10, 30, 45))
    )
    return Day(day, start, 100, hours, average_dwell=41.0, peak_dwell=90.0)


@pytest.fixture
def space(space: Space) -> Space:
    """Return the building with what it knows of Tuesday."""
    space.simulator.account.recorded = {TUESDAY: recorded(TUESDAY)}
    return space


async def at_seven(
    space: Space,
    freezer: FrozenDateTimeFactory,
    before: datetime = WEDNESDAY_BEFORE_SEVEN,
) -> None:
    """Let it become seven."""
    freezer.move_to(before)
    await space.wait(timedelta(seconds=1))
    await space.wait()


async def test_it_tells_yesterdays_figures_at_seven(
    space: Space, instantiate: Instantiate, freezer: FrozenDateTimeFactory
) -> None:
    """Once, with a line for each location in the order chosen."""
    told = await instantiate(
        BLUEPRINT, locations=[space.device(SECOND), space.device(FIRST)]
    )
    await space.wait(timedelta(hours=12))
    assert told.messages == []
    await at_seven(space, freezer)
    message = f"- **2nd Floor:** {FIGURES}\n- **1st Floor:** {FIGURES}"
    assert told.messages == [("Yesterday", message)]
    await space.wait(timedelta(hours=12))
    assert len(told.messages) == 1


async def test_it_tells_nothing_on_a_day_that_was_not_chosen(
    space: Space, instantiate: Instantiate, freezer: FrozenDateTimeFactory
) -> None:
    """By default, on Sundays."""
    told = await instantiate(BLUEPRINT, locations=[space.device(FIRST)])
    space.simulator.account.recorded = {
        (day := TUESDAY + timedelta(days=4)): recorded(day)
    }
    await at_seven(space, freezer, SUNDAY_BEFORE_SEVEN)
    assert told.messages == []


async def test_a_day_that_is_not_over_there_has_no_figures(
    hass: HomeAssistant,
    space: Space,
    instantiate: Instantiate,
    freezer: FrozenDateTimeFactory,
) -> None:
    """At seven in Berlin it is still yesterday in Los Angeles."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    entry = space.entry
    data = entry.data | {"time_zone": "America/Los_Angeles"}
    hass.config_entries.async_update_entry(entry, data=data)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    told = await instantiate(BLUEPRINT, locations=[space.device(FIRST)])
    await at_seven(space, freezer, WEDNESDAY_BEFORE_SEVEN - timedelta(hours=1))
    message = "- **1st Floor:** the day is not over there yet"
    assert told.messages == [("Yesterday", message)]


async def test_rows_of_another_day_are_not_yesterdays(
    space: Space, instantiate: Instantiate, freezer: FrozenDateTimeFactory
) -> None:
    """A reply whose row of that day could not be read may begin with another."""
    told = await instantiate(BLUEPRINT, locations=[space.device(FIRST)])

    def shift(reply: Any) -> None:
        for rows in reply["data"].values():
            for row in rows:
                row["normalizedDate"] = "2026-03-16"

    space.simulator.misbehave(faults.Transform(shift), "/locations/*/daily_*")
    await at_seven(space, freezer)
    assert told.messages == []


@pytest.mark.parametrize("by", ["no data", "unreachable"])
async def test_it_tells_nothing_if_nothing_is_known(
    space: Space, instantiate: Instantiate, freezer: FrozenDateTimeFactory, by: str
) -> None:
    """Neither a zero nor an empty message."""
    told = await instantiate(
        BLUEPRINT, locations=[space.device(floor) for floor in FLOORS]
    )
    if by == "no data":
        space.simulator.account.recorded = {}
    else:
        space.simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await at_seven(space, freezer)
    assert told.messages == []


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("daily_visitors", FIGURES.partition(", ")[2]),
        ("daily_occupancy", "145 visitors, a stay of 41 minutes on average"),
        ("daily_dwell_time", FIGURES.rpartition(", ")[0]),
        ("*", None),
    ],
)
async def test_what_is_not_known_is_left_out(
    space: Space,
    instantiate: Instantiate,
    freezer: FrozenDateTimeFactory,
    endpoint: str,
    known: str | None,
) -> None:
    """Of one location that is asked after another, which is told whole."""
    told = await instantiate(
        BLUEPRINT, locations=[space.device(floor) for floor in FLOORS]
    )
    space.simulator.misbehave(
        faults.INTERNAL_SERVER_ERROR, f"/locations/{SECOND}/{endpoint}"
    )
    await at_seven(space, freezer)
    lines = [f"- **1st Floor:** {FIGURES}"]
    if known:
        lines.append(f"- **2nd Floor:** {known}")
    assert told.messages == [("Yesterday", "\n".join(lines))]
