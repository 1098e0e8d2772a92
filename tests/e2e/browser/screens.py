"""What there is to look at: an account, the cards, and the pages that show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from demo.home_assistant import DASHBOARD as GENERATED
from simulator import Account
from simulator.account import Location

HALL: Final = 1
GROUND: Final = 2
READING: Final = 3
QUIET: Final = 4
CAFE: Final = 5
ATTIC: Final = 6
HOSTILE: Final = 7
HOSTILE_NAME: Final = "<img src=x onerror=window.__xss=1>"
WEEKS: Final = 4


def town() -> Account:
    """Return a building with a floor, a full café and one that does not count."""
    account = Account("town", ZoneInfo("UTC"))
    opened = datetime.now(UTC).date() - timedelta(weeks=WEEKS)
    for id_, name, parent, count in (
        (HALL, "Town Hall", None, None),
        (GROUND, "Ground Floor", HALL, None),
        (READING, "Reading Room", GROUND, 42),
        (QUIET, "Quiet Room", GROUND, 7),
        (CAFE, "Café", HALL, 130),
        (ATTIC, "Attic", HALL, 0),
        (HOSTILE, HOSTILE_NAME, HALL, 12),
    ):
        is_leaf = id_ not in {HALL, GROUND}
        account.add(
            Location(
                id_,
                name,
                parent,
                capacity=100 if is_leaf else None,
                count=count,
                earliest_count=opened if is_leaf else None,
                is_active=id_ != ATTIC,
            )
        )
    return account


type Devices = Mapping[int, str]


@dataclass(frozen=True)
class Editor:
    """The form of a card, and a change that is made in it."""

    labels: tuple[str, ...]
    option: str
    label: str
    """What is written or chosen."""
    value: str
    """What is then saved."""


@dataclass(frozen=True)
class Card:
    """A card to test, and what shows that it is ready."""

    tag: str
    options: Callable[[Devices], dict[str, Any]]
    ready: str
    editor: Editor | None = None
    shapes: int = 3
    """So many of its shapes, at least, carry meaning."""

    def config(self, devices: Devices) -> dict[str, Any]:
        """Return its configuration, by the device ids of the locations."""
        return {"type": f"custom:{self.tag}", **self.options(devices)}


@dataclass(frozen=True)
class Screen:
    """A page with cards: a dashboard of just these, or a view that is generated."""

    path: str
    cards: tuple[Card, ...]
    is_generated: bool = False


LOCATION_CARD: Final = Card(
    "occuspace-card",
    lambda devices: {"device_id": devices[READING]},
    ".count",
    Editor(("Location", "Name (optional)"), "name", "Renamed", "Renamed"),
)
TREE_CARD: Final = Card(
    "occuspace-tree-card",
    lambda _: {},
    "[role=treeitem] b",
    Editor(
        ("Only this location and those within it", "Sort by"), "sort", "Name", "name"
    ),
)
NOW_CARD: Final = Card("occuspace-now-card", lambda _: {}, ".value", shapes=0)
WEEK_CARD: Final = Card(
    "occuspace-week-card",
    lambda devices: {"device_id": devices[READING]},
    "td",
    Editor(("Location", "Value"), "metric", "Utilization", "utilization"),
    shapes=0,
)
KIOSK: Final = Card(
    "occuspace-card",
    lambda devices: {"device_id": devices[READING], "kiosk": True},
    ".says",
    shapes=0,
)

# A further card is one line here.
CARDS: Final = (LOCATION_CARD, TREE_CARD, WEEK_CARD, NOW_CARD)
EVERY_CARD: Final = Screen("browser-test", CARDS)
OVERVIEW: Final = Screen(
    f"{GENERATED}/overview", (TREE_CARD, NOW_CARD), is_generated=True
)
LOCATION: Final = Screen(
    f"{GENERATED}/location-{HALL}-{GROUND}",
    (LOCATION_CARD, TREE_CARD),
    is_generated=True,
)
# What accessibility is tested on; other options of a card are a further line here.
SCREENS: Final = (EVERY_CARD, OVERVIEW, LOCATION, Screen("kiosk-test", (KIOSK,)))
