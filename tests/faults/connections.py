"""Connections that fail before a reply is complete."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from simulator.faults import ConnectionReset, Drip, Raw, Silence, Slow

from . import sights
from .fault import MINUTE, TREE_INTERVAL, Family, Fault, Setting, Sight, Trial
from .places import EVERYWHERE, USUALLY, everywhere
from .recoveries import NEXT_REFRESH
from .relay import HOME, Certificate
from .venue import TOKEN
from .world import World

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
    inject: Callable[[World], Awaitable[None] | None],
    remove: Callable[[World], Awaitable[None] | None],
    sees: Sight = sights.ALL_UNAVAILABLE,
) -> Trial:
    """Return a trial of a connection that is not had."""
    return Trial(
        name=name,
        place=EVERYWHERE,
        inject=inject,
        remove=remove,
        sees=sees,
        recovery=NEXT_REFRESH,
    )


async def _down(world: World) -> None:
    """Let nobody listen."""
    await world.relay.down()


async def _up(world: World, certificate: Certificate | None = None) -> None:
    """Let the server listen, as it did or with another certificate."""
    await world.relay.down()
    await world.relay.up(certificate)


def _drop(world: World) -> None:
    """End all connections between two refreshes."""
    world.relay.drop()


def _move(addresses: list[str], world: World) -> None:
    """Let the name lead somewhere else, and be looked up again."""
    world.relay.names.addresses = addresses
    world.relay.drop()


def _show(certificate: Certificate | None, world: World) -> Awaitable[None]:
    """Let the server show a certificate, or none."""
    return _up(world, certificate)


FAMILIES: Final = (
    Family(
        title="Connections",
        about="There is no complete reply.",
        faults=(
            Fault(
                name="The connection is refused",
                setting=Setting.NAME,
                trials=(_trial("refused", _down, _up),),
            ),
            Fault(
                name="The host name is not found",
                setting=Setting.NAME,
                trials=(
                    _trial("not found", partial(_move, []), partial(_move, [HOME])),
                ),
            ),
            Fault(
                name="All connections end between two refreshes",
                setting=Setting.NAME,
                trials=(_trial("ended", _drop, World.heal, sights.UNDISTURBED),),
            ),
            Fault(
                name=(
                    "TLS fails: the certificate has expired, is of another host, or is "
                    "signed by nobody; or the server speaks plain HTTP"
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
                name="The connection is reset, in place of a reply or midway",
                # A request on a connection that was kept open is sent once more.
                trials=everywhere(
                    {
                        "reset": ConnectionReset(),
                        "reset midway": ConnectionReset(midway=True),
                    },
                    most_requests=2 * 3 * 7 + 7,
                ),
            ),
            Fault(
                name="What answers speaks no HTTP, or bad HTTP, or only says 1xx",
                trials=everywhere(
                    {name: Raw(content) for name, content in NOT_HTTP.items()},
                    USUALLY,
                    steps=STEPS,
                    most_requests=2 * 2 * 7 + 7,
                ),
            ),
            Fault(
                name="No reply in time: none at all, too late, or a byte at a time",
                trials=everywhere(
                    {"none": Silence(), "too late": Slow(90), "slow drip": Drip(0.5)},
                    steps=(TREE_INTERVAL,),
                ),
                is_waiting=True,
            ),
        ),
    ),
)
