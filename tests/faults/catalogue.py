"""All faults."""

from collections.abc import Iterator
from typing import Final

from . import (
    accounts,
    bodies,
    clocks,
    connections,
    fields,
    history,
    history_fields,
    lifecycle,
    names,
    statuses,
    stored_history,
)
from .fault import Family, Fault

LIVE_FAMILIES: Final[tuple[Family, ...]] = (
    *statuses.FAMILIES,
    *bodies.FAMILIES,
    *connections.FAMILIES,
    *accounts.FAMILIES,
    *names.FAMILIES,
    *clocks.FAMILIES,
    *lifecycle.FAMILIES,
    *fields.FAMILIES,
    *history_fields.FAMILIES,
)
FAMILIES: Final = (*LIVE_FAMILIES, *history.FAMILIES, *stored_history.FAMILIES)


def runs() -> Iterator[tuple[str, tuple[Fault, ...]]]:
    """Yield the faults of each test, with its name."""
    for family in LIVE_FAMILIES:
        if family.is_one_test:
            yield family.title, family.faults
        else:
            for fault in family.faults:
                yield f"{family.title}: {fault.name}", (fault,)
