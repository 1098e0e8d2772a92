"""Client of the Occuspace HTTP API, version 1.

Does not import Home Assistant.
"""

from .base_url import DEFAULT_BASE_URL, parse_base_url
from .client import FetchHistory, OccuspaceClient
from .errors import (
    BadRequestError,
    ConnectionFailedError,
    InvalidBaseUrlError,
    NotFoundError,
    OccuspaceError,
    RateLimitedError,
    RequestTimeoutError,
    ServerError,
    UnauthorizedError,
    UnexpectedReplyError,
)
from .models import (
    ChildNow,
    DailyDwellTime,
    DailyOccupancy,
    DailyVisitors,
    HourlyOccupancy,
    HourlyVisitors,
    Location,
    LocationNow,
    Reply,
)
from .rate_limit import RateLimit

__all__ = [
    "DEFAULT_BASE_URL",
    "BadRequestError",
    "ChildNow",
    "ConnectionFailedError",
    "DailyDwellTime",
    "DailyOccupancy",
    "DailyVisitors",
    "FetchHistory",
    "HourlyOccupancy",
    "HourlyVisitors",
    "InvalidBaseUrlError",
    "Location",
    "LocationNow",
    "NotFoundError",
    "OccuspaceClient",
    "OccuspaceError",
    "RateLimit",
    "RateLimitedError",
    "Reply",
    "RequestTimeoutError",
    "ServerError",
    "UnauthorizedError",
    "UnexpectedReplyError",
    "parse_base_url",
]
