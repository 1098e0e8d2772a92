"""Copies the hours before a sensor's first value into the sensor's own statistics.

Rows that Home Assistant compiled are never written. They are recognised in the
database: compiled means have a minimum, and copied ones have none.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched, product
from typing import Any, Final

from homeassistant.components.recorder.db_schema import StatisticsMeta
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import (
    async_import_statistics,
    list_statistic_ids,
)
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance, session_scope
from sqlalchemy import select

from ..api.concurrency import in_slices
from ..const import DOMAIN
from ..identifiers import entity_unique_id, statistic_id
from ..venue_time import ZoneOf
from .entity_rows import blanked_rows, first_own_hour, missing_rows
from .importer import BATCH, StatisticsImporter
from .metadata import OCCUPANCY, UTILIZATION, Statistic

# The sensors by their keys, and what their graphs show.
SENSORS: Final = {"count": OCCUPANCY, "percentage": UTILIZATION}

SENSORS_AT_ONCE: Final = 10

type Key = tuple[int, str]
"""A location, and the key of its sensor."""


@dataclass(frozen=True, slots=True)
class Target:
    """A sensor that has a state and is recorded."""

    key: Key
    statistic: Statistic
    source: str
    state: State

    @property
    def id(self) -> str:
        """Return the id of the sensor, and of its statistic."""
        return self.state.entity_id


class EntityStatistics:
    """The statistics of an account's sensors from before their first values."""

    def __init__(self, hass: HomeAssistant, account_id: str, zone_of: ZoneOf) -> None:
        """Initialise; nothing is copied yet."""
        self._hass = hass
        self._account_id = account_id
        self._zone_of = zone_of
        self._recorder = get_instance(hass)
        self._importer = StatisticsImporter(hass)
        self._stale: set[Key] = set()
        self._lock = asyncio.Lock()

    def mark_stale(self, location_ids: Iterable[int]) -> None:
        """Mark locations whose history may have changed."""
        self._stale.update(product(location_ids, SENSORS))

    async def async_update(self) -> None:
        """Copy missing and corrected hours. Sensors without a state stay marked."""
        batches = batched(tuple(self._stale), SENSORS_AT_ONCE, strict=False)
        async for keys in in_slices(batches):
            if targets := [each for key in keys if (each := self._target(key))]:
                # They may become stale again while they are read.
                self._stale.difference_update(each.key for each in targets)
                try:
                    async with self._lock:
                        await self._async_write(targets, is_wrong=False)
                except BaseException:
                    self._stale.update(each.key for each in targets)
                    raise

    async def async_blank(self, location_id: int) -> None:
        """Blank the copied hours of a location, whose own rows will be removed.

        They are copied again once the location is marked.
        """
        async with self._lock:
            keys = set(product((location_id,), SENSORS))
            self._stale -= keys
            targets = [each for key in keys if (each := self._target(key))]
            await self._async_write(targets, is_wrong=True)

    async def _async_write(self, targets: Sequence[Target], *, is_wrong: bool) -> None:
        """Write the hours of some sensors."""
        # So that states and renamed statistics are in the database.
        await self._importer.async_commit()
        found = await self._recorder.async_add_executor_job(
            partial(self._read, targets, is_wrong=is_wrong)
        )
        for target, metadata, rows in found:
            for batch in batched(rows, BATCH, strict=False):
                # A row under an old id would block that id for the statistic.
                if (now := self._target(target.key)) is None or now.id != target.id:
                    self._stale.add(target.key)
                    break
                async_import_statistics(self._hass, metadata, batch)
                await self._importer.async_commit()

    @callback
    def _target(self, key: Key) -> Target | None:
        """Return a sensor, None if it is disabled, not recorded or not yet added."""
        location_id, sensor = key
        entity_id = er.async_get(self._hass).async_get_entity_id(
            "sensor", DOMAIN, entity_unique_id(self._account_id, location_id, sensor)
        )
        state = self._hass.states.get(entity_id) if entity_id else None
        is_recorded = self._recorder.entity_filter
        if state is None or (is_recorded and not is_recorded(state.entity_id)):
            return None
        statistic = SENSORS[sensor]
        source = statistic_id(self._account_id, location_id, statistic.key)
        return Target(key, statistic, source, state)

    def _read(
        self, targets: Sequence[Target], *, is_wrong: bool
    ) -> list[tuple[Target, StatisticMetaData, list[StatisticData]]]:
        """Return the rows to write. Runs in the recorder's executor."""
        ids = {each.id for each in targets}
        # As Home Assistant has written it, or would.
        known = {
            each["statistic_id"]: each for each in list_statistic_ids(self._hass, ids)
        }
        found = []
        with session_scope(hass=self._hass, read_only=True) as session:
            select_ids = select(StatisticsMeta.statistic_id, StatisticsMeta.id).where(
                StatisticsMeta.statistic_id.in_(ids | {each.source for each in targets})
            )
            row_ids = dict(session.execute(select_ids).tuples().all())
            for target in targets:
                metadata = _metadata(target, known.get(target.id))
                source = row_ids.get(target.source)
                if metadata is None or source is None:
                    continue
                own = row_ids.get(target.id, -1)
                rows = (
                    blanked_rows(session, source, own)
                    if is_wrong
                    else missing_rows(
                        session,
                        source,
                        own,
                        first_own_hour(session, own, target.state),
                        self._zone_of(target.key[0]),
                    )
                )
                found.append((target, metadata, rows))
        return found


def _metadata(target: Target, known: dict[str, Any] | None) -> StatisticMetaData | None:
    """Return the metadata; None for a statistic of another kind or unit."""
    if known is None:
        return None
    unit = known["statistics_unit_of_measurement"]
    is_same = (
        known["source"] == "recorder"
        and known["mean_type"] is StatisticMeanType.ARITHMETIC
        and not known["has_sum"]
        and unit == target.state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        and (target.statistic.unit_class is None or unit == target.statistic.unit)
    )
    if not is_same:
        return None
    return StatisticMetaData(
        mean_type=StatisticMeanType.ARITHMETIC,
        has_sum=False,
        name=None,
        source="recorder",
        statistic_id=target.id,
        unit_class=known["unit_class"],
        unit_of_measurement=unit,
    )
