"""What every test starts from: an account on loopback and an entry for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
import logging
from typing import Any, Final
from unittest.mock import PropertyMock, patch

import aiohttp
from homeassistant.components.recorder import statistics as recorder_statistics
from homeassistant.components.recorder.db_schema import StatisticsBase
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session
from syrupy.assertion import SnapshotAssertion
from yarl import URL

from custom_components.occuspace.api import OccuspaceClient, Reply, transport
from custom_components.occuspace.const import DOMAIN
from custom_components.occuspace.entity_adder import ADD_TASK_NAME
from simulator import Account, Simulator, example_account, faults

from .builders import build_entry

type Unreadable = Callable[[int], None]
type SetUp = Callable[..., Awaitable[MockConfigEntry]]


LOOKUPS: Final[dict[type[StatisticsBase], Select[tuple[int]]]] = {}

# The plugin logs every statement.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


@pytest.fixture(autouse=True)
async def enable_event_loop_debug() -> None:
    """Leave the debug mode of asyncio off, which the plugin turns on.

    It records a stack for every task and future, a fifth of the time of all tests.
    """


@pytest.fixture(autouse=True)
def _quick_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the recorder look up imported rows by a prepared statement.

    Its own lookup builds the statement, and writes the row before, for every row: two
    thirds of the time of the tests of history. The end-to-end tests use its own.
    """

    def existing(
        session: Session, table: type[StatisticsBase], metadata_id: int, start: datetime
    ) -> int | None:
        if (statement := LOOKUPS.get(table)) is None:
            statement = LOOKUPS[table] = select(table.id).where(
                table.metadata_id == bindparam("metadata_id"),
                table.start_ts == bindparam("start"),
            )
        values = {"metadata_id": metadata_id, "start": start.timestamp()}
        found: int | None = session.connection().execute(statement, values).scalar()
        return found

    monkeypatch.setattr(recorder_statistics, "_statistics_exists", existing)


@pytest.fixture
def recorder_config() -> dict[str, Any]:
    """Record statistics only: in tests, the recorder commits every single event."""
    return {
        "exclude": {
            "domains": [Platform.BINARY_SENSOR, Platform.SENSOR],
            "event_types": [
                dr.EVENT_DEVICE_REGISTRY_UPDATED,
                er.EVENT_ENTITY_REGISTRY_UPDATED,
            ],
        }
    }


@pytest.fixture(autouse=True)
def _custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant find the integration in this repository."""
    # The recorder has to be set up before hass, which the other fixture sets up.
    if "recorder_mock" in request.fixturenames:
        request.getfixturevalue("recorder_mock")
    request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return snapshots that know Home Assistant's types."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def entity_registry_enabled_by_default() -> Iterator[None]:
    """Enable every entity, those that are disabled by default included."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default",
        PropertyMock(return_value=True),
    ):
        yield


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Unreadable:
    """Return a function that makes the first rows of every history unreadable."""
    get_history = OccuspaceClient._get_history  # noqa: SLF001  all five go through it

    def leave_out(rows: int) -> None:
        async def get(
            client: OccuspaceClient, *args: Any, **kwargs: Any
        ) -> Reply[tuple[Any, ...]]:
            reply: Reply[tuple[Any, ...]] = await get_history(client, *args, **kwargs)
            return Reply(reply.data[rows:], reply.message, rows)

        monkeypatch.setattr(OccuspaceClient, "_get_history", get)

    return leave_out


@pytest.fixture
def account() -> Account:
    """Return the account that is served; a test may override or change it."""
    return example_account()


@pytest.fixture
async def simulator(socket_enabled: None, account: Account) -> AsyncIterator[Simulator]:
    """Serve the account on loopback, by Home Assistant's clock."""
    simulator = Simulator(account, clock=dt_util.utcnow)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
def impatient(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a reply that comes late on purpose, or never ends, be given up soon.

    Every other reply has as long as ever, however slow the machine is.
    """
    get = aiohttp.ClientSession.get

    def get_impatiently(
        session: aiohttp.ClientSession, url: URL, **options: Any
    ) -> Any:
        if isinstance(simulator.fault_at(url.path), faults.Slow | faults.Silence):
            options["timeout"] = aiohttp.ClientTimeout(total=0.2)
        return get(session, url, **options)

    monkeypatch.setattr(aiohttp.ClientSession, "get", get_impatiently)
    monkeypatch.setattr(transport, "MAX_BODY_BYTES", 200_000)


@pytest.fixture
def entry(simulator: Simulator) -> MockConfigEntry:
    """Return an entry for the account, not yet added."""
    return build_entry(simulator)


async def entities_added() -> None:
    """Wait until no entity is left to be added."""
    tasks = [each for each in asyncio.all_tasks() if each.get_name() == ADD_TASK_NAME]
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> AsyncIterator[SetUp]:
    """Return a function that adds the entry and sets it up."""

    async def add_and_set_up(
        expected: ConfigEntryState = ConfigEntryState.LOADED,
        entry: MockConfigEntry = entry,
    ) -> MockConfigEntry:
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        await entities_added()
        assert entry.state is expected
        return entry

    yield add_and_set_up
    # The recorder ends before Home Assistant does here, and nobody may be reading then.
    for each in hass.config_entries.async_loaded_entries(DOMAIN):
        assert await hass.config_entries.async_unload(each.entry_id)
