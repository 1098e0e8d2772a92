"""How many people a sensor sees: a pure function of seed, location and time."""

from array import array
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import sin
from zoneinfo import ZoneInfo

from .local_day import SLOT_MINUTES, SLOTS_PER_HOUR, local_day


class Profile(Enum):
    """What a space is used for, which gives its day and week their form."""

    OFFICE = auto()
    LIBRARY = auto()
    DINING = auto()
    LECTURE = auto()
    LAB = auto()
    GYM = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """A profile's day (shares of capacity at some hours), week and typical stay."""

    hours: tuple[float, ...]
    shares: tuple[float, ...]
    week: tuple[float, float, float, float, float, float, float]
    stay_minutes: int


SHAPES = {
    Profile.OFFICE: Shape(
        hours=(6.5, 9, 11, 12.5, 14.5, 17, 19, 21),
        shares=(0, 0.6, 0.8, 0.6, 0.8, 0.4, 0.06, 0),
        week=(0.85, 1, 1, 0.95, 0.6, 0.05, 0),
        stay_minutes=300,
    ),
    Profile.LIBRARY: Shape(
        hours=(7, 10, 14, 17.5, 20, 22, 23.5),
        shares=(0, 0.45, 0.85, 0.6, 0.75, 0.4, 0),
        week=(1, 1, 1, 0.95, 0.65, 0.45, 0.7),
        stay_minutes=120,
    ),
    Profile.DINING: Shape(
        hours=(6.5, 8, 10, 12.2, 14, 16.5, 18.5, 20, 21),
        shares=(0, 0.4, 0.15, 1.05, 0.3, 0.15, 0.7, 0.1, 0),
        week=(1, 1, 1, 1, 0.9, 0.4, 0.35),
        stay_minutes=35,
    ),
    Profile.LECTURE: Shape(
        hours=(7.5, 8.2, 10, 12, 13.2, 16, 18, 20),
        shares=(0, 0.7, 0.85, 0.4, 0.8, 0.6, 0.2, 0),
        week=(0.95, 1, 1, 1, 0.7, 0, 0),
        stay_minutes=75,
    ),
    Profile.LAB: Shape(
        hours=(7, 9.5, 12, 15, 18, 21, 22.5),
        shares=(0, 0.5, 0.35, 0.7, 0.3, 0.05, 0),
        week=(0.95, 1, 1, 1, 0.85, 0.2, 0.1),
        stay_minutes=180,
    ),
    Profile.GYM: Shape(
        hours=(5.5, 7, 9, 12, 14.5, 17.8, 20, 22),
        shares=(0, 0.5, 0.25, 0.5, 0.3, 0.95, 0.5, 0),
        week=(1, 0.95, 1, 0.9, 0.7, 0.6, 0.55),
        stay_minutes=60,
    ),
}
SEASON = (0.8, 1, 1, 1, 0.95, 0.6, 0.5, 0.55, 0.95, 1.05, 1, 0.7)
HOLIDAYS = {(1, 1), (7, 4), (12, 24), (12, 25), (12, 31)}

RIPPLE = tuple(
    1 + 0.06 * sin(i / 7.3) + 0.05 * sin(i / 17.9) + 0.02 * sin(i / 2.9)
    for i in range(4096)
)


@dataclass(frozen=True, slots=True)
class Sensor:
    """What the people seen at one leaf of the tree depend on, besides the time."""

    seed: int
    location_id: int
    capacity: int
    profile: Profile
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class SensorDay:
    """A sensor's local day by slot; entries are those since midnight."""

    counts: array[int]
    entries: array[int]
    longest_stay: float

    def dwell(self, slots: int) -> tuple[float, float]:
        """Return average and longest stay in minutes over the first slots."""
        visitors = self.entries[slots - 1]
        if not visitors:
            return 0, 0
        average = sum(self.counts[:slots]) * SLOT_MINUTES / visitors
        return average, average * self.longest_stay

    def until(self, slots: int) -> SensorDay:
        """Return the day of a sensor that sees no people after the first slots."""
        rest = len(self.counts[slots:])
        last = self.entries[min(slots, len(self.entries)) - 1] if slots else 0
        return SensorDay(
            counts=self.counts[:slots] + array("l", [0] * rest),
            entries=self.entries[:slots] + array("l", [last] * rest),
            longest_stay=self.longest_stay,
        )


@lru_cache(maxsize=65_536)
def sensor_day(sensor: Sensor, day: date) -> SensorDay:
    """Return everything a sensor sees on a local day."""
    shape = SHAPES[sensor.profile]
    level = sensor.capacity * shape.week[day.weekday()] * SEASON[day.month - 1]
    if (day.month, day.day) in HOLIDAYS:
        level = 0
    mood, start, stay = _chances(f"{sensor.seed}/{sensor.location_id}/{day}")
    level *= 0.88 + 0.24 * mood
    wall_slots = local_day(sensor.zone, day).wall_slots
    first = int(start * (len(RIPPLE) - len(wall_slots)))
    ripple = RIPPLE[first : first + len(wall_slots)]
    shares = _shares(sensor.profile)
    counts = [
        int(level * shares[slot] * wave)
        for slot, wave in zip(wall_slots, ripple, strict=True)
    ]
    return SensorDay(
        counts=array("l", counts),
        entries=array("l", _entries(counts, shape.stay_minutes // SLOT_MINUTES)),
        longest_stay=1.25 + 0.35 * stay,
    )


def _entries(counts: list[int], stay_slots: int) -> list[int]:
    """Return how many people have come in by the end of each slot.

    Whoever adds to the count came in, and so did those who replaced a leaver.
    """
    entries: list[int] = []
    arrived = presence = before = 0
    for count in counts:
        if count > before:
            arrived += count - before
        before = count
        presence += count
        entries.append(arrived + presence // stay_slots)
    return entries


@lru_cache
def _shares(profile: Profile) -> tuple[float, ...]:
    """Return a profile's share of capacity for each slot of the wall clock."""
    shape = SHAPES[profile]
    inner = zip(shape.hours, shape.shares, strict=True)
    knots = [(0.0, 0.0), *inner, (24.0, 0.0)]
    shares: list[float] = []
    for (hour, share), (next_hour, next_share) in pairwise(knots):
        while (at := len(shares) / SLOTS_PER_HOUR) < next_hour:
            progress = (at - hour) / (next_hour - hour)
            shares.append(share + progress * (next_share - share))
    return tuple(shares)


def _chances(key: str) -> tuple[float, float, float]:
    """Return three numbers in [0, 1) that depend on nothing but the key."""
    digest = blake2b(key.encode(), digest_size=12).digest()
    first, second, third = (
        int.from_bytes(digest[i : i + 4]) / 2**32 for i in (0, 4, 8)
    )
    return first, second, third
