"""Asking for a cleaning after so many visitors."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from simulator import faults
from simulator.history import Day, Hour
from tests.space import FIRST, Space

from .conftest import BUTTON, NOTE, Instantiate, Told, state

BLUEPRINT = "clean_after_visitors"
PRESSED = [{"trigger": "state", "entity_id": BUTTON}]

MONDAY = date(2026, 3, 16)
TUESDAY = date(2026, 3, 17)
WEDNESDAY = date(2026, 3, 18)
THURSDAY = date(2026, 3, 19)


class Floor:
    """The first floor, as its sensor of visitors and the API tell of it."""

    def __init__(
        self, hass: HomeAssistant, space: Space, freezer: FrozenDateTimeFactory
    ) -> None:
        """Register the sensor, which needs the past to be fetched to have a state."""
        self.hass = hass
        self.space = space
        self.day = TUESDAY
        self._freezer = freezer
        self.visitors_today = (
            er.async_get(hass)
            .async_get_or_create(
                "sensor",
                "occuspace",
                f"{space.entry.unique_id}_{FIRST}_visitors_today",
                config_entry=space.entry,
                device_id=space.device(FIRST),
                translation_key="visitors_today",
            )
            .entity_id
        )
        space.simulator.account.recorded = {}

    async def count(self, visitors: int, day: date = TUESDAY) -> None:
        """Let so many have come in on a day, and the sensor tell."""
        self.know(visitors, day)
        await self.tell(visitors, day)

    def know(self, visitors: int, day: date) -> None:
        """Let the API know how many came in on a day."""
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        hours = (Hour(start, 0, 60, 1.0, 1, visitors),)
        days = self.space.simulator.account.recorded
        assert days is not None
        days[day] = Day(day, start, 100, hours, average_dwell=1.0, peak_dwell=1.0)

    async def tell(self, visitors: int, day: date) -> None:
        """Let the sensor tell how many came in."""
        if day != self.day:
            self.day = day
            self._freezer.move_to(f"{day}T09:00:10+00:00")
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self.hass.states.async_set(
            self.visitors_today, str(visitors), {"last_reset": start.isoformat()}
        )
        await self.hass.async_block_till_done()

    async def lose(self, state: str = "unknown") -> None:
        """Let the sensor know nothing."""
        self.hass.states.async_set(self.visitors_today, state)
        await self.hass.async_block_till_done()

    async def clean(self) -> None:
        """Press the button that says so."""
        self._freezer.tick(timedelta(seconds=1))
        await self.hass.services.async_call(
            "input_button", "press", {"entity_id": BUTTON}, blocking=True
        )
        await self.hass.async_block_till_done()


@pytest.fixture
async def floor(
    hass: HomeAssistant, space: Space, freezer: FrozenDateTimeFactory
) -> Floor:
    """Return the floor, with an empty note and a button."""
    assert await async_setup_component(
        hass, "input_text", {"input_text": {"last_cleaning": None}}
    )
    assert await async_setup_component(
        hass, "input_button", {"input_button": {"cleaned": None}}
    )
    return Floor(hass, space, freezer)


@pytest.fixture
async def told(floor: Floor, instantiate: Instantiate) -> Told:
    """Return what is asked for, with defaults."""
    return await instantiate(BLUEPRINT, visitors_today=floor.visitors_today, note=NOTE)


@pytest.fixture
async def told_until_cleaned(floor: Floor, instantiate: Instantiate) -> Told:
    """Return what is asked for, where a button tells that it has been cleaned."""
    return await instantiate(
        BLUEPRINT, visitors_today=floor.visitors_today, note=NOTE, cleaned=PRESSED
    )


def asked(visitors: int) -> tuple[str, str]:
    """Return the request after so many."""
    return "Please clean: 1st Floor", f"{visitors} visitors since the last cleaning."


async def test_it_asks_once_after_so_many_visitors(floor: Floor, told: Told) -> None:
    """Counted from when it was set up, and then anew."""
    await floor.count(150)
    await floor.count(349)
    assert told.messages == []
    await floor.count(352)
    assert told.messages == [asked(202)]
    await floor.count(353)
    await floor.count(551)
    assert len(told.messages) == 1
    await floor.count(552)
    assert told.messages == [asked(202), asked(200)]


async def test_it_counts_over_midnights(floor: Floor, told: Told) -> None:
    """The numbers of the days that are over come from Occuspace, also of one missed."""
    await floor.count(150)
    await floor.count(200)
    floor.know(210, TUESDAY)
    floor.know(100, WEDNESDAY)
    await floor.count(39, THURSDAY)
    assert told.messages == []
    await floor.count(40, THURSDAY)
    assert told.messages == [asked(60 + 100 + 40)]


async def test_days_that_are_over_are_asked_for_once(floor: Floor, told: Told) -> None:
    """However often today's number changes."""
    await floor.count(150)
    floor.know(200, TUESDAY)
    requests = floor.space.simulator.requests
    requests.clear()
    for visitors in range(10):
        await floor.count(visitors, WEDNESDAY)
    paths = [each.path for each in requests if each.path.endswith("daily_visitors")]
    assert len(paths) == 1
    assert told.messages == []


async def test_a_day_that_cannot_be_had_is_asked_for_again(
    floor: Floor, told: Told
) -> None:
    """Until then too few are counted, rather than too many."""
    await floor.count(0)
    floor.space.simulator.account.recorded = {}
    await floor.count(20, WEDNESDAY)
    floor.space.simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await floor.count(60, WEDNESDAY)
    floor.space.simulator.behave()
    floor.know(130, TUESDAY)
    assert told.messages == []
    await floor.count(70, WEDNESDAY)
    assert told.messages == [asked(200)]


async def test_one_of_several_days_that_cannot_be_had_is_asked_for_again(
    floor: Floor, told: Told
) -> None:
    """Though the other is known."""
    await floor.count(0)
    floor.space.simulator.account.recorded = {}
    floor.know(50, WEDNESDAY)
    await floor.count(10, THURSDAY)
    floor.know(130, TUESDAY)
    await floor.count(19, THURSDAY)
    assert told.messages == []
    await floor.count(20, THURSDAY)
    assert told.messages == [asked(130 + 50 + 20)]


async def test_two_changes_at_once_ask_once(floor: Floor, told: Told) -> None:
    """The second waits for the first, and knows what it noted."""
    await floor.count(150)
    floor.know(349, TUESDAY)
    floor.know(2, WEDNESDAY)
    await asyncio.gather(floor.tell(1, WEDNESDAY), floor.tell(2, WEDNESDAY))
    assert told.messages == [asked(200)]


async def test_nothing_is_asked_for_while_nothing_is_known(
    hass: HomeAssistant, floor: Floor, told: Told
) -> None:
    """And nobody is lost by it, nor counted twice."""
    await floor.count(150)
    noted = state(hass, NOTE)
    for unknown in ("unknown", "unavailable"):
        await floor.lose(unknown)
        assert state(hass, NOTE) == noted
    await floor.count(340)
    assert told.messages == []
    await floor.lose()
    await floor.count(355)
    assert told.messages == [asked(205)]


async def test_nobody_is_lost_by_a_restart(
    hass: HomeAssistant, floor: Floor, told: Told
) -> None:
    """All that has to be known stands in the note; the helper may come up later."""
    await floor.count(150)
    noted = state(hass, NOTE)
    hass.states.async_remove(NOTE)
    await floor.lose("unavailable")
    await floor.count(360)
    assert told.messages == []
    hass.states.async_set(NOTE, "unavailable")
    await floor.count(361)
    assert told.messages == []
    hass.states.async_set(NOTE, noted)
    await floor.count(362)
    assert told.messages == [asked(212)]


@pytest.mark.parametrize("note", ["", "unknown", "nonsense", "2026-04-01 3"])
async def test_a_note_that_says_nothing_begins_anew(
    hass: HomeAssistant, floor: Floor, told: Told, note: str
) -> None:
    """Empty at first, or of a day to come."""
    hass.states.async_set(NOTE, note)
    await floor.count(1000)
    assert state(hass, NOTE) == "2026-03-17 1000"
    assert told.messages == []


async def test_until_it_is_cleaned_it_is_not_asked_for_again(
    hass: HomeAssistant, floor: Floor, told_until_cleaned: Told
) -> None:
    """Those who come meanwhile do not count."""
    await floor.count(150)
    await floor.count(350)
    assert told_until_cleaned.messages == [asked(200)]
    await floor.count(900)
    assert state(hass, NOTE) == "asked"
    # The sensor does not know of them yet.
    floor.know(950, TUESDAY)
    await floor.clean()
    assert state(hass, NOTE) == "2026-03-17 950"
    await floor.count(1149)
    assert len(told_until_cleaned.messages) == 1
    await floor.count(1150)
    assert told_until_cleaned.messages == [asked(200), asked(200)]


async def test_a_cleaning_before_it_was_asked_for_counts(
    floor: Floor, told_until_cleaned: Told
) -> None:
    """From then on."""
    await floor.count(150)
    await floor.count(300)
    await floor.clean()
    await floor.count(499)
    assert told_until_cleaned.messages == []
    await floor.count(500)
    assert told_until_cleaned.messages == [asked(200)]


async def test_a_cleaning_while_nothing_is_known_is_kept(
    hass: HomeAssistant, floor: Floor, told_until_cleaned: Told
) -> None:
    """People count from when they are known again."""
    await floor.count(150)
    await floor.lose()
    await floor.clean()
    await floor.count(600)
    assert state(hass, NOTE) == "2026-03-17 600"
    await floor.count(799)
    assert told_until_cleaned.messages == []


async def test_a_cleaning_while_occuspace_fails_is_kept(
    hass: HomeAssistant, floor: Floor, told_until_cleaned: Told
) -> None:
    """By the number that the sensor has."""
    await floor.count(150)
    floor.space.simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
    await floor.clean()
    assert state(hass, NOTE) == "2026-03-17 150"
    assert told_until_cleaned.messages == []


async def test_it_can_be_run_by_hand(
    hass: HomeAssistant, floor: Floor, told_until_cleaned: Told
) -> None:
    """That counts, and says nothing of a cleaning."""
    await floor.count(150)
    for visitors in (340, 360):
        floor.know(visitors, TUESDAY)
        hass.states.async_set(
            floor.visitors_today,
            str(visitors),
            {"last_reset": "2026-03-17T00:00:00+00:00"},
        )
        await hass.services.async_call(
            "automation", "trigger", {"entity_id": "automation.made"}, blocking=True
        )
    assert told_until_cleaned.messages == [asked(210)]
