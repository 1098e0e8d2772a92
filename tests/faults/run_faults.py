"""Runs the variants of a fault on a healthy account."""

from inspect import isawaitable

from .fault import Act, Fault, Trial
from .fault_env import FaultEnv
from .invariants import async_check


async def async_run_fault(env: FaultEnv, fault: Fault) -> None:
    """Run every variant of a fault."""
    for trial in fault.trials:
        try:
            await _async_try(env, trial)
        except AssertionError as err:
            err.add_note(f"{fault.name}: {trial.name}")
            raise


async def _async_try(env: FaultEnv, trial: Trial) -> None:
    """Inject one variant, check, remove it, and check the recovery."""
    _reset(env)
    env.change_data()
    await _act(trial.inject, env)
    for step in trial.steps:
        await env.pass_time(step)
    trial.expects.check(env)
    await async_check(env, trial)

    await _act(trial.remove, env)
    await _act(trial.recovery.act, env)
    assert env.differences() == {}, env.differences()
    assert env.flows() == []
    assert env.issues() == []
    await async_check(env, trial)


def _reset(env: FaultEnv) -> None:
    """Clear the log and the recorded requests."""
    env.caplog.clear()
    env.simulator.requests.clear()
    env.refreshes = 0


async def _act(act: Act, env: FaultEnv) -> None:
    """Run an act and await it if necessary."""
    result = act(env)
    if isawaitable(result):
        await result
