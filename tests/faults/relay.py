"""A relay to the simulator, with a host name and TLS, that can be interrupted."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
import socket
import ssl
from typing import Final, override

from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from yarl import URL

HOST: Final = "occuspace.internal"
HOME: Final = "127.0.0.1"


class Resolver(AbstractResolver):
    """Resolves the host to the configured addresses."""

    def __init__(self) -> None:
        """Resolve to loopback."""
        self.addresses = [HOME]

    @override
    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """Return the addresses; without any the name cannot be found."""
        if host != HOST or not self.addresses:
            raise OSError(None, "Name or service not known")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self.addresses
        ]

    @override
    async def close(self) -> None:
        """Do nothing."""

    async def real_close(self) -> None:
        """Do nothing; Home Assistant calls this at shutdown."""


class Certificate(Enum):
    """What the server shows; Home Assistant trusts the first one only."""

    GOOD = "good"
    SELF_SIGNED = "self-signed"
    EXPIRED = "expired"
    OTHER_HOST = "for another host"

    def issue(self, folder: Path) -> Path:
        """Return a new certificate and its key, as a file."""
        now = datetime.now(UTC)
        until = timedelta(days=-1 if self is Certificate.EXPIRED else 3650)
        host = "other.internal" if self is Certificate.OTHER_HOST else HOST
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=3650))
            .not_valid_after(now + until)
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
            )
            .add_extension(
                x509.BasicConstraints(ca=True, path_length=None), critical=True
            )
            .sign(key, hashes.SHA256())
        )
        file = folder / f"{self.name}.pem"
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return file


class Relay:
    """Passes bytes on, in both directions, as long as it is up."""

    def __init__(self, folder: Path) -> None:
        """Start down; certificates are put into a folder."""
        self.resolver = Resolver()
        self.port = 0
        self.certificates: dict[Certificate, Path] = {}
        self._folder = folder
        self._target = URL()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    def base_url(self, target: str, scheme: str) -> str:
        """Return the base URL that leads to a target by way of the relay."""
        self._target = URL(target)
        return f"{scheme}://{HOST}:{self.port}{self._target.path}"

    def certificate(self, certificate: Certificate) -> Path:
        """Return a certificate's file."""
        if certificate not in self.certificates:
            self.certificates[certificate] = certificate.issue(self._folder)
        return self.certificates[certificate]

    async def up(self, certificate: Certificate | None = None) -> None:
        """Listen, on the port of last time if there was one; by TLS if certified."""
        tls = None
        if certificate is not None:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(self.certificate(certificate))
        self._server = await asyncio.start_server(self._serve, HOME, self.port, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]

    def drop(self) -> None:
        """End all connections."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def down(self) -> None:
        """Refuse connections from now on, and end those there are."""
        if self._server is None:
            return
        self._server.close()
        self.drop()
        await self._server.wait_closed()
        self._server = None

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Pass a connection on."""
        reader_there, writer_there = await asyncio.open_connection(
            self._target.host, self._target.port
        )
        both = {writer, writer_there}
        self._writers |= both
        await asyncio.gather(
            self._pass_on(reader, writer_there), self._pass_on(reader_there, writer)
        )
        self._writers -= both

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Pass bytes on until there are no more."""
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()
