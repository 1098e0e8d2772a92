"""Everything the outside world can do, done to Home Assistant with an account in it.

Each fault of the catalogue, in all its variants: the account is healthy, the fault
strikes, time passes, the user sees what the table says and nothing happens that must
not; the fault ends, and all is as before. The table is `docs/reliability.md`.
"""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from .catalogue import runs
from .conftest import Build
from .endure import async_endure
from .fault import Fault


def _param(name: str, faults: tuple[Fault, ...]) -> Any:
    """Return faults as a parameter of a test; one that is a defect has to fail."""
    marks = [
        pytest.mark.xfail(strict=True, raises=AssertionError, reason=fault.defect)
        for fault in faults
        if fault.defect
    ]
    return pytest.param(faults, id=name, marks=marks)


@pytest.mark.parametrize("faults", [_param(*each) for each in runs()])
async def test_it_is_survived(build: Build, faults: tuple[Fault, ...]) -> None:
    """And nothing is left once the account is unloaded."""
    before = asyncio.all_tasks()
    world = await build(faults[0])
    for fault in faults:
        await async_endure(world, fault)
    assert await world.hass.config_entries.async_unload(world.entry.entry_id)
    await world.hass.async_block_till_done()
    world.simulator.requests.clear()
    await world.pass_time(timedelta(hours=1))
    assert world.simulator.requests == []
    left = {each.get_name() for each in asyncio.all_tasks() - before}
    assert not {name for name in left if "ccuspace" in name}
