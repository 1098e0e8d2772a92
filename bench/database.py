"""The recorder's database: the integration's rows, and the size of states."""

from datetime import datetime
from hashlib import sha256
from itertools import groupby

from sqlalchemy import create_engine, text

from demo import Demo

_ROWS = text("""
    SELECT m.statistic_id, s.start_ts, s.mean, s.max, s.state, s.sum
    FROM statistics s JOIN statistics_meta m ON m.id = s.metadata_id
    WHERE m.source = 'occuspace' AND s.start_ts < :end
    ORDER BY m.statistic_id, s.start_ts
""")
_COUNT = text("""
    SELECT COUNT(*) FROM statistics s JOIN statistics_meta m ON m.id = s.metadata_id
    WHERE m.source = 'occuspace'
""")

_STATE_BYTES = text("""
    SELECT SUM(d.pgsize) FROM dbstat d JOIN sqlite_master m ON m.name = d.name
    WHERE m.tbl_name IN ('states', 'states_meta', 'state_attributes')
""")


def sqlite_url(demo: Demo) -> str:
    """Return the URL of a demo's default database."""
    return f"sqlite:///{demo.config_dir}/home-assistant_v2.db"


def count_rows(db_url: str) -> int:
    """Return the number of rows."""
    engine = create_engine(db_url)
    with engine.connect() as connection:
        count: int = connection.execute(_COUNT).scalar_one()
    engine.dispose()
    return count


def state_bytes(db_url: str) -> int:
    """Return the bytes of the pages that hold states, their attributes and indices."""
    engine = create_engine(db_url)
    with engine.connect() as connection:
        found: int = connection.execute(_STATE_BYTES).scalar_one()
    engine.dispose()
    return found


def digest_rows(db_url: str, end: datetime) -> dict[str, str]:
    """Return a digest of the rows before `end`, by statistic id."""
    engine = create_engine(db_url)
    digests: dict[str, str] = {}
    with engine.connect() as connection:
        rows = connection.execute(_ROWS, {"end": end.timestamp()})
        for id_, of_statistic in groupby(rows, key=lambda row: str(row[0])):
            digest = sha256()
            for row in of_statistic:
                digest.update(repr(tuple(row[1:])).encode())
            digests[id_] = digest.hexdigest()
    engine.dispose()
    return digests
