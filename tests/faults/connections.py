"""Connections that fail before a reply is complete."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from simulator.faults import ConnectionReset, Drip, Raw, Silence, Slow

from . import expectations
from .fault import MINUTE, TREE_INTERVAL, Expectation, Family, Fault, Setting, Trial
from .fault_env import FaultEnv
from .places import BY_PLACE, EVERYWHERE, everywhere
from .recoveries import NEXT_REFRESH
from .relay import HOME, Certificate
from .venue import TOKEN

STEPS: Final = (TREE_INTERVAL, MINUTE)
OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
JSON: Final = b'{"message": "OK", "data": []}'

NOT_HTTP: Final = {
    "a mail server's greeting": b"220 mail.example ESMTP\r\n",
    "TLS in place of HTTP": b"\x15\x03\x01\x00\x02\x02\x28",
    "random bytes": bytes(range(256)) * 4,
    "the token": TOKEN.encode() + b"\r\n\r\n",
    "the end of the connection": b"",
    "a body without a head": JSON,
    "a status that is no number": f"HTTP/1.1 {TOKEN} OK\r\n\r\n".encode(),
    "a header that is none": OK + f"Bad {TOKEN} header\r\n\r\n".encode(),
    "a header without an end": OK + b"X-Long: " + b"x" * 100_000,
    "a length that is no number": OK + f"Content-Length: {TOKEN}\r\n\r\n".encode(),
    "two lengths": OK + b"Content-Length: 1\r\nContent-Length: 29\r\n\r\n" + JSON,
    "a length too short": OK + b"Content-Length: 9\r\n\r\n" + JSON,
    "a length too long": OK + b"Content-Length: 99\r\n\r\n" + JSON,
    "a chunk that is none": (
        OK + f"Transfer-Encoding: chunked\r\n\r\n{TOKEN}\r\n\r\n".encode()
    ),
    "100 and no more": b"HTTP/1.1 100 Continue\r\n\r\n",
    "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
    "102 and no more": b"HTTP/1.1 102 Processing\r\n\r\n",
    "103 and no more": b"HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n",
}


def _trial(
    name: str,
    inject: Callable[[FaultEnv], Awaitable[None] | None],
    remove: Callable[[FaultEnv], Awaitable[None] | None],
    expects: Expectation = expectations.ALL_UNAVAILABLE,
) -> Trial:
    """Return a trial of a failing connection."""
    return Trial(
        name=name,
        place=EVERYWHERE,
        inject=inject,
        remove=remove,
        expects=expects,
        recovery=NEXT_REFRESH,
    )


async def _down(env: FaultEnv) -> None:
    """Stop listening."""
    await env.relay.down()


async def _up(env: FaultEnv, certificate: Certificate | None = None) -> None:
    """Start to listen again, with or without a certificate."""
    await env.relay.down()
    await env.relay.up(certificate)


def _drop(env: FaultEnv) -> None:
    """End all connections between two refreshes."""
    env.relay.drop()


def _move(addresses: list[str], env: FaultEnv) -> None:
    """Resolve the name to other addresses for new connections."""
    env.relay.resolver.addresses = addresses
    env.relay.drop()


def _show(certificate: Certificate | None, env: FaultEnv) -> Awaitable[None]:
    """Use a certificate, or plain HTTP."""
    return _up(env, certificate)


FAMILIES: Final = (
    Family(
        title="Connections",
        about="No complete reply arrives.",
        faults=(
            Fault(
                name="The connection is refused",
                setting=Setting.NAME,
                trials=(_trial("refused", _down, _up),),
            ),
            Fault(
                name="The host name cannot be resolved",
                setting=Setting.NAME,
                trials=(
                    _trial("not found", partial(_move, []), partial(_move, [HOME])),
                ),
            ),
            Fault(
                name="All connections end between two refreshes",
                setting=Setting.NAME,
                trials=(
                    _trial(
                        "ended", _drop, FaultEnv.stop_faults, expectations.UNAFFECTED
                    ),
                ),
            ),
            Fault(
                name=(
                    "TLS fails: the certificate has expired, is for another host, or "
                    "is self-signed; or the server speaks plain HTTP"
                ),
                setting=Setting.TLS,
                trials=tuple(
                    _trial(
                        each.value if each else "plain HTTP",
                        partial(_show, each),
                        partial(_show, Certificate.GOOD),
                    )
                    for each in (
                        Certificate.EXPIRED,
                        Certificate.OTHER_HOST,
                        Certificate.SELF_SIGNED,
                        None,
                    )
                ),
            ),
            Fault(
                name="The connection is reset, before or during a reply",
                # A request on a connection that was kept open is sent once more.
                trials=everywhere(
                    {
                        "reset": ConnectionReset(),
                        "reset midway": ConnectionReset(midway=True),
                    },
                    max_requests=2 * 3 * 7 + 7,
                ),
            ),
            Fault(
                name="The server does not speak HTTP, sends invalid HTTP, or only 1xx",
                trials=everywhere(
                    {name: Raw(content) for name, content in NOT_HTTP.items()},
                    BY_PLACE,
                    steps=STEPS,
                    max_requests=2 * 2 * 7 + 7,
                ),
            ),
            Fault(
                name="No reply in time: none, too late, or one byte at a time",
                trials=everywhere(
                    {"none": Silence(), "too late": Slow(90), "slow drip": Drip(0.5)},
                    steps=(TREE_INTERVAL,),
                ),
                is_waiting=True,
            ),
        ),
    ),
)
