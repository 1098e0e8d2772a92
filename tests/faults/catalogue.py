"""All faults there are."""

from collections.abc import Iterator
from typing import Final

from . import (
    accounts,
    bodies,
    clocks,
    connections,
    fields,
    history_fields,
    lifecycle,
    names,
    past,
    statuses,
    stored_past,
)
from .fault import Family, Fault

WITHOUT_PAST: Final[tuple[Family, ...]] = (
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
FAMILIES: Final = (*WITHOUT_PAST, *past.FAMILIES, *stored_past.FAMILIES)


def runs() -> Iterator[tuple[str, tuple[Fault, ...]]]:
    """Yield what one account goes through, with a name."""
    for family in WITHOUT_PAST:
        if family.is_one_test:
            yield family.title, family.faults
        else:
            for fault in family.faults:
                yield f"{family.title}: {fault.name}", (fault,)
