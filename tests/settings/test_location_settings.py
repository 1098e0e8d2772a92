"""Which settings apply to a location."""

from dataclasses import fields
from typing import Any

from homeassistant.core import HomeAssistant
from hypothesis import given, strategies as st
import pytest

from custom_components.occuspace.settings.location_settings import (
    LocationSettings,
    ResolvedSettings,
    StoredSettings,
)
from simulator import Simulator
from tests.builders import build_entry, build_settings, named_tree, state_of
from tests.conftest import SetUp

SETTINGS = st.builds(
    LocationSettings,
    busy_threshold=st.none() | st.integers(1, 50),
    very_busy_threshold=st.none() | st.integers(51, 100),
    opening_hours=st.none() | st.just("schedule.a") | st.just("schedule.b"),
    exceptional_days=st.none() | st.just("calendar.a") | st.just("calendar.b"),
)


@given(st.data())
def test_the_nearest_setting_wins_in_every_field(data: st.DataObject) -> None:
    """In any tree, also after it has changed."""
    resolved = ResolvedSettings(
        {
            id_: StoredSettings(subentry_id=str(id_), title="", settings=settings)
            for id_, settings in data.draw(
                st.dictionaries(st.integers(1, 14), SETTINGS)
            ).items()
        }
    )
    for _ in range(2):
        parents = {
            id_: data.draw(st.none() | st.integers(1, 14)) for id_ in range(1, 13)
        }
        tree = named_tree([(id_, parent, "") for id_, parent in parents.items()])
        for id_ in tree.locations:
            found = resolved.of(tree, id_)
            for each in fields(LocationSettings):
                nearest = next(
                    (
                        value
                        for place in (id_, *tree.ancestors(id_))
                        if place in resolved.stored
                        and (
                            value := getattr(resolved.stored[place].settings, each.name)
                        )
                        is not None
                    ),
                    None,
                )
                assert getattr(found, each.name) == nearest
        assert resolved.of(tree, 99) == LocationSettings()


@pytest.mark.parametrize(
    ("stored", "ignored"),
    [
        ({"busy_threshold": "low", "very_busy_threshold": 25}, "'low'"),
        ({"busy_threshold": True, "very_busy_threshold": 25}, "True"),
        ({"busy_threshold": 0, "very_busy_threshold": 25}, "0"),
        ({"opening_hours": ["schedule.a"], "very_busy_threshold": 25}, "schedule.a"),
        ({"exceptional_days": "Christmas", "very_busy_threshold": 25}, "'Christmas'"),
    ],
)
async def test_an_invalid_stored_value_is_ignored_alone(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
    stored: dict[str, Any],
    ignored: str,
) -> None:
    """The other settings of the location hold."""
    options = {"busy_threshold": 10}
    settings = build_settings(4, **stored)
    entry = build_entry(simulator, options=options, subentries_data=[settings])
    await set_up(entry=entry)
    assert state_of(hass, entry, 4, "busy_level") == "very_busy"
    assert state_of(hass, entry, 2, "busy_level") == "busy"
    assert any(
        each.levelname == "WARNING" and ignored in each.getMessage()
        for each in caplog.records
    )


async def test_settings_without_a_location_are_ignored(
    hass: HomeAssistant,
    set_up: SetUp,
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A location that is not listed has no effect either."""
    subentries = [
        build_settings(2, busy_threshold=1) | {"unique_id": "two"},
        build_settings(77, busy_threshold=1),
    ]
    entry = await set_up(entry=build_entry(simulator, subentries_data=subentries))
    assert state_of(hass, entry, 2, "busy_level") == "not_busy"
    assert "'two' is not a location id" in caplog.text


async def test_a_threshold_above_an_inherited_higher_one_holds(
    hass: HomeAssistant, set_up: SetUp, simulator: Simulator
) -> None:
    """What is not busy is not very busy either."""
    subentries = [
        build_settings(1, very_busy_threshold=10),
        build_settings(4, busy_threshold=40),
    ]
    entry = await set_up(entry=build_entry(simulator, subentries_data=subentries))
    assert state_of(hass, entry, 4, "busy_level") == "not_busy"
