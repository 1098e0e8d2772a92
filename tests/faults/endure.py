"""Runs a fault from a healthy account to a healthy account."""

from inspect import isawaitable

from .fault import Act, Fault, Trial
from .invariants import async_check
from .world import World


async def async_endure(world: World, fault: Fault) -> None:
    """Let every variant of a fault come and go."""
    for trial in fault.trials:
        try:
            await _async_try(world, trial)
        except AssertionError as err:
            err.add_note(f"{fault.name}: {trial.name}")
            raise


async def _async_try(world: World, trial: Trial) -> None:
    """Let one variant come and go."""
    _start_afresh(world)
    world.flip()
    await _act(trial.inject, world)
    for step in trial.steps:
        await world.pass_time(step)
    trial.sees.check(world)
    await async_check(world, trial)

    await _act(trial.remove, world)
    await _act(trial.recovery.act, world)
    assert world.differences() == {}, world.differences()
    assert world.flows() == []
    assert world.issues() == []
    await async_check(world, trial)


def _start_afresh(world: World) -> None:
    """Forget what was logged and asked before."""
    world.caplog.clear()
    world.simulator.requests.clear()
    world.refreshes = 0


async def _act(act: Act, world: World) -> None:
    """Do something to the world, or let something be done."""
    result = act(world)
    if isawaitable(result):
        await result
