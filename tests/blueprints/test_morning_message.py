"""A morning message with yesterday's figures."""

from datetime import UTC, date, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
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
