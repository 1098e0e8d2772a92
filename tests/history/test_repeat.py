"""What is repeated survives errors, and ends where it is hopeless."""

import asyncio

import pytest

from custom_components.occuspace.history import repeat


async def test_a_failure_is_logged_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Until it is hopeless; a success waits until it is due."""
    monkeypatch.setattr(repeat, "RETRY_AFTER", 0)
    due = asyncio.Event()
    calls: list[int] = []

    async def work() -> float | None:
        calls.append(len(calls))
        if len(calls) == 2:
            due.set()
            return None
        raise ValueError

    await repeat.async_repeat(work, due, "Campus", lambda: len(calls) >= 3)
    assert calls == [0, 1, 2]
    assert caplog.text.count("History import of Campus failed") == 1
