"""Which translated text explains an error of the API to a person."""

from .api import (
    BadRequestError,
    ConnectionFailedError,
    NotFoundError,
    OccuspaceError,
    RateLimitedError,
    RequestTimeoutError,
    ServerError,
    UnauthorizedError,
)

# In this order: the first type that fits explains the error.
_KEYS: tuple[tuple[type[OccuspaceError], str], ...] = (
    (BadRequestError, "bad_request"),
    (UnauthorizedError, "not_permitted"),
    (NotFoundError, "not_found"),
    (RateLimitedError, "rate_limited"),
    (ServerError, "server_error"),
    (RequestTimeoutError, "timeout"),
    (ConnectionFailedError, "connection_failed"),
    (OccuspaceError, "unexpected_reply"),
)


def error_key(err: OccuspaceError) -> str:
    """Return the key of the text under `exceptions` in the translations."""
    return next(key for kind, key in _KEYS if isinstance(err, kind))
