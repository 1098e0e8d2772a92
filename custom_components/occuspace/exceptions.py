"""Translation keys and placeholders for errors of the API."""

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

# The first matching type applies.
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
    """Return the translation key of an error."""
    if isinstance(err, BadRequestError) and err.message is None:
        return _UNEXPLAINED
    return next(key for kind, key in _KEYS if isinstance(err, kind))


def error_placeholders(err: OccuspaceError) -> dict[str, str]:
    """Return the translation placeholders: numbers and the API's message only.

    Any other text of an error is in English, and only logged.
    """
    match err:
        case BadRequestError(message=str(message)):
            return {"message": message}
        case ServerError(status=status):
            return {"status": str(status)}
        case _:
            return {}
