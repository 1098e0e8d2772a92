"""What the action that fetches the past again refuses, rather than do nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from simulator import Account, Location, Simulator, generated_account
from tests.builders import build_entry, device_of, state_of
from tests.conftest import SetUp

from .conftest import ReadRows, until

ROOT: Final = 1
HALL: Final = 2
NEW: Final = 3
EMPTY: Final = 4


@pytest.fixture
def account() -> Account:
    """Return a hall that has counted for six days, a new one, and an empty one."""
    account = generated_account(2, opened=date(2026, 3, 14))
    for id_, name, earliest in (
        (NEW, "New hall", date(2026, 3, 20)),
        (EMPTY, "Empty hall", None),
    ):
        account.add(Location(id_, name, ROOT, capacity=50, earliest_count=earliest))
    return account


@pytest.fixture
def entry(simulator: Simulator, at_noon: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an entry that follows the halls, and not the account as a whole."""
    chosen = [str(id_) for id_ in (HALL, NEW, EMPTY)]
    return build_entry(simulator, options={"locations": chosen, "detail_days": 0})


@pytest.fixture
async def fetched(
    hass: HomeAssistant, read_rows: ReadRows, set_up: SetUp
) -> MockConfigEntry:
    """Return the entry once its past is there."""
    entry = await set_up()
    await until(hass, lambda: state_of(hass, entry, ROOT, "history") == "up_to_date")
    return entry


async def refresh(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    locations: Sequence[int],
    start_date: str,
) -> None:
    """Call the action for the devices of some locations."""
    data = {
        "device_id": [device_of(hass, entry, each) for each in locations],
        "start_date": start_date,
    }
    await hass.services.async_call("occuspace", "refresh_history", data, blocking=True)


@pytest.mark.parametrize(
    ("location", "start_date", "text"),
    [
        (ROOT, "2026-03-15", "Generated Campus is not selected"),
        (EMPTY, "2026-03-15", "Empty hall has no data before today"),
        (NEW, "2026-03-15", "New hall has no data before today"),
        (HALL, "2026-03-20", "2026-03-20, is today at the venue"),
        (HALL, "2026-03-21", "extends into the future"),
    ],
)
async def test_what_cannot_be_fetched_again_is_refused(
    hass: HomeAssistant,
    fetched: MockConfigEntry,
    location: int,
    start_date: str,
    text: str,
) -> None:
    """In words, instead of nothing happening."""
    with pytest.raises(ServiceValidationError, match=text):
        await refresh(hass, fetched, [location], start_date)


@pytest.mark.parametrize("refused", [ROOT, EMPTY, NEW])
async def test_one_refused_location_leaves_the_others_as_they_are(
    hass: HomeAssistant, simulator: Simulator, fetched: MockConfigEntry, refused: int
) -> None:
    """What is fetched by the next call, of yesterday alone, has no day more."""
    with pytest.raises(ServiceValidationError):
        await refresh(hass, fetched, [HALL, refused], "2026-03-15")
    simulator.requests.clear()
    await refresh(hass, fetched, [HALL], "2026-03-19")

    def asked() -> dict[str, str]:
        return {
            each.path.rpartition("/")[2]: each.query["start"]
            for each in simulator.requests
            if each.query.get("end") == "2026-03-19"
        }

    series = {"daily_occupancy", "daily_dwell_time", "hourly_visitors"}
    await until(hass, lambda: series <= asked().keys())
    assert set(asked().values()) == {"2026-03-19"}


async def test_only_an_administrator_has_the_past_fetched_again(
    hass: HomeAssistant, fetched: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    """What only answers is for everybody."""
    data = {"device_id": device_of(hass, fetched, HALL)}
    context = Context(user_id=hass_read_only_user.id)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "occuspace",
            "refresh_history",
            data | {"start_date": "2026-03-15"},
            blocking=True,
            context=context,
        )
    answer = await hass.services.async_call(
        "occuspace",
        "get_daily_occupancy",
        data,
        blocking=True,
        context=context,
        return_response=True,
    )
    assert answer


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("get_typical_week", {}),
        ("get_forecast", {}),
        ("find_best_time", {"duration": "01:00:00"}),
    ],
)
async def test_of_a_location_that_is_not_followed_nothing_is_usual(
    hass: HomeAssistant,
    fetched: MockConfigEntry,
    action: str,
    data: Mapping[str, str],
) -> None:
    """No number of weeks would change that."""
    with pytest.raises(ServiceValidationError, match="Campus is not selected"):
        await hass.services.async_call(
            "occuspace",
            action,
            {"device_id": device_of(hass, fetched, ROOT), **data},
            blocking=True,
            return_response=True,
        )
