"""Opening hours and exceptional days of a venue. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
SECOND: Final = timedelta(seconds=1)

END_OF_DAY: Final = time.max
"""24:00."""

# Of a week in which no clock changes.
_A_MONDAY: Final = datetime(2024, 1, 1, tzinfo=UTC)

# A week, the day before, and the day after it.
_DAYS_AHEAD: Final = 9

type Stretch = tuple[datetime, datetime]
"""Opening and closing, in venue time."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Opening hours by weekday (Monday is 0), in venue time.

    All moments are aware datetimes in the venue's time zone.
    """

    week: Mapping[int, Sequence[tuple[time, time]]]

    def on(self, day: date, zone: tzinfo) -> list[Stretch]:
        """Return the opening hours of a date.

        If the clock is set back, the first of two equal times counts; a time that it
        skips is when it is set forward.
        """
        return [
            (opens, closes)
            for start, end in sorted(self.week.get(day.weekday(), ()))
            if _utc(opens := _moment(day, start, zone))
            < _utc(closes := _moment(day, end, zone))
        ]

    def is_open(self, moment: datetime) -> bool:
        """Return whether the venue is open."""
        return self.overlaps(moment, SECOND / 1_000_000)

    def overlaps(self, start: datetime, length: timedelta) -> bool:
        """Return whether the venue is open during a part of a span within a day."""
        zone = start.tzinfo or UTC
        first, last = _utc(start), _utc(start) + length
        return any(
            _utc(opens) < last and first < _utc(closes)
            for opens, closes in self.on(start.date(), zone)
        )

    def is_open_in(self, weekday: int, hour: int) -> bool:
        """Return whether the venue is open during a part of an hour of the week."""
        return self.overlaps(_A_MONDAY + weekday * DAY + hour * HOUR, HOUR)

    def stretches(self, first: date, last: date, zone: tzinfo) -> list[Stretch]:
        """Return when the venue is open between two dates, across midnight too."""
        merged: list[Stretch] = []
        for day in _days(first, last):
            for opens, closes in self.on(day, zone):
                if merged and _utc(opens) <= _utc(merged[-1][1]):
                    merged[-1] = merged[-1][0], max(merged[-1][1], closes, key=_utc)
                else:
                    merged.append((opens, closes))
        return merged

    def next_opening(self, moment: datetime) -> datetime | None:
        """Return when the venue opens next; None if it never does."""
        opens = (opens for opens, _ in self._stretches_around(moment))
        return next((each for each in opens if _utc(each) > _utc(moment)), None)

    def next_closing(self, moment: datetime) -> datetime | None:
        """Return when the venue closes next; None if it never does."""
        stretches = self._stretches_around(moment)
        horizon = _moment(moment.date() + _DAYS_AHEAD * DAY, time(), moment.tzinfo)
        for _, closes in stretches:
            if _utc(moment) < _utc(closes) < _utc(horizon):
                return closes
        return None

    def next_change(self, moment: datetime) -> datetime | None:
        """Return when the venue opens or closes next; None if it never does."""
        changes = (self.next_opening(moment), self.next_closing(moment))
        return min((each for each in changes if each), key=_utc, default=None)

    def _stretches_around(self, moment: datetime) -> list[Stretch]:
        """Return when the venue is open from the day before until after a week."""
        day, zone = moment.date(), moment.tzinfo or UTC
        return self.stretches(day - DAY, day + (_DAYS_AHEAD - 1) * DAY, zone)


@dataclass(frozen=True, slots=True)
class VenueCalendar:
    """When a location is open, and which days are exceptional."""

    opening: OpeningHours | None = None
    exceptional: frozenset[date] = frozenset()

    def is_open(self, moment: datetime) -> bool | None:
        """Return whether the location is open; None without opening hours."""
        return None if self.opening is None else self.opening.is_open(moment)

    def is_exceptional(self, moment: datetime) -> bool:
        """Return whether the day is exceptional."""
        return moment.date() in self.exceptional

    def is_usual(self, moment: datetime) -> bool:
        """Return whether a moment can be typical: open, on a day like others."""
        return self.is_open(moment) is not False and not self.is_exceptional(moment)

    def is_usual_hour(self, start: datetime) -> bool:
        """Return whether an hour can be typical: at least partly open."""
        return not self.is_exceptional(start) and (
            self.opening is None or self.opening.overlaps(start, HOUR)
        )


def _days(first: date, last: date) -> Iterator[date]:
    """Yield the dates from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + number * DAY


def _moment(day: date, wall: time, zone: tzinfo | None) -> datetime:
    """Return the first moment of a day at which its clock shows at least a time."""
    if wall == END_OF_DAY:
        return _moment(day + DAY, time(), zone)
    moment = datetime.combine(day, wall.replace(fold=0), zone)
    if _utc(moment).astimezone(zone).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    ):
        return moment
    # The clock skips this time: find when it is set forward.
    before, after = _utc(moment.replace(fold=1)), _utc(moment)
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.astimezone(zone)


def _utc(moment: datetime) -> datetime:
    """Return a moment in UTC, for comparisons in elapsed time."""
    return moment.astimezone(UTC)
