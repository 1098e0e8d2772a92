"""The venue's time zone: proposed while adding, corrected by a repair."""

from datetime import date
from http import HTTPStatus
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_USER, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.occuspace.const import DOMAIN
from simulator import Account, Simulator, campus_account, faults
from tests.builders import build_entry
from tests.conftest import SetUp
from tests.history.conftest import until

VENUE = "America/Los_Angeles"
HOURLY_VISITORS = "/hourly_visitors"


@pytest.fixture(autouse=True)
async def _home(hass: HomeAssistant) -> None:
    """Let Home Assistant be far from the venue."""
    await hass.config.async_set_time_zone("Europe/Berlin")


@pytest.fixture
def account() -> Account:
    """Return a venue in Los Angeles with two years of history."""
    return campus_account(VENUE)


def local_time_twice(reply: Any) -> Any:
    """Return a reply whose time stamps repeat the local time."""
    for row in reply["data"]["hourlyVisitors"]:
        row["timestamp"] = f"{row['normalizedDate']} {row['normalizedTime']}"
    return reply


def without_timestamps(reply: Any) -> Any:
    """Return a reply without time stamps."""
    for row in reply["data"]["hourlyVisitors"]:
        del row["timestamp"]
    return reply


async def add(hass: HomeAssistant, simulator: Simulator, zone: str) -> Any:
    """Return what follows on the first form, filled in with a zone."""
    form = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    advanced = {"base_url": simulator.base_url, "time_zone": zone}
    return await hass.config_entries.flow.async_configure(
        form["flow_id"], {"api_token": simulator.token, "advanced": advanced}
    )


def history_requests(simulator: Simulator) -> int:
    """Return how often history was asked for."""
    return sum(each.path.endswith(HOURLY_VISITORS) for each in simulator.requests)


@pytest.mark.parametrize("answer", [VENUE, "Europe/Berlin"])
async def test_a_zone_that_history_contradicts_is_asked_about(
    hass: HomeAssistant, simulator: Simulator, answer: str
) -> None:
    """The right one is chosen already; whoever insists has their way."""
    form = await add(hass, simulator, "Europe/Berlin")
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "time_zone"
    assert form["description_placeholders"] == {
        "chosen": "Europe/Berlin",
        "proposed": VENUE,
    }
    assert form["data_schema"]({}) == {"time_zone": VENUE}
    assert simulator.token not in str(form)
    assert history_requests(simulator) == 2
    result = await hass.config_entries.flow.async_configure(
        form["flow_id"], {"time_zone": answer}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {
        "api_token": simulator.token,
        "base_url": simulator.base_url,
        "time_zone": answer,
    }


@pytest.mark.parametrize("zone", [VENUE, "America/Vancouver"])
async def test_a_zone_that_fits_is_not_asked_about(
    hass: HomeAssistant, simulator: Simulator, zone: str
) -> None:
    """Also by another name."""
    result = await add(hass, simulator, zone)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["time_zone"] == zone


async def test_home_assistants_own_zone_is_proposed_if_it_fits(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Before the most common one."""
    await hass.config.async_set_time_zone("America/Vancouver")
    form = await add(hass, simulator, "Europe/Berlin")
    assert form["description_placeholders"]["proposed"] == "America/Vancouver"


@pytest.mark.parametrize(
    "fault",
    [
        faults.UNAUTHORIZED,
        faults.INTERNAL_SERVER_ERROR,
        faults.too_many_requests(),
        faults.HTML_PAGE,
        faults.Transform(local_time_twice),
        faults.Transform(without_timestamps),
        faults.Transform(lambda _: {"message": "RANGE MISSING"}),
    ],
)
async def test_history_that_does_not_say_it_stops_nobody(
    hass: HomeAssistant, simulator: Simulator, fault: faults.Fault
) -> None:
    """The account is added as it was asked for."""
    simulator.misbehave(fault, HOURLY_VISITORS)
    result = await add(hass, simulator, "Europe/Berlin")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["time_zone"] == "Europe/Berlin"


async def test_an_account_that_was_never_counted_is_not_asked_for_its_history(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """There is none."""
    for location in simulator.account.locations.values():
        location.earliest_count = None
    result = await add(hass, simulator, "Europe/Berlin")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not history_requests(simulator)


def issue_of(hass: HomeAssistant, entry: MockConfigEntry) -> ir.IssueEntry | None:
    """Return the issue of the time zone."""
    return ir.async_get(hass).async_get_issue(
        DOMAIN, f"wrong_time_zone_{entry.entry_id}"
    )


def small_entry(
    simulator: Simulator, zone: str, *settings: ConfigSubentryData
) -> MockConfigEntry:
    """Return an entry that follows one room, in a zone."""
    return build_entry(
        simulator,
        data={
            "api_token": simulator.token,
            "base_url": simulator.base_url,
            "time_zone": zone,
        },
        options={"locations": ["1512"], "detail_days": 0},
        subentries_data=settings,
    )


async def until_checked(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until the figures of the day have been read, which are checked before."""
    history = entry.runtime_data.history
    await until(
        hass, lambda: bool(getattr(history.figures(1512), "visitors_today", None))
    )
    await hass.async_block_till_done()


@pytest.mark.usefixtures("recorder_mock")
class TestRepair:
    """A running entry whose history is in another zone."""

    @pytest.fixture
    def account(self, freezer: FrozenDateTimeFactory) -> Account:
        """Return a venue that has counted for two days, when all zones share one."""
        freezer.move_to("2026-07-15T12:00:00Z")
        return campus_account(VENUE, opened=date(2026, 7, 13))

    async def test_a_wrong_zone_is_corrected_by_a_repair(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        hass_client: ClientSessionGenerator,
        set_up: SetUp,
    ) -> None:
        """The issue names both zones, and does not come again."""
        assert await async_setup_component(hass, "repairs", {})
        entry = await set_up(entry=small_entry(simulator, "Asia/Tokyo"))
        await until_checked(hass, entry)
        issue = issue_of(hass, entry)
        assert issue is not None
        assert issue.is_fixable
        told = issue.translation_placeholders or {}
        assert told["chosen"] == "Asia/Tokyo"
        # What fits today need not be the venue's zone; it is among those to choose.
        zones = str((issue.data or {})["zones"]).split()
        assert told["proposed"] == zones[0]
        assert VENUE in zones
        client = await hass_client()
        response = await client.post(
            "/api/repairs/issues/fix",
            json={"handler": DOMAIN, "issue_id": issue.issue_id},
        )
        assert response.status == HTTPStatus.OK
        form = await response.json()
        assert form["step_id"] == "confirm"
        assert form["description_placeholders"] == told
        (field,) = form["data_schema"]
        assert field["default"] == zones[0]
        assert field["selector"]["select"]["options"] == zones
        response = await client.post(
            f"/api/repairs/issues/fix/{form['flow_id']}", json={"time_zone": VENUE}
        )
        assert (await response.json())["type"] == "create_entry"
        await hass.async_block_till_done()
        await until_checked(hass, entry)
        assert entry.data["time_zone"] == VENUE
        assert entry.runtime_data.time_zone.key == VENUE
        assert issue_of(hass, entry) is None

    async def test_the_issue_goes_when_the_zone_is_corrected_elsewhere(
        self, hass: HomeAssistant, simulator: Simulator, set_up: SetUp
    ) -> None:
        """By Reconfigure, for example; and with the account."""
        entry = await set_up(entry=small_entry(simulator, "Asia/Tokyo"))
        await until_checked(hass, entry)
        assert issue_of(hass, entry)
        wrong, right = dict(entry.data), entry.data | {"time_zone": VENUE}
        for data, is_raised in ((right, False), (wrong, True)):
            hass.config_entries.async_update_entry(entry, data=data)
            await hass.config_entries.async_reload(entry.entry_id)
            await until_checked(hass, entry)
            assert (issue_of(hass, entry) is not None) is is_raised
        await hass.config_entries.async_remove(entry.entry_id)
        assert issue_of(hass, entry) is None

    @pytest.mark.parametrize(
        ("zone", "fault"),
        [
            (VENUE, None),
            ("America/Vancouver", None),
            ("Asia/Tokyo", faults.Transform(local_time_twice)),
            ("Asia/Tokyo", faults.Transform(without_timestamps)),
        ],
    )
    async def test_nothing_is_raised_without_evidence(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        set_up: SetUp,
        zone: str,
        fault: faults.Fault | None,
    ) -> None:
        """Where the zones agree, or the rows do not say it."""
        if fault is not None:
            simulator.misbehave(fault, HOURLY_VISITORS)
        entry = await set_up(entry=small_entry(simulator, zone))
        await until_checked(hass, entry)
        assert history_requests(simulator)
        assert issue_of(hass, entry) is None

    async def test_a_location_with_its_own_zone_says_nothing_about_the_account(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        set_up: SetUp,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Neither that it is right, nor that it is wrong; the log tells the latter."""
        told = "contradicts its time zone"
        for zone, is_told in ((VENUE, False), ("Asia/Tokyo", True)):
            setting = ConfigSubentryData(
                data={"location_id": 1512, "time_zone": zone},
                subentry_type="location",
                title="Reading Room",
                unique_id="1512",
            )
            entry = await set_up(entry=small_entry(simulator, "Europe/Berlin", setting))
            await until_checked(hass, entry)
            assert issue_of(hass, entry) is None
            assert (told in caplog.text) is is_told
            await hass.config_entries.async_remove(entry.entry_id)
