"""The history of a campus, read from a running Home Assistant over websocket."""

import pytest

from bench.history import ZONE, run

# Starting a real Home Assistant on a slow machine takes longer than other tests may.
pytestmark = [pytest.mark.timeout(400), pytest.mark.usefixtures("socket_enabled")]

# A floor and what is on it, one place that has closed, one that opened a year late.
CHOSEN = {1511, 1512, 1513, 1514, 1551, 1572}


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Set up no Home Assistant within the test's own process."""


async def test_every_month_of_every_location_is_the_apis_own() -> None:
    """Years of statistics are there, and their visitors are those of the API."""
    result = await run(ZONE, 300, chosen=CHOSEN, detail_days=2)
    assert result.problems == []
    assert result.visitors.keys() == CHOSEN
    assert min(map(len, result.visitors.values())) >= 12
