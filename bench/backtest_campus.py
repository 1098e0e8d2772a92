"""The levels of a quiet and of a busy week on the simulator's campus."""

from collections import Counter as Tally, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Final

from custom_components.occuspace.analysis.hours_of_week import UsualLevel
from custom_components.occuspace.analysis.typical_week import WEEKS, TypicalWeek
from simulator import campus_account
from simulator.account import Snapshot

from .backtest_data import Hours, days
from .backtest_figures import FIRST_HOUR, HALF, LAST_HOUR

BUILDINGS: Final = (1510, 1530, 1550, 1570)
FIRST_WEEK: Final = date(2025, 2, 3)
LAST_WEEK: Final = date(2025, 11, 24)
NOW: Final = datetime(2025, 12, 31, tzinfo=UTC)


@dataclass(slots=True)
class Week:
    """The levels of all buildings in a week, and the people there."""

    monday: date
    levels: Tally[UsualLevel] = field(default_factory=Tally)
    people: float = 0.0
    typical: float = 0.0

    @property
    def busyness(self) -> float:
        """Return the people as a share of the typical ones."""
        return self.people / self.typical if self.typical else 1.0


def extreme_weeks() -> tuple[Week, Week, Week]:
    """Return the quietest, the most usual and the busiest week of 2025."""
    weeks = [Week(monday) for monday in _mondays()]
    account = campus_account(opened=date(2024, 1, 1))
    for building in BUILDINGS:
        location = account.locations[building]
        first = FIRST_WEEK - timedelta(weeks=WEEKS)
        found = Snapshot(account, NOW).days(
            location, first, LAST_WEEK + timedelta(days=6)
        )
        by_day = {
            day.date: [
                (hour.start.astimezone(account.zone), hour.average)
                for hour in day.hours
            ]
            for day in found
        }
        _add(weeks, by_day)
    ordered = sorted(weeks, key=lambda week: week.busyness)
    usual = min(weeks, key=lambda week: abs(week.busyness - 1))
    return ordered[0], usual, ordered[-1]


def _mondays() -> Iterator[date]:
    """Yield the Mondays."""
    monday = FIRST_WEEK
    while monday <= LAST_WEEK:
        yield monday
        monday += timedelta(weeks=1)


def _add(weeks: list[Week], by_day: dict[date, Hours]) -> None:
    """Add the hours of a building."""
    history = deque[Hours](maxlen=7 * WEEKS)
    for day in days(FIRST_WEEK - timedelta(weeks=WEEKS), FIRST_WEEK):
        history.append(by_day.get(day, []))
    level: UsualLevel | None = None
    for week in weeks:
        for day in days(week.monday, week.monday + timedelta(weeks=1)):
            typical = TypicalWeek.from_hours(chain.from_iterable(history), today=day)
            for start, people in by_day.get(day, ()):
                usual = typical.usual(start + HALF)
                if usual is None:
                    continue
                level = usual.compare(people, level).level
                if FIRST_HOUR <= start.hour <= LAST_HOUR:
                    week.levels[level] += 1
                    week.people += people
                    week.typical += usual.typical
            history.append(by_day.get(day, []))
