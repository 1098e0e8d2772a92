"""Finds holes and wrong sums in the rows of a statistic."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from homeassistant.components.recorder.db_schema import Statistics, StatisticsMeta
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import session_scope
from homeassistant.util import dt as dt_util
from sqlalchemy import func, or_, select

from .rows import HOUR

# Sums are of whole visitors.
TOLERANCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Seam:
    """Two consecutive rows with a hole or a wrong sum; None at both ends."""

    before: datetime | None
    after: datetime | None
    adds_up: bool

    @property
    def is_hole(self) -> bool:
        """Return whether rows may be missing between them."""
        return (
            self.before is None or self.after is None or self.after - self.before > HOUR
        )


def find_seams(hass: HomeAssistant, statistic_id: str) -> list[Seam]:
    """Return the holes, wrong sums and both ends of a statistic, oldest first.

    One query over all rows. Runs in the recorder's executor.
    """
    start = Statistics.start_ts
    sum_before = func.lag(Statistics.sum).over(order_by=start)
    rows = (
        select(
            start.label("start_ts"),
            func.lag(start).over(order_by=start).label("previous_ts"),
            func.lead(start).over(order_by=start).label("next_ts"),
            (
                func.coalesce(Statistics.sum, 0.0)
                - func.coalesce(Statistics.state, 0.0)
                - func.coalesce(sum_before, 0.0)
            ).label("error"),
        )
        .join(StatisticsMeta, StatisticsMeta.id == Statistics.metadata_id)
        .where(StatisticsMeta.statistic_id == statistic_id)
        .subquery()
    ).c
    found = (
        select(rows.start_ts, rows.previous_ts, rows.next_ts, rows.error)
        .where(
            or_(
                rows.previous_ts.is_(None),
                rows.next_ts.is_(None),
                rows.start_ts - rows.previous_ts > HOUR.total_seconds(),
                func.abs(rows.error) > TOLERANCE,
            )
        )
        .order_by(rows.start_ts)
    )
    seams: list[Seam] = []
    with session_scope(hass=hass, read_only=True) as session:
        for start_ts, previous_ts, next_ts, error in session.execute(found):
            after = dt_util.utc_from_timestamp(start_ts)
            before = (
                None if previous_ts is None else dt_util.utc_from_timestamp(previous_ts)
            )
            seams.append(Seam(before, after, abs(error) <= TOLERANCE))
            if next_ts is None:
                seams.append(Seam(after, None, adds_up=True))
    return seams
