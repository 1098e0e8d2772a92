"""Calling a function for many items without blocking the event loop."""

import asyncio

from homeassistant.core import HomeAssistant
import pytest

from custom_components.occuspace import listeners
from custom_components.occuspace.listeners import async_call_in_slices


async def test_other_tasks_run_between_two_slices(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every item is called in order, the first at once."""
    monkeypatch.setattr(listeners, "MAX_SLICE", 0)
    called: list[int] = []
    async_call_in_slices(hass, called.append, range(3))
    assert called == [0]
    for _ in range(3):
        await asyncio.sleep(0)
    assert called == [0, 1, 2]


async def test_an_item_that_fails_does_not_affect_the_others(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged."""
    called: list[float] = []
    async_call_in_slices(hass, lambda item: called.append(1 / item), [2, 0, 1])
    for _ in range(3):
        await asyncio.sleep(0)
    assert called == [0.5, 1]
    assert "Unexpected error updating 0" in caplog.text
