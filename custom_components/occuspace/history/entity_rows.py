"""Queries for the rows that a sensor's own statistics lack. No writes.

They run in the recorder's executor.
"""

from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from homeassistant.components.recorder.db_schema import (
    States,
    StatesMeta,
    Statistics,
    StatisticsShortTerm,
)
from homeassistant.components.recorder.models import StatisticData
from homeassistant.core import State
from homeassistant.util import dt as dt_util
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from .days import ONE_DAY
from .rows import HOUR, hour_of, midnight, venue_day

# Home Assistant may still compile later hours.
MIN_AGE: Final = timedelta(hours=2)


def missing_rows(
    session: Session, source: int, own: int, end: datetime, zone: tzinfo
) -> list[StatisticData]:
    """Return the rows before an hour that are missing, or have been corrected."""
    there, copy = aliased(Statistics), aliased(Statistics)
    differs = or_(copy.id.is_(None), and_(_is_copied(copy), ~_is_same(there, copy)))
    query = _pairs(there, copy, source, own).where(
        there.start_ts <= (end - HOUR).timestamp(), there.mean.is_not(None), differs
    )
    rows = session.execute(query).all()
    today = midnight(venue_day(end, zone), zone)
    if rows and _is_whole_day(session, source, today, zone):
        rows = [row for row in rows if row.start_ts < today.timestamp()]
    return [
        StatisticData(
            start=dt_util.utc_from_timestamp(row.start_ts), mean=row.mean, max=row.max
        )
        for row in rows
    ]


def blanked_rows(session: Session, source: int, own: int) -> list[StatisticData]:
    """Return blank rows in place of those that have been copied."""
    there, copy = aliased(Statistics), aliased(Statistics)
    query = _pairs(there, copy, source, own).where(
        there.mean.is_not(None), _is_copied(copy), _is_same(there, copy)
    )
    return [
        StatisticData(start=dt_util.utc_from_timestamp(row.start_ts))
        for row in session.execute(query)
    ]


def first_own_hour(session: Session, own: int, state: State) -> datetime:
    """Return the hour of a sensor's first row or state, at least two hours ago."""
    long, short = Statistics, StatisticsShortTerm
    queries = (
        select(long.start_ts)
        .where(long.metadata_id == own, ~_is_copied(long))
        .order_by(long.start_ts),
        select(short.start_ts).where(short.metadata_id == own).order_by(short.start_ts),
        select(States.last_updated_ts)
        .join(StatesMeta, StatesMeta.metadata_id == States.metadata_id)
        .where(StatesMeta.entity_id == state.entity_id)
        .order_by(States.last_updated_ts),
    )
    moments = (session.execute(query.limit(1)).scalar() for query in queries)
    first = min(
        state.last_changed,
        dt_util.utcnow() - MIN_AGE,
        *(dt_util.utc_from_timestamp(each) for each in moments if each is not None),
    )
    return hour_of(first)


def _pairs(
    there: type[Statistics], copy: type[Statistics], source: int, own: int
) -> Any:
    """Return the query for rows of a source, beside which are the sensor's own."""
    is_same_hour = and_(copy.metadata_id == own, copy.start_ts == there.start_ts)
    return (
        select(there.start_ts, there.mean, there.max)
        .outerjoin(copy, is_same_hour)
        .where(there.metadata_id == source)
        .order_by(there.start_ts)
    )


def _is_copied(row: type[Statistics]) -> ColumnElement[bool]:
    """Return the condition that Home Assistant has not compiled a row."""
    compiled = (row.min, row.state, row.sum, row.mean_weight, row.last_reset_ts)
    return and_(*(column.is_(None) for column in compiled))


def _is_same(there: type[Statistics], copy: type[Statistics]) -> ColumnElement[bool]:
    """Return the condition that two rows have the same values."""
    return and_(
        copy.mean.is_not_distinct_from(there.mean),
        copy.max.is_not_distinct_from(there.max),
    )


def _is_whole_day(session: Session, source: int, start: datetime, zone: tzinfo) -> bool:
    """Return whether a day of the venue has at most one row, which stands for it."""
    end = midnight(venue_day(start, zone) + ONE_DAY, zone)
    hours = select(Statistics.id).where(
        Statistics.metadata_id == source,
        Statistics.start_ts > start.timestamp(),
        Statistics.start_ts < end.timestamp(),
    )
    return session.execute(hours.limit(1)).first() is None
