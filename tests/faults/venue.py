"""The account that the faults affect: small, with a different value everywhere."""

from typing import Final
from zoneinfo import ZoneInfo

from simulator import Account, Location
from simulator.document import recorded_days

CAMPUS: Final = 1
LIBRARY: Final = 2
GYM: Final = 3
READING_ROOM: Final = 4
CAFE: Final = 5
COURTS: Final = 6
ALL: Final = frozenset({CAMPUS, LIBRARY, GYM, READING_ROOM, CAFE, COURTS})

LIST: Final = "/v1/locations"
LIVE: Final = "/now"
CAMPUS_LIVE: Final = "/v1/locations/1/now"
LIBRARY_LIVE: Final = "/v1/locations/2/now"
GYM_LIVE: Final = "/v1/locations/3/now"
READING_ROOM_LIVE: Final = "/v1/locations/4/now"

# Long, with characters that JSON and URLs escape differently.
TOKEN: Final = 'the-"secret"/token\\of+the=faults&more'

# The occupancy of the courts alternates between these.
PEOPLE_AT_COURTS: Final = (20, 30)


def venue() -> Account:
    """Return a campus of two buildings with three places, one of them the quietest."""
    zone = ZoneInfo("America/Los_Angeles")
    account = Account("venue", zone, recorded=recorded_days(zone))
    account.add(Location(CAMPUS, "Campus", None, capacity=700))
    account.add(Location(LIBRARY, "Library", CAMPUS, capacity=500))
    account.add(Location(GYM, "Gym", CAMPUS, capacity=200))
    account.add(Location(READING_ROOM, "Reading Room", LIBRARY, capacity=400, count=70))
    account.add(Location(CAFE, "Café", LIBRARY, capacity=100, count=3))
    account.add(Location(COURTS, "Courts", GYM, capacity=200, count=20))
    return account
