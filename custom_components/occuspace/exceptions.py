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


_UNEXPLAINED = "unexplained_bad_request"
ERROR_KEYS = (*(key for _, key in _KEYS), _UNEXPLAINED)


def error_key(err: OccuspaceError) -> str:
    """Return the key of the text under `exceptions` in the translations."""
    if isinstance(err, BadRequestError) and err.message is None:
        return _UNEXPLAINED
    return next(key for kind, key in _KEYS if isinstance(err, kind))


def error_placeholders(err: OccuspaceError) -> dict[str, str]:
    """Return what that text tells of the error: figures and the API's own words only.

    Whatever else is known of it is English, and for the log.
    """
    match err:
        case BadRequestError(message=str(message)):
            return {"message": message}
        case ServerError(status=status):
            return {"status": str(status)}
        case _:
            return {}
