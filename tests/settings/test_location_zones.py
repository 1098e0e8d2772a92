"""Which time zone a location has: the nearest override counts."""

from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigSubentry
import pytest

from custom_components.occuspace.live.location_tree import LocationTree
from custom_components.occuspace.settings.location_zones import (
    LocationZones,
    async_zone_overrides,
)
from tests.builders import Listed, named_tree

HOME, AWAY, NEAR = map(ZoneInfo, ("America/Denver", "Europe/Berlin", "Asia/Tokyo"))
CAMPUS: Listed = [(1, None, "a"), (2, 1, "b"), (3, 2, "c"), (4, 3, "d"), (5, 1, "e")]


class Account:
    """An account whose location list may change."""

    def __init__(self, overrides: dict[int, ZoneInfo], listed: Listed = CAMPUS) -> None:
        """Start with some overrides."""
        self.tree: LocationTree = named_tree(listed)
        self.zones = LocationZones(HOME, overrides, lambda: self.tree)

    def keys(self) -> dict[int, str]:
        """Return the name of each listed location's zone."""
        return {id_: self.zones.zone_of(id_).key for id_ in self.tree.locations}


def test_the_nearest_override_of_a_location_or_its_ancestors_counts() -> None:
    """Its own before its parent's; without any it is that of the account."""
    account = Account({2: AWAY, 4: NEAR, 99: NEAR})
    assert account.keys() == {
        1: HOME.key,
        2: AWAY.key,
        3: AWAY.key,
        4: NEAR.key,
        5: HOME.key,
    }
    assert account.zones.override_of(1) is None
    assert account.zones.zone_of(77) is HOME
    assert not account.zones.is_outdated


def test_a_location_keeps_its_zone_until_the_account_is_reloaded() -> None:
    """Its history is placed by it; but the move is noticed."""
    account = Account({2: AWAY})
    before = account.keys()
    account.tree = named_tree([*CAMPUS[:3], (4, 1, "d"), (5, 2, "e")])
    assert account.zones.is_outdated
    assert account.keys() == before


def test_an_incomplete_list_changes_nothing() -> None:
    """What lies above a location that is not listed is not known."""
    account = Account({2: AWAY})
    before = account.keys()
    for listed in (
        [(1, None, "a"), (3, 2, "c"), (4, 3, "d")],
        [(1, None, "a"), (2, 1, "b"), (4, 3, "d")],
        CAMPUS[:2],
        CAMPUS,
    ):
        account.tree = named_tree(listed)
        assert not account.zones.is_outdated
        assert account.zones.zone_of(4) is AWAY
    assert account.keys() == before


def test_a_location_beneath_one_that_is_not_listed_has_its_zone() -> None:
    """Also at the start."""
    account = Account({2: AWAY}, [(1, None, "a"), (3, 2, "c"), (4, 3, "d")])
    assert account.keys() == {1: HOME.key, 3: AWAY.key, 4: AWAY.key}


def subentry(
    data: dict[str, Any], unique_id: str | None, kind: str = "location"
) -> ConfigSubentry:
    """Return a stored subentry."""
    return ConfigSubentry(
        data=MappingProxyType(data),
        subentry_type=kind,
        title="Annex",
        unique_id=unique_id,
    )


async def test_overrides_are_read_from_the_settings_of_locations(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The location is the unique id."""
    overrides = await async_zone_overrides(
        [
            subentry({"time_zone": NEAR.key}, "3"),
            subentry({"time_zone": AWAY.key}, "4"),
            subentry({}, "5"),
            subentry({"time_zone": AWAY.key}, "6", kind="other"),
        ]
    )
    assert overrides == {3: NEAR, 4: AWAY}
    assert not caplog.text


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../Berlin", "/etc", 7, []])
async def test_an_invalid_time_zone_is_ignored_with_a_warning(
    name: object, caplog: pytest.LogCaptureFixture
) -> None:
    """And so is one of nothing that is a location."""
    stored = [subentry({"time_zone": name}, "2"), subentry({"time_zone": name}, "x")]
    assert await async_zone_overrides(stored) == {}
    assert caplog.text.count("Ignoring the invalid time_zone") == 2
