"""The accounts that can be served: the document's, a campus, and any number."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .account import Account, Location
from .curves import Profile
from .document import recorded_days

CAMPUS_ZONE = "America/Los_Angeles"

# id, parent, name, capacity and profile of those that count themselves
CAMPUS: tuple[tuple[int, int | None, str, int | None, Profile], ...] = (
    (1500, None, "Alder Point University", None, Profile.OFFICE),
    (1510, 1500, "Main Library", None, Profile.LIBRARY),
    (1511, 1510, "01_Main Floor", None, Profile.LIBRARY),
    (1512, 1511, "Reading Room", 180, Profile.LIBRARY),
    (1513, 1511, "Group Study", 96, Profile.LIBRARY),
    (1514, 1511, "Café", 60, Profile.DINING),
    (1515, 1510, "02_Second Floor", None, Profile.LIBRARY),
    (1516, 1515, "Quiet Study", 140, Profile.LIBRARY),
    (1517, 1515, "Computer Lab", 48, Profile.LAB),
    (1518, 1510, "03_Third Floor", 120, Profile.LIBRARY),
    (1519, 1510, "04_Archive", 40, Profile.LIBRARY),
    (1530, 1500, "Student Center", None, Profile.DINING),
    (1531, 1530, "01_Main Floor", None, Profile.DINING),
    (1532, 1531, "Food Court", 320, Profile.DINING),
    (1533, 1531, "Lounge", 110, Profile.LIBRARY),
    (1534, 1531, "Bookstore", 70, Profile.DINING),
    (1535, 1530, "02_Second Floor", None, Profile.OFFICE),
    (1536, 1535, "Meeting Rooms", 90, Profile.OFFICE),
    (1537, 1535, "Student Organizations", 64, Profile.OFFICE),
    (1538, 1530, "03_Third Floor", 55, Profile.OFFICE),
    (1550, 1500, "Science Hall", None, Profile.LAB),
    (1551, 1550, "00_Basement", 45, Profile.LAB),
    (1552, 1550, "01_Main Floor", None, Profile.LECTURE),
    (1553, 1552, "Lecture Hall A", 240, Profile.LECTURE),
    (1554, 1552, "Lecture Hall B", 150, Profile.LECTURE),
    (1555, 1552, "Lounge", 36, Profile.DINING),
    (1556, 1550, "02_Second Floor", None, Profile.LAB),
    (1557, 1556, "Teaching Labs", 84, Profile.LAB),
    (1558, 1556, "Faculty Offices", 42, Profile.OFFICE),
    (1559, 1550, "03_Third Floor", 66, Profile.LAB),
    (1570, 1500, "Recreation Center", None, Profile.GYM),
    (1571, 1570, "01_Main Floor", None, Profile.GYM),
    (1572, 1571, "Weight Room", 95, Profile.GYM),
    (1573, 1571, "Courts", 80, Profile.GYM),
    (1574, 1570, "02_Second Floor", None, Profile.GYM),
    (1575, 1574, "Studios", 50, Profile.GYM),
    (1576, 1574, "Running Track", 60, Profile.GYM),
)
CAMPUS_WITHOUT_SENSOR = 1519
CAMPUS_CLOSED = 1551
CAMPUS_LATE = (1572, 1573, 1575, 1576)


def example_account(time_zone: str = "UTC") -> Account:
    """Return the example of the API document; its times there are in UTC."""
    zone = ZoneInfo(time_zone)
    account = Account("example", zone, recorded=recorded_days(zone))
    account.add(Location(1, "Sales", None, capacity=1000))
    account.add(Location(2, "Office Building", 1, capacity=500))
    account.add(Location(3, "Office 1st Floor", 2, capacity=400, count=70))
    account.add(Location(4, "Office 2nd Floor", 2, capacity=100, count=30))
    return account


def campus_account(
    time_zone: str = CAMPUS_ZONE, seed: int = 1, opened: date | None = None
) -> Account:
    """Return a university campus that has counted for two years or more."""
    opened = opened or _two_years_ago()
    outage = opened + timedelta(days=170)
    account = Account(
        "campus",
        ZoneInfo(time_zone),
        seed=seed,
        outages=((outage, outage + timedelta(days=3)),),
    )
    for location_id, parent_id, name, capacity, profile in CAMPUS:
        account.add(
            Location(
                location_id,
                name,
                parent_id,
                capacity=capacity,
                profile=profile,
                earliest_count=opened,
            )
        )
    account.locations[CAMPUS_WITHOUT_SENSOR].earliest_count = None
    closed = account.locations[CAMPUS_CLOSED]
    closed.is_active = False
    closed.last_count = opened + timedelta(days=480)
    for location_id in CAMPUS_LATE:
        account.locations[location_id].earliest_count = opened + timedelta(days=366)
    return account


def generated_account(
    locations: int = 100,
    time_zone: str = CAMPUS_ZONE,
    seed: int = 1,
    opened: date | None = None,
) -> Account:
    """Return that many locations: buildings of five floors of eight zones."""
    opened = opened or _two_years_ago()
    account = Account("generated", ZoneInfo(time_zone), seed=seed)
    profiles = [*Profile]
    root = Location(1, "Generated Campus", capacity=500, earliest_count=opened)
    building = floor = root
    for location_id in range(1, locations + 1):
        # 46 locations make a building: itself, and five floors of nine with zones.
        place = (location_id - 2) % 46
        number = (location_id - 2) // 46 + 1
        location = Location(
            location_id,
            name=f"Building {number:03}",
            parent_id=root.id,
            capacity=20 + 10 * (location_id % 9),
            profile=profiles[(location_id + seed) % len(profiles)],
            earliest_count=opened,
        )
        if location_id == root.id:
            location = root
        elif place == 0:
            building = location
        elif place % 9 == 1:
            location.name = f"{place // 9 + 1:02}_Floor"
            location.parent_id = building.id
            floor = location
        else:
            location.name = f"Zone {(place - 1) % 9}"
            location.parent_id = floor.id
        account.add(location)
    for location in account.locations.values():
        if location.parent_id is not None:
            account.locations[location.parent_id].capacity = None
    return account


def _two_years_ago() -> date:
    """Return the newest 1 September that is two years ago.

    A fixed day of the year: a simulator started again tomorrow tells the same story.
    """
    today = datetime.now(UTC).date()
    year = today.year - 2
    return date(year if today >= date(today.year, 9, 1) else year - 1, 9, 1)
