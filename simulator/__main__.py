"""Serve a simulated account until interrupted: `python -m simulator`."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
import asyncio
from collections.abc import Callable
from datetime import datetime
from math import isfinite
import signal
import sys
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .account import Account
from .accounts import CAMPUS_ZONE, campus_account, example_account, generated_account
from .server import DEFAULT_TOKEN, Simulator, utcnow

MAXIMUM_PORT = 65_535


def parse_arguments(arguments: list[str] | None = None) -> Namespace:
    """Return what was asked on the command line."""
    parser = ArgumentParser("python -m simulator", description=__doc__)
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (loopback)")
    add("--port", type=_port, default=8125, help="0 takes any free one (8125)")
    add(
        "--account",
        choices=("example", "campus", "generated"),
        default="campus",
        help="the API document's example, a campus (default), or any size",
    )
    add(
        "--locations",
        type=_number,
        default=100,
        metavar="N",
        help="size of a generated account (100)",
    )
    add("--token", type=_token, default=DEFAULT_TOKEN, help=DEFAULT_TOKEN)
    add(
        "--time-zone",
        type=_time_zone,
        help=f"of the venue ({CAMPUS_ZONE}; the example is in UTC)",
    )
    add("--seed", type=int, default=1, help="another seed, other people (1)")
    add(
        "--pace",
        type=_pace,
        default=1.0,
        metavar="FACTOR",
        help="how much faster than real time the account's clock runs (1)",
    )
    return parser.parse_args(arguments)


def chosen_account(options: Namespace) -> Account:
    """Return the account that was asked for."""
    if options.account == "example":
        return example_account(options.time_zone or "UTC")
    zone = options.time_zone or CAMPUS_ZONE
    if options.account == "campus":
        return campus_account(zone, options.seed)
    return generated_account(options.locations, zone, options.seed)


def paced_clock(pace: float) -> Callable[[], datetime]:
    """Return a clock that starts now and runs at another pace."""
    start = utcnow()
    return lambda: start + (utcnow() - start) * pace


async def serve(options: Namespace) -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    account = chosen_account(options)
    simulator = Simulator(account, token=options.token, clock=paced_clock(options.pace))
    try:
        await simulator.start(options.host, options.port)
    except OSError as err:
        print(
            f"Cannot listen on {options.host}:{options.port}: {err.strerror}",
            file=sys.stderr,
        )
        return 2
    print(
        f"Occuspace simulator: {simulator.base_url}, {account.name} account, "
        f"{len(account.locations)} locations",
        flush=True,
    )
    await stopped.wait()
    await simulator.stop()
    return 0


def _port(text: str) -> int:
    """Parse a port."""
    if not 0 <= (port := int(text)) <= MAXIMUM_PORT:
        raise ArgumentTypeError(f"{text} is not a port")
    return port


def _number(text: str) -> int:
    """Parse a number of locations."""
    if (number := int(text)) < 1:
        raise ArgumentTypeError("an account has at least one location")
    return number


def _token(text: str) -> str:
    """Parse a token."""
    if not text.strip():
        raise ArgumentTypeError("the token is empty")
    return text.strip()


def _time_zone(text: str) -> str:
    """Parse a time zone's name."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:
        raise ArgumentTypeError(f"{text} is not a known time zone") from err


def _pace(text: str) -> float:
    """Parse a factor."""
    if not (isfinite(factor := float(text)) and factor > 0):
        raise ArgumentTypeError("the pace must be above 0")
    return factor


if __name__ == "__main__":
    sys.exit(asyncio.run(serve(parse_arguments())))
