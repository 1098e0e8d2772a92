"""A second account: every reason why a location has no value, or a doubtful one."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from simulator.account import Account, Location
from simulator.curves import Profile
from simulator.faults import SERVICE_UNAVAILABLE, UNAUTHORIZED
from simulator.server import Simulator

from .running import Demo

MUSEUM: Final = "City Museum"
# What a location lacks, or has too much of.
OVERCROWDED: Final = "Great Hall"
DEAD: Final = "Print Room"
NEW: Final = "New Wing"
STALE: Final = "Garden Court"
UNREACHABLE: Final = "Workshop"
FORBIDDEN_ROOM: Final = "Vault"
INACTIVE: Final = "Roof Terrace"
WITHOUT_SENSOR: Final = "Cloakroom"
CLOSED: Final = "Gift Shop"
# In columns of cards.
COLUMNS: Final = (
    (OVERCROWDED, NEW, CLOSED),
    (DEAD, STALE, UNREACHABLE),
    (FORBIDDEN_ROOM, INACTIVE, WITHOUT_SENSOR),
)
ANNEX_ID: Final = 100
WEEKS_OF_HISTORY: Final = 8
HOURS_DEAD: Final = 4


async def add_museum(demo: Demo) -> None:
    """Add the account to a demo, and serve it for as long as this process runs."""
    config = await demo.websocket_command("get_config")
    now = datetime.now(UTC)
    account = Account("museum", ZoneInfo(config["time_zone"]))
    opened = now.date() - timedelta(weeks=WEEKS_OF_HISTORY)
    account.add(Location(1, MUSEUM, earliest_count=opened))
    rooms = {
        name: Location(number, name, 1, 80, Profile.LIBRARY, earliest_count=opened)
        for number, name in enumerate(chain(*COLUMNS), start=2)
    }
    rooms[OVERCROWDED].count = 97
    rooms[DEAD].dead_since = now - timedelta(hours=HOURS_DEAD)
    rooms[NEW].earliest_count = now.date() - timedelta(days=5)
    rooms[STALE].age = timedelta(hours=3)
    rooms[INACTIVE].is_active = False
    rooms[WITHOUT_SENSOR].earliest_count = None
    for room in rooms.values():
        account.add(room)
    simulator = Simulator(account)
    # The reply of their parent would include them, so theirs fails.
    annex = Location(ANNEX_ID, "Annex", 1)
    account.add(annex)
    for name in (STALE, UNREACHABLE, FORBIDDEN_ROOM):
        rooms[name].parent_id = annex.id
    for location, fault in (
        (annex, SERVICE_UNAVAILABLE),
        (rooms[UNREACHABLE], SERVICE_UNAVAILABLE),
        (rooms[FORBIDDEN_ROOM], UNAUTHORIZED),
    ):
        simulator.misbehave(fault, f"/locations/{location.id}/now")
    await simulator.start()
    entry = await demo.home_assistant.add_account(
        simulator.token,
        {"base_url": simulator.base_url, "time_zone": config["time_zone"]},
    )
    await _close(demo, entry["entry_id"], rooms[CLOSED].id)


async def _close(demo: Demo, entry_id: str, location_id: int) -> None:
    """Give a location opening hours, which are over for today."""
    morning = [{"from": "08:00:00", "to": "10:00:00"}]
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    await demo.websocket_command(
        "schedule/create", name="Opening hours", **dict.fromkeys(days, morning)
    )
    flows = "/api/config/config_entries/subentries/flow"
    form = await demo.home_assistant.request(
        "POST", flows, {"handler": [entry_id, "location"]}
    )
    await demo.home_assistant.request(
        "POST",
        f"{flows}/{form['flow_id']}",
        {"location": str(location_id), "opening_hours": "schedule.opening_hours"},
    )
