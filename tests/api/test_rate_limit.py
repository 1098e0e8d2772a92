"""One pause for every request of an account."""

from datetime import timedelta

from freezegun import freeze_time
import pytest

from custom_components.occuspace.api import (
    OccuspaceClient,
    RateLimitedError,
    UnauthorizedError,
)
from custom_components.occuspace.api.rate_limit import (
    DEFAULT_PAUSE,
    MAX_PAUSE,
    RateLimit,
)
from simulator import faults

from .conftest import Api
from .endpoints import ENDPOINTS, LOCATIONS, NOW


async def test_a_429_pauses_every_endpoint(api: Api, client: OccuspaceClient) -> None:
    """Nothing is sent, and the error says how long it still takes."""
    api.fault = faults.too_many_requests("300")
    with pytest.raises(RateLimitedError):
        await client.get_now(2)
    sent = len(api.received)
    for endpoint in ENDPOINTS:
        with pytest.raises(RateLimitedError) as caught:
            await endpoint.ask(client)
        assert caught.value.retry_after == pytest.approx(300, abs=30)
    assert len(api.received) == sent


@pytest.mark.parametrize(
    ("retry_after", "pause"),
    [(300, 300), (0, 0), (None, DEFAULT_PAUSE), (1e9, MAX_PAUSE)],
)
def test_a_pause_lasts_as_long_as_asked_for(
    retry_after: float | None, pause: float
) -> None:
    """Within an hour, and whatever happens to the wall clock."""
    with freeze_time("2026-03-02") as clock:
        limit = RateLimit()
        assert not limit.remaining
        limit.pause(retry_after)
        assert limit.remaining == pause
        if pause:
            clock.tick(timedelta(seconds=pause - 1))
            assert limit.remaining == pytest.approx(1)
            clock.tick(timedelta(seconds=1))
        assert not limit.remaining


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    """Replies under way may still say less."""
    with freeze_time("2026-03-02"):
        limit = RateLimit()
        limit.pause(300)
        limit.pause(None)
        assert limit.remaining == 300


async def test_a_refused_token_is_not_sent_again_except_for_the_list(
    api: Api, client: OccuspaceClient
) -> None:
    """Which tells when it is accepted again."""
    api.fault = faults.UNAUTHORIZED
    with pytest.raises(UnauthorizedError):
        await client.get_locations()
    assert client.is_token_refused
    sent = len(api.received)
    for endpoint in ENDPOINTS[1:]:
        with pytest.raises(UnauthorizedError):
            await endpoint.ask(client)
    assert len(api.received) == sent
    api.fault = None
    api.reply(LOCATIONS.example())
    await client.get_locations()
    api.reply(NOW.example())
    assert (await client.get_now(2)).data == NOW.expected
