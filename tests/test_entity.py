"""Which entities are enabled by default, in accounts of any size."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.binary_sensor import BINARY_SENSORS
from custom_components.occuspace.entity import MAX_ENABLED
from custom_components.occuspace.sensor_descriptions import SENSORS
from simulator import Account, generated_account

from .conftest import SetUp

DESCRIPTIONS = (*SENSORS, *BINARY_SENSORS)


RANKED = sorted(
    (each for each in DESCRIPTIONS if each.enabled_rank),
    key=lambda each: each.enabled_rank or 0,
)


def enabled_keys(locations: int, parents: int) -> list[str]:
    """Return what each location has enabled in an account of some size, by rank."""
    return [
        each.key for each in RANKED if each.is_enabled_by_default(locations, parents)
    ]


def test_no_two_entities_have_the_same_rank() -> None:
    """The ranks are those of every location; what only parents have is always on."""
    assert [each.enabled_rank for each in RANKED] == list(range(1, len(RANKED) + 1))
    of_parent = {each.key for each in SENSORS if each.needs_children}
    assert of_parent == {each.key for each in DESCRIPTIONS if each.enabled_rank == 0}


def test_an_account_of_the_usual_size_has_all() -> None:
    """The campus of the demo is far from any limit."""
    assert enabled_keys(37, 12) == [each.key for each in RANKED]


@given(locations=st.integers(1, 20_000), data=st.data())
def test_never_more_are_enabled_than_home_assistant_takes(
    locations: int, data: st.DataObject
) -> None:
    """However many locations, and however many of them have children."""
    parents = data.draw(st.integers(0, locations // 2))
    keys = enabled_keys(locations, parents)
    assert locations * len(keys) + parents <= MAX_ENABLED or not keys
    # What matters more is never left out for what matters less.
    assert keys == [each.key for each in RANKED][: len(keys)]


@pytest.fixture
def account() -> Account:
    """Return an account of some locations."""
    return generated_account(30, "UTC")


async def test_what_is_too_much_is_there_and_disabled(
    hass: HomeAssistant, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a person can enable it."""
    monkeypatch.setattr("custom_components.occuspace.entity.MAX_ENABLED", 30 * 3)
    entry = await set_up()
    await hass.async_block_till_done()
    found = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    enabled = {
        each.unique_id.split("_", 2)[2] for each in found if not each.disabled_by
    }
    assert enabled == {"count", "percentage", "quietest_space"}
    # Neither history nor opening hours are set up.
    needs = ("needs_history", "needs_opening_hours")
    keys = {
        each.key
        for each in DESCRIPTIONS
        if not any(getattr(each, name, False) for name in needs)
    }
    assert {each.unique_id.split("_", 2)[2] for each in found} == keys
