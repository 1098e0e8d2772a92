"""An Occuspace account on loopback, for demonstrations, tests and benchmarks."""

from .account import Account, Location
from .accounts import campus_account, example_account, generated_account
from .curves import Profile
from .server import DEFAULT_TOKEN, RecordedRequest, Simulator, utcnow

__all__ = [
    "DEFAULT_TOKEN",
    "Account",
    "Location",
    "Profile",
    "RecordedRequest",
    "Simulator",
    "campus_account",
    "example_account",
    "generated_account",
    "utcnow",
]
