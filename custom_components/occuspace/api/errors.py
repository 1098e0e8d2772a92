"""Errors raised by the client of the Occuspace API."""


class OccuspaceError(Exception):
    """Base class of all errors of the client."""


class InvalidBaseUrlError(OccuspaceError, ValueError):
    """The token must not be sent to this base URL."""


class ConnectionFailedError(OccuspaceError):
    """No reply: the host was not found, refused, reset or broke the connection."""


class RequestTimeoutError(ConnectionFailedError):
    """No complete reply within the timeout."""


class BadRequestError(OccuspaceError):
    """400: an argument is invalid; `message` is the API's explanation, if any."""

    def __init__(self, message: str | None) -> None:
        """Store the API's explanation."""
        super().__init__(message or "the API gave no reason")
        self.message = message


class UnauthorizedError(OccuspaceError):
    """401: the token is missing or rejected, or has no access to the location."""


class NotFoundError(OccuspaceError):
    """404: the endpoint does not exist."""


class RateLimitedError(OccuspaceError):
    """429: too many requests; `retry_after` is in seconds, None if not given."""

    def __init__(self, retry_after: float | None) -> None:
        """Store the delay that the API requires."""
        super().__init__("too many requests")
        self.retry_after = retry_after


class ServerError(OccuspaceError):
    """5xx: the server failed."""

    def __init__(self, status: int) -> None:
        """Store the HTTP status."""
        super().__init__(f"HTTP {status}")
        self.status = status


class UnexpectedReplyError(OccuspaceError):
    """A reply that does not match the vendor's document."""
