"""An account with one office, location HALL, for which hours are typical."""

from datetime import date
from typing import Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Account, Profile, Simulator, generated_account

from .builders import build_entry

HALL: Final = 2


def office(opened: date) -> Account:
    """Return the account; the office has room for 400 people."""
    account = generated_account(HALL, opened=opened)
    account.locations[HALL].profile = Profile.OFFICE
    account.locations[HALL].capacity = 400
    return account


def office_entry(simulator: Simulator) -> MockConfigEntry:
    """Return an entry of the office alone."""
    return build_entry(simulator, options={"locations": [str(HALL)]})
