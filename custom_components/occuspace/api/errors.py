"""What can go wrong between this client and the Occuspace API, as types."""


class OccuspaceError(Exception):
    """Base of every error that the client raises."""


class InvalidBaseUrlError(OccuspaceError, ValueError):
    """The base URL is not one that a token may be sent to."""


class ConnectionFailedError(OccuspaceError):
    """No reply: the host was not found, refused, reset or broke the connection."""


class RequestTimeoutError(ConnectionFailedError):
    """No complete reply within the timeout."""


class BadRequestError(OccuspaceError):
    """400: an argument is invalid; `message` is the API's own explanation, if any."""

    def __init__(self, message: str | None) -> None:
        """Carry the API's own explanation."""
        super().__init__(message or "the API gave no reason")
        self.message = message


class UnauthorizedError(OccuspaceError):
    """401: a missing or refused token, or a location that the token may not see."""


class NotFoundError(OccuspaceError):
    """404: the endpoint does not exist."""


class RateLimitedError(OccuspaceError):
    """429: too many requests; `retry_after` is in seconds, None if not said."""

    def __init__(self, retry_after: float | None) -> None:
        """Carry how long the API wants to be left alone."""
        super().__init__("too many requests")
        self.retry_after = retry_after


class ServerError(OccuspaceError):
    """5xx: something went wrong on the vendor's side."""

    def __init__(self, status: int) -> None:
        """Carry the HTTP status."""
        super().__init__(f"HTTP {status}")
        self.status = status


class UnexpectedReplyError(OccuspaceError):
    """A reply that is not what the vendor's document says."""
