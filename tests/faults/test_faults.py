"""Runs all variants of all faults in the catalogue.

The account is healthy, the fault occurs, time passes, the user sees what the table
says and all invariants hold; the fault ends, and the account recovers. The tables are
in `docs/reliability.md`.
"""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from .catalogue import runs
from .conftest import Build
from .fault import Fault
from .run_faults import async_run_fault


def _param(name: str, faults: tuple[Fault, ...]) -> Any:
    """Return faults as a test parameter; a known defect has to fail."""
    marks = [
        pytest.mark.xfail(strict=True, raises=AssertionError, reason=fault.defect)
        for fault in faults
        if fault.defect
    ]
    return pytest.param(faults, id=name, marks=marks)


@pytest.mark.parametrize("faults", [_param(*each) for each in runs()])
async def test_it_is_survived(build: Build, faults: tuple[Fault, ...]) -> None:
    """No task or request is left once the account is unloaded."""
    before = asyncio.all_tasks()
    env = await build(faults[0])
    for fault in faults:
        await async_run_fault(env, fault)
    assert await env.hass.config_entries.async_unload(env.entry.entry_id)
    await env.hass.async_block_till_done()
    env.simulator.requests.clear()
    await env.pass_time(timedelta(hours=1))
    assert env.simulator.requests == []
    left = {each.get_name() for each in asyncio.all_tasks() - before}
    assert not {name for name in left if "ccuspace" in name}
