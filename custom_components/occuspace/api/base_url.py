"""Validates the base URL, the only address that the token is sent to."""

from ipaddress import ip_address
import re

from yarl import URL

from .errors import InvalidBaseUrlError

DEFAULT_BASE_URL = "https://api.occuspace.io/v1"

_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def parse_base_url(text: str) -> URL:
    """Return the base URL without a trailing slash.

    Accepted are https, and plain http for loopback and private hosts only; no
    credentials, query or fragment (section "Base URL" of the vendor's document).

    Raises:
        InvalidBaseUrlError: for anything else; the message does not quote the
            text, which may contain credentials.

    """
    try:
        url = URL(text.strip())
        host, port = url.host, url.port
    except ValueError:
        raise InvalidBaseUrlError("not a URL") from None
    if url.scheme not in {"http", "https"} or not host or not port:
        raise InvalidBaseUrlError("not an http or https URL")
    if url.user is not None or url.password is not None:
        raise InvalidBaseUrlError("credentials in the URL")
    if url.query_string or url.fragment:
        raise InvalidBaseUrlError("a query or fragment in the URL")
    if url.scheme == "http" and not _is_private(host):
        raise InvalidBaseUrlError("plain http to a public host")
    return url.with_path(url.raw_path.rstrip("/"), encoded=True)


def _is_private(host: str) -> bool:
    """Return whether a host is loopback or on a private network."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        name = host.lower().rstrip(".")
        if _NUMBER.fullmatch(name):
            # Resolvers read this as an IPv4 address, which may be public.
            return False
        return "." not in name or name.endswith(_PRIVATE_SUFFIXES)
    return address.is_loopback or (address.is_private and not address.is_unspecified)
