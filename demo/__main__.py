"""Run the demo until interrupted, or check it: `python -m demo`."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
import asyncio
import os
import signal
import sys
from typing import Final

from .check import check
from .errors import DemoError, in_words
from .home_assistant import DASHBOARD, PASSWORD, USERNAME
from .processes import is_free, next_free_port
from .running import ACCOUNTS, REAL_API, TOKEN_VARIABLE, Demo, running_demo

HOME_ASSISTANT_PORT: Final = 8123
SIMULATOR_PORT: Final = 8125
EXIT_CODE_FAILED: Final = 1
EXIT_CODE_PORT_BUSY: Final = 2


class PortBusyError(DemoError):
    """A port that was asked for is in use."""


def parse_arguments(arguments: list[str] | None = None) -> Namespace:
    """Return what was asked on the command line."""
    parser = ArgumentParser(
        "script/demo",
        description="Start a real Home Assistant with an Occuspace account in it.",
        epilog=f"With {TOKEN_VARIABLE} in the environment it is that real account, "
        "otherwise a simulated one. Each run starts fresh and leaves nothing behind.",
    )
    add = parser.add_argument
    add(
        "--check",
        action="store_true",
        help="wait for all states, call an action, stop; fail if anything is missing",
    )
    add(
        "--account",
        choices=ACCOUNTS,
        default="campus",
        help="the simulated account (campus)",
    )
    add(
        "--locations",
        type=int,
        default=100,
        metavar="N",
        help="size of the generated account (100)",
    )
    add(
        "--time-zone",
        metavar="ZONE",
        help="of the venue (this computer's; the example is in UTC)",
    )
    add(
        "--base-url",
        metavar="URL",
        help=f"where the real account's API answers ({REAL_API})",
    )
    add("--port", type=_port, help="of Home Assistant (8123, or the next free one)")
    add(
        "--simulator-port",
        type=_port,
        metavar="PORT",
        help="of the simulator (8125, or the next free one)",
    )
    add(
        "--timeout",
        type=float,
        default=120,
        metavar="SECONDS",
        help="how long --check waits for the states (120)",
    )
    options = parser.parse_args(arguments)
    if options.base_url and not read_token():
        parser.error(f"--base-url is for a real account: set {TOKEN_VARIABLE} too")
    return options


def _port(text: str) -> int:
    """Parse a port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise ArgumentTypeError(f"a port is a number from 1 to 65535, not {text}")
    return int(text)


def read_token() -> str | None:
    """Return the real account's token, if there is one in the environment."""
    return os.environ.get(TOKEN_VARIABLE, "").strip() or None


def choose_port(asked: int | None, default: int, owner: str) -> int:
    """Return the port that was asked for, or a free one from the default on."""
    if asked is not None:
        if not is_free(asked):
            raise PortBusyError(
                f"Port {asked} for {owner} is in use: stop what listens there, "
                "or choose another port"
            )
        return asked
    port = next_free_port(default)
    if port != default:
        say(f"Port {default} is in use: {owner} takes {port}")
    return port


async def run(options: Namespace) -> None:
    """Run the demo."""
    api_token = read_token()
    async with running_demo(
        account=options.account,
        locations=options.locations,
        api_token=api_token,
        base_url=options.base_url or REAL_API,
        time_zone=options.time_zone,
        port=choose_port(options.port, HOME_ASSISTANT_PORT, "Home Assistant"),
        simulator_port=None
        if api_token
        else choose_port(options.simulator_port, SIMULATOR_PORT, "the simulator"),
        say=say,
    ) as demo:
        if options.check:
            account = None if api_token else options.account
            await check(demo, options.timeout, account=account)
        else:
            say(introduction(demo))
            try:
                await demo.watch()
            finally:
                say("Stopping")


def introduction(demo: Demo) -> str:
    """Return where to go and what to look at."""
    return f"""
  Home Assistant   {demo.url}
  Login            {USERNAME} / {PASSWORD}
  Account          {demo.entry["title"]}, from {demo.base_url}

  What to look at
    The dashboard               {demo.url}/{DASHBOARD}
    Each location as a device   {demo.url}/config/integrations/integration/occuspace
    The actions                 {demo.url}/config/tools/action (occuspace)

  What is usual comes within a few minutes, once the last weeks have been fetched;
  until then those entities are unknown. The sensor History tells how far it is.

  Ctrl-C stops everything.
"""


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(text, flush=True)


async def run_until_signal(options: Namespace) -> None:
    """Run the demo; the first signal to stop ends it in good order."""
    running = asyncio.create_task(run(options))

    def stop() -> None:
        # A second signal must not interrupt the stopping, which takes only so long.
        if not running.cancelling():
            running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await running


def main() -> int:
    """Run the demo; return the exit code."""
    options = parse_arguments()
    try:
        asyncio.run(run_until_signal(options))
    except asyncio.CancelledError:
        return EXIT_CODE_FAILED if options.check else 0
    except PortBusyError as err:
        print(f"Error: {err}", file=sys.stderr)
        return EXIT_CODE_PORT_BUSY
    except (DemoError, TimeoutError) as err:
        print(f"Error: {in_words(err)}", file=sys.stderr)
        return EXIT_CODE_FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
